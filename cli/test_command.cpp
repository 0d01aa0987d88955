// understudy test: options and modes.
#include <array>
#include <memory>

#include "cli/command.h"
#include "cli/load_options.h"
#include "cli/test_options.h"

namespace cli {

namespace {

constexpr std::array<TestMode, 3> modes = {{
    {[](const TestOptions& options) { return !options.mutate.empty(); }, run_mutants},
    {[](const TestOptions& options) { return !options.derive.empty(); }, run_derived},
    {[](const TestOptions&) { return true; }, run_suite_files},
}};

// Tokens of --replay carry it in as many digits.
std::string is_seed(const std::string& text) {
  const bool digits = !text.empty() && text.find_first_not_of("0123456789") == std::string::npos;
  return digits && text.size() <= 18 ? "" : "expected a number of at most 18 digits, found " + text;
}

void add_target_options(CLI::App& app, TestOptions& options) {
  app.add_option("--target", options.target,
                 "run against this server instead of a mock in this process")
      ->type_name("URL");
  app.add_option("--header", options.headers, "a header field of every request; repeatable")
      ->type_name("'NAME: VALUE'")
      ->allow_extra_args(false);
  app.add_option("--timeout", options.timeout, "seconds an answer may take")
      ->type_name("S")
      ->check(CLI::Range(0.001, 3600.0))
      ->capture_default_str();
  app.add_flag("--insecure", options.insecure, "do not verify the target's certificate");
  app.add_option("--ca-file", options.ca_file, "PEM file of authorities to trust")
      ->type_name("FILE");
  app.add_option("--admin-token", options.admin_token, "of the control API of a mock of ours")
      ->type_name("TOKEN");
}

void add_choice_options(CLI::App& app, TestOptions& options) {
  app.add_option("--filter", options.filter,
                 "only cases whose \"suite / case\" matches this regular expression")
      ->type_name("RE");
  app.add_option("--evidence", options.evidence,
                 "only cases with this evidence: documented, example, observed, assumed; several "
                 "with commas")
      ->type_name("WORDS")
      ->delimiter(',')
      ->check(CLI::IsMember({"documented", "example", "observed", "assumed"}));
  app.add_option("--replay", options.replay, "run one case again, byte for byte")
      ->type_name("TOKEN");
  app.add_option("--seed", options.seed,
                 "of generated values; default 1, against a server that is no mock of ours another "
                 "each time")
      ->type_name("N")
      ->check(is_seed);
  app.add_option("--jobs,-j", options.jobs, "cases at a time; default: one per processor")
      ->type_name("N")
      ->check(CLI::Range(1, 256));
  app.add_flag("--strict", options.strict,
               "undocumented statuses and what the contract does not mention fail a case");
}

void add_mode_options(CLI::App& app, TestOptions& options) {
  auto* derive = app.add_option("--derive", options.derive,
                                "make cases from the contract and behaviour of this API")
                     ->type_name("API");
  app.add_option("--write", options.write, "save the derived cases in this folder")
      ->type_name("DIR")
      ->needs(derive);
  app.add_option("--mutate", options.mutate,
                 "change one thing of this API at a time; suites that do not notice are too weak")
      ->type_name("API")
      ->excludes(derive);
}

}  // namespace

std::function<int()> configure_test(CLI::App& app, Environment& environment) {
  auto options = std::make_shared<TestOptions>();
  app.add_option("suite", options->suites,
                 "suite files, folders, bundled APIs; none: every bundled suite")
      ->type_name("SUITE");
  add_target_options(app, *options);
  add_choice_options(app, *options);
  add_mode_options(app, *options);
  options->reports = add_report_option(app);
  add_load_options(app, environment);
  return [options, &environment] {
    for (const TestMode& mode : modes)
      if (mode.chosen(*options)) return mode.run(*options, environment);
    return int(exit_unusable);
  };
}

}  // namespace cli
