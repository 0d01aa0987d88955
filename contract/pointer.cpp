#include "contract/pointer.h"

#include <charconv>
#include <nlohmann/json.hpp>

namespace contract {

namespace {

// RFC 6901 section 4: no leading zeros.
std::optional<std::size_t> array_index(std::string_view token) {
  std::size_t index = 0;
  const char* end = token.data() + token.size();
  const auto [stop, error] = std::from_chars(token.data(), end, index);
  if (error != std::errc() || stop != end || (token.size() > 1 && token[0] == '0'))
    return std::nullopt;
  return index;
}

}  // namespace

std::optional<std::string> unescape_token(std::string_view token) {
  std::string plain;
  for (std::size_t i = 0; i < token.size(); ++i) {
    if (token[i] != '~') {
      plain += token[i];
      continue;
    }
    if (++i == token.size() || (token[i] != '0' && token[i] != '1')) return std::nullopt;
    plain += token[i] == '0' ? '~' : '/';
  }
  return plain;
}

std::optional<Tokens> parse_pointer(std::string_view pointer) {
  Tokens tokens;
  if (pointer.empty()) return tokens;
  if (pointer.front() != '/') return std::nullopt;
  while (!pointer.empty()) {
    const std::size_t end = std::min(pointer.find('/', 1), pointer.size());
    auto token = unescape_token(pointer.substr(1, end - 1));
    if (!token) return std::nullopt;
    tokens.push_back(std::move(*token));
    pointer.remove_prefix(end);
  }
  return tokens;
}

void append_token(std::string& pointer, std::string_view token) {
  pointer += '/';
  for (const char c : token) {
    if (c == '~')
      pointer += "~0";
    else if (c == '/')
      pointer += "~1";
    else
      pointer += c;
  }
}

std::string escape_token(std::string_view token) {
  std::string pointer;
  append_token(pointer, token);
  return pointer.substr(1);
}

std::string to_pointer(const Tokens& tokens) {
  std::string pointer;
  for (const std::string& token : tokens) append_token(pointer, token);
  return pointer;
}

std::optional<JsonView> step(const JsonView& value, std::string_view token) {
  if (value.type() != JsonType::array) return value.find(token);
  const auto index = array_index(token);
  return index ? value.at(*index) : std::nullopt;
}

std::optional<JsonView> find_at(const JsonView& root, const Tokens& tokens) {
  std::optional<JsonView> value = root;
  for (const std::string& token : tokens) {
    value = step(*value, token);
    if (!value) return std::nullopt;
  }
  return value;
}

const Json* find_at(const Json& root, const Tokens& tokens) {
  const Json* value = &root;
  for (const std::string& token : tokens) {
    if (value->is_array()) {
      const auto index = array_index(token);
      value = index && *index < value->size() ? &(*value)[*index] : nullptr;
    } else if (value->is_object()) {
      const auto found = value->find(token);
      value = found == value->end() ? nullptr : &*found;
    } else {
      value = nullptr;
    }
    if (value == nullptr) return nullptr;
  }
  return value;
}

bool is_below(std::string_view pointer, std::string_view prefix) {
  return pointer.substr(0, prefix.size()) == prefix &&
         (pointer.size() == prefix.size() || pointer[prefix.size()] == '/');
}

}  // namespace contract
