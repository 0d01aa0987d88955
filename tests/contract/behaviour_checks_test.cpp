// What only shows once the whole file is read: coverage, statuses, situations.
#include "contract/behaviour_sample.h"
#include "support/catch.h"

using behaviour_sample::check_broken;

namespace {

const std::string write_plan = "    - when: {properties: {request";

}  // namespace

TEST_CASE("an outcome that can arise and that no entry answers is refused at its plan") {
  check_broken(
      {"complete of an atomic batch",
       "        - {when: {outcome: complete}, body: {all: true}}\n",
       "",
       {{write_plan, "uncovered-outcome",
         "operation 'things.write' can end in 'complete' with atomic true, and no 'respond' "
         "entry fits; add one here or to the file's 'respond'"}}});
  check_broken({"partial",
                "outcome: [complete, partial], atomic: false",
                "outcome: [complete], atomic: false",
                {{write_plan, "uncovered-outcome", "'partial' with atomic false"}}});
  check_broken({"found of a list",
                "{when: {outcome: found}, status: 200, body: {$each",
                "{when: {outcome: missing}, status: 200, body: {$each",
                {{"  things.list", "uncovered-outcome", "can end in 'found'"},
                 {"      - {when: {outcome: missing}", "unreachable-entry",
                  "operation 'things.list' cannot end the way its 'when' asks for"}}});
  check_broken({"complete of a plan that does nothing",
                "respond: [{when: {outcome: complete}, status: 200, body: null}]",
                "respond: []",
                {{"  open:", "uncovered-outcome", "operation 'open' can end in 'complete',"}}});
}

TEST_CASE("missing and ambiguous of a read must be answered") {
  const std::string tail =
      "  - {when: {outcome: [rejected, failed, missing, ambiguous]}, status: $error.status";
  check_broken({"missing",
                tail,
                "  - {when: {outcome: [rejected, failed, ambiguous]}, status: $error.status",
                {{"  things.get", "uncovered-outcome", "can end in 'missing' with error 'GONE'"}}});
  check_broken({"ambiguous",
                tail,
                "  - {when: {outcome: [rejected, failed, missing]}, status: $error.status",
                {{"  things.get", "uncovered-outcome", "in 'ambiguous' with error 'TWICE'"}}});
}

TEST_CASE("every reason a request can be refused for must be answered") {
  using Complaint = behaviour_sample::Broken::Complaint;
  const std::string tail = "- {when: {outcome: [rejected, failed, missing";
  const auto uncovered = [](const std::string& at, const std::string& reason) {
    return Complaint{at, "uncovered-outcome", "for reason '" + reason + "'"};
  };
  const std::string put = "  things.put";
  const std::string write = write_plan;
  check_broken({"all but unauthorized, which has an entry of its own",
                tail,
                "- {when: {outcome: [failed, missing",
                {uncovered(write, "invalid-json"), uncovered(write, "unsupported-media-type"),
                 uncovered(write, "invalid-request' with error 'BAD"),
                 uncovered(write, "invalid-request' with error 'GONE"),
                 uncovered(write, "invalid-request' with error 'WRONG_KEY"),
                 uncovered(write, "invalid-request' with error 'TWICE"),
                 uncovered(write, "too-many-items' with error 'TWICE"),
                 uncovered("    - batch:", "invalid-request' with error 'BAD"),
                 uncovered("    - batch:", "invalid-request' with error 'GONE"),
                 uncovered(put, "invalid-json"), uncovered(put, "unsupported-media-type"),
                 uncovered(put, "invalid-request' with error 'BAD"),
                 uncovered(put, "invalid-request' with error 'GONE"),
                 uncovered("  things.get", "invalid-request' with error 'BAD"),
                 uncovered("  things.get", "invalid-request' with error 'GONE"),
                 uncovered("  things.list", "invalid-request' with error 'BAD"),
                 uncovered("  things.list", "invalid-request' with error 'GONE")}});
}

