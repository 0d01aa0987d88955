// The shape of the source tree: arrows between modules, third parties behind their seams, sizes.
#include <algorithm>
#include <filesystem>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <vector>

#include "support/catch.h"
#include "support/shell.h"

namespace {

namespace fs = std::filesystem;
const fs::path root = UNDERSTUDY_SOURCE_DIR;

struct Source {
  std::string path;  // relative
  std::string module;
  std::string text;
};

std::vector<Source> sources() {
  std::vector<Source> found;
  for (const char* module : {"contract", "validator", "mock", "suite", "cli"}) {
    if (!fs::exists(root / module)) continue;
    for (const auto& entry : fs::recursive_directory_iterator(root / module)) {
      const auto ending = entry.path().extension();
      if (ending == ".h" || ending == ".cpp")
        found.push_back(
            {fs::relative(entry.path(), root).string(), module, support::slurp(entry.path())});
    }
  }
  REQUIRE(found.size() > 50);
  return found;
}

std::vector<std::string> includes_of(const std::string& text) {
  static const std::regex include("^#include [<\"]([^>\"]+)[>\"]", std::regex::multiline);
  std::vector<std::string> names;
  for (std::sregex_iterator it(text.begin(), text.end(), include), end; it != end; ++it)
    names.push_back((*it)[1]);
  return names;
}

std::string top_folder(const std::string& include) { return include.substr(0, include.find('/')); }

// Files whose includes start with `prefix`.
std::set<std::string> users_of(const std::string& prefix) {
  std::set<std::string> users;
  for (const Source& source : sources())
    for (const std::string& include : includes_of(source.text))
      if (include.starts_with(prefix)) users.insert(source.path);
  return users;
}

}  // namespace

TEST_CASE("includes follow the arrows contract <- validator <- mock <- suite <- cli") {
  const std::map<std::string, std::set<std::string>> may_include = {
      {"contract", {"contract"}},
      {"validator", {"contract", "validator"}},
      {"mock", {"contract", "validator", "mock"}},
      {"suite", {"contract", "validator", "mock", "suite"}},
      {"cli", {"contract", "validator", "mock", "suite", "cli"}}};
  for (const Source& source : sources())
    for (const std::string& include : includes_of(source.text)) {
      const std::string folder = top_folder(include);
      if (may_include.count(folder) == 0) continue;
      INFO(source.path << " includes " << include);
      CHECK(may_include.at(source.module).count(folder) == 1);
    }
}

TEST_CASE("everything of a module stands in its namespace") {
  for (const Source& source : sources()) {
    if (source.path == "cli/main.cpp") continue;
    INFO(source.path);
    CHECK(source.text.find("namespace " + source.module) != std::string::npos);
  }
}

TEST_CASE("yaml-cpp and valijson stay behind one source file each") {
  CHECK(users_of("yaml-cpp/").size() == 1);
  CHECK(users_of("valijson/").size() == 1);
}

TEST_CASE("cpp-httplib is known to the server's front and the suites' client only") {
  for (const std::string& user : users_of("httplib.h")) {
    INFO(user);
    CHECK((user.starts_with("mock/front_") || user == "suite/http_target.cpp"));
  }
}

TEST_CASE("headers that other modules include name nlohmann's forward declarations only") {
  const auto all = sources();
  std::set<std::string> shared;
  for (const Source& source : all)
    for (const std::string& include : includes_of(source.text))
      if (top_folder(include) != source.module) shared.insert(include);
  for (const Source& source : all) {
    if (shared.count(source.path) == 0) continue;
    INFO(source.path);
    CHECK(source.text.find("<nlohmann/json.hpp>") == std::string::npos);
  }
}

TEST_CASE("no source file is longer than 300 lines") {
  for (const Source& source : sources()) {
    INFO(source.path);
    CHECK(std::count(source.text.begin(), source.text.end(), '\n') <= 300);
  }
}

TEST_CASE("no vendor's word occurs in the sources") {
  const std::regex words(
      "artu|emarsys|propeller|reply_?code|reply_?text|external_?id|key_id|keyid\\b|contact_?method|"
      "source_?id\\b|create_if_not_exists|x-environment|replacemode|lookup_?key",
      std::regex::icase);
  for (const Source& source : sources()) {
    std::istringstream lines(source.text);
    int number = 0;
    for (std::string line; std::getline(lines, line);) {
      ++number;
      INFO(source.path << ":" << number << ": " << line);
      CHECK_FALSE(std::regex_search(line, words));
    }
  }
}
