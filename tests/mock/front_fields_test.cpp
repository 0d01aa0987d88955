#include "mock/front_fields.h"

#include "support/catch.h"

using mock::list_elements;
using Elements = std::vector<std::string_view>;

TEST_CASE("lists are split at commas outside quotes, without empty elements") {
  CHECK(list_elements("a, b ,,c") == Elements{"a", "b", "c"});
  CHECK(list_elements(" , ") == Elements{});
  CHECK(list_elements("a=\"b, \\\" c\", d") == Elements{"a=\"b, \\\" c\"", "d"});
  CHECK(list_elements("\"open, end") == Elements{"\"open, end"});
  CHECK(list_elements("\"a\\") == Elements{"\"a\\"});
}

TEST_CASE("a field line is a name, a colon and a value") {
  std::string why;
  const auto field = mock::parse_field_line("X-A:\t v w ", why);
  REQUIRE(field);
  CHECK(field->name == "X-A");
  CHECK(field->value == "v w");
  for (const auto* const line : {"", " a: b", "a", ": b", "a : b", "a\x80: b", "a: b\x01"}) {
    why.clear();
    CHECK_FALSE(mock::parse_field_line(line, why));
    CHECK_FALSE(why.empty());
  }
}

TEST_CASE("a host is a name, an IPv4 or a bracketed IPv6 address, and a port") {
  for (const auto* const good :
       {"a", "a:", "a:0", "a.b-c_d~", "1.2.3.4:5", "[::1]", "[::1]:", "a%20"})
    CHECK(mock::is_host(good));
  for (const auto* const bad : {"", ":", ":1", "a b", "a/", "a@b", "[", "[]", "[::1", "[::1]1",
                                "a:1:2", "a:-1", "a:65536", "a:000001", "%zz", "a%2"})
    CHECK_FALSE(mock::is_host(bad));
}
