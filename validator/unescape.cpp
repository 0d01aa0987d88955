#include "validator/unescape.h"

#include <simdjson.h>

#include <cstring>

#include "validator/string_blocks.h"

#if defined(__x86_64__) && defined(__GNUC__)
#define UNDERSTUDY_WIDE_UNESCAPE
#include <immintrin.h>
#endif

namespace validator {

namespace {

using namespace string_blocks;

// Of the letters behind a backslash; 0 for those that are none of RFC 8259 section 7, and for u.
char meaning_of(char letter) {
  switch (letter) {
    case '/':
      return '/';
    case 'b':
      return '\b';
    case 'f':
      return '\f';
    case 'n':
      return '\n';
    case 'r':
      return '\r';
    case 't':
      return '\t';
    default:
      return '\0';
  }
}

// What stands in `to` for the escaped letters of a block, of which `kept` were copied.
bool replace_letters(std::uint64_t letters, std::uint64_t kept, const char* from, char* to) {
  for (; letters != 0; letters &= letters - 1) {
    const int at = __builtin_ctzll(letters);
    const char meaning = meaning_of(from[at]);
    if (meaning == '\0') return false;
    to[__builtin_popcountll(kept & ((std::uint64_t{1} << at) - 1))] = meaning;
  }
  return true;
}

// A block without the dropped bytes: run by run, each copied with up to 31 bytes that follow. How
// many were dropped.
std::size_t copy_kept(const char* from, std::uint64_t dropped, char* to) {
  constexpr std::size_t at_once = 32;
  std::size_t at = 0;
  for (std::size_t lost = 0;; ++lost, dropped &= dropped - 1) {
    const std::size_t end =
        dropped == 0 ? block : static_cast<std::size_t>(__builtin_ctzll(dropped));
    for (std::size_t done = 0; done < end - at; done += at_once)
      std::memcpy(to + done, from + at + done, at_once);
    if (dropped == 0) return lost;
    to += end - at;
    at = end + 1;
  }
}

// What 64 bytes are; bits of bytes behind the end of the text may be anything.
struct Block {
  std::uint64_t quotes = 0, backslashes = 0, controls = 0, not_ascii = 0;
};

// How to look at a block and how to copy it without the dropped bytes, which are counted.
struct Portable {
  static Block look(const char* from) {
    const Marks marks = marks_of(from);
    return {marks.quotes, marks.backslashes, controls(from), not_ascii(from)};
  }
  static std::size_t copy(const char* from, std::uint64_t dropped, char* to) {
    return copy_kept(from, dropped, to);
  }
};

#ifdef UNDERSTUDY_WIDE_UNESCAPE
#define UNDERSTUDY_WIDE __attribute__((target("avx512f,avx512bw,avx512vbmi2,popcnt")))

// With instructions that newer processors have.
struct Wide {
  UNDERSTUDY_WIDE static Block look(const char* from) {
    const __m512i bytes = _mm512_loadu_si512(from);
    return {_mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('"')),
            _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('\\')),
            _mm512_cmplt_epu8_mask(bytes, _mm512_set1_epi8(0x20)), _mm512_movepi8_mask(bytes)};
  }
  UNDERSTUDY_WIDE static std::size_t copy(const char* from, std::uint64_t dropped, char* to) {
    _mm512_storeu_si512(to, _mm512_maskz_compress_epi8(~dropped, _mm512_loadu_si512(from)));
    return static_cast<std::size_t>(_mm_popcnt_u64(dropped));
  }
};
#endif

template <class How>
std::optional<Unescaped> unescape_with(std::string_view text, char* to) {
  char* const begin = to;
  bool carry = false;
  std::uint64_t beyond_ascii = 0;
  for (std::size_t at = 0; at < text.size(); at += block) {
    const char* from = text.data() + at;
    const Block seen = How::look(from);
    const std::uint64_t escaped = escaped_by(seen.backslashes, carry);
    const std::uint64_t ends = seen.quotes & ~escaped;
    const std::size_t size = ends == 0 ? block : static_cast<std::size_t>(__builtin_ctzll(ends));
    if (at + size >= text.size()) return std::nullopt;
    const std::uint64_t ours = ends == 0 ? ~std::uint64_t{0} : (ends & -ends) - 1;
    if ((seen.controls & ours) != 0) return std::nullopt;
    beyond_ascii |= seen.not_ascii & ours;
    const std::uint64_t dropped = seen.backslashes & ~escaped & ours;
    const std::uint64_t letters = escaped & ours & ~seen.quotes & ~seen.backslashes;
    const std::size_t lost = How::copy(from, dropped, to);
    if (letters != 0 && !replace_letters(letters, ~dropped, from, to)) return std::nullopt;
    to += size - lost;
    if (ends == 0) continue;
    const auto written = static_cast<std::size_t>(to - begin);
    if (beyond_ascii != 0 && !simdjson::validate_utf8(begin, written)) return std::nullopt;
    return Unescaped{at + size, written};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Unescaped> unescape_portably(std::string_view text, char* to) {
  return unescape_with<Portable>(text, to);
}

std::optional<Unescaped> unescape(std::string_view text, char* to) {
#ifdef UNDERSTUDY_WIDE_UNESCAPE
  static const bool wide =
      __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vbmi2");
  if (wide) return unescape_with<Wide>(text, to);
#endif
  return unescape_portably(text, to);
}

}  // namespace validator
