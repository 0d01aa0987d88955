// A case as the reports know it.
#include <fmt/format.h>

#include "suite/run.h"

namespace suite {

namespace {

// "body /data/0/id: expected 1, found 2".
std::string line_of(const Failure& failure) {
  if (!failure.message.empty()) return fmt::format("{}: {}", failure.part, failure.message);
  const std::string place =
      failure.pointer.empty() ? failure.part : failure.part + " " + failure.pointer;
  if (failure.expected.empty()) return fmt::format("{}: {}", place, failure.actual);
  return fmt::format("{}: expected {}, found {}", place, failure.expected, failure.actual);
}

std::string block_of(const Failure& failure) {
  const std::string place =
      failure.pointer.empty() ? failure.part : failure.part + " " + failure.pointer;
  if (!failure.message.empty()) return fmt::format("{}: {}\n", failure.part, failure.message);
  if (failure.expected.empty()) return fmt::format("{}: {}\n", place, failure.actual);
  return fmt::format("{}\n  expected {}\n  actual   {}\n", place, failure.expected, failure.actual);
}

std::string step_line(const RanCase& ran, const Failure& failure) {
  const std::vector<Step>& steps = ran.test->steps;
  if (failure.step >= steps.size()) return "";
  const Step& step = steps[failure.step];
  return fmt::format("step {} of {} ({}), {}\n", failure.step + 1, steps.size(),
                     step.operation.empty() ? step.method : step.operation,
                     contract::to_string(step.where));
}

std::string details_of(const RanCase& ran) {
  std::string details;
  std::size_t step = std::string::npos;
  for (const Failure& failure : ran.result.failures) {
    if (failure.step != step) details += step_line(ran, failure);
    step = failure.step;
    details += block_of(failure);
  }
  if (!ran.result.curl.empty()) details += ran.result.curl + "\n";
  return details;
}

}  // namespace

validator::TestResult test_result(const RanCase& ran) {
  validator::TestResult result;
  result.group = ran.suite->name;
  result.name = ran.test->name;
  result.outcome = ran.result.outcome;
  result.took = ran.result.took;
  result.evidence = ran.test->evidence;
  result.where = ran.test->where;
  result.replay = ran.result.token;
  result.message = ran.result.reason;
  if (ran.result.skipped_checks > 0 && result.outcome == CaseResult::Outcome::passed)
    result.message = fmt::format("{} looks into the store skipped", ran.result.skipped_checks);
  if (ran.result.failures.empty()) return result;
  const Failure& first = ran.result.failures.front();
  result.message = line_of(first);
  if (first.where.line > 0) result.where = first.where;
  result.details = details_of(ran);
  return result;
}

}  // namespace suite
