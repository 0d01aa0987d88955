// Operators on the contract: request schemas, parameters, security.
#include <map>

#include "contract/pointer.h"
#include "suite/derive_pairs.h"
#include "suite/mutant_edits.h"
#include "suite/other_documents.h"

namespace suite::mutant_detail {

namespace {

// Where a node of the document stands; the tree is walked once.
void index_nodes(const Json& node, const std::string& pointer,
                 std::map<const Json*, std::string>& pointers) {
  pointers[&node] = pointer;
  if (node.is_object())
    for (const auto& member : node.items()) {
      std::string inner = pointer;
      contract::append_token(inner, member.key());
      index_nodes(member.value(), inner, pointers);
    }
  if (node.is_array())
    for (std::size_t i = 0; i < node.size(); ++i)
      index_nodes(node[i], pointer + "/" + std::to_string(i), pointers);
}

void bound(const Place& place, Mutants& mutants) {
  if (!place.node->is_number_integer()) return;
  const auto value = place.node->get<std::int64_t>();
  const bool items = place.pointer.find("Items") != std::string::npos;
  if (value < (std::int64_t{1} << 50))
    mutants.change(items ? "limit-plus-one" : "bound-plus-one", place, value + 1);
  const bool size = items || place.pointer.find("Length") != std::string::npos;
  if (!size || value > 0)
    mutants.change(items ? "limit-minus-one" : "bound-minus-one", place, value - 1);
}

void widen(const Place& place, Mutants& mutants) {
  Json types = place.node->is_array() ? *place.node : Json::array({*place.node});
  for (const char* more : {"null", "array", "number"})
    if (std::find(types.begin(), types.end(), more) == types.end()) {
      types.push_back(more);
      return mutants.change("type-widened", place, types);
    }
}

void narrow_list(const char* op, const Place& place, Mutants& mutants) {
  if (!place.node->is_array() || place.node->size() < 2) {
    if (std::string(op) == "required-dropped") mutants.drop(op, place);
    return;
  }
  for (std::size_t i = 0; i < place.node->size(); ++i) mutants.drop(op, place.at(i));
}

void keyword(const std::string& word, const Place& place, Mutants& mutants) {
  static const std::set<std::string> bounds{"minLength",        "maxLength",     "minItems",
                                            "maxItems",         "minimum",       "maximum",
                                            "minProperties",    "maxProperties", "exclusiveMinimum",
                                            "exclusiveMaximum", "multipleOf"};
  if (bounds.count(word) != 0) return bound(place, mutants);
  if (word == "pattern") return mutants.drop("value-rule-dropped", place);
  if (word == "format") return mutants.drop("value-rule-dropped", place);
  if (word == "const") return mutants.drop("value-rule-dropped", place);
  if (word == "type") return widen(place, mutants);
  if (word == "additionalProperties") return mutants.drop("closed-object-opened", place);
  if (word == "required") return narrow_list("required-dropped", place, mutants);
  if (word == "enum") return narrow_list("enum-member-dropped", place, mutants);
  if (word == "dependentRequired")
    each_child(place, [&](const Place& rule) { mutants.drop("dependent-required-dropped", rule); });
}

// "common.yaml" beside "api/openapi.yaml"; a URI elsewhere as it is.
std::string relative_to(const std::string& main, const std::string& uri) {
  const std::string folder = main.substr(0, main.rfind('/') + 1);
  return uri.starts_with(folder) ? uri.substr(folder.size()) : uri;
}

struct Site {
  std::string word;
  bool as_text = true;  // nowhere but in parameters and forms, where every value is text
  std::set<std::string> operations;
};

// The contract's documents, and where each of their nodes stands.
class Nodes {
 public:
  explicit Nodes(const contract::OpenApi& api) : api_(api), documents_(documents_of(api)) {
    for (const auto& [uri, document] : documents_) index_nodes(document->root(), "", pointers_);
  }
  Place place(const Json& node) const {
    Place place{Mutant::Part::contract, api_.document, "", pointers_.at(&node), &node, {}};
    const std::string& uri = api_.documents->uri_of(node);
    const std::string& main = api_.documents->uri_of(api_.document->root());
    if (uri == main) return place;
    place.document = documents_.at(uri);
    place.other_file = relative_to(main, uri);
    return place;
  }
  // Behind a reference: a path item may stand in another file.
  Place followed(const Place& place) const {
    const Json* target = place ? api_.documents->target(*place.node) : nullptr;
    return target != nullptr ? this->place(*target) : place;
  }

 private:
  const contract::OpenApi& api_;
  std::map<std::string, contract::DocumentPtr> documents_;
  std::map<const Json*, std::string> pointers_;
};

}  // namespace

void mutate_schemas(const contract::Behaviour& behaviour, Mutants& mutants) {
  const contract::OpenApi& api = *behaviour.api;
  const Nodes nodes(api);
  // Shared schemas are mutated once, and show in every operation that refers to them.
  std::vector<const Json*> order;
  std::map<const Json*, Site> sites;
  auto note = [&](const Json& schema, const std::string& operation, bool as_text) {
    for (const auto& pair : derive_detail::pairs_of(schema, *api.documents, api.dialect)) {
      const Json& node = (*pair.node)[pair.keyword];
      if (sites.count(&node) == 0) order.push_back(&node);
      sites[&node].word = pair.keyword;
      sites[&node].as_text = sites[&node].as_text && as_text;
      sites[&node].operations.insert(operation);
    }
  };
  const Place root = nodes.place(api.document->root());
  for (const contract::Operation& operation : api.operations) {
    if (operation.request_body)
      for (const contract::MediaType& type : operation.request_body->content)
        if (const Json* schema = derive_detail::member_of(*type.node, "schema"))
          note(*schema, operation.id, type.range.find("json") == std::string::npos);
    for (const contract::Parameter& parameter : operation.parameters)
      if (parameter.schema_node != nullptr) note(*parameter.schema_node, operation.id, true);
    if (operation.security.empty()) continue;
    Place security = nodes.followed(root.at("paths").at(operation.path))
                         .at(contract::to_lower(operation.method));
    security.operations = {operation.id};
    if (security) mutants.change("security-dropped", security.at("security"), Json::array());
  }
  for (const Json* node : order) {
    Place place = nodes.place(*node);
    place.operations = sites[node].operations;
    // A wider type accepts no text that was refused before.
    if (!sites[node].as_text || sites[node].word != "type")
      keyword(sites[node].word, place, mutants);
  }
}

}  // namespace suite::mutant_detail
