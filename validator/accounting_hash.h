#pragma once
// Hashes of keys: FNV-1a over the parts, each with its length, stirred at the end so that a table
// may take any bits of it.
#include <cstdint>
#include <string_view>

#include "contract/behaviour.h"

namespace validator::accounting {

class Hash {
 public:
  explicit Hash(std::uint64_t seed = 0) { mix(seed); }
  Hash& add(std::string_view text) {
    mix(text.size());
    for (const char c : text) state_ = (state_ ^ static_cast<unsigned char>(c)) * prime;
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
  static constexpr std::uint64_t prime = 0x100000001b3U;

  void mix(std::uint64_t number) {
    for (int i = 0; i < 8; ++i) state_ = (state_ ^ ((number >> (8 * i)) & 0xff)) * prime;
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
