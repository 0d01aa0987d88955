#include "contract/parse_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <vector>

namespace contract {

struct ParsedJson::Owner {
  simdjson::dom::document document;
  std::optional<Json> tree;  // instead of `document`: numbers simdjson does not read
};

ParsedJson::ParsedJson(std::unique_ptr<Owner> owner) : owner_(std::move(owner)) {}
ParsedJson::~ParsedJson() = default;
ParsedJson::ParsedJson(ParsedJson&&) noexcept = default;
ParsedJson& ParsedJson::operator=(ParsedJson&&) noexcept = default;

JsonView ParsedJson::root() const {
  if (owner_->tree) return JsonView(TreeView(*owner_->tree));
  return JsonView(SimdView(owner_->document.root()));
}

namespace {

constexpr std::size_t kept_parser_capacity = 1u << 20;  // bytes of text a thread's parser keeps

Error invalid(std::string message) { return {"invalid-json", std::move(message), {}}; }

Error duplicate(std::string_view name) {
  return invalid(
      fmt::format("the member name \"{}\" occurs twice in one object", name.substr(0, 60)));
}

Error too_deep(std::size_t depth) {
  return invalid(fmt::format("arrays and objects are nested more than {} levels deep", depth));
}

std::optional<std::string_view> repeated(std::vector<std::string_view>& names) {
  constexpr std::size_t few = 12;
  if (names.size() <= few) {
    for (std::size_t i = 1; i < names.size(); ++i)
      for (std::size_t j = 0; j < i; ++j)
        if (names[i] == names[j]) return names[i];
    return std::nullopt;
  }
  std::sort(names.begin(), names.end());
  const auto twin = std::adjacent_find(names.begin(), names.end());
  if (twin == names.end()) return std::nullopt;
  return *twin;
}

// What simdjson lets pass: names that occur twice in one object, and one level too many where the
// innermost array or object is empty.
class DocumentGuard {
 public:
  explicit DocumentGuard(std::size_t limit) : limit_(limit) {}

  std::optional<Error> refusal(simdjson::dom::element value, std::size_t depth = 0) const {
    simdjson::dom::object object;
    if (value.get_object().get(object) == simdjson::SUCCESS)
      return depth == limit_ ? too_deep(limit_) : in_object(object, depth);
    simdjson::dom::array array;
    if (value.get_array().get(array) != simdjson::SUCCESS) return std::nullopt;
    if (depth == limit_) return too_deep(limit_);
    for (const simdjson::dom::element element : array)
      if (auto error = refusal(element, depth + 1)) return error;
    return std::nullopt;
  }

 private:
  std::optional<Error> in_object(simdjson::dom::object object, std::size_t depth) const {
    std::uint64_t seen = 0;
    bool alike = false;  // two names that may be the same
    for (const simdjson::dom::key_value_pair member : object) {
      const std::uint64_t bit = std::uint64_t{1} << trait(member.key);
      alike = alike || (seen & bit) != 0;
      seen |= bit;
      if (auto error = refusal(member.value, depth + 1)) return error;
    }
    if (!alike) return std::nullopt;
    std::vector<std::string_view> names;
    names.reserve(object.size());
    for (const simdjson::dom::key_value_pair member : object) names.push_back(member.key);
    if (const auto name = repeated(names)) return duplicate(*name);
    return std::nullopt;
  }

  // 0 to 63; the same for the same name.
  static unsigned trait(std::string_view name) {
    if (name.empty()) return 0;
    const auto at = [&](std::size_t i) { return static_cast<unsigned char>(name[i]); };
    return (static_cast<unsigned>(name.size()) * 7U + at(0) * 5U + at(name.size() / 2) * 3U +
            at(name.size() - 1)) %
           64U;
  }

  std::size_t limit_;
};

struct TreeRefusal {
  Error error;
};

// Depth and duplicate names, seen by nlohmann's parser as it goes.
class TreeGuard {
 public:
  explicit TreeGuard(std::size_t depth) : depth_(depth) {}
  bool operator()(int depth, Json::parse_event_t event, Json& parsed) {
    using Event = Json::parse_event_t;
    if (event == Event::object_start || event == Event::array_start) {
      if (static_cast<std::size_t>(depth) >= depth_) throw TreeRefusal{too_deep(depth_)};
      names_.emplace_back();
    } else if (event == Event::object_end || event == Event::array_end) {
      names_.pop_back();
    } else if (event == Event::key) {
      const auto& name = parsed.get_ref<const std::string&>();
      if (!names_.back().insert(name).second) throw TreeRefusal{duplicate(name)};
    }
    return true;
  }

 private:
  std::size_t depth_;
  std::vector<std::set<std::string, std::less<>>> names_;
};

// Slower, and tells where a text goes wrong.
Result<Json> parse_tree(std::string_view text, std::size_t depth) {
  try {
    return Json::parse(text, TreeGuard(depth));
  } catch (const TreeRefusal& refusal) {
    return tl::unexpected(refusal.error);
  } catch (const Json::parse_error& error) {
    const std::size_t at = error.byte == 0 ? 0 : error.byte - 1;
    return tl::unexpected(invalid(at >= text.size()
                                      ? std::string("the JSON text ends too early")
                                      : fmt::format("the text is not valid JSON at byte {}", at)));
  } catch (const Json::exception&) {
    return tl::unexpected(invalid("a number is too large for binary64"));
  }
}

simdjson::error_code parse_document(std::string_view text, std::size_t depth,
                                    simdjson::dom::document& document) {
  thread_local std::unique_ptr<simdjson::dom::parser> kept;
  std::unique_ptr<simdjson::dom::parser> large;
  std::unique_ptr<simdjson::dom::parser>& parser =
      text.size() > kept_parser_capacity ? large : kept;
  if (!parser) parser = std::make_unique<simdjson::dom::parser>();
  const std::size_t levels = depth + 1;
  if (parser->max_depth() != levels || parser->capacity() < text.size())
    if (const auto error = parser->allocate(std::max<std::size_t>(text.size(), 4096), levels))
      return error;
  return parser->parse_into_document(document, text.data(), text.size()).error();
}

}  // namespace

Result<ParsedJson> parse_json(std::string_view text, const JsonLimits& limits) {
  if (text.substr(0, 3) == "\xEF\xBB\xBF")
    return tl::unexpected(invalid("the text starts with a byte order mark"));
  auto owner = std::make_unique<ParsedJson::Owner>();
  const auto error = parse_document(text, limits.depth, owner->document);
  if (error == simdjson::SUCCESS) {
    if (auto refusal = DocumentGuard(limits.depth).refusal(owner->document.root()))
      return tl::unexpected(std::move(*refusal));
    return ParsedJson(std::move(owner));
  }
  if (error == simdjson::DEPTH_ERROR) return tl::unexpected(too_deep(limits.depth));
  auto tree = parse_tree(text, limits.depth);
  if (!tree) return tl::unexpected(tree.error());
  owner->tree = std::move(*tree);
  return ParsedJson(std::move(owner));
}

}  // namespace contract
