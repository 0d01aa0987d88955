#include <algorithm>
#include <array>

#include "cli/command.h"
#include "cli/version.h"
#include "contract/closest.h"

namespace cli {

namespace {

constexpr std::array<Command, 7> table = {{
    {"mock", "serve APIs from their declarations", configure_mock},
    {"validate", "judge captured traffic: HAR, NDJSON, WireMock journals", configure_validate},
    {"merge", "join the JSON reports of shards", configure_merge},
    {"test", "run suites against a mock or a server", configure_test},
    {"lint", "load APIs and say everything that is wrong with them", configure_lint},
    {"describe", "print an API's operations, limits and codes as Markdown", configure_describe},
    {"export", "write a bundled API's files, to edit and run as your own", configure_export},
}};

void add_common_options(CLI::App& app, Environment& environment) {
  app.add_flag("--quiet,-q", environment.quiet, "say only what is wrong");
  app.add_option_function<std::string>(
         "--color",
         [&environment](const std::string& when) {
           if (when == "auto") return;
           environment.err_colour = environment.out_colour = when == "always";
         },
         "colour: auto (the default; honours NO_COLOR), always, never")
      ->check(CLI::IsMember({"auto", "always", "never"}));
}

// About the first option nobody knows; "" when that is not what is wrong.
std::string unknown_option(const CLI::App& app) {
  std::vector<std::string> known;
  for (const CLI::App* command : app.get_subcommands())
    for (const CLI::Option* option : command->get_options())
      for (const std::string& name : option->get_lnames()) known.push_back("--" + name);
  const std::vector<std::string_view> names(known.begin(), known.end());
  for (const std::string& word : app.remaining(true))
    if (word.size() > 1 && word[0] == '-')
      return "there is no option " + word +
             contract::did_you_mean(word.substr(0, word.find('=')), names);
  return "";
}

int usage_error(const CLI::App& app, const CLI::ParseError& error, Environment& environment) {
  if (error.get_exit_code() == 0) return app.exit(error, environment.out, environment.err);
  const char* red = environment.err_colour ? "\033[31m" : "";
  const char* plain = environment.err_colour ? "\033[0m" : "";
  const std::string unknown = unknown_option(app);
  environment.err << red << "error: " << plain << (unknown.empty() ? error.what() : unknown)
                  << "\nrun `understudy";
  for (const CLI::App* command : app.get_subcommands())
    environment.err << ' ' << command->get_name();
  environment.err << " --help` to see what there is\n";
  return exit_unusable;
}

// The complaint about a first word that is no command; "" when there is none.
std::string unknown_command(int argc, const char* const* argv) {
  if (argc < 2 || argv[1][0] == '-') return "";
  std::vector<std::string_view> names;
  names.reserve(table.size());
  for (const Command& command : table) names.push_back(command.name);
  if (std::find(names.begin(), names.end(), argv[1]) != names.end()) return "";
  return "there is no command `" + std::string(argv[1]) + "`" +
         contract::did_you_mean(argv[1], names) + "; there are " + contract::list_of(names);
}

}  // namespace

std::span<const Command> commands() { return table; }

int run(int argc, const char* const* argv, Environment& environment) {
  if (const std::string unknown = unknown_command(argc, argv); !unknown.empty())
    return complain(environment, {{"usage", unknown, {}}});
  CLI::App app("A contract-testing toolkit and stateful mock server for bulk APIs.", "understudy");
  app.set_version_flag("--version", std::string("understudy ") + version);
  app.require_subcommand(1);
  app.failure_message(CLI::FailureMessage::simple);
  std::function<int()> chosen;
  for (const Command& command : commands()) {
    CLI::App* sub = app.add_subcommand(std::string(command.name), std::string(command.summary));
    add_common_options(*sub, environment);
    auto action = command.configure(*sub, environment);
    sub->callback([&chosen, action = std::move(action)] { chosen = action; });
  }
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return usage_error(app, error, environment);
  }
  return chosen();
}

}  // namespace cli
