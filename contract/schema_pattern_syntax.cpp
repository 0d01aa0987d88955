#include "contract/schema_pattern_syntax.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <optional>
#include <utility>

namespace contract::schema_detail {
namespace {

struct Category {
  std::string_view long_name;
  std::string_view short_name;
};

// General categories (UAX #44); PCRE2 knows the short names only.
constexpr std::array categories{
    Category{"Cased_Letter", "L&"},
    Category{"Close_Punctuation", "Pe"},
    Category{"Connector_Punctuation", "Pc"},
    Category{"Control", "Cc"},
    Category{"cntrl", "Cc"},
    Category{"Currency_Symbol", "Sc"},
    Category{"Dash_Punctuation", "Pd"},
    Category{"Decimal_Number", "Nd"},
    Category{"digit", "Nd"},
    Category{"Enclosing_Mark", "Me"},
    Category{"Final_Punctuation", "Pf"},
    Category{"Format", "Cf"},
    Category{"Initial_Punctuation", "Pi"},
    Category{"Letter", "L"},
    Category{"Letter_Number", "Nl"},
    Category{"Line_Separator", "Zl"},
    Category{"Lowercase_Letter", "Ll"},
    Category{"Mark", "M"},
    Category{"Combining_Mark", "M"},
    Category{"Math_Symbol", "Sm"},
    Category{"Modifier_Letter", "Lm"},
    Category{"Modifier_Symbol", "Sk"},
    Category{"Nonspacing_Mark", "Mn"},
    Category{"Number", "N"},
    Category{"Open_Punctuation", "Ps"},
    Category{"Other", "C"},
    Category{"Other_Letter", "Lo"},
    Category{"Other_Number", "No"},
    Category{"Other_Punctuation", "Po"},
    Category{"Other_Symbol", "So"},
    Category{"Paragraph_Separator", "Zp"},
    Category{"Private_Use", "Co"},
    Category{"Punctuation", "P"},
    Category{"punct", "P"},
    Category{"Separator", "Z"},
    Category{"Space_Separator", "Zs"},
    Category{"Spacing_Mark", "Mc"},
    Category{"Surrogate", "Cs"},
    Category{"Symbol", "S"},
    Category{"Titlecase_Letter", "Lt"},
    Category{"Unassigned", "Cn"},
    Category{"Uppercase_Letter", "Lu"},
};

// What \s means: WhiteSpace and LineTerminator of ECMA-262, as the inside of a class.
constexpr std::string_view whitespace =
    "\\t-\\r \\u00A0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000\\uFEFF";

// What . means: anything but LineTerminator of ECMA-262; PCRE2 knows other sets of them.
constexpr std::string_view any_but_line_terminators = "[^\\n\\r\\u2028\\u2029]";

std::string property_name(std::string_view name) {
  for (const std::string_view prefix : {"General_Category=", "gc="})
    if (name.substr(0, prefix.size()) == prefix) name.remove_prefix(prefix.size());
  for (const std::string_view prefix : {"Script_Extensions=", "scx="})
    if (name.substr(0, prefix.size()) == prefix)
      return "scx:" + std::string(name.substr(prefix.size()));
  for (const std::string_view prefix : {"Script=", "sc="})
    if (name.substr(0, prefix.size()) == prefix)
      return "sc:" + std::string(name.substr(prefix.size()));
  for (const Category& category : categories)
    if (category.long_name == name) return std::string(category.short_name);
  return std::string(name);
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

class Translation {
 public:
  Translation(std::string_view pattern, InlineFlags flags) : rest_(pattern), flags_(flags) {}

  Result<std::string> run() {
    while (!rest_.empty()) {
      const char c = take();
      const bool quantified = std::exchange(quantified_, false);
      std::optional<Error> refused;
      if (c == '\\')
        refused = escape();
      else if (c == '[' || in_class_)
        in_class(c);
      else
        refused = outside(c, quantified);
      if (refused) return tl::unexpected(std::move(*refused));
    }
    return std::move(out_);
  }

 private:
  char take() {
    const char c = rest_.front();
    rest_.remove_prefix(1);
    return c;
  }

  static Error foreign(const std::string& what) {
    return {"bad-pattern", what + " of ECMAScript regular expressions", {}};
  }

  void in_class(char c) {
    // Inside a class PCRE2 would see [:alpha:].
    out_ += c == '[' && in_class_ ? std::string("\\[") : std::string(1, c);
    in_class_ = c != ']';
  }

  // What PCRE2 takes for more than ECMAScript does: possessive quantifiers, groups of its own.
  std::optional<Error> outside(char c, bool quantified) {
    if (c == '+' && quantified) return foreign("a quantifier after a quantifier is no part");
    if (c == '(') return group();
    if (c == '.' && !dot_all_)
      out_ += any_but_line_terminators;
    else
      out_ += c;
    quantified_ = c == '*' || c == '+' || (c == '?' && !quantified) || (c == '}' && is_count());
    return std::nullopt;
  }

  // Inline flags are no part of ECMAScript either, but mean the same wherever they are known.
  std::optional<Error> group() {
    out_ += '(';
    if (rest_.starts_with('*')) return foreign("(* is no group");
    if (!rest_.starts_with('?')) return std::nullopt;
    std::size_t end = 1;
    while (end < rest_.size() &&
           std::string_view("ims-").find(rest_[end]) != std::string_view::npos)
      ++end;
    const char next = end < rest_.size() ? rest_[end] : '\0';
    const bool flags = end > 1;  // (?i:…) is ECMAScript, (?i) is not
    const bool known =
        flags ? next == ':' || (next == ')' && flags_ == InlineFlags::allowed)
              : next != '\0' && std::string_view(":=!<").find(next) != std::string_view::npos;
    if (!known) return foreign(fmt::format("({} is no group", rest_.substr(0, 2)));
    const std::string_view set = rest_.substr(1, end - 1);
    dot_all_ = dot_all_ || set.substr(0, set.find('-')).find('s') != std::string_view::npos;
    out_ += rest_.substr(0, end);
    rest_.remove_prefix(end);
    return std::nullopt;
  }

  bool is_escaped(std::size_t place) const {
    std::size_t first = place;
    while (first > 0 && out_[first - 1] == '\\') --first;
    return (place - first) % 2 == 1;
  }

  // Whether `out_` ends in {n}, {n,} or {n,m}; other braces are plain text.
  bool is_count() const {
    const auto open = out_.rfind('{');
    if (open == std::string::npos || is_escaped(open)) return false;
    if (open > 0 && out_[open - 1] == 'u' && is_escaped(open - 1)) return false;  // \u{12345}
    const std::string_view inside = std::string_view(out_).substr(open + 1, out_.size() - open - 2);
    const auto comma = std::min(inside.find(','), inside.size());
    const auto digits = [](std::string_view text) {
      return text.find_first_not_of("0123456789") == std::string_view::npos;
    };
    return comma > 0 && digits(inside.substr(0, comma)) &&
           (comma == inside.size() || digits(inside.substr(comma + 1)));
  }

  // \uD83D\uDE00 is one code point.
  bool surrogates() {
    const auto unit = [](std::string_view text) {
      unsigned value = 0;
      const auto read = std::from_chars(text.data(), text.data() + text.size(), value, 16);
      return text.size() == 4 && read.ptr == text.data() + 4 ? value : 0U;
    };
    if (rest_.size() < 10 || rest_.substr(4, 2) != "\\u") return false;
    const unsigned high = unit(rest_.substr(0, 4));
    const unsigned low = unit(rest_.substr(6, 4));
    if (high < 0xD800 || high > 0xDBFF || low < 0xDC00 || low > 0xDFFF) return false;
    out_ += fmt::format("\\u{{{:X}}}", 0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00));
    rest_.remove_prefix(10);
    return true;
  }

  std::optional<Error> escape() {
    if (rest_.empty()) {
      out_ += '\\';  // PCRE2 says what is wrong
      return std::nullopt;
    }
    const char c = take();
    if (c == 'u' && surrogates()) return std::nullopt;
    constexpr std::string_view known = "dDwWbBfnrtcxuk";
    if ((c == 'p' || c == 'P') && !rest_.empty() && rest_.front() == '{') {
      property(c);
    } else if (c == 's') {
      out_ += in_class_ ? std::string(whitespace) : fmt::format("[{}]", whitespace);
    } else if (c == 'S') {
      out_ += in_class_ ? "\\S" : fmt::format("[^{}]", whitespace);
    } else if (c == 'v') {
      out_ += "\\x0B";
    } else if (is_letter(c) && known.find(c) == std::string_view::npos) {
      return foreign(fmt::format("\\{} is not an escape", c));
    } else {
      out_ += '\\';
      out_ += c;
    }
    return std::nullopt;
  }

  void property(char letter) {
    const auto end = rest_.find('}');
    const std::string_view name = rest_.substr(1, end == std::string_view::npos ? end : end - 1);
    out_ += fmt::format("\\{}{{{}}}", letter, property_name(name));
    rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
  }

  std::string_view rest_;
  InlineFlags flags_;
  std::string out_;
  bool in_class_ = false;
  bool dot_all_ = false;     // (?s): PCRE2 knows what . means
  bool quantified_ = false;  // what was just read is a quantifier
};

}  // namespace

Result<std::string> to_pcre2(std::string_view pattern, InlineFlags flags) {
  return Translation(pattern, flags).run();
}

}  // namespace contract::schema_detail
