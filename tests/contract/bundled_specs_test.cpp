// Every declaration in the repository loads without a single complaint or warning.
#include <filesystem>
#include <string>
#include <vector>

#include "contract/behaviour.h"
#include "support/catch.h"

using namespace contract;

namespace {

std::vector<std::string> declarations_below(const std::string& folder) {
  std::vector<std::string> found;
  const auto root = std::filesystem::path(UNDERSTUDY_SOURCE_DIR) / folder;
  for (const auto& entry : std::filesystem::directory_iterator(root)) {
    const auto file = entry.path() / "behaviour.yaml";
    if (std::filesystem::exists(file)) found.push_back(file.string());
  }
  return found;
}

std::string load_complaints(const std::string& path) {
  const auto behaviour = load_behaviour(path, read_file);
  std::string complaints;
  if (!behaviour) {
    for (const Error& error : behaviour.error()) complaints += to_string(error) + "\n";
    return complaints;
  }
  for (const Error& warning : (*behaviour)->api->warnings) complaints += to_string(warning) + "\n";
  return complaints;
}

}  // namespace

TEST_CASE("every bundled API and every foreign one loads without complaint or warning") {
  const auto folder = GENERATE(as<std::string>{}, "specs", "fixtures/apis");
  const auto files = declarations_below(folder);
  CHECK(files.size() >= 3);
  for (const std::string& file : files) {
    INFO(file);
    CHECK(load_complaints(file) == "");
  }
}

TEST_CASE("every bundled operation has a plan, and every plan an operation") {
  for (const std::string& file : declarations_below("specs")) {
    const auto behaviour = load_behaviour(file, read_file);
    REQUIRE(behaviour);
    for (const Operation& operation : (*behaviour)->api->operations) {
      INFO(file << " " << operation.id);
      CHECK((*behaviour)->plans(operation.id) != nullptr);
    }
    CHECK((*behaviour)->operations.size() == (*behaviour)->api->operations.size());
  }
}
