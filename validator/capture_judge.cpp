// One chunk of a capture, judged.
#include <fmt/format.h>

#include "validator/accounting.h"
#include "validator/capture_run.h"

namespace validator {

namespace {

constexpr std::size_t longest_target = 200;

std::string shown_target(const contract::Request& request, const SecretPlaces& secrets) {
  std::string target = redacted_target(request, secrets);
  if (target.size() <= longest_target) return target;
  target.resize(longest_target);
  return target + "…";
}

void count(Report& report, const CapturedExchange& exchange, const Destination& to) {
  ++report.counts.exchanges;
  if (!to.api)
    ++report.counts.out_of_scope;
  else if (!exchange.answered)
    ++report.counts.unanswered;
  else
    ++report.counts.judged;
}

void keep_keys(Report& report, const Chunk& chunk, const Slice& slice, const Destination& to,
               const CapturedExchange& exchange, bool broken, KeyFacts facts) {
  if (chunk.format == CaptureFormat::wiremock) return;  // lists the newest first
  facts.entry = static_cast<std::size_t>(slice.entry);
  report.keys.push_back({chunk.file, slice.entry, to.shared ? "" : to.api->name,
                         exchange.request.method, shown_target(exchange.request, to.api->secrets),
                         exchange.response.status, broken, std::move(facts)});
}

// What nobody saw the answer to may have happened.
std::optional<KeyFacts> keys_unanswered(const Destination& to, const CapturedExchange& exchange,
                                        const contract::JsonLimits& limits) {
  const contract::Behaviour& behaviour = *to.api->behaviour;
  const auto found = to.api->router.find(exchange.request.method, exchange.request.path());
  if (const auto* route = std::get_if<contract::Route>(&found))
    return unanswered(behaviour, *route, exchange.request, limits);
  return forget_all(behaviour, exchange.request);
}

void judge_exchange(Report& report, const Chunk& chunk, const Slice& slice, const Scope& scope,
                    CapturedExchange exchange, const RunOptions& options) {
  const Destination to = destination(scope, exchange, chunk.format);
  count(report, exchange, to);
  if (!to.api) return;
  if (!exchange.answered) {
    if (auto keys = keys_unanswered(to, exchange, options.judge.json))
      keep_keys(report, chunk, slice, to, exchange, false, std::move(*keys));
    return;
  }
  JudgeOptions how = options.judge;
  how.request_body = exchange.request_body;
  how.response_body = exchange.response_body;
  const std::string api = to.shared ? "" : to.api->name;
  Judgement judgement =
      judge(*to.api->behaviour, to.api->router, exchange.request, exchange.response, how);
  if (judgement.operation) cover(report, api, *judgement.operation, exchange.response);
  const bool broken = has_breach(judgement.violations);
  if (broken) ++report.counts.broken;
  if (judgement.keys)
    keep_keys(report, chunk, slice, to, exchange, broken, std::move(*judgement.keys));
  if (judgement.violations.empty()) return;
  Finding finding{chunk.file,
                  slice.entry,
                  api,
                  exchange.request.method,
                  shown_target(exchange.request, to.api->secrets),
                  exchange.response.status,
                  {}};
  for (contract::Violation& violation : judgement.violations) {
    finding.violation = std::move(violation);
    add(report, finding);
  }
}

}  // namespace

Report judge_chunk(const Chunk& chunk, const Scope& scope, const RunOptions& options,
                   EntryParser& parser) {
  Report report;
  report.max_listed = options.max_listed;
  for (const Problem& problem : chunk.problems) add(report, problem);
  for (const Slice& slice : chunk.slices) {
    const auto malformed = [&](const contract::Error& error) {
      add(report,
          Problem{Problem::Kind::malformed, chunk.file, slice.entry, slice.offset, error.message});
    };
    const auto entry = parser.parse(chunk.text(slice), chunk.format);
    if (!entry) {
      malformed(entry.error());
      continue;
    }
    auto exchange = read_exchange(chunk.format, *entry, options.limits.max_entry);
    if (!exchange) {
      malformed(exchange.error());
      continue;
    }
    try {
      judge_exchange(report, chunk, slice, scope, std::move(*exchange), options);
    } catch (const std::exception& error) {  // out of a third party
      malformed({"not-judged", fmt::format("judging it failed: {}", error.what()), {}});
    }
  }
  return report;
}

}  // namespace validator
