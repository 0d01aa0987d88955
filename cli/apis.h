#pragma once
// API arguments: a bundled name, a directory, or an OpenAPI file.
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "cli/environment.h"
#include "contract/behaviour.h"

namespace cli {

struct LoadedApi {
  std::string name;  // bundled name, directory name, or the file's name without its ending
  contract::BehaviourPtr behaviour;
};

// The file to load for an API argument.
struct ApiFiles {
  std::string name;
  std::string path;
  bool behaviour = false;  // a behaviour.yaml; else an OpenAPI document
};

std::vector<std::string> bundled_names();
// The complaint when the system refuses a look at this path. That nothing is there is none.
std::optional<contract::Error> refused(const std::filesystem::path& path);
contract::Result<ApiFiles> find_api(const std::string& argument);

// Paths that start with "bundled:" are served from the binary, the rest from `fallback`.
contract::ReadFile with_bundled(contract::ReadFile fallback);

// One API. Of a directory, behaviour.yaml is loaded, or openapi.yaml / openapi.json when there is
// none; of an OpenAPI file, the behaviour.yaml beside it when there is one.
contract::Loaded<LoadedApi> load_api(const std::string& argument, const Environment& environment);

// All of them (no argument: every bundled one), with the complaints of all. What lint would refuse
// and nothing here needs is a warning each on standard error.
contract::Loaded<std::vector<LoadedApi>> load_apis(std::vector<std::string> arguments,
                                                   const Environment& environment);

}  // namespace cli
