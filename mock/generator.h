#pragma once
// Where time and ids come from.
#include <atomic>
#include <cstdint>
#include <functional>
#include <mutex>
#include <optional>
#include <random>
#include <string>

namespace mock {

// Thread-safe. With a seed uuids repeat from run to run; with a fixed time the clock stands still.
class Source {
 public:
  explicit Source(std::optional<std::uint64_t> seed = {},
                  std::optional<std::string> fixed_now = {});
  std::string now();
  std::string uuid();

 private:
  std::mutex mutex_;
  std::mt19937_64 random_;
  std::optional<std::string> fixed_now_;
};

}  // namespace mock
