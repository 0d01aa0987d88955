#pragma once
// Reports with everything in them.
#include <string>

#include "validator/report.h"

namespace samples {

inline validator::Finding finding(std::uint64_t entry, std::string pointer,
                                  std::optional<std::size_t> item = {}) {
  validator::Finding found;
  found.entry = entry;
  found.api = "shop";
  found.method = "PUT";
  found.target = "/orders/batch?dry=<1>";
  found.status = 200;
  contract::Violation& violation = found.violation;
  violation.rule = contract::Rule::invalid_body;
  violation.operation = "orders.upsert";
  violation.in = "body";
  violation.pointer = std::move(pointer);
  violation.keyword = "type";
  violation.expected = "string";
  violation.found = "12";
  violation.message = "must be a string, not a number";
  violation.item = item;
  violation.contract = {"/srv/shop/openapi.yaml", 120, 9};
  return found;
}

inline validator::Finding note() {
  validator::Finding found = finding(4, "");
  found.status = 409;
  found.violation.rule = contract::Rule::undocumented_status;
  found.violation.part = contract::Part::response;
  found.violation.in = "status";
  found.violation.keyword = "";
  found.violation.expected = "";
  found.violation.found = "409";
  found.violation.message = "the contract does not document 409";
  found.violation.contract = {"bundled:shop/behaviour.yaml", 7, 0};
  found.violation.note = true;
  found.violation.evidence = contract::Evidence::assumed;
  return found;
}

inline validator::Finding unknown_path() {
  validator::Finding found = finding(9, "");
  found.file = 1;
  found.api = "";
  found.target = "/nowhere";
  found.status = 404;
  found.violation = {};
  found.violation.rule = contract::Rule::unknown_path;
  found.violation.in = "path";
  found.violation.message = "no path fits /nowhere";
  return found;
}

inline validator::Report empty_report() {
  validator::Report report;
  report.files = {{"day.har", "har", 0, {1}, 1}};
  return report;
}

// Failed: two kinds of one rule, an unknown path and a note.
inline validator::Report failed_report() {
  validator::Report report;
  report.files = {{"day.har", "har", 1000, {1}, 1}, {"night.ndjson", "ndjson", 234, {1}, 1}};
  report.counts.exchanges = 1234;
  report.counts.judged = 1230;
  report.counts.out_of_scope = 3;
  report.counts.unanswered = 1;
  report.counts.broken = 4;
  add(report, finding(2, "/items/0/id", 0));
  add(report, finding(2, "/items/3/id", 3));
  add(report, finding(5, "/items/1/id", 1));
  add(report, finding(7, "/items/1/id", 1));
  add(report, finding(2, "/items"));
  add(report, unknown_path());
  add(report, note());
  report.coverage[{"shop", "orders.upsert", "200", "application/json"}] = {"PUT", "/orders/batch",
                                                                           true, 1229};
  report.coverage[{"shop", "orders.upsert", "400", "application/json"}] = {"PUT", "/orders/batch",
                                                                           true, 0};
  report.coverage[{"shop", "orders.upsert", "409", ""}] = {"PUT", "/orders/batch", false, 1};
  report.coverage[{"shop", "orders.list", "200", "application/json"}] = {"GET", "/orders", true, 0};
  return report;
}

// Incomplete: a shard is missing, an entry was too large and the rest of a file is lost.
inline validator::Report incomplete_report() {
  validator::Report report = failed_report();
  report.files[0].shards = {1, 3};
  report.files[0].of = 3;
  add(report, validator::Problem{validator::Problem::Kind::too_large, 0, 12, 4096,
                                 "the entry is larger than 16 MiB"});
  add(report, validator::Problem{validator::Problem::Kind::unreadable, 1, 0, 0, "is a directory"});
  return report;
}

// One shard of two, with what it keeps for `merge`.
inline validator::Report shard_report() {
  validator::Report report = failed_report();
  for (validator::CaptureFile& file : report.files) file.of = 2;
  validator::Keyed keyed;
  keyed.file = 1;
  keyed.entry = 3;
  keyed.api = "shop";
  keyed.method = "PUT";
  keyed.target = "/orders/batch";
  keyed.status = 200;
  keyed.broken = true;
  keyed.facts.operation = "orders.upsert";
  report.keys = {keyed, keyed};
  report.keys[1].entry = 5;
  report.keys_end = validator::KeysEnd{1, 9};
  return report;
}

}  // namespace samples
