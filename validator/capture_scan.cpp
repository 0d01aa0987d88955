// The inner loop: where a JSON value ends.
#include <array>

#include "validator/capture_splitter.h"
#include "validator/string_end.h"

namespace validator {

namespace {

enum class Kind : std::uint8_t { plain, quote, open, close, delimiter };

constexpr std::array<Kind, 256> kinds = [] {
  std::array<Kind, 256> table{};
  table['"'] = Kind::quote;
  table['{'] = table['['] = Kind::open;
  table['}'] = table[']'] = Kind::close;
  table[','] = table[':'] = table[' '] = table['\t'] = table['\n'] = table['\r'] = Kind::delimiter;
  return table;
}();

Kind kind_of(char c) { return kinds[static_cast<unsigned char>(c)]; }

}  // namespace

// Behind the closing quote, or the end of the bytes.
std::size_t ValueScan::in_string(std::string_view bytes, std::size_t at) {
  at = find_string_end(bytes, at, escaped_);
  if (at == bytes.size()) return at;
  string_ = false;
  return at + 1;
}

std::size_t ValueScan::feed(std::string_view bytes) {
  std::size_t at = 0;
  if (!started_ && !bytes.empty()) {
    started_ = true;
    word_ = kind_of(bytes[0]) == Kind::plain;
  }
  while (at < bytes.size() && !done_) {
    if (string_) {
      at = in_string(bytes, at);
      done_ = !string_ && depth_ == 0;
      continue;
    }
    const Kind kind = kind_of(bytes[at]);
    if (word_) {
      if (kind != Kind::plain) {
        done_ = true;
        return at;
      }
    } else if (kind == Kind::quote) {
      string_ = true;
    } else if (kind == Kind::open) {
      ++depth_;
    } else if (kind == Kind::close) {
      done_ = depth_ <= 1;
      --depth_;
    }
    ++at;
  }
  return at;
}

}  // namespace validator
