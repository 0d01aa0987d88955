#include "suite/state.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "mock/run.h"
#include "suite/match.h"
#include "validator/judge.h"

namespace suite {

namespace {

using contract::Json;
using contract::Result;

// The partition the request would read and write.
Result<std::string> own_partition(const Suite& suite, const std::string& collection,
                                  const contract::Request& request) {
  const auto found = suite.behaviour->collections.find(collection);
  const auto routed = suite.router->find(request.method, request.path());
  const auto* route = std::get_if<contract::Route>(&routed);
  if (found == suite.behaviour->collections.end() || !route)
    return tl::unexpected(contract::Error{
        "no-partition",
        fmt::format("`{}`: the request has no partition; write it: {{{}: {{PARTITION: …}}}}",
                    collection, collection),
        {}});
  const contract::Response none;
  validator::Judged judged{*suite.behaviour, *route, request, none, {}, {}, nullptr};
  validator::check_request_of(judged, {});
  return mock::partition_key(found->second, judged.facts);
}

Result<std::string> partition_of(const Suite& suite, const StatePart& part,
                                 const contract::Request& request, Scope& scope) {
  return part.partition ? resolve_text(*part.partition, scope)
                        : own_partition(suite, part.collection, request);
}

contract::Error placed(contract::Error error, const contract::Location& where) {
  error.where = where;
  return error;
}

std::vector<Failure> check_part(const StatePart& part, const Json& wanted, const Json& records) {
  std::vector<Difference> differences;
  if (wanted.is_number()) {
    if (Json(records.size()) != wanted)
      differences.push_back(
          {"", shortened(wanted) + " records", fmt::format("{} records", records.size())});
  } else {
    differences = match(wanted, records, Manner::part);
  }
  std::vector<Failure> failures;
  for (const Difference& difference : differences) {
    Failure failure;
    failure.part = "stored " + part.collection;
    failure.pointer = difference.pointer;
    failure.expected = difference.expected;
    failure.actual = difference.actual;
    failure.where = part.where;
    failures.push_back(std::move(failure));
  }
  return failures;
}

}  // namespace

Result<Json> state_of(const Suite& suite, const std::vector<StatePart>& parts,
                      const contract::Request& request, Scope& scope) {
  Json state = Json::object();
  for (const StatePart& part : parts) {
    const auto partition = partition_of(suite, part, request, scope);
    if (!partition) return tl::unexpected(placed(partition.error(), part.where));
    auto records = resolve(*part.records, scope);
    if (!records) return tl::unexpected(placed(records.error(), part.where));
    state[part.collection][*partition] = std::move(*records);
  }
  return state;
}

std::vector<Failure> check_stored(const Suite& suite, const std::vector<StatePart>& parts,
                                  const contract::Request& request, const Json& state,
                                  Scope& scope) {
  std::vector<Failure> failures;
  const auto note = [&](const StatePart& part, const std::string& message) {
    Failure failure;
    failure.part = "stored " + part.collection;
    failure.message = message;
    failure.where = part.where;
    failures.push_back(std::move(failure));
  };
  for (const StatePart& part : parts) {
    const auto partition = partition_of(suite, part, request, scope);
    const auto wanted = resolve(*part.records, scope, true);
    if (!partition || !wanted) {
      note(part, partition ? wanted.error().message : partition.error().message);
      continue;
    }
    Json records = Json::array();
    if (state.contains(part.collection) && state[part.collection].contains(*partition))
      records = state[part.collection][*partition];
    const auto found = check_part(part, *wanted, records);
    failures.insert(failures.end(), found.begin(), found.end());
  }
  return failures;
}

}  // namespace suite
