// Replays what the fuzzers found worth keeping.
#include <filesystem>
#include <fstream>
#include <iterator>

#include "fuzz/front_targets.h"
#include "support/catch.h"

namespace {

template <class Target>
void replay(const std::string& name, Target target) {
  const auto folder = std::filesystem::path(UNDERSTUDY_SOURCE_DIR) / "fuzz" / "corpus" / name;
  std::size_t count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    INFO(entry.path().string());
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string bytes((std::istreambuf_iterator<char>(file)), {});
    CHECK_NOTHROW(target(bytes));
    ++count;
  }
  CHECK(count >= 20);
}

}  // namespace

TEST_CASE("every head of the fuzzing corpus is read as it must be") { replay("head", fuzz::head); }

TEST_CASE("every chunked body of the fuzzing corpus is read as it must be") {
  replay("chunks", fuzz::chunks);
}
