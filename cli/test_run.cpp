// What every mode of `understudy test` does around its suites.
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <random>
#include <thread>

#include "cli/test_options.h"
#include "cli/test_progress.h"
#include "cli/test_suites.h"
#include "contract/schema_pattern.h"

namespace cli {

namespace {

contract::Error usage(std::string message) { return {"usage", std::move(message), {}}; }

contract::Result<contract::Headers> headers_of(const std::vector<std::string>& lines) {
  contract::Headers headers;
  for (const std::string& line : lines) {
    const std::size_t colon = line.find(':');
    if (colon == std::string::npos || colon == 0 || line.find_first_of("\r\n") != std::string::npos)
      return tl::unexpected(
          usage(fmt::format("--header '{}': expected 'NAME: VALUE'", line.substr(0, 80))));
    const std::size_t value = line.find_first_not_of(" \t", colon + 1);
    headers.add(line.substr(0, colon), value == std::string::npos ? "" : line.substr(value));
  }
  return headers;
}

contract::Result<suite::Selection> selection_of(const TestOptions& options) {
  suite::Selection selection;
  selection.replay = options.replay;
  for (const std::string& word : options.evidence)
    if (const auto evidence = contract::evidence_from(word))
      selection.evidence.push_back(*evidence);
  if (!options.replay.empty() && !suite::parse_replay_token(options.replay))
    return tl::unexpected(usage(fmt::format(
        "--replay {}: expected the token that a report prints: FILE#CASE@SEED", options.replay)));
  if (options.filter.empty()) return selection;
  auto pattern = contract::Pattern::compile(options.filter);
  if (!pattern)
    return tl::unexpected(usage(fmt::format("--filter {}: no regular expression: {}",
                                            options.filter, pattern.error().message)));
  selection.filter = *pattern;
  return selection;
}

tl::expected<std::unique_ptr<suite::Target>, int> target_of(const TestOptions& options,
                                                            const Environment& environment) {
  if (options.target.empty()) return suite::mock_target();
  suite::HttpOptions http;
  http.url = options.target;
  http.timeout = std::chrono::milliseconds(static_cast<long>(options.timeout * 1000));
  http.insecure = options.insecure;
  http.ca_file = options.ca_file;
  http.admin_token = options.admin_token;
  auto target = suite::http_target(http);
  if (target) return std::move(*target);
  const int code = complain(environment, {target.error()});
  return tl::unexpected(target.error().code == "unreachable" ? int(exit_cannot_run) : code);
}

int verdict_of(const std::vector<suite::RanCase>& ran) {
  int verdict = exit_well;
  for (const suite::RanCase& each : ran) {
    if (each.result.unreachable) return exit_cannot_run;
    const auto outcome = each.result.outcome;
    if (outcome == suite::CaseResult::Outcome::failed ||
        outcome == suite::CaseResult::Outcome::error)
      verdict = exit_violations;
  }
  return verdict;
}

// Nothing fits: which option it was, and what it looked through.
contract::Error nothing_chosen(const TestSetup& setup, const std::vector<suite::SuitePtr>& suites) {
  if (const auto token = suite::parse_replay_token(setup.selection.replay)) {
    const bool known = std::any_of(suites.begin(), suites.end(),
                                   [&](const auto& each) { return each->path == token->path; });
    if (!known)
      return usage(
          fmt::format("--replay {}: none of the suites is {}; leave the suites out, the "
                      "token names the file",
                      setup.selection.replay, token->path));
    return usage(fmt::format(
        "--replay {}: {} has no such case any more; tokens are valid until the case is renamed or "
        "removed. Run the file again, or --filter by the case's name",
        setup.selection.replay, token->path));
  }
  std::size_t cases = 0;
  for (const auto& suite : suites) cases += suite->cases.size();
  std::string options = setup.selection.filter ? "--filter" : "";
  if (!setup.selection.evidence.empty())
    options += options.empty() ? "--evidence" : " and --evidence";
  return usage(fmt::format("of {} {} none fits {}; a case is called `{} / {}`, its evidence is {}",
                           cases, cases == 1 ? "case" : "cases", options, suites.front()->name,
                           suites.front()->cases.front().name,
                           contract::to_string(suites.front()->cases.front().evidence)));
}

// The header that --header puts in the place of one that gives every case an account of its own;
// "" when there is none.
std::string shared_account(const TestSetup& setup, const std::vector<suite::SuitePtr>& suites) {
  if (setup.target->is_mock()) return "";
  for (const auto& suite : suites)
    for (const auto& [name, value] : suite->defaults.headers)
      if (setup.run.headers.has(name) && value->is_string() &&
          value->get_ref<const std::string&>().find("$run") != std::string::npos)
        return name;
  return "";
}

}  // namespace

tl::expected<TestSetup, int> set_up_test(const TestOptions& options,
                                         const Environment& environment) {
  TestSetup setup;
  auto headers = headers_of(options.headers);
  if (!headers) return tl::unexpected(complain(environment, {headers.error()}));
  auto selection = selection_of(options);
  if (!selection) return tl::unexpected(complain(environment, {selection.error()}));
  setup.run.headers = std::move(*headers);
  setup.selection = std::move(*selection);
  setup.run.timeout = std::chrono::milliseconds(static_cast<long>(options.timeout * 1000));
  setup.run.judge.strict = options.strict;
  const auto token = suite::parse_replay_token(options.replay);
  const unsigned processors = std::max(1u, std::thread::hardware_concurrency());
  setup.jobs = options.jobs > 0 ? options.jobs : processors;
  // Here, for asking a target that hangs whether it is a mock takes its time already.
  setup.interrupt = std::make_unique<Interrupt>();
  auto target = target_of(options, environment);
  if (!target) return tl::unexpected(target.error());
  setup.target = std::move(*target);
  // What a server keeps from an earlier run must not meet the names of this one.
  const std::uint64_t usual = setup.target->is_mock() ? 1 : std::random_device{}();
  setup.run.seed = options.seed.value_or(token ? token->seed : usual);
  auto sinks = open_reports(*options.reports, environment);
  if (!sinks) return tl::unexpected(int(exit_unusable));
  setup.sinks = std::move(*sinks);
  return setup;
}

int run_and_report(const TestSetup& setup, const std::vector<suite::SuitePtr>& suites,
                   const Environment& environment) {
  std::size_t chosen = 0;
  for (const auto& suite : suites)
    for (const suite::Case& test : suite->cases)
      chosen += suite::selects(setup.selection, *suite, test) ? 1 : 0;
  if (chosen == 0) return complain(environment, {nothing_chosen(setup, suites)});
  if (const std::string header = shared_account(setup, suites); !header.empty())
    environment.err << fmt::format(
        "note: with --header {} all cases have one account, where the suites give each its own; "
        "cases that count or list what is stored may find what others left\n",
        header);
  Progress progress(environment, chosen);
  const auto ran = suite::run_suites(
      suites, setup.selection, *setup.target, setup.run, setup.jobs,
      [&](const suite::RanCase& each) { progress.show(each); }, &setup.interrupt->flag());
  progress.clear();
  std::vector<validator::TestResult> results;
  results.reserve(ran.size());
  for (const suite::RanCase& each : ran) results.push_back(suite::test_result(each));
  const int verdict = setup.interrupt->flag() ? int(exit_interrupted) : verdict_of(ran);
  return write_reports(setup.sinks, environment, verdict,
                       [&](validator::ReportFormat format, const validator::ReportStyle& style) {
                         return validator::test_report(format, "understudy test", results, style);
                       });
}

int run_suite_files(const TestOptions& options, const Environment& environment) {
  std::vector<std::string> arguments = options.suites;
  const auto token = suite::parse_replay_token(options.replay);
  if (arguments.empty() && token) arguments = {token->path};
  const auto suites = load_suites(arguments, environment);
  if (!suites) return complain(environment, suites.error());
  auto setup = set_up_test(options, environment);
  if (!setup) return setup.error();
  return run_and_report(*setup, *suites, environment);
}

}  // namespace cli