TEST_CASE("unauthorized must be answered with each error a scheme can name") {
  std::string text = behaviour_sample::behaviour_text();
  text = behaviour_sample::replaced(text, "reason: unauthorized}",
                                    "reason: unauthorized, error: BAD}");
  text =
      behaviour_sample::replaced(text, "- {when: {outcome: [rejected, failed, missing, ambiguous]}",
                                 "- {when: {outcome: [failed, missing, ambiguous]}");
  const auto loaded = behaviour_sample::load(text);
  REQUIRE_FALSE(loaded);
  std::size_t own = 0;
  for (const contract::Error& error : loaded.error()) {
    CHECK(error.message.find("'unauthorized' with error 'BAD'") == std::string::npos);
    own += error.message.find("'unauthorized' with error 'BAD_ZONE'") != std::string::npos;
  }
  CHECK(own == 4);  // every operation but the one without security
}

TEST_CASE("a status the contract lacks needs `undocumented: true`") {
  check_broken({"own entry",
                "respond: [{when: {outcome: complete}, status: 200}]",
                "respond: [{when: {outcome: complete}, status: 202}]",
                {{"status: 202", "undocumented-status",
                  "the contract does not document status 202 "
                  "of 'things.write'; correct the status, or "
                  "add `undocumented: true`"}}});
  check_broken({"$result.status of a create",
                "respond: [{when: {outcome: complete}, status: 200}]",
                "respond: [{when: {outcome: complete}, status: $result.status}]",
                {{"status: $result.status}]", "undocumented-status", "201 of 'things.write'"}}});
  check_broken({"$error.status of the file's tail",
                "status: $error.status, body: {error: $error.code}, undocumented: true}",
                "status: $error.status, body: {error: $error.code}}  #1",
                {{"#1", "undocumented-status", "400 of 'things.get', 400 of 'things.list'"}}});
}

TEST_CASE("`undocumented: true` on a status the contract has is refused") {
  check_broken({"own entry",
                "{when: {outcome: complete}, body: {all: true}}",
                "{when: {outcome: complete}, body: {all: true}, undocumented: true}",
                {{"{all: true}", "documented-status",
                  "the contract documents status 200 of "
                  "'things.write'; drop it"}}});
}

TEST_CASE("$error.status and $result.status need an error or a result") {
  check_broken({"no error when complete",
                "{when: {outcome: complete}, body: {all: true}}",
                "{when: {outcome: complete}, status: $error.status, body: {all: true}}",
                {{"{all: true}", "missing-status",
                  "there is no $error when the outcome is complete; "
                  "give this entry a number"}}});
  check_broken({"no result of a read",
                "[{when: {outcome: found}, status: 200, body: $record}]",
                "[{when: {outcome: found}, status: $result.status, body: $record}]",
                {{"status: $result.status, body: $record}]\n  things.list", "missing-status",
                  "there is no $result when the outcome is found"}}});
  check_broken({"no error of a read that names none",
                "missing: GONE, ambiguous: TWICE, within",
                "ambiguous: TWICE, within",
                {{"  - {when: {outcome: [rejected, failed, missing", "missing-status",
                  "there is no $error when the outcome is missing"}}});
}

TEST_CASE("an entry that earlier ones leave nothing for is refused") {
  check_broken({"in a plan",
                "respond: [{when: {outcome: complete}, status: 200}]",
                "respond: [{when: {outcome: [complete, found]}, status: 200},\n"
                "                {when: {outcome: complete}, status: 400}]",
                {{"status: 400}]", "unreachable-entry",
                  "this entry never answers: what it asks for "
                  "is taken by the one before it in line"}}});
  check_broken({"in the file's tail",
                "operations:\n",
                "  - {when: {outcome: failed, atomic: true}, status: 400}  #1\noperations:\n",
                {{"#1", "unreachable-entry", "is taken by the one before it in line"}}});
  check_broken(
      {"conditions that exclude each other",
       "respond: [{when: {outcome: complete}, status: 200}]",
       "respond: [{when: {outcome: complete}, status: 200},\n"
       "                {when: {outcome: found, reason: not-found}, status: 400}]",
       {{"reason: not-found}", "unreachable-entry", "its conditions exclude each other"}}});
}

