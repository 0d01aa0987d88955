#include "cli/apis.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <filesystem>

#include "cli/bundled.h"
#include "contract/system_error.h"

namespace cli {

namespace {

namespace fs = std::filesystem;
constexpr std::string_view bundled_prefix = "bundled:";

contract::Error unknown_api(const std::string& argument) {
  return {"unknown-api",
          fmt::format("`{}` is neither a bundled API ({}) nor a directory or file; give one of the "
                      "names or the path of an OpenAPI file",
                      argument, fmt::join(bundled_names(), ", ")),
          {}};
}

std::string name_of(const fs::path& path) {
  std::error_code ignored;
  const fs::path clean = fs::absolute(path, ignored).lexically_normal();
  const fs::path last = clean.has_filename() ? clean : clean.parent_path();
  return fs::is_directory(path, ignored) ? last.filename().string() : last.stem().string();
}

contract::Result<ApiFiles> files_of(const fs::path& path) {
  std::error_code ignored;
  const bool directory = fs::is_directory(path, ignored);
  const fs::path home = directory ? path : path.parent_path();
  const std::string name = name_of(path);
  if (auto error = refused(home / "behaviour.yaml")) return tl::unexpected(std::move(*error));
  if (fs::exists(home / "behaviour.yaml", ignored))
    return ApiFiles{name, (home / "behaviour.yaml").string(), true};
  if (!directory) return ApiFiles{name, path.string(), path.filename() == "behaviour.yaml"};
  for (const char* file : {"openapi.yaml", "openapi.yml", "openapi.json"})
    if (fs::exists(home / file, ignored)) return ApiFiles{name, (home / file).string(), false};
  return tl::unexpected(contract::Error{
      "unreadable-file",
      "the directory has no behaviour.yaml and no openapi.yaml; an API is an openapi.yaml and, "
      "beside it, a behaviour.yaml that says what the server does",
      {path.string(), 0, 0}});
}

}  // namespace

std::optional<contract::Error> refused(const fs::path& path) {
  std::error_code error;
  if (fs::status(path, error).type() == fs::file_type::not_found || !error) return std::nullopt;
  return contract::Error{
      "unreadable-file",
      fmt::format("cannot be read: {}; {}", error.message(), contract::advice_for(error.value())),
      {path.string(), 0, 0}};
}

std::vector<std::string> bundled_names() {
  std::vector<std::string> names;
  for (const BundledFile& file : bundled_files()) {
    const std::string name(file.path.substr(0, file.path.find('/')));
    if (names.empty() || names.back() != name) names.push_back(name);
  }
  return names;
}

contract::ReadFile with_bundled(contract::ReadFile fallback) {
  return [fallback =
              std::move(fallback)](const std::string& path) -> contract::Result<std::string> {
    if (path.rfind(bundled_prefix, 0) != 0) return fallback(path);
    const std::string_view wanted = std::string_view(path).substr(bundled_prefix.size());
    for (const auto& files : {bundled_files(), bundled_suite_files()})
      for (const BundledFile& file : files)
        if (file.path == wanted) return std::string(file.text);
    return tl::unexpected(contract::Error{"unreadable-file", "no such bundled file", {path, 0, 0}});
  };
}

contract::Result<ApiFiles> find_api(const std::string& argument) {
  const auto names = bundled_names();
  std::error_code ignored;
  if (std::find(names.begin(), names.end(), argument) != names.end())
    return ApiFiles{argument, fmt::format("{}{}/behaviour.yaml", bundled_prefix, argument), true};
  if (fs::exists(argument, ignored)) return files_of(argument);
  if (auto error = refused(argument)) return tl::unexpected(std::move(*error));
  return tl::unexpected(unknown_api(argument));
}

contract::Loaded<LoadedApi> load_api(const std::string& argument, const Environment& environment) {
  const auto files = find_api(argument);
  if (!files) return tl::unexpected(contract::Errors{files.error()});
  auto behaviour =
      files->behaviour
          ? contract::load_behaviour(files->path, environment.read, environment.ref_map)
          : contract::load_contract(files->path, environment.read, environment.ref_map);
  if (!behaviour) return tl::unexpected(behaviour.error());
  return LoadedApi{files->name, *behaviour};
}

contract::Loaded<std::vector<LoadedApi>> load_apis(std::vector<std::string> arguments,
                                                   const Environment& environment) {
  if (arguments.empty()) arguments = bundled_names();
  std::vector<LoadedApi> apis;
  contract::Errors errors;
  for (const std::string& argument : arguments) {
    auto api = load_api(argument, environment);
    if (api)
      apis.push_back(std::move(*api));
    else
      errors.insert(errors.end(), api.error().begin(), api.error().end());
  }
  if (!errors.empty()) return tl::unexpected(errors);
  for (const LoadedApi& api : apis)
    for (const contract::Error& warning : api.behaviour->api->warnings)
      environment.err << "warning: " << contract::to_string(warning) << '\n';
  return apis;
}

}  // namespace cli
