#include "contract/schema_pattern_syntax.h"

#include <fmt/format.h>

#include <array>
#include <optional>

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
  explicit Translation(std::string_view pattern) : rest_(pattern) {}

  Result<std::string> run() {
    while (!rest_.empty()) {
      const char c = take();
      if (c == '\\') {
        if (auto refused = escape()) return tl::unexpected(std::move(*refused));
      } else if (c == '[') {
        // Inside a class PCRE2 would see [:alpha:].
        out_ += in_class_ ? "\\[" : "[";
        in_class_ = true;
      } else {
        if (c == ']') in_class_ = false;
        out_ += c;
      }
    }
    return std::move(out_);
  }

 private:
  char take() {
    const char c = rest_.front();
    rest_.remove_prefix(1);
    return c;
  }

  std::optional<Error> escape() {
    if (rest_.empty()) {
      out_ += '\\';  // PCRE2 says what is wrong
      return std::nullopt;
    }
    const char c = take();
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
      return Error{"bad-pattern",
                   fmt::format("\\{} is not an escape of ECMAScript regular expressions", c),
                   {}};
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
  std::string out_;
  bool in_class_ = false;
};

}  // namespace

Result<std::string> to_pcre2(std::string_view pattern) { return Translation(pattern).run(); }

}  // namespace contract::schema_detail
