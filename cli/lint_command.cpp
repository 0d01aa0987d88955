#include <memory>

#include "cli/apis.h"
#include "cli/command.h"
#include "cli/load_options.h"

namespace cli {

namespace {

void print_summary(const LoadedApi& api, const Environment& environment) {
  for (const contract::Error& warning : api.behaviour->api->warnings)
    environment.err << "warning: " << contract::to_string(warning) << '\n';
  if (environment.quiet) return;
  environment.out << api.name << ": " << api.behaviour->api->operations.size() << " operations, "
                  << api.behaviour->operations.size() << " with behaviour, nothing wrong\n";
}

int lint(std::vector<std::string> arguments, Environment& environment) {
  if (arguments.empty()) arguments = bundled_names();
  int result = exit_well;
  for (const std::string& argument : arguments) {
    const auto api = load_api(argument, environment);
    if (api)
      print_summary(*api, environment);
    else
      result = complain(environment, api.error());
  }
  return result;
}

}  // namespace

std::function<int()> configure_lint(CLI::App& app, Environment& environment) {
  auto arguments = std::make_shared<std::vector<std::string>>();
  app.add_option("API", *arguments,
                 "bundled names, directories or OpenAPI files; none: all bundled");
  add_load_options(app, environment);
  return [arguments, &environment] { return lint(*arguments, environment); };
}

}  // namespace cli
