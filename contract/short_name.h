#pragma once
// Names compared without a call: the first and the last eight bytes of a text as two numbers.
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace contract {

struct ShortName {
  static constexpr std::size_t exact = 16;  // up to this size equal ones stand for equal texts

  std::uint64_t head = 0, tail = 0;
  std::size_t size = 0;

  ShortName() = default;
  explicit ShortName(std::string_view text) : size(text.size()) {
    if (size >= 8) {
      head = load<std::uint64_t>(text.data());
      tail = load<std::uint64_t>(text.data() + size - 8);
    } else if (size >= 4) {
      head = load<std::uint32_t>(text.data());
      tail = load<std::uint32_t>(text.data() + size - 4);
    } else if (size > 0) {
      head = static_cast<unsigned char>(text[0]);
      tail = static_cast<unsigned char>(text[size / 2]) * 256U +
             static_cast<unsigned char>(text[size - 1]);
    }
  }
  bool operator==(const ShortName&) const = default;

  // Its upper bits are the better ones.
  std::uint64_t hash() const {
    const std::uint64_t mixed = (head ^ std::rotl(tail, 27) ^ size) * 0x9E3779B97F4A7C15U;
    return (mixed ^ mixed >> 32) * 0xD6E8FEB86659FD93U;
  }

 private:
  template <class Integer>
  static Integer load(const char* bytes) {
    Integer number;
    std::memcpy(&number, bytes, sizeof number);
    return number;
  }
};

}  // namespace contract
