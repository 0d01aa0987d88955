#include "validator/string_end.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace validator {

namespace {

constexpr std::size_t block = 64;

// One bit per byte of a block, the first byte lowest.
struct Marks {
  std::uint64_t quotes = 0;
  std::uint64_t backslashes = 0;
};

#ifdef __SSE2__
Marks marks_of(const char* bytes) {
  const __m128i quote = _mm_set1_epi8('"');
  const __m128i backslash = _mm_set1_epi8('\\');
  Marks marks;
  for (unsigned part = 0; part < 4; ++part) {
    const __m128i some = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes) + part);
    const auto mask = [&](__m128i wanted) {
      const auto bits = static_cast<unsigned>(_mm_movemask_epi8(_mm_cmpeq_epi8(some, wanted)));
      return std::uint64_t{bits} << (16 * part);
    };
    marks.quotes |= mask(quote);
    marks.backslashes |= mask(backslash);
  }
  return marks;
}
#else
Marks marks_of(const char* bytes) {
  Marks marks;
  for (unsigned i = 0; i < block; ++i) {
    marks.quotes |= std::uint64_t{bytes[i] == '"'} << i;
    marks.backslashes |= std::uint64_t{bytes[i] == '\\'} << i;
  }
  return marks;
}
#endif

// Which bytes a backslash escapes: every second one of a run of backslashes, and the byte behind a
// run of odd length. `carry`: whether the first byte is escaped; afterwards, whether the byte
// behind the block is. The sums let a run's carry bit tell where it ends, for runs that begin at
// even and at odd places apart (Langdale and Lemire, "Parsing gigabytes of JSON per
// second", 3.1.1).
std::uint64_t escaped_by(std::uint64_t backslashes, bool& carry) {
  constexpr std::uint64_t even = 0x5555555555555555U;
  backslashes &= ~std::uint64_t{carry};
  const std::uint64_t behind = backslashes << 1 | std::uint64_t{carry};
  const std::uint64_t odd_starts = backslashes & ~even & ~behind;
  std::uint64_t ends = 0;
  carry = __builtin_add_overflow(odd_starts, backslashes, &ends);
  return (even ^ ends << 1) & behind;
}

}  // namespace

std::size_t find_string_end(std::string_view bytes, std::size_t at, bool& escaped) {
  for (; at + block <= bytes.size(); at += block) {
    const Marks marks = marks_of(bytes.data() + at);
    std::uint64_t shielded = escaped ? 1 : 0;
    if (marks.backslashes != 0)
      shielded = escaped_by(marks.backslashes, escaped);
    else
      escaped = false;
    const std::uint64_t ends = marks.quotes & ~shielded;
    if (ends != 0) return at + static_cast<std::size_t>(__builtin_ctzll(ends));
  }
  for (; at < bytes.size(); ++at) {
    if (escaped)
      escaped = false;
    else if (bytes[at] == '\\')
      escaped = true;
    else if (bytes[at] == '"')
      return at;
  }
  return at;
}

}  // namespace validator
