// Every JSON Schema of the file: `when`s and `schemas`, compiled together, and what they look at.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "contract/behaviour_loading.h"
#include "contract/closed_schemas.h"
#include "contract/closest.h"
#include "contract/item_predicate.h"

namespace contract::behaviour_detail {

namespace {

void each_plan(const Document& document, const std::function<void(const Json& plan)>& f) {
  each_member(member(document.root(), "operations"),
              [&](const std::string&, const Json& plans) { each_of(&plans, f); });
}

void each_when(const Json& plan, const std::function<void(const Json& when)>& f) {
  const auto one = [&](const Json& holder) {
    if (const Json* when = member(holder, "when")) f(*when);
  };
  one(plan);
  each_of(member(plan, "guards"), one);
  if (const Json* batch = member(plan, "batch")) each_of(member(*batch, "rules"), one);
}

bool is_schema(const Json& node) { return node.is_object() || node.is_boolean(); }

// Complaints about names that a `when` can never see.
class SightCheck {
 public:
  SightCheck(Loading& loading, const Names& variables, Sight sight)
      : loading_(loading), variables_(variables), sight_(sight) {}

  // `schema` is about the whole subject.
  void whole(const Json& schema) {
    each_name(schema, [&](const std::string& name, const Json& where, const Json* below) {
      if (!is_known(name, where, {"request", "variables", "item", "record"}, "a `when`")) return;
      if ((name == "item" && !sight_.item) || (name == "record" && !sight_.record))
        loading_.complain(where, "invalid-predicate",
                          "'" + name + "' is never there; only the rules of a batch see it");
      if (below && name == "request") request(*below);
      if (below && name == "variables") variables(*below);
    });
    each_branch(schema, [&](const Json& branch) { whole(branch); });
  }

 private:
  void request(const Json& schema) {
    each_name(schema, [&](const std::string& name, const Json& where, const Json* below) {
      if (!is_known(name, where, {"path", "query", "header", "body"}, "`request`")) return;
      if (below && name == "header") headers(*below);
    });
    each_branch(schema, [&](const Json& branch) { request(branch); });
  }

  void headers(const Json& schema) {
    each_name(schema, [&](const std::string& name, const Json& where, const Json*) {
      const bool upper =
          std::any_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
      if (upper)
        loading_.complain(where, "invalid-predicate",
                          "header names are lower case in a `when`, found '" + name + "'");
    });
    each_branch(schema, [&](const Json& branch) { headers(branch); });
  }

  void variables(const Json& schema) {
    each_name(schema, [&](const std::string& name, const Json& where, const Json*) {
      if (std::find(variables_.begin(), variables_.end(), name) != variables_.end()) return;
      loading_.complain(where, "undeclared-name",
                        "variable '" + name + "' is not declared in this plan" +
                            did_you_mean(name, views(variables_)));
    });
    each_branch(schema, [&](const Json& branch) { variables(branch); });
  }

  // Names in `properties` (with the schema of each) and in `required`.
  static void each_name(
      const Json& schema,
      const std::function<void(const std::string&, const Json& where, const Json* below)>& f) {
    each_member(member(schema, "properties"),
                [&](const std::string& name, const Json& value) { f(name, value, &value); });
    const Json* required = member(schema, "required");
    if (!required || !required->is_array()) return;
    for (const Json& name : *required)
      if (name.is_string()) f(name.get<std::string>(), name, nullptr);
  }

  // Schemas of the same value.
  static void each_branch(const Json& schema, const std::function<void(const Json&)>& f) {
    for (const char* word : {"allOf", "anyOf", "oneOf", "not", "if", "then", "else"})
      each_of(member(schema, word), f);
  }

  bool is_known(const std::string& name, const Json& where,
                const std::vector<std::string_view>& known, const std::string& subject) {
    if (std::find(known.begin(), known.end(), name) != known.end()) return true;
    loading_.complain(where, "invalid-predicate",
                      subject + " has no '" + name + "'" + did_you_mean(name, known) +
                          "; it sees " + list_of(known));
    return false;
  }

  Loading& loading_;
  const Names& variables_;
  Sight sight_;
};

// Answers are judged by the named schemas, strictly by their closed twins.
void note_closed(Loading& loading, const FindDocument& find) {
  std::vector<ClosedSchemas::Twin> twins;
  each_member(member(loading.document().root(), "schemas"),
              [&](const std::string&, const Json& node) {
                if (const auto open = loading.schemas.find(&node); open != loading.schemas.end())
                  twins.push_back({&node, Direction::response, "", open->second});
              });
  loading.behaviour.closed = std::make_shared<const ClosedSchemas>(
      loading.behaviour.document, Dialect::draft_2020_12, find, std::move(twins));
}

}  // namespace

void compile_schemas(Loading& loading, const References& references) {
  const FindDocument find = [documents = std::make_shared<Documents>(
                                 loading.behaviour.document, references)](const std::string& uri) {
    return documents->load(uri);
  };
  SchemaCompiler compiler(loading.behaviour.document, Dialect::draft_2020_12, find);
  std::vector<std::pair<const Json*, std::size_t>> places;
  const auto add = [&](const Json& node, Direction direction) {
    if (is_schema(node)) places.emplace_back(&node, compiler.add(node, direction));
  };
  each_member(member(loading.document().root(), "schemas"),
              [&](const std::string&, const Json& node) { add(node, Direction::response); });
  each_plan(loading.document(), [&](const Json& plan) {
    each_when(plan, [&](const Json& when) {
      add(when, Direction::request);
      if (const Json* part = item_part(when)) add(*part, Direction::request);
    });
  });
  Loaded<std::vector<SchemaPtr>> compiled = compiler.compile();
  if (!compiled) {
    for (Error& error : compiled.error()) loading.errors.push_back(std::move(error));
    return;
  }
  for (const auto& [node, place] : places) loading.schemas[node] = (*compiled)[place];
  note_closed(loading, find);
}

Predicate read_predicate(Loading& loading, const Json& node, const Names& variables, Sight sight) {
  Predicate predicate;
  const auto compiled = loading.schemas.find(&node);
  if (compiled != loading.schemas.end()) predicate.schema = compiled->second;
  if (const Json* part = item_part(node)) {
    const auto of_item = loading.schemas.find(part);
    if (of_item != loading.schemas.end())
      predicate.schema = with_item_schema(std::move(predicate.schema), of_item->second);
  }
  if (!is_schema(node)) return predicate;
  SightCheck(loading, variables, sight).whole(node);
  predicate.sees = projection_of(node);
  predicate.sees_item = predicate.sees.find("item") != nullptr;
  predicate.sees_record = predicate.sees.find("record") != nullptr;
  return predicate;
}

}  // namespace contract::behaviour_detail
