#include <fmt/format.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <memory>

#include "cli/apis.h"
#include "cli/bundled.h"
#include "cli/command.h"
#include "cli/load_options.h"
#include "contract/system_error.h"

namespace cli {

namespace {

namespace fs = std::filesystem;

struct ExportOptions {
  std::string api;
  std::string directory;
};

contract::Error cannot_write(const fs::path& path, const std::string& why) {
  return {"cannot-write", why, {path.string(), 0, 0}};
}

std::optional<contract::Error> write_new(const fs::path& path, std::string_view text) {
  std::error_code ignored;
  if (fs::exists(path, ignored))
    return cannot_write(path,
                        "is there already and is not overwritten; export into another folder");
  errno = 0;
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  if (file) return std::nullopt;
  const int reason = errno;
  return cannot_write(path, fmt::format("cannot be written: {}; {}", contract::errno_text(reason),
                                        contract::advice_for(reason)));
}

std::vector<BundledFile> files_of(const std::string& api) {
  std::vector<BundledFile> files;
  for (const auto& all : {bundled_files(), bundled_suite_files()})
    for (const BundledFile& file : all)
      if (file.path.substr(0, file.path.find('/')) == api) files.push_back(file);
  return files;
}

// A suite names the bundled API; beside an exported API it means that one.
std::string at_home(const BundledFile& file, const std::string& api) {
  std::string text(file.text);
  const std::string line = "\napi: " + api;
  const std::size_t at = file.path.ends_with(".suite.yaml") ? text.find(line) : std::string::npos;
  if (at != std::string::npos) text.replace(at, line.size(), "\napi: .");
  return text;
}

int export_api(const ExportOptions& options, Environment& environment) {
  const auto files = files_of(options.api);
  if (files.empty()) {
    std::string names;
    for (const std::string& name : bundled_names()) names += (names.empty() ? "" : ", ") + name;
    return complain(
        environment,
        {{"unknown-api", "`" + options.api + "` is not a bundled API; there are " + names, {}}});
  }
  const fs::path home(options.directory);
  std::error_code error;
  fs::create_directories(home, error);
  if (error)
    return complain(environment, {cannot_write(options.directory.empty() ? "\"\"" : home,
                                               "the folder cannot be made: " + error.message() +
                                                   "; name another, or one that is there")});
  for (const BundledFile& file : files) {
    const fs::path path = home / fs::path(file.path).filename();
    if (const auto refused = write_new(path, at_home(file, options.api)))
      return complain(environment, {*refused});
    if (!environment.quiet) environment.out << path.string() << '\n';
  }
  if (!environment.quiet)
    environment.err << "edit them, then run: understudy mock " << options.directory << '\n';
  return exit_well;
}

}  // namespace

std::function<int()> configure_export(CLI::App& app, Environment& environment) {
  auto options = std::make_shared<ExportOptions>();
  app.add_option("API", options->api, "a bundled API")->required();
  app.add_option("DIR", options->directory, "the folder to write to; made when missing")
      ->required();
  add_load_options(app, environment);
  return [options, &environment] { return export_api(*options, environment); };
}

}  // namespace cli
