#include "validator/string_end.h"

#include <random>
#include <string>

#include "support/catch.h"

namespace {

// One byte after the other.
std::size_t naive_end(std::string_view bytes, std::size_t at, bool& escaped) {
  for (; at < bytes.size(); ++at) {
    if (escaped)
      escaped = false;
    else if (bytes[at] == '\\')
      escaped = true;
    else if (bytes[at] == '"')
      return at;
  }
  return at;
}

std::string random_text(std::mt19937& random, std::size_t size, unsigned backslashes_of_16) {
  std::string text;
  for (std::size_t i = 0; i < size; ++i) {
    const auto roll = random() % 16;
    text += roll < backslashes_of_16 ? '\\' : random() % 64 == 0 ? '"' : 'x';
  }
  return text;
}

}  // namespace

TEST_CASE("the end of a string is found where a byte by byte search finds it") {
  std::mt19937 random(7);
  for (int round = 0; round < 20'000; ++round) {
    const unsigned share = static_cast<unsigned>(round) % 16;
    const std::string text = random_text(random, random() % 300, share);
    const std::size_t at = text.empty() ? 0 : random() % (text.size() + 1);
    bool escaped = random() % 2 == 0, expected_escaped = escaped;
    const std::size_t expected = naive_end(text, at, expected_escaped);
    const std::size_t found = validator::find_string_end(text, at, escaped);
    if (found != expected || (found == text.size() && escaped != expected_escaped))
      FAIL("differs for " << text << " from " << at);
  }
  SUCCEED();
}

TEST_CASE("runs of backslashes that cross the border of a block keep their sense") {
  for (std::size_t before = 50; before < 140; ++before)
    for (std::size_t run = 0; run < 140; ++run) {
      const std::string text = std::string(before, 'x') + std::string(run, '\\') + '"' +
                               std::string(200, 'y') + '"' + std::string(70, 'z');
      bool escaped = false;
      const std::size_t first = before + run;
      const std::size_t expected = run % 2 == 0 ? first : first + 201;
      if (validator::find_string_end(text, 0, escaped) != expected)
        FAIL("differs for " << before << " and " << run);
    }
  SUCCEED();
}
