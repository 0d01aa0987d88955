#include "validator/report_text.h"

#include "support/catch.h"

using namespace std::string_literals;

TEST_CASE("malformed UTF-8 becomes one replacement per maximal subpart") {
  struct Row {
    std::string in, out;
  };
  const Row rows[] = {
      {"plain", "plain"},
      {"h\xC3\xA9", "hé"},
      {"\xF0\x9F\x98\x80", "😀"},
      {"\xFF", "\uFFFD"},
      {"a\x80z", "a\uFFFDz"},
      {"\xC0\xAF", "\uFFFD\uFFFD"},            // an overlong slash
      {"\xE2\x82", "\uFFFD"},                  // cut off
      {"\xE2\x82z", "\uFFFDz"},                // cut off, and z stays
      {"\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD"},  // a surrogate
      {"\xF0\x9F\x98", "\uFFFD"},
      {"\xF4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD"},  // beyond U+10FFFF
  };
  for (const Row& row : rows) {
    INFO(row.out);
    CHECK(validator::valid_utf8(row.in) == row.out);
  }
}

TEST_CASE("control characters become visible, line feeds and tabs stay") {
  CHECK(validator::printable("a\x1b[31m\r\n\tb\x7f"s) == "a\\x1b[31m\\x0d\n\tb\\x7f");
  CHECK(validator::printable("nul\0!"s) == "nul\\x00!");
  CHECK(validator::printable("\u0085\u009B\u00A0") == "\\x85\\x9b\u00A0");
  CHECK(validator::printable("\uFFFE\uFFFF\uFFFD") == "\uFFFD\uFFFD\uFFFD");
}

TEST_CASE("one line has no line breaks and no space at its ends that stood for one") {
  CHECK(validator::one_line("a\n\r\n\tb\n") == "a b");
  CHECK(validator::one_line("\n\na") == "a");
  CHECK(validator::one_line("  a  b ") == "  a  b ");
}

TEST_CASE("markup cannot be left from inside an element or an attribute") {
  CHECK(validator::markup("<a href=\"x\" title='y'>&]]>\n") ==
        "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;]]&gt;\n");
  CHECK(validator::markup_attribute("a\n\"b\"\t\x01") == "a&#10;&quot;b&quot;&#9;\\x01");
}

TEST_CASE("shortened text counts code points and says that it was cut") {
  CHECK(validator::shortened("äöü", 3) == "äöü");
  CHECK(validator::shortened("äöüß", 3) == "äö…");
  CHECK(validator::shortened("", 1) == "");
  CHECK(validator::width_of("äöü…") == 4);
}

TEST_CASE("numbers are grouped and agree with their noun") {
  CHECK(validator::grouped(0) == "0");
  CHECK(validator::grouped(999) == "999");
  CHECK(validator::grouped(1000) == "1,000");
  CHECK(validator::grouped(1234567) == "1,234,567");
  CHECK(validator::count_of(1, "item") == "1 item");
  CHECK(validator::count_of(0, "item") == "0 items");
  CHECK(validator::count_of(2000, "entry", "entries") == "2,000 entries");
}
