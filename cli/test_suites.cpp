#include "cli/test_suites.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>

#include "cli/apis.h"
#include "cli/bundled.h"
#include "contract/closest.h"
#include "contract/system_error.h"

namespace cli {

namespace {

namespace fs = std::filesystem;
constexpr std::string_view bundled_prefix = "bundled:";
constexpr std::string_view ending = ".suite.yaml";

bool is_bundled_api(const std::string& word) {
  const auto names = bundled_names();
  return std::find(names.begin(), names.end(), word) != names.end();
}

contract::Error unknown_suite(const std::string& argument) {
  const auto names = bundled_names();
  const std::vector<std::string_view> views(names.begin(), names.end());
  return {"unknown-suite",
          fmt::format("`{}` is no file, no folder and no bundled API{}; give a *.suite.yaml, a "
                      "folder that has some, or one of {}",
                      argument, contract::did_you_mean(argument, views), contract::list_of(views)),
          {}};
}

contract::Result<std::vector<std::string>> files_below(const std::string& folder) {
  std::vector<std::string> files;
  std::error_code error;
  for (fs::recursive_directory_iterator it(folder, error), end; !error && it != end;
       it.increment(error))
    if (it->path().filename().string().ends_with(ending)) files.push_back(it->path().string());
  if (error)
    return tl::unexpected(contract::Error{
        "unreadable-file",
        fmt::format("cannot be read: {}; {}", error.message(), contract::advice_for(error.value())),
        {folder, 0, 0}});
  if (files.empty())
    return tl::unexpected(contract::Error{
        "no-suite", "the folder has no *.suite.yaml, nor do its subfolders", {folder, 0, 0}});
  std::sort(files.begin(), files.end());
  return files;
}

contract::Result<std::vector<std::string>> files_of(const std::string& argument) {
  std::error_code ignored;
  if (argument.starts_with(bundled_prefix)) return std::vector{argument};
  if (is_bundled_api(argument)) {
    auto files = bundled_suites(argument);
    if (!files.empty()) return files;
    return tl::unexpected(contract::Error{
        "no-suite", fmt::format("no suite is bundled for {}; give a *.suite.yaml", argument), {}});
  }
  if (auto error = refused(argument)) return tl::unexpected(std::move(*error));
  if (fs::is_directory(argument, ignored)) return files_below(argument);
  if (fs::exists(argument, ignored) || argument.ends_with(".yaml") || argument.ends_with(".json"))
    return std::vector{argument};
  return tl::unexpected(unknown_suite(argument));
}

}  // namespace

std::vector<std::string> bundled_suites(const std::string& api) {
  std::vector<std::string> paths;
  for (const BundledFile& file : bundled_suite_files())
    if (file.path.ends_with(ending) &&
        (api.empty() || file.path.substr(0, file.path.find('/')) == api))
      paths.push_back(fmt::format("{}{}", bundled_prefix, file.path));
  return paths;
}

suite::FindApi api_finder(const Environment& environment) {
  auto loaded = std::make_shared<std::map<std::string, contract::Loaded<suite::NamedApi>>>();
  return [&environment, loaded](const std::string& argument, const std::string& home) {
    std::string wanted = argument;
    if (!is_bundled_api(argument) && !home.starts_with(bundled_prefix) && !home.empty() &&
        fs::path(argument).is_relative())
      wanted = (fs::path(home) / argument).lexically_normal().string();
    const auto known = loaded->find(wanted);
    if (known != loaded->end()) return known->second;
    auto api = load_api(wanted, environment);
    contract::Loaded<suite::NamedApi> named =
        api ? contract::Loaded<suite::NamedApi>(suite::NamedApi{api->name, api->behaviour})
            : tl::unexpected(api.error());
    return loaded->emplace(wanted, std::move(named)).first->second;
  };
}

contract::Loaded<std::vector<suite::SuitePtr>> load_suites(
    const std::vector<std::string>& arguments, const Environment& environment) {
  std::vector<std::string> files =
      arguments.empty() ? bundled_suites() : std::vector<std::string>();
  contract::Errors errors;
  for (const std::string& argument : arguments) {
    const auto found = files_of(argument);
    if (found)
      files.insert(files.end(), found->begin(), found->end());
    else
      errors.push_back(found.error());
  }
  std::vector<suite::SuitePtr> suites;
  const suite::FindApi find_api = api_finder(environment);
  for (const std::string& file : files) {
    auto suite = suite::load_suite(file, environment.read, find_api);
    if (suite)
      suites.push_back(std::move(*suite));
    else
      errors.insert(errors.end(), suite.error().begin(), suite.error().end());
  }
  if (!errors.empty()) return tl::unexpected(std::move(errors));
  if (suites.empty())
    return tl::unexpected(contract::Errors{{"no-suite", "there is no suite to run", {}}});
  return suites;
}

}  // namespace cli
