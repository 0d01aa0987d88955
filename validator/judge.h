#pragma once
// Everything we can say about one exchange: route, request, response, and, where a behaviour is
// known, bulk accounting (accounting.h).
//
// Decisions where OpenAPI leaves room: OPTIONS of a path the contract has is CORS or a probe and is
// not judged, unless the contract has an OPTIONS operation or under `strict`; an exchange in which
// something was redacted ("***", as our journal writes) is not held to its credentials.
#include <optional>
#include <vector>

#include "contract/behaviour.h"
#include "contract/http.h"
#include "contract/parse_json.h"
#include "contract/router.h"
#include "contract/violation.h"
#include "validator/key_table.h"
#include "validator/request_checks.h"
#include "validator/response_checks.h"

namespace validator {

struct JudgeOptions {
  bool strict = false;
  // Requests that break the contract and were refused with a 4xx: a capture's client is to blame
  // (report), a suite probes on purpose (leave out). Left out then, too: what is wrong with items
  // of a batch that was answered item by item, and requests for unknown paths answered 4xx.
  bool refused_requests = true;
  // Captures often come without credentials; false leaves out everything about them.
  bool credentials = true;
  // False: the body was not captured, and nothing is said about it.
  bool request_body = true;
  bool response_body = true;
  contract::JsonLimits json = {};
};

// One exchange while it is judged. `facts` and `checked` point into it and into the request.
struct Judged {
  const contract::Behaviour& behaviour;
  const contract::Route& route;
  const contract::Request& request;
  const contract::Response& response;
  CheckedRequest checked;
  contract::Facts facts;
  const contract::Plan* plan = nullptr;  // null: no behaviour for it, or no plan fits
  JsonBody* answer = nullptr;            // of `response`, when it is shared
};

// Fills in the last three from the first three; no violation is left out yet.
void check_request_of(Judged& judged, const JudgeOptions& options);

struct Judgement {
  const contract::Operation* operation = nullptr;  // null: no route
  contract::Violations violations;                 // those with `note` set are no breach
  std::optional<KeyFacts> keys{};                  // for the rules across exchanges
};

// A status the contract lacks but a `respond` entry of the behaviour declares is judged by that
// entry's schema and reported as a note with its evidence; under `strict` as a violation.
// Thread-safe.
Judgement judge(const contract::Behaviour& behaviour, const contract::Router& router,
                const contract::Request& request, const contract::Response& response,
                const JudgeOptions& options = {});

bool has_breach(const contract::Violations& violations);  // one that is no note

}  // namespace validator
