#pragma once
// Where time and ids come from.
#include <cstdint>
#include <mutex>
#include <optional>
#include <random>
#include <string>

#include "contract/facts.h"

namespace mock {

// Thread-safe. With a seed uuids repeat from run to run; with a fixed time the clock stands still.
class Source : public contract::Generator {
 public:
  explicit Source(std::optional<std::uint64_t> seed = {},
                  std::optional<std::string> fixed_now = {});
  std::string now() override;
  std::string uuid() override;
  // Of this source, not of a partition: run_batch brings its own.
  std::uint64_t sequence() override;

 private:
  std::mutex mutex_;
  std::mt19937_64 random_;
  std::optional<std::string> fixed_now_;
  std::uint64_t sequence_ = 0;
};

}  // namespace mock
