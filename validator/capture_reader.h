#pragma once
// A capture as a sequence of chunks of whole exchanges, not yet parsed. Memory is that of a chunk
// and of the largest entry that is let in.
#include <simdjson.h>

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "contract/parse_json.h"
#include "validator/capture_format.h"
#include "validator/capture_source.h"
#include "validator/capture_splitter.h"
#include "validator/long_texts.h"
#include "validator/report.h"
#include "validator/unescape.h"

namespace validator {

struct Slice {
  std::uint64_t entry = 0;
  std::uint64_t offset = 0;  // in the capture
  std::size_t begin = 0;     // in the chunk
  std::size_t size = 0;
};

// `bytes` has room to read EntryParser::padding bytes beyond its end.
struct Chunk {
  std::size_t file = 0;  // Problem::file, Finding::file
  CaptureFormat format = CaptureFormat::har;
  std::string bytes;
  std::vector<Slice> slices;
  std::vector<Problem> problems;

  std::string_view text(const Slice& slice) const {
    return std::string_view(bytes).substr(slice.begin, slice.size);
  }
};

struct CaptureLimits {
  std::size_t max_entry = 16u << 20;        // bytes of one entry; larger ones are skipped
  unsigned shard = 1, of = 1;               // entries n with n % of == shard - 1 are ours
  const std::atomic<bool>* stop = nullptr;  // when set, the end of the bytes is no end of a capture
};

class CaptureReader {
 public:
  CaptureReader(std::unique_ptr<ByteSource> source, std::size_t file, const CaptureLimits& limits);
  // The next entries of our shard, and what could not be read. False at the end. Takes the memory
  // of the chunk before.
  bool next(Chunk& chunk);
  std::optional<CaptureFormat> format() const { return format_; }
  std::uint64_t entries() const { return entries_; }                 // seen so far, ours or not
  std::uint64_t position() const { return base_ + buffer_.size(); }  // bytes, inflated

 private:
  bool fill();
  bool open_format();
  void take(const Extent& extent, Chunk& chunk);
  std::uint64_t carry() const;
  void forget();
  void cut(Chunk& chunk);
  void end(Chunk& chunk);
  void fail(Chunk& chunk, Problem::Kind kind, std::uint64_t offset, std::string message);
  bool stopped() const { return limits_.stop && *limits_.stop; }
  bool ours(std::uint64_t entry) const { return entry % limits_.of == limits_.shard - 1; }

  std::unique_ptr<ByteSource> source_;
  std::size_t file_;
  CaptureLimits limits_;
  std::unique_ptr<Splitter> splitter_;
  std::optional<CaptureFormat> format_;
  std::optional<std::string> version_;
  std::optional<contract::Error> error_;  // of the source or the format
  std::string buffer_;                    // from `base_` on
  std::string spare_;                     // memory to be used again
  std::uint64_t base_ = 0;
  std::size_t fed_ = 0;  // bytes of the buffer the splitter has seen
  std::uint64_t entries_ = 0;
  bool ended_ = false, finished_ = false;
};

// Parses entries one after the other; reuses its memory. For one thread.
class EntryParser {
 public:
  // How many bytes beyond the end of an entry must be readable.
  static constexpr std::size_t padding = unescape_slack;

  // The view lives until the next call. Lone surrogates and bytes that are not UTF-8, which
  // browsers write for binary bodies, are read as U+FFFD.
  contract::Result<CapturedEntry> parse(std::string_view padded, CaptureFormat format);

 private:
  contract::Result<contract::JsonView> parse_slowly(std::string_view text);

  simdjson::dom::parser parser_;
  std::optional<contract::ParsedJson> kept_;
  LongTexts texts_;
};

}  // namespace validator
