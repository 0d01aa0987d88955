#pragma once
// What `understudy mock` can be told.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "mock/responder.h"
#include "mock/server.h"

namespace cli {

struct MockOptions {
  std::vector<std::string> apis;
  std::vector<std::string> prefixes;  // "API=/path"
  mock::ServerOptions server;
  mock::SelfCheck self_check = mock::SelfCheck::all;
  std::optional<std::uint64_t> seed;
  std::optional<std::string> now;
  std::size_t max_depth = contract::JsonLimits{}.depth;
  std::string faults;  // a file of them
  std::string ready_file;
  std::string admin_token;
};

}  // namespace cli
