#pragma once
// The bytes of JSON strings, 64 at a time: which are quotes, which are escaped. One bit per byte of
// a block, the first byte lowest. What string_end.cpp and unescape.cpp share.
#include <cstddef>
#include <cstdint>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace validator::string_blocks {

constexpr std::size_t block = 64;

struct Marks {
  std::uint64_t quotes = 0;
  std::uint64_t backslashes = 0;
};

#ifdef __SSE2__
// Of the 64 bytes, those for which `test` of 16 gives 0xff.
template <class Test>
std::uint64_t marked(const char* bytes, Test&& test) {
  std::uint64_t marks = 0;
  for (unsigned part = 0; part < 4; ++part) {
    const __m128i some = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes) + part);
    const auto bits = static_cast<unsigned>(_mm_movemask_epi8(test(some)));
    marks |= std::uint64_t{bits} << (16 * part);
  }
  return marks;
}
inline std::uint64_t equal_to(const char* bytes, char wanted) {
  const __m128i all = _mm_set1_epi8(wanted);
  return marked(bytes, [all](__m128i some) { return _mm_cmpeq_epi8(some, all); });
}
// Control characters, which JSON strings must not have (RFC 8259 section 7).
inline std::uint64_t controls(const char* bytes) {
  const __m128i last = _mm_set1_epi8(0x1f);
  return marked(bytes,
                [last](__m128i some) { return _mm_cmpeq_epi8(_mm_min_epu8(some, last), some); });
}
inline std::uint64_t not_ascii(const char* bytes) {
  return marked(bytes, [](__m128i some) { return some; });
}
#else
template <class Test>
std::uint64_t marked(const char* bytes, Test&& test) {
  std::uint64_t marks = 0;
  for (unsigned i = 0; i < block; ++i) marks |= std::uint64_t{test(bytes[i])} << i;
  return marks;
}
inline std::uint64_t equal_to(const char* bytes, char wanted) {
  return marked(bytes, [wanted](char c) { return c == wanted; });
}
inline std::uint64_t controls(const char* bytes) {
  return marked(bytes, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
}
inline std::uint64_t not_ascii(const char* bytes) {
  return marked(bytes, [](char c) { return static_cast<unsigned char>(c) > 0x7f; });
}
#endif

inline Marks marks_of(const char* bytes) { return {equal_to(bytes, '"'), equal_to(bytes, '\\')}; }

// Which bytes a backslash escapes: every second one of a run of backslashes, and the byte behind a
// run of odd length. `carry`: whether the first byte is escaped; afterwards, whether the byte
// behind the block is. The sum lets the carry of a run tell where it ends, for runs that begin at
// odd places; those at even ones come out by themselves (Langdale and Lemire, "Parsing gigabytes of
// JSON per second", section 3.1.1).
inline std::uint64_t escaped_by(std::uint64_t backslashes, bool& carry) {
  constexpr std::uint64_t even = 0x5555555555555555U;
  backslashes &= ~std::uint64_t{carry};
  const std::uint64_t behind = backslashes << 1 | std::uint64_t{carry};
  const std::uint64_t odd_starts = backslashes & ~even & ~behind;
  std::uint64_t ends = 0;
  carry = __builtin_add_overflow(odd_starts, backslashes, &ends);
  return (even ^ ends << 1) & behind;
}

}  // namespace validator::string_blocks
