#include <memory>

#include "cli/command.h"
#include "cli/describe_page.h"
#include "cli/load_options.h"

namespace cli {

namespace {

int describe(std::vector<std::string> arguments, Environment& environment) {
  const auto apis = load_apis(std::move(arguments), environment);
  if (!apis) return complain(environment, apis.error());
  for (const LoadedApi& api : *apis) {
    if (&api != &apis->front()) environment.out << '\n';
    environment.out << describe_page(api);
  }
  return exit_well;
}

}  // namespace

std::function<int()> configure_describe(CLI::App& app, Environment& environment) {
  auto arguments = std::make_shared<std::vector<std::string>>();
  app.add_option("API", *arguments,
                 "bundled names, directories or OpenAPI files; none: all bundled");
  add_load_options(app, environment);
  return [arguments, &environment] { return describe(*arguments, environment); };
}

}  // namespace cli
