#pragma once
// Text of any origin made fit to stand in a report: what comes out is valid UTF-8 whatever went in.
#include <cstdint>
#include <string>
#include <string_view>

namespace validator {

// Malformed sequences become U+FFFD, one per maximal subpart (Unicode 15 section 3.9).
std::string valid_utf8(std::string_view text);
// Also: control characters but line feed and tab as "\x1b", U+FFFE and U+FFFF as U+FFFD. Safe on a
// terminal, in YAML and in XML.
std::string printable(std::string_view text);
// Also: runs of line breaks and tabs become one space.
std::string one_line(std::string_view text);
// printable, with & < > " ' as references: content or quoted attribute of XML and HTML. Line breaks
// become references in attributes only (they would be read as spaces there).
std::string markup(std::string_view text);
std::string markup_attribute(std::string_view text);

// Not more than `limit` code points, the last one "…" when some were cut off; `text` is valid.
std::string shortened(std::string_view text, std::size_t limit);
// Columns of a terminal, one per code point.
std::size_t width_of(std::string_view text);
// "1 item", "2 items", "1,234 items".
std::string count_of(std::uint64_t count, std::string_view singular, std::string_view plural = {});
// "1,234,567".
std::string grouped(std::uint64_t number);

}  // namespace validator
