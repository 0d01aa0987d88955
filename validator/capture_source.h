#pragma once
// The bytes of a capture: a file, a pipe or standard input, inflated when they are gzip.
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "contract/error.h"

namespace validator {

class ByteSource {
 public:
  virtual ~ByteSource() = default;
  // At most `size` bytes; 0 at the end, or when `stop` was set. Error code `unreadable-capture`.
  virtual contract::Result<std::size_t> read(char* to, std::size_t size) = 0;
};

// "-" is standard input. Refused: what is not there or may not be read, directories, devices (they
// may never end), terminals. `stop` is looked at when a signal interrupts a read; may be null.
contract::Result<std::unique_ptr<ByteSource>> open_capture(const std::string& path,
                                                           const std::atomic<bool>* stop = nullptr);

// Inflates `compressed` when it starts as gzip does (any number of members, RFC 1952 section 2.2),
// else hands it through. Corrupt data is an error, after the bytes before it.
std::unique_ptr<ByteSource> inflate_if_gzip(std::unique_ptr<ByteSource> compressed);

// Size of the file, for progress; 0 when it is not known.
std::uint64_t capture_size(const std::string& path);

}  // namespace validator
