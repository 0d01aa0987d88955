#pragma once
// Everything we can say about one exchange: route, request, response, and, where a behaviour is
// known, bulk accounting (accounting.h).
#include <vector>

#include "contract/behaviour.h"
#include "contract/http.h"
#include "contract/parse_json.h"
#include "contract/router.h"
#include "contract/violation.h"

namespace validator {

struct JudgeOptions {
  bool strict = false;
  // Requests that break the contract and were refused with a 4xx: a capture's client is to blame
  // (report), a suite probes on purpose (leave out).
  bool refused_requests = true;
  contract::JsonLimits json;
};

struct Judgement {
  const contract::Operation* operation = nullptr;  // null: no route
  contract::Violations violations;                 // those with `note` set are no breach
};

// A status the contract lacks but a `respond` entry of the behaviour declares is judged by that
// entry's schema and reported as a note with its evidence; under `strict` as a violation.
// Thread-safe.
Judgement judge(const contract::Behaviour& behaviour, const contract::Router& router,
                const contract::Request& request, const contract::Response& response,
                const JudgeOptions& options = {});

bool has_breach(const contract::Violations& violations);  // one that is no note

}  // namespace validator
