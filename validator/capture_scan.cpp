// The inner loop: where a JSON value ends.
#include <array>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "validator/capture_splitter.h"

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

// The first quote or backslash at or behind `at`; the size when there is none.
std::size_t find_special(std::string_view bytes, std::size_t at) {
#ifdef __SSE2__
  const __m128i quote = _mm_set1_epi8('"');
  const __m128i backslash = _mm_set1_epi8('\\');
  for (; at + 16 <= bytes.size(); at += 16) {
    const __m128i block = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes.data() + at));
    const int mask = _mm_movemask_epi8(
        _mm_or_si128(_mm_cmpeq_epi8(block, quote), _mm_cmpeq_epi8(block, backslash)));
    if (mask != 0) return at + static_cast<std::size_t>(__builtin_ctz(static_cast<unsigned>(mask)));
  }
#endif
  while (at < bytes.size() && bytes[at] != '"' && bytes[at] != '\\') ++at;
  return at;
}

}  // namespace

// Behind the closing quote, or the end of the bytes.
std::size_t ValueScan::in_string(std::string_view bytes, std::size_t at) {
  if (escaped_ && at < bytes.size()) {
    escaped_ = false;
    ++at;
  }
  for (;;) {
    at = find_special(bytes, at);
    if (at >= bytes.size()) return bytes.size();
    if (bytes[at] == '"') {
      string_ = false;
      return at + 1;
    }
    at += 2;  // the escape and what it escapes
    if (at > bytes.size()) {
      escaped_ = true;
      return bytes.size();
    }
  }
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
