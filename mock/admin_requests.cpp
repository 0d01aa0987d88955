// /__admin/requests: what was asked and answered.
#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <nlohmann/json.hpp>

#include "contract/parse_json.h"
#include "mock/admin_parts.h"
#include "mock/near_misses.h"
#include "validator/capture_write.h"

namespace mock {

namespace {

using contract::Json;
using Entries = std::vector<std::shared_ptr<const JournalEntry>>;

Json headers_of(const contract::Headers& headers) {
  Json object = Json::object();
  for (const auto& [name, value] : headers) {
    Json& place = object[name];
    if (place.is_string())
      place = place.get<std::string>() + ", " + value;
    else
      place = value;
  }
  return object;
}

Json violation_json(const contract::Violation& violation) {
  return {{"rule", contract::code(violation.rule)},
          {"part", contract::to_string(violation.part)},
          {"in", violation.in},
          {"name", violation.name},
          {"pointer", violation.pointer},
          {"keyword", violation.keyword},
          {"message", violation.message},
          {"item", violation.item ? Json(*violation.item) : Json(nullptr)},
          {"contract", contract::to_string(violation.contract)}};
}

Json violations_json(const contract::Violations& violations) {
  Json list = Json::array();
  for (const contract::Violation& violation : violations) list.push_back(violation_json(violation));
  return list;
}

Json request_json(const JournalEntry& entry) {
  const contract::Request& request = entry.exchange.request;
  return {{"id", std::to_string(entry.id)}, {"url", request.target},
          {"method", request.method},       {"headers", headers_of(request.headers)},
          {"body", request.body},           {"loggedDateString", entry.time}};
}

Json entry_json(const JournalEntry& entry) {
  const contract::Response& response = entry.exchange.response;
  return {{"id", std::to_string(entry.id)},
          {"request", request_json(entry)},
          {"response",
           {{"status", response.status},
            {"headers", headers_of(response.headers)},
            {"body", response.body},
            {"lost", response.lost}}},
          {"wasMatched", !entry.operation.empty()},
          {"api", entry.api},
          {"operation", entry.operation},
          {"outcome", entry.outcome},
          {"violations", violations_json(entry.violations)},
          {"selfCheck", violations_json(entry.self_check)},
          {"faults", entry.faults},
          {"timing", {{"tookMicroseconds", entry.took.count()}}}};
}

// One exchange per line, oldest first: what `understudy validate` reads.
contract::Response ndjson(const Entries& entries, std::size_t limit) {
  contract::Response answer{200, {{"Content-Type", "application/x-ndjson"}}, {}};
  for (std::size_t n = entries.size() - std::min(limit, entries.size()); n < entries.size(); ++n) {
    const JournalEntry& entry = *entries[n];
    validator::append_ndjson(answer.body, entry.exchange.request, entry.exchange.response,
                             {entry.time, entry.api, entry.operation, entry.outcome});
  }
  return answer;
}

// Newest first, as WireMock lists them; `?limit=` keeps that many.
contract::Response list(const AdminCall& call, const Entries& entries) {
  std::size_t limit = entries.size();
  if (const std::string* wanted = call.parameter("limit")) {
    const char* end = wanted->data() + wanted->size();
    if (std::from_chars(wanted->data(), end, limit).ptr != end || wanted->empty())
      return problem(400, "limit is not a number");
  }
  if (const std::string* format = call.parameter("format")) {
    if (*format == "ndjson") return ndjson(entries, limit);
    if (*format != "json") return problem(400, "format is neither json nor ndjson");
  }
  Json requests = Json::array();
  for (auto entry = entries.rbegin(); entry != entries.rend() && requests.size() < limit; ++entry)
    requests.push_back(entry_json(**entry));
  return json_answer(200, {{"requests", requests},
                           {"meta", {{"total", entries.size()}}},
                           {"requestJournalDisabled", false}});
}

contract::Result<Entries> matching(const AdminCall& call, const Entries& entries) {
  const auto body =
      call.request.body.empty() ? contract::Result<Json>(Json::object()) : body_of(call);
  if (!body) return tl::unexpected(body.error());
  const auto pattern = parse_request_pattern(*body);
  if (!pattern) return tl::unexpected(pattern.error());
  Entries found;
  for (const auto& entry : entries)
    if (matches(**pattern, *entry)) found.push_back(entry);
  return found;
}

contract::Response query(const AdminCall& call, const Entries& entries) {
  if (call.request.method != "POST") return wrong_method("POST");
  const auto found = matching(call, entries);
  if (!found) return problem(400, found.error().message);
  if (call.path[1] == "count")
    return json_answer(200, {{"count", found->size()}, {"requestJournalDisabled", false}});
  Json requests = Json::array();
  for (const auto& entry : *found) requests.push_back(request_json(*entry));
  return json_answer(200, {{"requests", requests}, {"requestJournalDisabled", false}});
}

contract::Response unmatched(const AdminCall& call, const Entries& entries,
                             const Responders& responders) {
  if (call.request.method != "GET") return wrong_method("GET");
  Json requests = Json::array();
  for (const auto& entry : entries) {
    if (!entry->operation.empty()) continue;
    Json request = request_json(*entry);
    request["nearMisses"] = Json::array();
    for (const NearMiss& miss : near_misses(entry->exchange.request, responders))
      request["nearMisses"].push_back({{"api", miss.api},
                                       {"operation", miss.operation},
                                       {"method", miss.method},
                                       {"path", miss.path},
                                       {"distance", miss.distance}});
    requests.push_back(std::move(request));
  }
  return json_answer(200, {{"requests", requests}, {"requestJournalDisabled", false}});
}

contract::Response one(const AdminCall& call, const Entries& entries) {
  if (call.request.method != "GET") return wrong_method("GET");
  for (const auto& entry : entries)
    if (std::to_string(entry->id) == call.path[1]) return json_answer(200, entry_json(*entry));
  return problem(404, fmt::format("the journal has no request {:.40}", call.path[1]));
}

}  // namespace

contract::Response answer_requests(const AdminCall& call, Journal& journal,
                                   const Responders& responders) {
  const std::string& method = call.request.method;
  if (call.path.size() > 2) return problem(404, "a request has nothing below it");
  if (call.path.size() == 1) {
    if (method == "GET") return list(call, journal.entries());
    if (method != "DELETE") return wrong_method("GET, DELETE");
    journal.clear();
    return json_answer(200, Json::object());
  }
  const std::string& name = call.path[1];
  if (name == "count" || name == "find") return query(call, journal.entries());
  if (name == "unmatched") return unmatched(call, journal.entries(), responders);
  return one(call, journal.entries());
}

}  // namespace mock
