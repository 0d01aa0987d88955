#pragma once
// What a capture is, told from its first bytes.
#include <optional>
#include <string_view>

#include "contract/error.h"
#include "validator/capture_exchange.h"

namespace validator {

struct Recognised {
  CaptureFormat format = CaptureFormat::har;
  bool array = false;  // of exchanges, instead of one per line (ndjson only)
};

// Nothing when more bytes are needed; `whole` says there are none. A text that is no capture is an
// error (code `unreadable-capture`) that says what it looks like and what to do about it.
std::optional<contract::Result<Recognised>> recognise(std::string_view head, bool whole);

}  // namespace validator