TEST_CASE("an entry for an ending that cannot happen is refused") {
  check_broken({"partial of a single write",
                "respond: [{when: {outcome: complete}, status: $result.status, body: $record}]",
                "respond: [{when: {outcome: complete}, status: 200},\n"
                "              {when: {outcome: partial}, status: 200}]",
                {{"outcome: partial}", "unreachable-entry",
                  "operation 'things.put' cannot end the "
                  "way its 'when' asks for"}}});
}

TEST_CASE("situations that can arise and have no default must be declared") {
  check_broken(
      {"absent-tombstone",
       "          absent-tombstone: skip\n",
       "",
       {{"      batch:\n        collection: things\n        items: $request.body#/items",
         "undeclared-situation", "must say what happens in situation 'absent-tombstone'"}}});
  check_broken({"conflict",
                "          conflict: fail TWICE\n",
                "",
                {{"      batch:\n        collection: things\n        items: $request.body#/items",
                  "undeclared-situation", "in situation 'conflict'"}}});
  check_broken({"ambiguous where another batch has other key fields",
                "decide: {ambiguous: fail TWICE}}\n",
                "decide: {}}  #1\n",
                {{"#1", "undeclared-situation",
                  "in situation 'ambiguous', for several records can "
                  "have the same key"}}});
}

TEST_CASE("a cell for a situation that never arises is refused") {
  check_broken({"tombstone",
                "        tombstone: /_delete\n",
                "",
                {{"          tombstone: delete", "unreachable-situation",
                  "this batch has no "
                  "'tombstone'"},
                 {"absent-tombstone: skip", "unreachable-situation", "'absent-tombstone'"}}});
  check_broken({"conflict",
                "        fixed: [/size]\n",
                "",
                {{"conflict: fail TWICE", "unreachable-situation", "this batch has no 'fixed'"}}});
  check_broken({"without a key",
                "        key: {name: $item#/name}\n",
                "",
                {{"decide: {ambiguous: fail TWICE}\n", "unreachable-situation", "'key'"}}});
}

TEST_CASE("a verb that a situation does not take is refused with those it takes") {
  check_broken({"create where a record exists",
                "exists: replace\n",
                "exists: create\n",
                {{"exists: create", "wrong-value",
                  "'create' cannot be done in situation 'exists'; it "
                  "takes update, replace, delete, read, skip, fail "
                  "NAME, reject [NAME]"}}});
  check_broken({"update of nothing",
                "missing: create\n",
                "missing: update\n",
                {{"missing: update", "wrong-value", "it takes create, skip, fail NAME"}}});
  check_broken({"an unlisted record cannot fail",
                "then: delete, else: keep}",
                "then: fail BAD, else: keep}",
                {{"then: fail BAD, else: keep", "wrong-value", "it takes keep, delete"}}});
}

TEST_CASE("a plan after one that always fits is refused") {
  check_broken({"order",
                "    - batch:\n",
                "    - {respond: [{when: {outcome: complete}, status: 200}]}\n    - batch:  #1\n",
                {{"#1", "unreachable-plan", "the one before it has no 'when'"}}});
}

TEST_CASE("a plan that does two things is refused") {
  check_broken({"read and list",
                "    list:\n",
                "    read: {collection: things, key: {id: x}}\n    list:\n",
                {{"  things.list", "wrong-value", "keep one of 'batch', 'read' and 'list'"},
                 {"  - {when: {outcome: [rejected, failed, missing", "missing-status",
                  "no $error when the outcome is ambiguous, missing"}}});
}
