// understudy test --mutate API [SUITE…]: how strong are the suites?
#include <fmt/format.h>

#include <filesystem>
#include <mutex>
#include <nlohmann/json.hpp>
#include <set>

#include "cli/apis.h"
#include "cli/test_options.h"
#include "cli/test_progress.h"
#include "cli/test_suites.h"
#include "suite/derive.h"
#include "suite/mutate.h"

namespace cli {

namespace {

constexpr const char* equivalents_name = "equivalent-mutants.yaml";

std::string folder_of(const std::string& path) {
  const auto slash = path.rfind('/');
  return slash == std::string::npos ? "" : path.substr(0, slash + 1);
}

// Of every folder the suites come from.
contract::Loaded<std::vector<suite::EquivalentMutant>> equivalents_beside(
    const std::vector<suite::SuitePtr>& suites, const Environment& environment) {
  std::set<std::string> folders;
  for (const auto& suite : suites) folders.insert(folder_of(suite->path));
  std::vector<suite::EquivalentMutant> all;
  contract::Errors errors;
  for (const std::string& folder : folders) {
    const std::string path = folder + equivalents_name;
    const auto text = environment.read(path);
    if (!text) continue;
    const auto document = contract::Document::parse(*text, path);
    if (!document) return tl::unexpected(contract::Errors{document.error()});
    auto list = suite::load_equivalents(**document);
    if (list)
      all.insert(all.end(), list->begin(), list->end());
    else
      errors.insert(errors.end(), list.error().begin(), list.error().end());
  }
  if (!errors.empty()) return tl::unexpected(std::move(errors));
  return all;
}

// As the other reports know it: a mutant that survived is a failure at its declaration.
std::vector<validator::TestResult> results_of(const suite::MutationReport& report) {
  std::vector<validator::TestResult> results;
  using Fate = suite::MutantResult::Fate;
  using Outcome = validator::TestResult::Outcome;
  for (const suite::MutantResult& each : report.mutants) {
    validator::TestResult result;
    result.group = report.api + " / " + each.mutant.op;
    result.name = each.mutant.id();
    result.where = each.mutant.where;
    result.outcome = each.fate == Fate::killed     ? Outcome::passed
                     : each.fate == Fate::survived ? Outcome::failed
                                                   : Outcome::skipped;
    result.message = each.fate == Fate::survived
                         ? "no case notices " + each.mutant.what
                         : fmt::format("{}: {}", to_string(each.fate), each.detail);
    results.push_back(std::move(result));
  }
  for (const contract::Error& error : report.equivalents_wrong) {
    validator::TestResult result;
    result.group = report.api;
    result.name = error.message;
    result.where = error.where;
    result.outcome = Outcome::failed;
    result.message = error.message;
    results.push_back(std::move(result));
  }
  return results;
}

int report_mutants(const TestSetup& setup, const suite::MutationReport& report,
                   const Environment& environment) {
  const int verdict = setup.interrupt->flag() ? int(exit_interrupted)
                      : report.well()         ? exit_well
                                              : exit_violations;
  const auto results = results_of(report);
  return write_reports(setup.sinks, environment, verdict,
                       [&](validator::ReportFormat format, const validator::ReportStyle& style) {
                         if (format == validator::ReportFormat::text)
                           return suite::mutation_text(report);
                         if (format == validator::ReportFormat::json)
                           return suite::mutation_json(report).dump(2) + "\n";
                         return validator::test_report(format, "understudy test --mutate", results,
                                                       style);
                       });
}

}  // namespace

int run_mutants(const TestOptions& options, const Environment& environment) {
  if (!options.target.empty())
    return complain(environment,
                    {{"usage", "--mutate changes a mock of its own: no --target", {}}});
  const auto api = load_api(options.mutate, environment);
  if (!api) return complain(environment, api.error());
  auto suites = load_suites(options.suites.empty() ? std::vector{options.mutate} : options.suites,
                            environment);
  if (!suites) return complain(environment, suites.error());
  const std::string& name = api->behaviour->document->name();
  std::erase_if(*suites, [&](const suite::SuitePtr& suite) {
    return suite->behaviour->document->name() != name;
  });
  if (suites->empty())
    return complain(environment, {{"no-suite", "none of the suites is for " + api->name, {}}});
  const auto equivalents = equivalents_beside(*suites, environment);
  if (!equivalents) return complain(environment, equivalents.error());
  auto setup = set_up_test(options, environment);
  if (!setup) return setup.error();
  Progress progress(environment, 0);
  std::mutex mutex;
  const auto show = [&](std::size_t done, std::size_t total) {
    const std::lock_guard lock(mutex);
    progress.show(done, total, "mutants of " + api->name);
  };
  const suite::MutateOptions how{setup->run, setup->jobs, show, &setup->interrupt->flag()};
  const auto report = suite::mutate(api->name, api->behaviour, *suites, *equivalents, how);
  progress.clear();
  return report_mutants(*setup, report, environment);
}

}  // namespace cli
