#include <cstddef>
#include <cstdint>

#include "fuzz/capture_targets.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  fuzz::capture({reinterpret_cast<const char*>(data), size});
  return 0;
}
