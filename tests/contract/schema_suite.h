#pragma once
// Runs test files in the format of the official JSON-Schema-Test-Suite.
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "contract/schema.h"

namespace schema_suite {

struct Outcome {
  std::string name;  // "file: group: test"
  std::string why;   // "": as the suite says
};

struct Report {
  std::size_t groups = 0;
  std::size_t valid = 0;    // tests the suite calls valid
  std::size_t invalid = 0;  // and invalid
  std::vector<Outcome> failed;

  std::size_t total() const { return valid + invalid; }
  double share() const;  // of the tests that came out right
};

// References of the suite: "http://localhost:1234/…" lies in `remotes`; the library has
// metaschemas.
contract::FindDocument find_in(const std::filesystem::path& remotes);

// Every *.json in `folder` (not below it) that `wanted` accepts.
Report run_folder(const std::filesystem::path& folder, contract::Dialect dialect,
                  const contract::FindDocument& find_document,
                  const std::function<bool(const std::string& file)>& wanted = {});

}  // namespace schema_suite
