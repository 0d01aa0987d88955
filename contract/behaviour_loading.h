#pragma once
// What the parts of the behaviour loader (contract/behaviour_*.cpp) share; nobody else includes it.
#include <functional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "contract/behaviour.h"

namespace contract::behaviour_detail {

using Names = std::vector<std::string>;

// A behaviour.yaml on its way to become a Behaviour. Readers never stop at a complaint and never
// trust a node's type: whatever the structure pass refused, they see too.
struct Loading {
  Behaviour behaviour;
  Errors errors;
  std::unordered_map<const Json*, SchemaPtr> schemas;  // every `when` and named schema, by node
  Names variables;                                     // of all plans together
  std::set<std::pair<int, int>> malformed;             // line and column of structure complaints
  std::set<std::string> members;                       // what $error.<member> may read

  const Document& document() const { return *behaviour.document; }
  // Adds a complaint at `node`, unless the structure pass has one there already.
  void complain(const Json& node, std::string_view code, std::string message);
};

// A member of an object; null when `node` is none or lacks it.
const Json* member(const Json& node, std::string_view name);
// Calls f(name, value) for each member; no call for anything but an object, or for null.
void each_member(const Json* node,
                 const std::function<void(const std::string& name, const Json& value)>& f);
// Calls f for each element of a list, or once for a value that stands alone; no call for null.
void each_of(const Json* node, const std::function<void(const Json& value)>& f);
// The text of a string; "" and nothing said for other types and null.
std::string text_of(const Json* node);
// A whole number that is not negative; nothing for everything else and null.
std::optional<std::size_t> count_of(const Json* node);
std::vector<std::string_view> views(const Names& names);
template <class Map>
Names names_of(const Map& map) {
  Names names;
  for (const auto& entry : map) names.push_back(entry.first);
  return names;
}

// Where an expression stands, which decides what it can see.
enum class Place : std::uint8_t {
  request,    // the request, variables, the principal
  item,       // and the item
  cell,       // and the record, $batch
  generated,  // item, record and the generators
  error,      // members of errors and `messages`: everything but pages and generators
  answer      // everything but generators
};
struct Context {
  Place place = Place::request;
  const Names* variables = nullptr;  // the only ones $variables may name; null: any
  std::string_view word;             // what complaints call the place: "partition"
};

// Each complains about what it cannot read and then gives nothing.
std::optional<Expression> read_expression(Loading& loading, const Json& node,
                                          const Context& context);
std::unique_ptr<Template> read_template(Loading& loading, const Json& node, const Context& context);
// A field, "/parent/id" or a bare "id", as a pointer; `node` is where it stands.
std::optional<Expression> read_field(Loading& loading, const Json& node, const std::string& text,
                                     const Context& context);
// The same without expressions in it.
std::optional<Tokens> read_pointer(Loading& loading, const Json& node, const std::string& text,
                                   std::string_view word);
std::vector<Tokens> read_pointers(Loading& loading, const Json* list, std::string_view word);
// A top-level field, "id" or "/id", as its bare name.
std::optional<std::string> read_top_field(Loading& loading, const Json& node,
                                          const std::string& text, std::string_view word);
// Members `top-level field: expression`.
std::vector<std::pair<std::string, Expression>> read_fields(Loading& loading, const Json* node,
                                                            const Context& context);
// `evidence` and `source`.
Claim read_claim(const Json& node);
// The same; nothing when there is no `evidence`.
std::optional<Claim> read_own_claim(const Json& node);
std::vector<Statement> read_claims(Loading& loading, const Json* list);
// Complains when `name` is no declared error; `node` says where it stands.
void check_error(Loading& loading, const Json& node, const std::string& name);
void check_collection(Loading& loading, const Json& node, const std::string& name);

// The passes, in the order load_behaviour runs them.
// 1. One complaint per place that breaks specs/behaviour.schema.json.
Errors structure_complaints(const Document& document);
// 2. Every `when` and `schemas` entry, compiled together.
void compile_schemas(Loading& loading, const References& references);
// 3. The sections.
void read_errors(Loading& loading);  // errors, reject
std::map<Reason, std::string> read_reject(Loading& loading, const Json* node);
void read_words(Loading& loading);  // messages, words, security
void read_collections(Loading& loading);
std::shared_ptr<const Respond> read_respond(Loading& loading, const Json& node,
                                            const Names* variables);
void read_operations(Loading& loading);
// 4. What only shows once everything is read.
void check_situations(Loading& loading);
void check_answers(Loading& loading);

// What an `item`, `record` or neither may be asked about in a `when`.
struct Sight {
  bool item = false;
  bool record = false;
};
Predicate read_predicate(Loading& loading, const Json& node, const Names& variables, Sight sight);
Batch read_batch(Loading& loading, const Json& node, const Names& variables);
std::vector<KeyMap> read_key(Loading& loading, const Json* node, const Context& key);
std::map<Situation, Cell> read_decide(Loading& loading, const Json* node, const Names& variables);
// "fail NAME" or "reject NAME" split at the blank; the second part is "" when there is none.
std::pair<std::string, std::string> split_verb(std::string_view text);

// `maxItems` of the array at `items` below a body schema of the contract; $ref and allOf are
// followed.
std::optional<std::size_t> max_items(const Documents& documents, const Json& schema,
                                     const Tokens& items);

// True when a cell creates, updates or replaces.
bool writes(const Batch& batch);
// True when more than one record can have this key, as docs/behaviour.md ("ambiguous") says.
bool may_be_ambiguous(const Behaviour& behaviour, const std::string& collection,
                      const std::vector<KeyMap>& key,
                      const std::vector<std::pair<std::string, Expression>>& within);

// One way a request to a plan can end, as far as `respond` can tell endings apart.
struct Ending {
  Outcome outcome = Outcome::complete;
  std::optional<bool> atomic;       // of a batch that was tried
  std::optional<Reason> reason;     // of rejected
  std::string error;                // "" for none and for one that is not declared
  std::optional<int> error_status;  // $error.status; nothing where there is no $error
  std::set<int> result_statuses;    // $result.status; empty where there is no $result
  bool by_server = false;           // only injected faults lead here: need not be covered
};
// Of the first plan also what happens before one is chosen.
std::vector<Ending> endings(const Behaviour& behaviour, const Operation& operation,
                            const Plan& plan, bool is_first);
bool fits(const Respond& respond, const Ending& ending);
// Complains about declared cells that no item can ever meet, and the ones that are missing.
void check_cells(Loading& loading, const Json& node, const Batch& batch);

// Which operations an entry answers with which status; for the comparison with the contract.
struct Answers {
  std::set<std::pair<std::string, int>> documented;    // operationId, status
  std::set<std::pair<std::string, int>> undocumented;  // statuses the contract lacks
  std::set<std::string_view> without;                  // outcomes that have no such status
};
void note_answer(const Operation& operation, const Respond& respond, const Ending& ending,
                 Answers& answers);
void check_statuses(Loading& loading, const Respond& respond, const Answers& answers);

}  // namespace contract::behaviour_detail
