#include "validator/capture_format.h"

#include <fmt/format.h>

#include <array>

#include "validator/capture_splitter.h"
#include "validator/text.h"

namespace validator {

namespace {

using Verdict = std::optional<contract::Result<Recognised>>;

Verdict refusal(std::string message) {
  return contract::Result<Recognised>(
      tl::unexpected(contract::Error{"unreadable-capture", std::move(message), {}}));
}

constexpr std::string_view kinds =
    "a HAR ({\"log\": …}), NDJSON of exchanges ({\"request\": …} per line) or WireMock's requests "
    "({\"requests\": …})";

struct Foreign {
  std::string_view magic, message;
};
constexpr std::array<Foreign, 8> foreigners = {{
    {"PK\x03\x04", "is a zip archive; unpack it and name the captures in it"},
    {"\x28\xb5\x2f\xfd",
     "is compressed with zstd; pipe it in: zstd -dc FILE | understudy "
     "validate -"},
    {"BZh", "is compressed with bzip2; pipe it in: bzip2 -dc FILE | understudy validate -"},
    {"\xfd"
     "7zXZ",
     "is compressed with xz; pipe it in: xz -dc FILE | understudy validate -"},
    {"\xd4\xc3\xb2\xa1", "is a packet capture, not one of HTTP exchanges; record a HAR instead"},
    {"\x0a\x0d\x0d\x0a", "is a packet capture, not one of HTTP exchanges; record a HAR instead"},
    {"\xff\xfe", "is UTF-16; convert it: iconv -f UTF-16 -t UTF-8 FILE"},
    {"\xfe\xff", "is UTF-16; convert it: iconv -f UTF-16 -t UTF-8 FILE"},
}};

// tnetstring: "<length>:<payload>" (mitmproxy's flow files).
bool is_flow_file(std::string_view head) {
  std::size_t digits = 0;
  while (digits < head.size() && is_digit(head[digits])) ++digits;
  return digits > 0 && digits < 13 && digits < head.size() && head[digits] == ':';
}

Verdict foreign(std::string_view head) {
  if (is_flow_file(head))
    return refusal(
        "is a mitmproxy flow file; convert it: mitmdump -nr FILE --set hardump=FILE.har");
  for (const auto& [magic, message] : foreigners)
    if (head.substr(0, magic.size()) == magic) return refusal(std::string(message));
  return refusal(fmt::format("is no capture: expected {}", kinds));
}

void skip_space(std::string_view& text) {
  while (!text.empty() && std::string_view(" \t\r\n").find(text[0]) != std::string_view::npos)
    text.remove_prefix(1);
}

std::optional<CaptureFormat> format_by(std::string_view key) {
  if (key == "log") return CaptureFormat::har;
  if (key == "requests") return CaptureFormat::wiremock;
  if (key == "request" || key == "response") return CaptureFormat::ndjson;
  return std::nullopt;
}

// Takes one value off the front; false when it does not end here.
bool take_value(std::string_view& text, std::string_view& value) {
  ValueScan scan;
  const std::size_t used = scan.feed(text);
  value = text.substr(0, used);
  text.remove_prefix(used);
  return scan.done();
}

// The first member that tells one format from another; `text` is behind the brace.
Verdict by_members(std::string_view text, bool whole) {
  const auto more = [&]() -> Verdict {
    if (!whole) return std::nullopt;
    return refusal(
        "does not tell what it is: it is cut off near its start, or its first member is too large");
  };
  std::string_view key, value;
  for (;;) {
    skip_space(text);
    if (text.empty()) return more();
    if (text[0] == '}') return refusal(fmt::format("is JSON, but no capture: expected {}", kinds));
    if (text[0] != '"') return refusal(fmt::format("is no capture: expected {}", kinds));
    if (!take_value(text, key)) return more();
    if (const auto format = format_by(key.substr(1, key.size() - 2)))
      return contract::Result<Recognised>(Recognised{*format, false});
    skip_space(text);
    if (text.empty()) return more();
    if (text[0] != ':') return refusal(fmt::format("is no capture: expected {}", kinds));
    text.remove_prefix(1);
    skip_space(text);
    if (text.empty() || !take_value(text, value)) return more();
    if (value.empty()) return refusal(fmt::format("is no capture: expected {}", kinds));
    skip_space(text);
    if (!text.empty() && text[0] == ',') text.remove_prefix(1);
  }
}

}  // namespace

Verdict recognise(std::string_view head, bool whole) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  if (head.size() < mark.size() && !whole) return std::nullopt;
  const std::string_view start = head;
  if (head.substr(0, mark.size()) == mark) head.remove_prefix(mark.size());
  skip_space(head);
  if (head.empty()) return whole ? refusal("is empty") : std::nullopt;
  if (head[0] == '[') return contract::Result<Recognised>(Recognised{CaptureFormat::ndjson, true});
  if (head[0] == '{') return by_members(head.substr(1), whole);
  if (start.size() < 16 && !whole) return std::nullopt;
  return foreign(start);
}

}  // namespace validator
