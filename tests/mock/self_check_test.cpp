// The mock checks its own answers.
#include "mock/shelf.h"
#include "support/catch.h"

using namespace shelf;
using mock::SelfCheck;

namespace {

// A behaviour whose answer lacks a member the contract demands.
const Edits wrong_body{{"body: {books: {$each: records, $as: $record}, total: $page.total}",
                        "body: {books: {$each: records, $as: $record}}"}};

mock::ResponderOptions how(SelfCheck check) { return {check, {}}; }

}  // namespace

TEST_CASE("a wrong declaration is found by the answer it makes, and the answer is kept") {
  const auto api = responder(wrong_body);
  const auto answer = api->respond(request("GET", "/books"));
  CHECK(answer.response.status == 200);
  REQUIRE(answer.self_check.size() == 1);
  CHECK(answer.self_check[0].rule == contract::Rule::invalid_body);
  CHECK(answer.self_check[0].property == "total");
  CHECK(answer.self_check[0].part == contract::Part::response);
  CHECK(answer.violations.empty());
}

TEST_CASE("a header the contract demands is missed") {
  const auto api = responder({{"        headers: {X-Isbn: '{$record#/isbn}'}\n", ""}});
  api->respond(batch(book(7)));
  const auto answer = api->respond(request("GET", "/books/7"));
  REQUIRE(answer.self_check.size() == 1);
  CHECK(answer.self_check[0].rule == contract::Rule::missing_header);
}

TEST_CASE("the self-check can be off, or look at one answer in many") {
  const auto off = responder(wrong_body, how(SelfCheck::off));
  const auto sample = responder(wrong_body, how(SelfCheck::sample));
  int found = 0;
  for (int i = 0; i < 200; ++i) {
    CHECK(off->respond(request("GET", "/books")).self_check.empty());
    if (!sample->respond(request("GET", "/books")).self_check.empty()) ++found;
  }
  CHECK(found > 0);
  CHECK(found < 20);
}

TEST_CASE("answers without a respond entry are not held against the declaration") {
  const auto api = std::make_shared<mock::Responder>("x", contract_only(R"(
openapi: 3.1.0
info: {title: t, version: '1'}
paths:
  /x:
    get:
      operationId: x
      parameters: [{name: n, in: query, required: true, schema: {type: integer}}]
      responses: {'200': {description: ok}}
)"),
                                                     std::make_shared<mock::Source>());
  const auto answer = api->respond({"GET", "/x?n=a", {}, ""});
  CHECK(answer.response.status == 400);
  CHECK(answer.self_check.empty());
}
