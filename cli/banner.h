#pragma once
// What `mock` says on stderr when it starts: its operations and one curl line per API.
#include <string>

#include "cli/environment.h"
#include "mock/mock.h"

namespace cli {

void print_banner(const mock::Mock& mock, const std::string& url, const Environment& environment);

}  // namespace cli
