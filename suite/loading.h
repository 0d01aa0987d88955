#pragma once
// What the parts of the suite loader (suite/load*.cpp) share; nobody else includes it.
#include <string>
#include <string_view>

#include "suite/suite.h"
#include "suite/values.h"

namespace suite {

// A suite on its way. The structure pass has been: types are what the format says.
struct Loading {
  Suite suite;
  contract::Errors errors;

  const contract::Document& document() const { return *suite.document; }
  const contract::Behaviour& behaviour() const { return *suite.behaviour; }
  contract::Location locate(const contract::Json& node) const;
  void complain(const contract::Json& node, std::string_view code, std::string message);
  // The value at `node`, kept alive by the document.
  Node keep(const contract::Json& node) const;
  // check_value with complaints.
  void check(const contract::Json& node, const Known& known);
};

// A member of an object; null when it lacks it.
const contract::Json* member(const contract::Json& node, const char* name);
std::string text_at(const contract::Json& node, const char* name);  // "" when absent

Nodes read_variables(Loading& loading, const contract::Json* node, Known& known);
// path, query, headers, cookies, without, credentials; `operation` null: of several.
RequestParts read_parts(Loading& loading, const contract::Json& node, const Known& known,
                        const contract::Operation* operation);
std::vector<StatePart> read_state(Loading& loading, const contract::Json* node, const Known& known);
std::vector<mock::Fault> read_faults_of(Loading& loading, const contract::Json* node);
Expectation read_then(Loading& loading, const contract::Json& step, const Known& known);
// `known` gains what the step saves.
Step read_step(Loading& loading, const contract::Json& node, Known& known);
Case read_case(Loading& loading, const contract::Json& node, const Known& known,
               contract::Evidence evidence, const std::string& source);

}  // namespace suite
