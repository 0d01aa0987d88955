#include "validator/report_kinds.h"

#include "support/catch.h"
#include "validator/report_samples.h"

using samples::finding;

namespace {

validator::Group group_of(std::vector<validator::Finding> findings) {
  return {findings.size(), std::move(findings)};
}

std::string repeats(std::vector<validator::Finding> findings) {
  const validator::Group group = group_of(std::move(findings));
  const auto kinds = validator::kinds_of(group);
  REQUIRE(kinds.size() == 1);
  return validator::repeats_of(samples::failed_report(), kinds.front());
}

}  // namespace

TEST_CASE("findings that differ in item, entry and value only are one kind") {
  auto other_value = finding(3, "/items/7/id", 7);
  other_value.violation.found = "null";
  CHECK(validator::kinds_of(group_of({finding(1, "/items/0/id", 0), other_value})).size() == 1);
}

TEST_CASE("another keyword, place, parameter, member, line or status is another kind") {
  const auto changed = [](auto edit) {
    auto other = finding(1, "/items/0/id", 0);
    edit(other);
    return validator::kinds_of(group_of({finding(1, "/items/0/id", 0), other})).size();
  };
  CHECK(changed([](auto&) {}) == 1);
  CHECK(changed([](auto& f) { f.violation.keyword = "minLength"; }) == 2);
  CHECK(changed([](auto& f) { f.violation.pointer = "/items/0/name"; }) == 2);
  CHECK(changed([](auto& f) { f.violation.name = "limit"; }) == 2);
  CHECK(changed([](auto& f) { f.violation.property = "id"; }) == 2);
  CHECK(changed([](auto& f) { f.violation.part = contract::Part::response; }) == 2);
  CHECK(changed([](auto& f) { f.violation.contract.line = 3; }) == 2);
  CHECK(changed([](auto& f) { f.status = 500; }) == 1);
  CHECK(changed([](auto& f) { f.violation.in = "status"; }) == 2);
}

TEST_CASE("repeats are counted by item of the first exchange and by exchange") {
  CHECK(repeats({finding(1, "/a")}) == "");
  CHECK(repeats({finding(1, "/a"), finding(4, "/a")}) ==
        "1 more exchange (entry 4) has this error");
  CHECK(repeats({finding(1, "/i/0", 0), finding(1, "/i/1", 1)}) ==
        "1 more item of this exchange has this error");
  CHECK(repeats({finding(1, "/i/0"), finding(1, "/i/1"), finding(1, "/i/2")}) ==
        "2 more places of this exchange have this error");
  CHECK(repeats({finding(1, "/i/0", 0), finding(4, "/i/1", 1), finding(4, "/i/2", 2)}) ==
        "1 more exchange (entry 4) has this error");
  std::vector<validator::Finding> many;
  for (std::uint64_t entry = 0; entry < 8; ++entry) many.push_back(finding(entry, "/a"));
  CHECK(repeats(many) == "7 more exchanges (entries 1, 2, 3, 4, 5, …) have this error");
}

TEST_CASE("an exchange of another capture is named with its file") {
  auto other = finding(4, "/a");
  other.file = 1;
  CHECK(repeats({finding(1, "/a"), other}) ==
        "1 more exchange (entry night.ndjson 4) has this error");
}

TEST_CASE("places are named as a reader would") {
  contract::Violation v;
  v.in = "body";
  CHECK(validator::place_of(v) == "request body");
  v.part = contract::Part::response;
  v.pointer = "/a/0";
  CHECK(validator::place_of(v) == "response body /a/0");
  v.in = "header";
  v.name = "Location";
  CHECK(validator::place_of(v) == "response header Location");
  v.part = contract::Part::request;
  v.in = "query";
  v.name = "ids";
  v.pointer = "/3";
  CHECK(validator::place_of(v) == "query parameter ids /3");
  v.in = "security";
  v.name = "bearer";
  CHECK(validator::place_of(v) == "credentials bearer");
  v.in = "";
  CHECK(validator::place_of(v) == "request");
}
