#pragma once
// The chunked transfer coding (RFC 9112 section 7.1), decoded as it comes in.
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "mock/front_fields.h"

namespace mock {

struct ChunkLimits {
  std::size_t max_body = 16u << 20;      // 413, bytes of all chunks' data
  std::size_t max_extensions = 4 << 10;  // 400, bytes of all chunk extensions of one body
  std::size_t max_trailers = 8 << 10;    // 431, bytes of the trailer section
};

class ChunkDecoder {
 public:
  enum class State : std::uint8_t { incomplete, complete, refused };

  explicit ChunkDecoder(ChunkLimits limits = {}) : limits_(limits) {}
  // Appends data to `body` and takes what it has read from the front of `input`; after `complete`
  // what is left belongs to the next request. Trailer fields are checked and dropped.
  State feed(std::string_view& input, std::string& body);

  HttpRefusal refusal;

 private:
  enum class Part : std::uint8_t { size, data, data_end, trailer };
  State refuse(int status, std::string detail);
  State take_byte(char c, std::size_t body_size);
  State take_size_line(std::size_t body_size);
  State take_trailer_line();

  ChunkLimits limits_;
  Part part_ = Part::size;
  std::string line_;  // of a size or trailer line: what came before its CRLF
  bool carriage_return_ = false;
  std::uint64_t left_ = 0;  // of the data of this chunk
  std::size_t extensions_ = 0, trailers_ = 0;
};

}  // namespace mock
