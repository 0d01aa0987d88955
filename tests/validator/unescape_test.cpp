#include "validator/unescape.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <random>
#include <string>

#include "support/catch.h"

namespace {

using Unescape = std::optional<validator::Unescaped> (*)(std::string_view, char*);

// Of a string with what may stand behind it.
std::optional<std::string> unescaped(Unescape unescape, const std::string& inside,
                                     const std::string& behind = "\": \"\\\"") {
  std::string text = inside + '"' + behind;
  const std::size_t size = text.size();
  text.resize(size + validator::unescape_slack, '"');  // must not matter
  std::string out(size + validator::unescape_slack, '\0');
  const auto done = unescape(std::string_view(text).substr(0, size), out.data());
  if (!done) return std::nullopt;
  CHECK(done->read == inside.size());
  out.resize(done->written);
  return out;
}

// What a parser makes of the text between quotes.
std::optional<std::string> parsed(const std::string& text) {
  const auto json = nlohmann::json::parse('"' + text + '"', nullptr, false);
  if (json.is_discarded()) return std::nullopt;
  return json.get<std::string>();
}

std::string random_text(std::mt19937& random, std::size_t size, unsigned escapes_of_16) {
  static constexpr std::string_view letters = "\"\\/bfnrt";
  std::string text;
  while (text.size() < size) {
    if (random() % 16 < escapes_of_16) {
      text += '\\';
      text += letters[random() % letters.size()];
    } else {
      text +=
          random() % 200 == 0 ? "\xC3\xA4" : std::string(1, static_cast<char>('a' + random() % 26));
    }
  }
  return text;
}

}  // namespace

TEST_CASE("strings mean what a parser says they mean") {
  std::mt19937 random(11);
  for (int round = 0; round < 4'000; ++round) {
    const std::string text = random_text(random, random() % 400, static_cast<unsigned>(round) % 17);
    const auto expected = parsed(text);
    REQUIRE(expected);
    if (unescaped(validator::unescape, text) != expected) FAIL("differs for " << text);
    if (unescaped(validator::unescape_portably, text) != expected)
      FAIL("the portable one differs for " << text);
  }
}

TEST_CASE(
    "code points, unknown escapes, raw control characters and broken UTF-8 are left to others") {
  for (const Unescape unescape : {validator::unescape, validator::unescape_portably})
    for (const std::string middle : {"\\u0041", "\\x", "\n", "\x1f", "\xff", "\xC3"})
      for (const std::size_t before : {0u, 1u, 62u, 63u, 64u, 65u, 200u}) {
        INFO(before << " bytes before " << middle);
        CHECK_FALSE(unescaped(unescape, std::string(before, 'x') + middle + std::string(70, 'y')));
        CHECK(unescaped(unescape, std::string(before, 'x')) == std::string(before, 'x'));
      }
}

TEST_CASE("a string without a closing quote is left to others") {
  for (const Unescape unescape : {validator::unescape, validator::unescape_portably})
    for (std::size_t size = 0; size < 200; ++size) {
      INFO(size);
      const std::string padded(size + validator::unescape_slack, 'x');
      std::string out(size + validator::unescape_slack, '\0');
      std::string quoted = padded;
      quoted[size] = '"';  // behind the end
      CHECK_FALSE(unescape(std::string_view(padded).substr(0, size), out.data()));
      CHECK_FALSE(unescape(std::string_view(quoted).substr(0, size), out.data()));
      CHECK(unescape(std::string_view(quoted).substr(0, size + 1), out.data()) ==
            validator::Unescaped{size, size});
    }
}
