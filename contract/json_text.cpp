#include <charconv>
#include <cmath>
#include <nlohmann/json.hpp>

#include "contract/json.h"
#include "contract/parse_json.h"

namespace contract {

namespace {

void append_escaped(std::string& out, unsigned char c) {
  switch (c) {
    case '"':
      out += "\\\"";
      return;
    case '\\':
      out += "\\\\";
      return;
    case '\b':
      out += "\\b";
      return;
    case '\f':
      out += "\\f";
      return;
    case '\n':
      out += "\\n";
      return;
    case '\r':
      out += "\\r";
      return;
    case '\t':
      out += "\\t";
      return;
    default:
      break;
  }
  static constexpr char digits[] = "0123456789abcdef";
  out += "\\u00";
  out += digits[c >> 4];
  out += digits[c & 15];
}

bool needs_escape(unsigned char c) { return c < 0x20 || c == '"' || c == '\\'; }

// Nothing to escape and nothing to check: most strings there are.
bool is_plain_ascii(std::string_view text) {
  unsigned special = 0;
  for (const char character : text) {
    const auto c = static_cast<unsigned char>(character);
    special |= static_cast<unsigned>(needs_escape(c)) | static_cast<unsigned>(c >= 0x80);
  }
  return special == 0;
}

// `plain` is valid UTF-8.
void append_characters(std::string& out, std::string_view plain) {
  std::size_t begin = 0;
  for (std::size_t i = 0; i < plain.size(); ++i) {
    const auto c = static_cast<unsigned char>(plain[i]);
    if (!needs_escape(c)) continue;
    out.append(plain, begin, i - begin);
    append_escaped(out, c);
    begin = i + 1;
  }
  out.append(plain, begin);
}

void append_number(std::string& out, const Number& number) {
  char buffer[40];
  const auto end = std::visit(
      [&](auto v) { return std::to_chars(buffer, buffer + sizeof buffer, v).ptr; }, number.value);
  const std::string_view text(buffer, static_cast<std::size_t>(end - buffer));
  out += text;
  if (std::holds_alternative<double>(number.value) &&
      text.find_first_of(".e") == std::string_view::npos)
    out += ".0";  // it was written as a real number and stays one
}

void append_array(std::string& out, const JsonView& value) {
  out += '[';
  bool first = true;
  value.each_element([&](const JsonView& element) {
    if (!first) out += ',';
    first = false;
    append_json(out, element);
    return true;
  });
  out += ']';
}

void append_object(std::string& out, const JsonView& value) {
  out += '{';
  bool first = true;
  value.each_member([&](std::string_view name, const JsonView& member) {
    if (!first) out += ',';
    first = false;
    append_quoted(out, name);
    out += ':';
    append_json(out, member);
    return true;
  });
  out += '}';
}

bool is_simple_scalar(std::string_view text) {
  return text.front() != '{' && text.front() != '[' && text.find('\\') == std::string_view::npos;
}

}  // namespace

void append_quoted(std::string& out, std::string_view plain) {
  out += '"';
  if (is_plain_ascii(plain)) {
    out += plain;
  } else if (simdjson::validate_utf8(plain)) {
    append_characters(out, plain);
  } else {
    const std::string repaired =
        nlohmann::json(plain).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    out.append(repaired, 1, repaired.size() - 2);
  }
  out += '"';
}

JsonText quoted(std::string_view plain) {
  JsonText text;
  text.text.reserve(plain.size() + 2);
  append_quoted(text.text, plain);
  return text;
}

void append_json(std::string& out, const JsonView& value) {
  switch (value.type()) {
    case JsonType::null:
      out += "null";
      return;
    case JsonType::boolean:
      out += value.boolean() ? "true" : "false";
      return;
    case JsonType::number:
      append_number(out, value.number());
      return;
    case JsonType::string:
      append_quoted(out, value.string());
      return;
    case JsonType::array:
      append_array(out, value);
      return;
    case JsonType::object:
      append_object(out, value);
      return;
  }
}

JsonText to_json_text(const JsonView& value) {
  JsonText text;
  append_json(text.text, value);
  return text;
}

std::string plain_text(std::string_view json_text) {
  if (json_text.empty() || json_text.front() != '"') return std::string(json_text);
  if (json_text.find('\\') == std::string_view::npos)
    return std::string(json_text.substr(1, json_text.size() - 2));
  return nlohmann::json::parse(json_text).get<std::string>();
}

bool truthy(std::string_view json_text) {
  static constexpr std::string_view false_texts[] = {"",     "null",  "false",
                                                     "\"\"", "\"0\"", "\"false\""};
  for (const std::string_view text : false_texts)
    if (json_text == text) return false;
  const char first = json_text.front();
  if (first != '-' && (first < '0' || first > '9')) return true;
  return nlohmann::json::parse(json_text).get<double>() != 0;
}

bool equal_text(std::string_view a, std::string_view b) {
  if (a == b) return true;
  if (a.empty() || b.empty()) return false;
  if (a.front() == '"' && b.front() == '"' && is_simple_scalar(a) && is_simple_scalar(b))
    return false;
  const auto parsed_a = parse_json(a);
  const auto parsed_b = parse_json(b);
  return parsed_a && parsed_b && equal(parsed_a->root(), parsed_b->root());
}

}  // namespace contract
