// One entry's bytes as JSON, and what to do with those that simdjson refuses.
#include <fmt/format.h>

#include "validator/capture_reader.h"
#include "validator/report_text.h"

namespace validator {

namespace {

bool is_hex(char c) {
  return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}

// The code unit of a \uXXXX at `at`; -1 when there is none.
int code_unit(std::string_view text, std::size_t at) {
  if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u') return -1;
  int value = 0;
  for (std::size_t i = at + 2; i < at + 6; ++i) {
    if (!is_hex(text[i])) return -1;
    value = value * 16 + (text[i] <= '9' ? text[i] - '0' : (text[i] | 0x20) - 'a' + 10);
  }
  return value;
}

bool is_high(int unit) { return unit >= 0xd800 && unit < 0xdc00; }
bool is_low(int unit) { return unit >= 0xdc00 && unit < 0xe000; }

// Escapes of lone surrogates as \ufffd. Outside of strings there are no backslashes.
std::string without_lone_surrogates(std::string text) {
  for (std::size_t at = text.find('\\'); at != std::string::npos; at = text.find('\\', at)) {
    const int unit = code_unit(text, at);
    if (unit < 0) {
      at += 2;
    } else if (is_high(unit) && is_low(code_unit(text, at + 6))) {
      at += 12;
    } else {
      if (is_high(unit) || is_low(unit)) text.replace(at + 2, 4, "fffd");
      at += 6;
    }
    if (at >= text.size()) break;
  }
  return text;
}

}  // namespace

contract::Result<contract::JsonView> EntryParser::parse_slowly(std::string_view text) {
  kept_.reset();
  auto parsed = contract::parse_json(text);
  if (!parsed) parsed = contract::parse_json(without_lone_surrogates(valid_utf8(text)));
  if (!parsed) return tl::unexpected(parsed.error());
  kept_ = std::move(*parsed);
  return kept_->root();
}

contract::Result<CapturedEntry> EntryParser::parse(std::string_view padded, CaptureFormat format) {
  const auto cut = texts_.cut(padded, format);
  const std::string_view text = cut.value_or(padded);
  const auto* data = reinterpret_cast<const std::uint8_t*>(text.data());
  simdjson::dom::element root;
  if (parser_.parse(data, text.size(), false).get(root) == simdjson::SUCCESS)
    return CapturedEntry(contract::SimdView(root), cut ? &texts_ : nullptr);
  auto slowly = parse_slowly(padded);
  if (!slowly) return tl::unexpected(slowly.error());
  return CapturedEntry(*slowly);
}

}  // namespace validator
