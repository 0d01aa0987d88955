#pragma once
// Bodies lie in captures as long strings with an escape in every ten bytes. They are taken out of
// an entry before it is parsed.
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contract/json.h"
#include "validator/capture_exchange.h"

namespace validator {

// For one thread; reuses its memory.
class LongTexts {
 public:
  // The entry with a short string in place of each long body, readable SIMDJSON_PADDING bytes
  // beyond its end; nothing when there is none to take out. Whether the entry is JSON is left to
  // the parser: it is exactly when what is returned is. `entry` must be readable unescape_slack
  // bytes beyond its end.
  std::optional<std::string_view> cut(std::string_view entry, CaptureFormat format);

  // The text that a string of the cut entry stands for, mostly itself.
  std::string_view meant_by(std::string_view text) const;

 private:
  class Scan;
  std::optional<std::size_t> take(std::string_view entry, std::size_t begin);

  std::string kept_;  // of the entry
  struct Text {
    std::unique_ptr<char[]> bytes;
    std::size_t room = 0;
    std::size_t size = 0;
  };
  std::vector<Text> texts_;  // only the first `used_` are of this entry
  std::size_t used_ = 0;
};

}  // namespace validator
