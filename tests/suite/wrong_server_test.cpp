// Each wrongness makes exactly the cases fail that wrong_server.yaml lists for it. After a change
// of the suites, UNDERSTUDY_WRITE_WRONG=FILE writes the list anew: read the difference before it is
// kept.
#include "suite/wrong_server.h"

#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

#include "support/catch.h"

namespace {

std::vector<std::string> failing(const wrong_server::Wrongness& wrongness) {
  const bundled::Served served({wrongness.api}, wrongness.edit, wrongness.wrap);
  return bundled::failed_names(
      suite::run_suites(bundled::suites(wrongness.api), {}, *served.target(), {}, 8));
}

std::vector<std::string> listed(const wrong_server::Wrongness& wrongness) {
  const std::string path = std::string(UNDERSTUDY_SOURCE_DIR) + "/tests/suite/wrong_server.yaml";
  const auto text = contract::read_file(path);
  REQUIRE(text);
  const auto document = contract::Document::parse(*text, path);
  REQUIRE(document);
  std::vector<std::string> names;
  for (const contract::Json& name : (*document)->root().at(wrongness.api).at(wrongness.name))
    names.push_back(name.get<std::string>());
  return names;
}

void write_anew(const char* path) {
  std::ofstream file(path);
  std::string api;
  for (const auto& wrongness : wrong_server::all()) {
    if (wrongness.api != api) file << wrongness.api << ":\n";
    api = wrongness.api;
    file << "  " << wrongness.name << ":\n";
    for (const std::string& name : failing(wrongness))
      file << "    - " << contract::Json(name) << '\n';
  }
}

}  // namespace

TEST_CASE("each wrongness of a server fails exactly the cases that are listed for it") {
  if (const char* path = std::getenv("UNDERSTUDY_WRITE_WRONG")) return write_anew(path);
  for (const auto& wrongness : wrong_server::all()) {
    INFO(wrongness.api << " " << wrongness.name);
    const auto expected = listed(wrongness);
    CHECK_FALSE(expected.empty());
    CHECK(failing(wrongness) == expected);
  }
}
