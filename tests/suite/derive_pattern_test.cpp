#include "suite/derive_pattern.h"

#include "contract/schema_pattern.h"
#include "support/catch.h"

using suite::derive_detail::failing_texts;
using suite::derive_detail::matching_texts;

TEST_CASE("texts made for a pattern match it, and the others do not") {
  for (const char* pattern :
       {"^[a-z]{3}$", "^[0-9]{2}/[0-9]{2}/[0-9]{4}$", "^$|^[0-9]{4}-[0-9]{2}-[0-9]{2}( [0-9]{2})?$",
        "^(?:a|bc)+\\d*$", "\\.json$", "^[^a-z]+$", "^\\w+@\\w+\\.[a-z]{2,}$", "^\\u0041\\x42$",
        "^[1-9][0-9]{2,}$", "a\\/b", "^(?<year>[0-9]{4})$"}) {
    INFO(pattern);
    const auto compiled = contract::Pattern::compile(pattern);
    REQUIRE(compiled);
    const auto good = matching_texts(pattern);
    const auto bad = failing_texts(pattern);
    CHECK_FALSE(good.empty());
    CHECK_FALSE(bad.empty());
    for (const auto& text : good)
      CHECK((*compiled)->match(text) == contract::Pattern::Verdict::yes);
    for (const auto& text : bad) CHECK((*compiled)->match(text) == contract::Pattern::Verdict::no);
  }
}

TEST_CASE("a quantifier with room reaches the length asked for") {
  for (const std::size_t length : {3U, 40U, 250U}) {
    bool reached = false;
    for (const auto& text : matching_texts("^[a-z]+-[0-9]+$", length))
      reached = reached || text.size() >= length;
    CHECK(reached);
  }
}

TEST_CASE("patterns that are not understood give nothing instead of something wrong") {
  for (const char* pattern : {"^(?=a)b$", "^(a)\\1$", "^(?<!a)b$", "^\\p{L}+$", "[a", "(a"}) {
    INFO(pattern);
    for (const auto& text : matching_texts(pattern))
      CHECK((*contract::Pattern::compile(pattern))->match(text) == contract::Pattern::Verdict::yes);
  }
  CHECK(matching_texts("^(?=a)ab$").empty());
  CHECK(matching_texts("(a").empty());
}
