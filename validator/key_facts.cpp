// KeyFacts as JSON, for reports of shards. Hashes are hexadecimal text: JSON numbers lose bits.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <nlohmann/json.hpp>

#include "validator/key_table.h"

namespace validator {

namespace {

using contract::Json;

constexpr std::array<std::string_view, 5> verbs{"created", "updated", "deleted", "exists",
                                                "unknown"};

std::string hex(std::uint64_t hash) { return fmt::format("{:x}", hash); }

std::optional<std::uint64_t> hash_of(const Json& json) {
  if (!json.is_string()) return std::nullopt;
  const auto& text = json.get_ref<const std::string&>();
  std::uint64_t hash = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), hash, 16);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return hash;
}

// Reads members; remembers whether any was missing or of the wrong type.
class Fields {
 public:
  explicit Fields(const Json& json) : json_(json) {}
  bool broken() const { return broken_; }

  template <class T>
  T get(const char* name) {
    const auto found = json_.find(name);
    if constexpr (std::is_same_v<T, std::string>) {
      if (found != json_.end() && found->is_string()) return found->template get<T>();
    } else if constexpr (std::is_same_v<T, bool>) {
      if (found == json_.end()) return false;  // false is left out
      if (found->is_boolean()) return found->template get<T>();
    } else {
      if (found != json_.end() && found->is_number_unsigned()) return found->template get<T>();
    }
    broken_ = true;
    return {};
  }
  std::uint64_t hash(const char* name) {
    const auto found = json_.find(name);
    return found == json_.end() ? (broken_ = true, 0) : hash(*found);
  }
  std::vector<std::uint64_t> hashes(const char* name) {
    std::vector<std::uint64_t> list;
    const auto found = json_.find(name);
    if (found == json_.end() || !found->is_array()) return broken_ = true, list;
    for (const Json& each : *found) list.push_back(hash(each));
    return list;
  }
  std::vector<KeyFact> facts(const char* name) {
    std::vector<KeyFact> list;
    const auto found = json_.find(name);
    if (found == json_.end() || !found->is_array()) return broken_ = true, list;
    for (const Json& each : *found) list.push_back(fact(each));
    return list;
  }

 private:
  std::uint64_t hash(const Json& json) {
    const auto value = hash_of(json);
    broken_ = broken_ || !value;
    return value.value_or(0);
  }
  KeyFact fact(const Json& json) {
    KeyFact fact;
    if (!json.is_array() || json.size() != 4 || !json[2].is_string() ||
        !json[3].is_number_unsigned())
      return broken_ = true, fact;
    fact.key = hash(json[0]);
    fact.id = hash(json[1]);
    const auto verb = std::find(verbs.begin(), verbs.end(), json[2].get_ref<const std::string&>());
    if (verb == verbs.end()) return broken_ = true, fact;
    fact.verb = static_cast<KeyVerb>(verb - verbs.begin());
    fact.item = json[3].get<std::uint32_t>();
    return fact;
  }

  const Json& json_;
  bool broken_ = false;
};

Json list_of(const std::vector<std::uint64_t>& hashes) {
  Json list = Json::array();
  for (const std::uint64_t hash : hashes) list.push_back(hex(hash));
  return list;
}

}  // namespace

std::string_view to_string(KeyVerb verb) { return verbs[static_cast<std::size_t>(verb)]; }

Json to_json(const KeyFacts& facts) {
  Json json = {{"file", facts.file},
               {"entry", facts.entry},
               {"operation", facts.operation},
               {"contract",
                {{"file", facts.contract.file},
                 {"line", static_cast<std::uint64_t>(facts.contract.line)},
                 {"column", static_cast<std::uint64_t>(facts.contract.column)}}},
               {"evidence", contract::to_string(facts.evidence)},
               {"api", hex(facts.api)},
               {"collection", hex(facts.collection)},
               {"fields", list_of(facts.fields)},
               {"scope", hex(facts.scope)},
               {"forgets", list_of(facts.forgets)}};
  if (facts.forgets_others) json["forgetsOthers"] = true;
  if (facts.forgets_collection) json["forgetsCollection"] = true;
  if (facts.forgets_api) json["forgetsApi"] = true;
  Json list = Json::array();
  for (const KeyFact& fact : facts.facts)
    list.push_back({hex(fact.key), hex(fact.id), to_string(fact.verb), fact.item});
  json["facts"] = std::move(list);
  return json;
}

contract::Result<KeyFacts> key_facts_from(const Json& json) {
  const contract::Error broken{"invalid-report", "key facts that this program did not write", {}};
  if (!json.is_object() || !json.contains("contract") || !json["contract"].is_object())
    return tl::unexpected(broken);
  Fields fields(json), place(json["contract"]);
  KeyFacts facts;
  facts.file = fields.get<std::string>("file");
  facts.entry = fields.get<std::size_t>("entry");
  facts.operation = fields.get<std::string>("operation");
  facts.contract.file = place.get<std::string>("file");
  facts.contract.line = place.get<decltype(facts.contract.line)>("line");
  facts.contract.column = place.get<decltype(facts.contract.column)>("column");
  const auto evidence = contract::evidence_from(fields.get<std::string>("evidence"));
  facts.evidence = evidence.value_or(contract::Evidence::assumed);
  facts.api = fields.hash("api");
  facts.collection = fields.hash("collection");
  facts.fields = fields.hashes("fields");
  facts.scope = fields.hash("scope");
  facts.forgets = fields.hashes("forgets");
  facts.forgets_others = fields.get<bool>("forgetsOthers");
  facts.forgets_collection = fields.get<bool>("forgetsCollection");
  facts.forgets_api = fields.get<bool>("forgetsApi");
  facts.facts = fields.facts("facts");
  if (fields.broken() || place.broken() || !evidence) return tl::unexpected(broken);
  return facts;
}

}  // namespace validator
