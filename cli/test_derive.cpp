// understudy test --derive API: cases out of contract and behaviour alone.
#include <fmt/format.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "cli/apis.h"
#include "cli/test_options.h"
#include "cli/test_suites.h"
#include "contract/system_error.h"
#include "suite/derive.h"

namespace cli {

namespace {

namespace fs = std::filesystem;

bool write_text(const fs::path& path, const std::string& text, const Environment& environment) {
  std::error_code error;
  fs::create_directories(path.parent_path(), error);
  errno = error ? error.value() : 0;
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  const int reason = errno;
  if (file) return true;
  complain(environment, {{"unwritable-file",
                          fmt::format("cannot be written: {}; {}", contract::errno_text(reason),
                                      contract::advice_for(reason)),
                          {path.string(), 0, 0}}});
  return false;
}

}  // namespace

int run_derived(const TestOptions& options, const Environment& environment) {
  if (!options.suites.empty())
    return complain(environment,
                    {{"usage", "--derive makes its own cases and takes no SUITE", {}}});
  const auto api = load_api(options.derive, environment);
  if (!api) return complain(environment, api.error());
  const auto derivation = suite::derive(options.derive, api->behaviour, options.seed.value_or(0));
  if (!derivation) return complain(environment, derivation.error());
  environment.err << suite::coverage_text(api->name, *derivation);
  const std::string name = api->name + "-derived.suite.yaml";
  if (!options.write.empty()) {
    const fs::path folder(options.write);
    const std::string coverage = suite::coverage_json(api->name, *derivation).dump(2) + "\n";
    if (!write_text(folder / name, derivation->text, environment) ||
        !write_text(folder / (api->name + "-coverage.json"), coverage, environment))
      return exit_unusable;
    environment.err << fmt::format("written: {}\n", (folder / name).string());
  }
  auto document = contract::Document::parse(derivation->text, name);
  if (!document) return complain(environment, {document.error()});
  const suite::FindApi find_api = [&](const std::string&, const std::string&) {
    return contract::Loaded<suite::NamedApi>(suite::NamedApi{api->name, api->behaviour});
  };
  auto suite = suite::parse_suite(*document, find_api);
  if (!suite) return complain(environment, suite.error());
  auto setup = set_up_test(options, environment);
  if (!setup) return setup.error();
  return run_and_report(*setup, {*suite}, environment);
}

}  // namespace cli
