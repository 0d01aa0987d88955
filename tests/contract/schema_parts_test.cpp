// The small parts of the schema engine on their own.
#include <nlohmann/json.hpp>

#include "contract/schema_decimal.h"
#include "contract/schema_pattern.h"
#include "contract/schema_resources.h"
#include "contract/schema_unique.h"
#include "contract/uri.h"
#include "support/catch.h"

using namespace contract;
using namespace contract::schema_detail;

TEST_CASE("references are resolved as RFC 3986 section 5.4 shows") {
  const char* const base = "http://a/b/c/d;p?q";
  const std::pair<const char*, const char*> examples[] = {
      {"g:h", "g:h"},
      {"g", "http://a/b/c/g"},
      {"./g", "http://a/b/c/g"},
      {"g/", "http://a/b/c/g/"},
      {"/g", "http://a/g"},
      {"//g", "http://g"},
      {"?y", "http://a/b/c/d;p?y"},
      {"g?y", "http://a/b/c/g?y"},
      {";x", "http://a/b/c/;x"},
      {"", "http://a/b/c/d;p?q"},
      {".", "http://a/b/c/"},
      {"./", "http://a/b/c/"},
      {"..", "http://a/b/"},
      {"../", "http://a/b/"},
      {"../g", "http://a/b/g"},
      {"../..", "http://a/"},
      {"../../g", "http://a/g"},
      {"../../../g", "http://a/g"},
      {"/./g", "http://a/g"},
      {"/../g", "http://a/g"},
      {"g.", "http://a/b/c/g."},
      {"..g", "http://a/b/c/..g"},
      {"./../g", "http://a/b/g"},
      {"./g/.", "http://a/b/c/g/"},
      {"g/./h", "http://a/b/c/g/h"},
      {"g/../h", "http://a/b/c/h"},
  };
  for (const auto& [reference, expected] : examples) {
    INFO(reference);
    CHECK(resolve_uri(base, reference) == expected);
  }
}

TEST_CASE("references between files stay relative") {
  CHECK(resolve_uri("api/openapi.yaml", "common.yaml") == "api/common.yaml");
  CHECK(resolve_uri("api/openapi.yaml", "./parts/../x.yaml") == "api/x.yaml");
  CHECK(resolve_uri("api/openapi.yaml", "../shared.yaml") == "shared.yaml");
  CHECK(resolve_uri("openapi.yaml", "../../up.yaml") == "../../up.yaml");
  CHECK(resolve_uri("/abs/openapi.yaml", "x.yaml") == "/abs/x.yaml");
  CHECK(resolve_uri("urn:example:a", "") == "urn:example:a");
}

TEST_CASE("multiples are counted in decimals") {
  const auto multiple = [](double value, double divisor) {
    return is_multiple(Number{value}, decimal(Number{divisor})->magnitude);
  };
  CHECK(multiple(19.99, 0.01));
  CHECK(multiple(1234567.89, 0.01));
  CHECK(multiple(-0.3, 0.1));
  CHECK_FALSE(multiple(0.35, 0.1));
  CHECK(multiple(1e308, 0.5));
  CHECK_FALSE(multiple(1e308, 0.123456789));
  CHECK(multiple(0, 7));
  CHECK(is_multiple(Number{std::uint64_t{18446744073709551615U}},
                    decimal(Number{std::int64_t{5}})->magnitude));
}

TEST_CASE("equal elements are found whatever their type") {
  const auto twins = [](const char* text) {
    const Json list = Json::parse(text);
    return find_equal_elements(list);
  };
  CHECK_FALSE(twins("[]"));
  CHECK_FALSE(twins(R"([1, "1", true, null, [1], {"a": 1}, false, 0])"));
  CHECK(twins("[1, 2, 1.0]") == std::pair<std::size_t, std::size_t>{0, 2});
  CHECK(twins(R"([{"a": 1, "b": 2}, {"b": 2, "a": 1}])") ==
        std::pair<std::size_t, std::size_t>{0, 1});
  CHECK(twins("[0, -0.0]"));
  CHECK_FALSE(twins("[[1, 2], [2, 1]]"));
  CHECK_FALSE(twins("[9007199254740993, 9007199254740992]"));
}

TEST_CASE("patterns follow ECMAScript") {
  const auto matches = [](const char* pattern, std::string_view text) {
    const auto compiled = Pattern::compile(pattern);
    if (!compiled) FAIL(compiled.error().message);
    return (*compiled)->match(text) == Pattern::Verdict::yes;
  };
  CHECK(matches("^a$", "a"));
  CHECK_FALSE(matches("^a$", "a\n"));
  CHECK(matches("\\u0041", "A"));
  CHECK(matches("\\u{1F600}", "😀"));
  CHECK(matches("^.$", "😀"));
  CHECK_FALSE(matches("^\\d$", "٣"));
  CHECK_FALSE(matches("[]", "a"));
  CHECK(matches("[^]", "a"));
  CHECK(matches("^(?:(a)|b)\\1$", "b"));
  CHECK(matches("(?<year>\\d{4})", "in 2024"));
  CHECK(matches("(?<=\\$)\\d", "$5"));
  CHECK(matches("^\\p{Lu}\\p{Letter}$", "Éa"));
  CHECK(matches("^\\p{Script=Greek}+$", "αβγ"));
  CHECK(matches("^\\P{Decimal_Number}$", "x"));
  CHECK(matches("^a\\/b$", "a/b"));
  CHECK(matches("^[\\w-]+$", "a-b"));
  CHECK(matches("", "anything"));
  CHECK(matches("^\\uD83D\\uDE00$", "😀"));
  CHECK(matches("^[\\uD800\\uDC00-\\uDBFF\\uDFFF]$", "😀"));
  CHECK_FALSE(matches("^.$", "\u2028"));
  CHECK(matches("^[.]$", "."));
  CHECK(matches("^a{2}?b+?c??$", "aab"));
  CHECK(matches("^(?=a)(?!b)(?<x>a)(?:b)$", "ab"));
  CHECK(matches("(?i)^abc$", "ABC"));
  CHECK(matches("(?s)^.$", "\n"));
  CHECK(matches("^\\{2}+$", "{2}}"));
  CHECK(matches("^\\u{12345}+$", "\U00012345"));
  CHECK(matches("^a{,2}+$", "a{,2}}"));
  for (const char* regex : {"(?<=a+)b", "(?i:a)b", "[]", "\\cA", "(?<n>a)\\k<n>", "a+?"})
    CHECK(is_ecmascript(regex));
  for (const char* other : {"(?i)abc", "(?ims)abc", "(?P<n>a)(?P=n)", "\\a", "(", "a++"})
    CHECK_FALSE(is_ecmascript(other));
  for (const char* bad : {"(", "[z-a]", "a**", "\\p{NoSuchThing}", "(?<n>a)(?<n>b)", "a++", "a?+",
                          "a{1,2}+", "(?>a)", "(?P<n>a)", "(?#x)", "(?|a)", "(?1)", "(?(1)a)",
                          "(*ACCEPT)", "(?x)a b", "\\uD800", "\\Qa\\E", "\\A"}) {
    INFO(bad);
    CHECK_FALSE(Pattern::compile(bad));
  }
}
