// Runs every tests/cli/transcripts/*.txt and the console blocks of pages through the product.
#include "support/transcript.h"

#include <algorithm>

#include "support/catch.h"
#include "support/shell.h"

namespace {

namespace fs = std::filesystem;
const fs::path root = UNDERSTUDY_SOURCE_DIR;
const fs::path binary = UNDERSTUDY_BINARY;

std::vector<fs::path> transcripts() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(root / "tests/cli/transcripts"))
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

TEST_CASE("every transcript goes as written") {
  REQUIRE(transcripts().size() >= 3);
  for (const fs::path& file : transcripts()) {
    const support::TemporaryFolder folder;
    const auto steps = support::parse_transcript(support::slurp(file));
    INFO(file.filename());
    REQUIRE_FALSE(steps.empty());
    CHECK(support::run_transcript(steps, folder.path(), binary) == "");
  }
}

TEST_CASE("a transcript that is wrong is caught") {
  CHECK(support::matches("a […] c\n", "a b c\n"));
  CHECK_FALSE(support::matches("a […] c\n", "a b d\n"));
  CHECK(support::matches("x\n…\nz\n", "x\ny\ny\nz\n"));
  CHECK_FALSE(support::matches("x\n", "x\ny\n"));
  const support::TemporaryFolder folder;
  CHECK(support::run_transcript({{"echo no", "yes\n", 0, 1}}, folder.path(), binary) != "");
  CHECK(support::run_transcript({{"false", "", 0, 1}}, folder.path(), binary) != "");
}
