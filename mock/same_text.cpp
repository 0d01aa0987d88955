#include "mock/same_text.h"

#include <cstdint>
#include <string>

namespace mock {
namespace {

using contract::JsonType;

// Not 0 when one of the eight bytes is 0.
std::uint64_t zeros(std::uint64_t word) {
  return (word - 0x0101010101010101U) & ~word & 0x8080808080808080U;
}

// Bits for bytes that differ, or are a quote or a backslash.
std::uint64_t objections(std::uint64_t a, std::uint64_t b) {
  constexpr std::uint64_t quotes = 0x2222222222222222U, backslashes = 0x5c5c5c5c5c5c5c5cU;
  return (a ^ b) | zeros(a ^ quotes) | zeros(a ^ backslashes);
}

// Whether both hold the same bytes, and neither a quote nor a backslash. Strings are short: this
// saves the calls.
bool same_and_plain(const char* a, const char* b, std::size_t size) {
  if (size >= 8) {
    std::uint64_t found =
        objections(text_detail::eight(a + size - 8), text_detail::eight(b + size - 8));
    for (std::size_t i = 0; i + 8 <= size; i += 8)
      found |= objections(text_detail::eight(a + i), text_detail::eight(b + i));
    return found == 0;
  }
  if (size >= 4) {
    const auto both = [&](const char* bytes) {
      return text_detail::four(bytes) | text_detail::four(bytes + size - 4) << 32U;
    };
    return objections(both(a), both(b)) == 0;
  }
  for (std::size_t i = 0; i < size; ++i)
    if (a[i] != b[i] || a[i] == '"' || a[i] == '\\') return false;
  return true;
}

// Takes what `value` is written as from the front of a JSON text, or says that it is not there.
class TextReader {
 public:
  explicit TextReader(std::string_view text) : text_(text) {}
  bool at_end() const { return text_.empty(); }

  template <class View>
  bool take(const View& value) {
    switch (value.type()) {
      case JsonType::string:
        return take_string(value.string());
      case JsonType::object:
        return take_object(value);
      case JsonType::array:
        return take_array(value);
      case JsonType::boolean:
        return take_token(value.boolean() ? "true" : "false");
      case JsonType::null:
        return take_token("null");
      case JsonType::number:
        return take_number(value);
    }
    return false;
  }

 private:
  bool take_char(char c) {
    if (text_.empty() || text_.front() != c) return false;
    text_.remove_prefix(1);
    return true;
  }
  bool take_token(std::string_view token) {
    if (text_.substr(0, token.size()) != token) return false;
    text_.remove_prefix(token.size());
    return true;
  }
  // What would be escaped is not compared: in the text a backslash begins an escape and a quote
  // ends the string, so that the same bytes there say something else.
  bool take_string(std::string_view plain) {
    const std::size_t size = plain.size();
    if (text_.size() < size + 2 || text_.front() != '"' || text_[size + 1] != '"') return false;
    if (!same_and_plain(text_.data() + 1, plain.data(), size)) return false;
    text_.remove_prefix(size + 2);
    return true;
  }
  template <class View>
  bool take_number(const View& value) {
    std::string written;
    contract::append_json(written, value);
    if (!take_token(written)) return false;
    return text_.empty() || text_.front() == ',' || text_.front() == '}' || text_.front() == ']';
  }
  template <class View>
  bool take_object(const View& value) {
    if (!take_char('{')) return false;
    bool first = true;
    const bool all = value.each_member([&](std::string_view name, const View& member) {
      if (!first && !take_char(',')) return false;
      first = false;
      return take_string(name) && take_char(':') && take(member);
    });
    return all && take_char('}');
  }
  template <class View>
  bool take_array(const View& value) {
    if (!take_char('[')) return false;
    bool first = true;
    const bool all = value.each_element([&](const View& element) {
      if (!first && !take_char(',')) return false;
      first = false;
      return take(element);
    });
    return all && take_char(']');
  }

  std::string_view text_;
};

}  // namespace

bool plainly_same(const contract::SimdView& value, std::string_view json_text) {
  TextReader reader(json_text);
  return reader.take(value) && reader.at_end();
}

bool plainly_same(const contract::TreeView& value, std::string_view json_text) {
  TextReader reader(json_text);
  return reader.take(value) && reader.at_end();
}

bool same_value(const contract::JsonView& value, std::string_view json_text) {
  return value.visit([&](const auto& view) { return plainly_same(view, json_text); }) ||
         contract::equal_text(contract::to_json_text(value).text, json_text);
}

}  // namespace mock
