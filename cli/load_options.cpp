#include "cli/load_options.h"

namespace cli {

namespace {

// Split at the last '=': a URL may have one in its query.
std::pair<std::string, std::string> split_row(const std::string& text) {
  const auto equals = text.rfind('=');
  if (equals == std::string::npos || equals == 0 || equals + 1 == text.size())
    throw CLI::ValidationError(
        "--ref-map", "expected URL=FILE (or URL/=DIRECTORY for all below it), found " + text);
  return {text.substr(0, equals), text.substr(equals + 1)};
}

}  // namespace

void add_load_options(CLI::App& app, Environment& environment) {
  app.add_option_function<std::vector<std::string>>(
         "--ref-map",
         [&environment](const std::vector<std::string>& rows) {
           for (const std::string& row : rows) environment.ref_map.push_back(split_row(row));
         },
         "URL=FILE: where $refs to that URL are read from, as nothing is fetched; a URL that ends "
         "in / maps all below it to a directory; repeatable")
      ->type_name("URL=FILE")
      ->allow_extra_args(false);
}

}  // namespace cli
