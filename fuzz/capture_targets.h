#pragma once
// What must hold of the capture readers for any bytes. The fuzz target and the test that replays
// its corpus share it. Throws std::logic_error where something does not hold.
#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "validator/capture_reader.h"

namespace fuzz {

inline void require_capture(bool holds, const char* what) {
  if (!holds) throw std::logic_error(what);
}

// Hands out `bytes` at most `step` at a time.
class Bytes final : public validator::ByteSource {
 public:
  Bytes(std::string_view bytes, std::size_t step) : bytes_(bytes), step_(step) {}
  contract::Result<std::size_t> read(char* to, std::size_t size) override {
    const std::size_t count = std::min({bytes_.size(), size, step_});
    std::memcpy(to, bytes_.data(), count);
    bytes_.remove_prefix(count);
    return count;
  }

 private:
  std::string_view bytes_;
  std::size_t step_;
};

struct Seen {
  std::vector<std::string> entries;
  std::vector<validator::Problem> problems;
  std::size_t parsed = 0;
};

inline Seen read_all(std::string_view bytes, std::size_t step) {
  validator::CaptureReader reader(std::make_unique<Bytes>(bytes, step), 0, {256, 1, 1});
  validator::EntryParser parser;
  validator::Chunk chunk;
  Seen seen;
  while (reader.next(chunk)) {
    for (const validator::Slice& slice : chunk.slices) {
      require_capture(slice.begin + slice.size <= chunk.bytes.size(), "slice inside the chunk");
      seen.entries.emplace_back(chunk.text(slice));
      const auto entry = parser.parse(chunk.text(slice), chunk.format);
      if (entry && validator::read_exchange(chunk.format, *entry, 1024)) ++seen.parsed;
    }
    seen.problems.insert(seen.problems.end(), chunk.problems.begin(), chunk.problems.end());
  }
  return seen;
}

// The same entries and problems however the bytes arrive.
inline void split(std::string_view bytes, bool lines, std::size_t step) {
  const auto run = [&](std::size_t piece) {
    auto splitter = lines ? validator::split_lines() : validator::split_array({"log", "entries"});
    std::vector<validator::Extent> found;
    for (std::size_t at = 0; at < bytes.size(); at += piece)
      splitter->feed(bytes.substr(at, piece), found);
    splitter->finish(found);
    std::uint64_t end = 0;
    for (const validator::Extent& extent : found) {
      require_capture(extent.begin >= end && extent.end >= extent.begin, "order of elements");
      require_capture(extent.end <= bytes.size(), "elements inside the bytes");
      end = extent.end;
    }
    return std::pair(std::move(found), splitter->damage() ? splitter->damage()->offset : ~0ull);
  };
  require_capture(run(bytes.size() + 1) == run(step), "elements in one piece and in several");
}

// The first byte says how the rest is cut in pieces.
inline void capture(std::string_view data) {
  if (data.empty()) return;
  const std::size_t step = static_cast<unsigned char>(data.front()) % 16 + 1;
  data.remove_prefix(1);
  split(data, false, step);
  split(data, true, step);
  const Seen whole = read_all(data, data.size() + 1), pieces = read_all(data, step);
  require_capture(whole.entries == pieces.entries, "entries in one piece and in several");
  require_capture(whole.problems == pieces.problems, "problems in one piece and in several");
  require_capture(whole.parsed == pieces.parsed, "exchanges in one piece and in several");
}

}  // namespace fuzz
