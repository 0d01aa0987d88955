#pragma once
// *.suite.yaml after loading (docs/suites.md): given, when, then. Plain values that a program may
// also build itself (derived cases); parse_suite is the way from text.
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "contract/behaviour.h"
#include "contract/document.h"
#include "contract/evidence.h"
#include "contract/json.h"
#include "contract/router.h"
#include "mock/faults.h"

namespace suite {

// A value as it stands in the suite: forms ($repeat, $concat), variables and, in expectations,
// matchers are still in it; they are resolved when the step runs (suite/values.h). Inside a file
// the node belongs to the suite's document, so that Document::locate knows its line. Null: not
// written. A written `null` is a Json null.
using Node = std::shared_ptr<const contract::Json>;
Node make_node(contract::Json value);

// Name → value as written. For headers, query, path, cookies a Json null means "do not send".
using Nodes = std::vector<std::pair<std::string, Node>>;

// Which credentials a request carries besides the headers that are written.
enum class Credentials : std::uint8_t {
  as_written,
  sample,  // what the API's security schemes accept, where nothing is written
  none     // whatever the security schemes name is left out, written or not
};

// What can be said about requests in general (`defaults:`, `clients:`) and of one step.
struct RequestParts {
  Nodes path;  // parameters of the path template
  Nodes query;
  Nodes headers;
  Nodes cookies;
  std::vector<std::string> without;  // header fields not to send, whoever asked for them
  std::optional<Credentials> credentials;
};

// What an answer must be. Everything that is written must hold.
struct Expectation {
  // Integers and ranges ("4XX"), any of them. Empty: any 2xx.
  std::vector<std::string> status;
  Nodes headers;      // the value of the field must match; `$absent`: must not be there
  Node body;          // the whole JSON body
  Node contains;      // a part of it: members not named may be there
  Node text;          // the body as text
  bool lost = false;  // no answer must come: the connection ends first
  contract::Location where;
};

struct Retry {    // send again until `then` holds
  int times = 0;  // besides the first
  std::chrono::milliseconds wait{0};
};

// Collection → partition → records (given) or what they must be (stored).
struct StatePart {
  std::string collection;
  Node partition;  // null: the partition of the step's request (given: of the first step's)
  Node records;    // stored: a list of partial records in order of creation, or how many
  contract::Location where;
};

struct Step {
  std::string operation;  // operationId; "" when `method` and `target` are written (`request:`)
  std::string method;     // with `operation`: ""; the contract's
  Node target;            // with `operation`: null; the contract's path
  std::string client;     // "": the suite's defaults alone
  RequestParts parts;
  Node body;                                // JSON
  Node text;                                // the bytes instead of `body`
  std::optional<std::string> content_type;  // default: of the contract's body; "": none
  int repeat = 1;                           // sent so often; `$index` counts
  std::optional<Retry> retry;
  std::optional<std::chrono::milliseconds> timeout;
  std::vector<mock::Fault> faults;  // put in place before it, stay until the case ends
  std::vector<StatePart> given;     // put there before it
  Expectation then;
  std::vector<StatePart> stored;                          // looked at after it
  std::vector<std::pair<std::string, std::string>> save;  // name ← "$response.body#/id"
  contract::Location where;
};

struct Case {
  std::string name;
  contract::Evidence evidence = contract::Evidence::assumed;
  std::string source;  // where it is promised; "" when not said
  std::string skip;    // the reason; "": not skipped
  Nodes variables;     // over the suite's
  std::vector<mock::Fault> faults;
  std::vector<StatePart> given;
  std::vector<Step> steps;
  contract::Location where;

  bool needs_mock() const;  // seeds or faults: cannot run against a real server
};

struct Suite {
  std::string name;
  std::string path;      // as it was given: what replay tokens and messages name
  std::string api;       // as written
  std::string api_name;  // as mocks and reports know it
  contract::BehaviourPtr behaviour;
  std::shared_ptr<const contract::Router> router;  // of its contract
  contract::DocumentPtr document;
  Nodes variables;
  RequestParts defaults;
  std::vector<std::pair<std::string, RequestParts>> clients;
  std::vector<Case> cases;
  contract::Location where;
};
using SuitePtr = std::shared_ptr<const Suite>;

// The API a suite names. `home` is the folder of the suite file: paths are relative to it.
struct NamedApi {
  std::string name;
  contract::BehaviourPtr behaviour;
};
using FindApi =
    std::function<contract::Loaded<NamedApi>(const std::string& argument, const std::string& home)>;

// Every complaint with its line: unknown words, operations, parameters, variables, clients,
// evidence, names used twice, and whatever else could only fail when the case runs.
contract::Loaded<SuitePtr> parse_suite(contract::DocumentPtr document, const FindApi& find_api);
contract::Loaded<SuitePtr> load_suite(const std::string& path, const contract::ReadFile& read,
                                      const FindApi& find_api);

}  // namespace suite
