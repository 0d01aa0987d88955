#include "contract/violation.h"

#include <regex>
#include <set>

#include "contract/document.h"
#include "support/catch.h"

namespace {

std::string text_of(const std::string& path) {
  const auto text = contract::read_file(std::string(UNDERSTUDY_SOURCE_DIR) + "/" + path);
  REQUIRE(text);
  return *text;
}

std::set<std::string> all(const std::string& text, const std::string& pattern) {
  const std::regex regex(pattern, std::regex::multiline);
  std::set<std::string> found;
  for (std::sregex_iterator it(text.begin(), text.end(), regex), end; it != end; ++it)
    found.insert((*it)[1]);
  return found;
}

// The words of the table in violation.cpp.
std::set<std::string> codes() {
  const std::string source = text_of("contract/violation.cpp");
  const std::size_t begin = source.find("auto rules");
  return all(source.substr(begin, source.find("auto parts") - begin), "\"([a-z-]+)\"");
}

}  // namespace

TEST_CASE("every rule has a code that leads back to it") {
  const auto table = codes();
  CHECK(table.size() >= 18);
  for (const std::string& code : table) {
    INFO(code);
    const auto rule = contract::rule_from(code);
    REQUIRE(rule);
    CHECK(contract::code(*rule) == code);
  }
  CHECK_FALSE(contract::rule_from("no-such-rule"));
}

TEST_CASE("docs/rules.md has a section for every rule and for nothing else") {
  CHECK(all(text_of("docs/rules.md"), "^## ([a-z-]+)$") == codes());
}

TEST_CASE("every section of docs/rules.md has an example and says what to do") {
  const std::string page = text_of("docs/rules.md");
  for (const std::string& code : codes()) {
    INFO(code);
    const std::size_t begin = page.find("\n## " + code + "\n");
    REQUIRE(begin != std::string::npos);
    const std::string section = page.substr(begin, page.find("\n#", begin + 1) - begin);
    CHECK(section.find("**Example.** ") != std::string::npos);
    CHECK(section.find("**What to do.** ") != std::string::npos);
  }
}
