#include "validator/report_text.h"

#include <fmt/format.h>

#include <algorithm>

namespace validator {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";  // U+FFFD

// The lead byte's promise: how many bytes, and what the second one may be (Unicode table 3-7).
struct Lead {
  std::size_t size = 0;  // 0: no lead byte
  unsigned char low = 0x80;
  unsigned char high = 0xBF;
};

Lead lead_of(unsigned char c) {
  if (c < 0x80) return {1};
  if (c >= 0xC2 && c <= 0xDF) return {2};
  if (c == 0xE0) return {3, 0xA0, 0xBF};
  if (c == 0xED) return {3, 0x80, 0x9F};
  if (c >= 0xE1 && c <= 0xEF) return {3};
  if (c == 0xF0) return {4, 0x90, 0xBF};
  if (c >= 0xF1 && c <= 0xF3) return {4};
  if (c == 0xF4) return {4, 0x80, 0x8F};
  return {0};
}

struct Sequence {
  std::size_t size = 1;  // bytes to step over
  bool valid = false;
};

// The sequence at the front of `text`, which is not empty.
Sequence first_sequence(std::string_view text) {
  const Lead lead = lead_of(static_cast<unsigned char>(text.front()));
  if (lead.size == 0) return {};
  for (std::size_t i = 1; i < lead.size; ++i) {
    const unsigned char c = i < text.size() ? static_cast<unsigned char>(text[i]) : 0;
    const unsigned char low = i == 1 ? lead.low : 0x80;
    const unsigned char high = i == 1 ? lead.high : 0xBF;
    if (c < low || c > high) return {i, false};
  }
  return {lead.size, true};
}

// f(sequence) for every code point of `text`; U+FFFD stands for what is none.
template <class F>
void each_code_point(std::string_view text, F&& f) {
  while (!text.empty()) {
    const Sequence sequence = first_sequence(text);
    f(sequence.valid ? text.substr(0, sequence.size) : replacement);
    text.remove_prefix(sequence.size);
  }
}

void append_printable(std::string& out, std::string_view sequence) {
  const auto c = static_cast<unsigned char>(sequence.front());
  const bool c1 = c == 0xC2 && static_cast<unsigned char>(sequence[1]) < 0xA0;
  if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7F)
    out += fmt::format("\\x{:02x}", c);
  else if (c1)
    out += fmt::format("\\x{:02x}", static_cast<unsigned char>(sequence[1]));
  else if (sequence == "\xEF\xBF\xBE" || sequence == "\xEF\xBF\xBF")
    out += replacement;
  else
    out += sequence;
}

void append_markup(std::string& out, char c) {
  switch (c) {
    case '&':
      out += "&amp;";
      return;
    case '<':
      out += "&lt;";
      return;
    case '>':
      out += "&gt;";
      return;
    case '"':
      out += "&quot;";
      return;
    case '\'':
      out += "&#39;";
      return;
    default:
      out += c;
  }
}

}  // namespace

std::string valid_utf8(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  each_code_point(text, [&](std::string_view sequence) { out += sequence; });
  return out;
}

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  each_code_point(text, [&](std::string_view sequence) { append_printable(out, sequence); });
  return out;
}

std::string one_line(std::string_view text) {
  std::string out;
  bool pending = false;
  each_code_point(text, [&](std::string_view sequence) {
    if (sequence == "\n" || sequence == "\r" || sequence == "\t") {
      pending = !out.empty();
      return;
    }
    if (pending) out += ' ';
    pending = false;
    append_printable(out, sequence);
  });
  return out;
}

std::string markup(std::string_view text) {
  std::string out;
  for (const char c : printable(text)) append_markup(out, c);
  return out;
}

std::string markup_attribute(std::string_view text) {
  std::string out;
  for (const char c : printable(text)) {
    if (c == '\n')
      out += "&#10;";
    else if (c == '\t')
      out += "&#9;";
    else
      append_markup(out, c);
  }
  return out;
}

std::size_t width_of(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  }));
}

std::string shortened(std::string_view text, std::size_t limit) {
  if (width_of(text) <= limit) return std::string(text);
  std::string out;
  std::size_t left = limit - 1;
  each_code_point(text, [&](std::string_view sequence) {
    if (left == 0) return;
    out += sequence;
    --left;
  });
  return out + "…";
}

std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, 1, ',');
  return digits;
}

std::string count_of(std::uint64_t count, std::string_view singular, std::string_view plural) {
  if (count == 1) return fmt::format("1 {}", singular);
  if (plural.empty()) return fmt::format("{} {}s", grouped(count), singular);
  return fmt::format("{} {}", grouped(count), plural);
}

}  // namespace validator
