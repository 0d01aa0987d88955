#pragma once
// Hashes of keys: over the parts, each with its length, eight bytes at a time, stirred at the end
// so that a table may take any bits of it.
#include <bit>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "contract/behaviour.h"

namespace validator::accounting {

class Hash {
 public:
  explicit Hash(std::uint64_t seed = 0) { mix(seed); }
  Hash& add(std::string_view text) {
    mix(text.size());
    for (; text.size() >= sizeof(std::uint64_t); text.remove_prefix(sizeof(std::uint64_t)))
      mix(number_of(text.substr(0, sizeof(std::uint64_t))));
    if (!text.empty()) mix(number_of(text));
    return *this;
  }
  // Never 0.
  std::uint64_t value() const {
    std::uint64_t stirred = state_;
    stirred = (stirred ^ (stirred >> 33)) * 0xff51afd7ed558ccdU;
    stirred = (stirred ^ (stirred >> 33)) * 0xc4ceb9fe1a85ec53U;
    stirred ^= stirred >> 33;
    return stirred == 0 ? 1 : stirred;
  }

 private:
  // The same on every machine: shards may be judged on several.
  static std::uint64_t number_of(std::string_view bytes) {
    std::uint64_t number = 0;
    std::memcpy(&number, bytes.data(), bytes.size());
    return std::endian::native == std::endian::big ? __builtin_bswap64(number) : number;
  }

  void mix(std::uint64_t number) {
    state_ = (state_ ^ number) * 0x9e3779b97f4a7c15U;
    state_ ^= state_ >> 32;
  }

  std::uint64_t state_ = 0xcbf29ce484222325U;
};

// The same for every run that loads this API, wherever its files lie.
inline std::uint64_t api_hash(const contract::Behaviour& behaviour) {
  Hash hash;
  hash.add(behaviour.api->title);
  for (const auto& [id, plans] : behaviour.operations) hash.add(id);
  return hash.value();
}

}  // namespace validator::accounting
