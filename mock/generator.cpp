#include "mock/generator.h"

#include <array>
#include <chrono>
#include <string_view>

namespace mock {
namespace {

void write_number(char* end, int digits, unsigned value) {
  for (int i = 0; i < digits; ++i) {
    *--end = static_cast<char>('0' + value % 10);
    value /= 10;
  }
}

std::string instant(std::chrono::system_clock::time_point time) {
  using namespace std::chrono;
  const auto day = floor<days>(time);
  const year_month_day date(day);
  const hh_mm_ss clock(floor<milliseconds>(time - day));
  std::string text = "0000-00-00T00:00:00.000Z";
  char* begin = text.data();
  write_number(begin + 4, 4, static_cast<unsigned>(static_cast<int>(date.year())));
  write_number(begin + 7, 2, static_cast<unsigned>(date.month()));
  write_number(begin + 10, 2, static_cast<unsigned>(date.day()));
  write_number(begin + 13, 2, static_cast<unsigned>(clock.hours().count()));
  write_number(begin + 16, 2, static_cast<unsigned>(clock.minutes().count()));
  write_number(begin + 19, 2, static_cast<unsigned>(clock.seconds().count()));
  write_number(begin + 23, 3, static_cast<unsigned>(clock.subseconds().count()));
  return text;
}

std::uint64_t unpredictable() {
  std::random_device device;
  return (std::uint64_t{device()} << 32) ^ device();
}

}  // namespace

Source::Source(std::optional<std::uint64_t> seed, std::optional<std::string> fixed_now)
    : random_(seed ? *seed : unpredictable()), fixed_now_(std::move(fixed_now)) {}

std::string Source::now() {
  return fixed_now_ ? *fixed_now_ : instant(std::chrono::system_clock::now());
}

std::string Source::uuid() {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  {
    std::scoped_lock lock(mutex_);
    high = random_();
    low = random_();
  }
  // RFC 9562 section 5.4: version 4, variant 10.
  high = (high & ~std::uint64_t{0xf000}) | 0x4000;
  low = (low & ~(std::uint64_t{0xc} << 60)) | (std::uint64_t{0x8} << 60);
  static constexpr std::string_view digits = "0123456789abcdef";
  std::string text(36, '-');
  std::size_t at = 36;
  for (int i = 0; i < 32; ++i) {
    --at;
    if (at == 23 || at == 18 || at == 13 || at == 8) --at;
    std::uint64_t& half = i < 16 ? low : high;
    text[at] = digits[half & 15];
    half >>= 4;
  }
  return text;
}

std::uint64_t Source::sequence() {
  std::scoped_lock lock(mutex_);
  return ++sequence_;
}

}  // namespace mock
