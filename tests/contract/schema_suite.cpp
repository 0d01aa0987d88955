#include "contract/schema_suite.h"

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

#include "contract/parse_json.h"

namespace schema_suite {

using namespace contract;

namespace {

std::string text_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// The verdict, or why there is none: both tiers over both views have to agree.
std::string disagreement(const Schema& schema, const Json& instance, bool expected) {
  if (schema.accepts(instance) != expected) return expected ? "refused" : "accepted";
  if (schema.explain(instance).empty() != expected) return "the explanation disagrees";
  const std::string text = instance.dump();
  const auto parsed = parse_json(text);
  if (!parsed) return {};  // what only nlohmann reads was judged above
  if (schema.accepts(parsed->root()) != expected) return "the parsed view disagrees";
  return {};
}

void run_group(const std::string& file, const Json& group, Dialect dialect,
               const FindDocument& find_document, Report& report) {
  ++report.groups;
  const auto schema = compile_schema(group.at("schema"), dialect, find_document);
  for (const Json& test : group.at("tests")) {
    const bool expected = test.at("valid").get<bool>();
    ++(expected ? report.valid : report.invalid);
    const std::string why = schema ? disagreement(**schema, test.at("data"), expected)
                                   : "not compiled: " + to_string(schema.error().front());
    if (why.empty()) continue;
    report.failed.push_back({file + ": " + group.at("description").get<std::string>() + ": " +
                                 test.at("description").get<std::string>(),
                             why});
  }
}

}  // namespace

double Report::share() const {
  if (total() == 0) return 0;
  return 1.0 - static_cast<double>(failed.size()) / static_cast<double>(total());
}

FindDocument find_in(const std::filesystem::path& remotes) {
  return [remotes](const std::string& uri) -> Result<DocumentPtr> {
    static const std::string host = "http://localhost:1234/";
    std::filesystem::path path;
    if (uri.rfind(host, 0) == 0) path = remotes / uri.substr(host.size());
    if (path.empty() || !std::filesystem::exists(path))
      return tl::unexpected(Error{"unresolved-reference", "there is no " + uri, {}});
    return Document::parse(text_of(path), uri);
  };
}

Report run_folder(const std::filesystem::path& folder, Dialect dialect,
                  const FindDocument& find_document,
                  const std::function<bool(const std::string& file)>& wanted) {
  Report report;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder))
    if (entry.path().extension() == ".json") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  for (const auto& path : files) {
    const std::string name = path.filename().string();
    if (wanted && !wanted(name)) continue;
    for (const Json& group : Json::parse(text_of(path)))
      run_group(name, group, dialect, find_document, report);
  }
  return report;
}

}  // namespace schema_suite
