#include "contract/predicate.h"

#include <algorithm>
#include <cctype>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

#include "contract/item_predicate.h"

namespace contract {
namespace {

// Writes an object member by member; what has no value is not there.
class ObjectWriter {
 public:
  explicit ObjectWriter(std::string& out) : out_(out) { out_ += '{'; }
  std::string& member(std::string_view name) {
    if (!first_) out_ += ',';
    first_ = false;
    append_quoted(out_, name);
    out_ += ':';
    return out_;
  }
  void close() { out_ += '}'; }

 private:
  std::string& out_;
  bool first_ = true;
};

// An array is [] and an object loses the members that nobody looks at.
void append_seen(std::string& out, const JsonView& value, const Projection& sees) {
  if (sees.whole || (value.type() != JsonType::object && value.type() != JsonType::array))
    return append_json(out, value);
  if (value.type() == JsonType::array) {
    out += "[]";
    return;
  }
  ObjectWriter object(out);
  for (const auto& [name, member] : sees.members)
    if (auto found = value.find(name)) append_seen(object.member(name), *found, member);
  object.close();
}

void append_seen(std::string& out, const Record& record, const Projection& sees) {
  if (sees.whole) {
    out += record.text();
    return;
  }
  ObjectWriter object(out);
  for (const auto& [name, member] : sees.members)
    if (auto found = record.find(name)) object.member(name) += *found;
  object.close();
}

using Pairs = std::vector<std::pair<std::string, std::string>>;

void append_pairs(std::string& out, const Pairs& pairs, const Projection& sees) {
  ObjectWriter object(out);
  std::set<std::string_view> seen;
  for (const auto& [name, value] : pairs)
    if (sees.find(name) && seen.insert(name).second) append_quoted(object.member(name), value);
  object.close();
}

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

void append_headers(std::string& out, const Headers& headers, const Projection& sees) {
  ObjectWriter object(out);
  std::set<std::string> seen;
  for (const auto& [name, first] : headers) {
    std::string small = lower(name);
    if (sees.find(small) && seen.insert(small).second)
      append_quoted(object.member(small), headers.get(name).value_or(first));
  }
  object.close();
}

void append_variables(std::string& out, const Facts& facts, const Projection& sees) {
  ObjectWriter object(out);
  for (const auto& [name, value] : facts.variables)
    if (sees.find(name)) object.member(name) += value.text;
  object.close();
}

void append_request(std::string& out, const Facts& facts, const Projection& sees) {
  ObjectWriter object(out);
  if (const Projection* path = sees.find("path"))
    append_pairs(object.member("path"), facts.path_parameters, *path);
  if (const Projection* query = sees.find("query"))
    append_pairs(object.member("query"), facts.query_parameters, *query);
  if (const Projection* header = sees.find("header"); header && facts.request)
    append_headers(object.member("header"), facts.request->headers, *header);
  if (const Projection* body = sees.find("body"); body && facts.body)
    append_seen(object.member("body"), *facts.body, *body);
  object.close();
}

void append_scope(std::string& out, const Scope& scope, const Projection& sees) {
  ObjectWriter object(out);
  if (const Projection* request = sees.find("request"); request && scope.facts)
    append_request(object.member("request"), *scope.facts, *request);
  if (const Projection* item = sees.find("item"); item && scope.item)
    append_seen(object.member("item"), *scope.item, *item);
  if (const Projection* record = sees.find("record"); record && scope.record)
    append_seen(object.member("record"), *scope.record, *record);
  if (const Projection* variables = sees.find("variables"); variables && scope.facts)
    append_variables(object.member("variables"), *scope.facts, *variables);
  object.close();
}

}  // namespace

// The instance is built when a predicate needs it; what `show` was given is still there then.
struct PredicateSubject::Impl {
  void build();

  const Projection* sees = nullptr;
  Scope scope;
  bool built = false;
  std::string text;
  std::optional<simdjson::dom::parser> parser;
  std::optional<JsonView> root;
};

void PredicateSubject::Impl::build() {
  built = true;
  append_scope(text, scope, *sees);
  const std::size_t size = text.size();
  text.append(simdjson::SIMDJSON_PADDING, ' ');
  if (!parser) parser.emplace();
  simdjson::dom::element element;
  if (parser->parse(text.data(), size, false).get(element) == simdjson::SUCCESS)
    root.emplace(SimdView(element));
}

PredicateSubject::PredicateSubject() : impl_(std::make_unique<Impl>()) {}
PredicateSubject::~PredicateSubject() = default;

void PredicateSubject::show(const Projection& sees, const Scope& scope) {
  impl_->text.clear();
  impl_->root.reset();
  impl_->built = false;
  impl_->sees = &sees;
  impl_->scope = scope;
}

bool PredicateSubject::fits(const Predicate& predicate) const {
  if (const Schema* of_item = item_schema(predicate.schema))
    return impl_->scope.item && of_item->accepts(*impl_->scope.item);
  if (!impl_->built) impl_->build();
  return impl_->root && predicate.schema->accepts(*impl_->root);
}

bool holds(const Predicate& predicate, const Scope& scope) {
  PredicateSubject subject;
  subject.show(predicate.sees, scope);
  return subject.fits(predicate);
}

Loaded<Predicate> compile_predicate(const Json& when) {
  auto schema = compile_schema(when);
  if (!schema) return tl::unexpected(schema.error());
  Predicate predicate{std::move(*schema), false, false, projection_of(when)};
  predicate.sees_record = predicate.sees.find("record") != nullptr;
  predicate.sees_item = predicate.sees.find("item") != nullptr;
  if (const Json* part = item_part(when))
    if (auto of_item = compile_schema(*part))
      predicate.schema = with_item_schema(std::move(predicate.schema), std::move(*of_item));
  return predicate;
}

}  // namespace contract
