#include "validator/capture_reader.h"

#include <fmt/format.h>

namespace validator {

namespace {

constexpr std::size_t step = 256u << 10;    // read at a time; stays in a core's cache
constexpr std::size_t max_head = 4u << 20;  // within which a capture says what it is
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

std::unique_ptr<Splitter> splitter_for(const Recognised& what,
                                       std::optional<std::string>& version) {
  switch (what.format) {
    case CaptureFormat::har:
      return split_array({"log", "entries"}, &version);
    case CaptureFormat::wiremock:
      return split_array({"requests"});
    case CaptureFormat::ndjson:
      return what.array ? split_array({}) : split_lines();
  }
  return split_lines();
}

std::string missing_array(CaptureFormat format) {
  return format == CaptureFormat::har ? "has no array log.entries; a HAR without it is no capture"
                                      : "has no array \"requests\"; export it anew";
}

// HAR 1.1 and 1.2 differ in nothing that is read here; writers leave it out or write a number.
bool known_version(std::string_view json) {
  return json == "\"1.2\"" || json == "\"1.1\"" || json == "1.2" || json == "1.1" ||
         json == "\"\"" || json == "null";
}

}  // namespace

CaptureReader::CaptureReader(std::unique_ptr<ByteSource> source, std::size_t file,
                             const CaptureLimits& limits)
    : source_(inflate_if_gzip(std::move(source))), file_(file), limits_(limits) {}

void CaptureReader::fail(Chunk& chunk, Problem::Kind kind, std::uint64_t offset,
                         std::string message) {
  if (ours(entries_)) chunk.problems.push_back({kind, file_, entries_, offset, std::move(message)});
}

// Reads another step; false at the end or on an error.
bool CaptureReader::fill() {
  std::size_t added = 0;
  const std::size_t used = buffer_.size();
  buffer_.resize(used + step + EntryParser::padding);
  while (added < step) {
    const auto count = source_->read(buffer_.data() + used + added, step - added);
    if (!count) error_ = count.error();
    if (!count || *count == 0) ended_ = true;
    if (ended_) break;
    added += *count;
  }
  buffer_.resize(used + added);
  return added > 0;
}

bool CaptureReader::open_format() {
  for (;;) {
    fill();
    const bool enough = ended_ || buffer_.size() >= max_head;
    const auto what = recognise(buffer_, enough);
    if (!what && !enough) continue;
    if (error_ && buffer_.empty()) return false;
    if (!what || !*what) {
      error_ = what ? what->error() : contract::Error{"unreadable-capture", "is no capture", {}};
      return false;
    }
    format_ = (*what)->format;
    splitter_ = splitter_for(**what, version_);
    return true;
  }
}

void CaptureReader::take(const Extent& extent, Chunk& chunk) {
  const std::uint64_t size = extent.end - extent.begin;
  if (!ours(entries_)) {
    ++entries_;
    return;
  }
  if (size > limits_.max_entry || extent.begin < base_) {
    fail(chunk, Problem::Kind::too_large, extent.begin,
         fmt::format("the entry has {} bytes, at most {} are read; raise --max-entry to judge it",
                     size, limits_.max_entry));
  } else {
    Slice slice{entries_, extent.begin, static_cast<std::size_t>(extent.begin - base_),
                static_cast<std::size_t>(size)};
    std::string_view text = std::string_view(buffer_).substr(slice.begin, slice.size);
    if (slice.offset == 0 && text.substr(0, 3) == byte_order_mark) {
      slice.begin += 3;
      slice.size -= 3;
      text.remove_prefix(3);
    }
    if (text.find_first_not_of(" \t\r") != std::string_view::npos) chunk.slices.push_back(slice);
  }
  ++entries_;
}

// Where the bytes begin that the next chunk needs.
std::uint64_t CaptureReader::carry() const {
  const std::uint64_t open = std::max(splitter_->open().value_or(position()), base_);
  return position() - open > limits_.max_entry ? position() : open;  // too large: will be skipped
}

void CaptureReader::forget() {
  const std::uint64_t from = carry();
  buffer_.erase(0, static_cast<std::size_t>(from - base_));
  base_ = from;
  fed_ = buffer_.size();
}

// The bytes go to the chunk, but for an element that is not complete.
void CaptureReader::cut(Chunk& chunk) {
  const std::uint64_t from = carry();
  spare_.assign(buffer_, static_cast<std::size_t>(from - base_));
  chunk.bytes = std::move(buffer_);
  buffer_ = std::move(spare_);
  base_ = from;
  fed_ = buffer_.size();
}

void CaptureReader::end(Chunk& chunk) {
  finished_ = true;
  if (stopped()) return;
  if (error_ && !splitter_) return fail(chunk, Problem::Kind::unreadable, 0, error_->message);
  if (error_) return fail(chunk, Problem::Kind::damaged, position(), error_->message);
  if (splitter_->damage())
    return fail(chunk, Problem::Kind::damaged, splitter_->damage()->offset,
                splitter_->damage()->message);
  if (!splitter_->found_array())
    return fail(chunk, Problem::Kind::unreadable, 0, missing_array(*format_));
  if (version_ && !known_version(*version_))
    fail(chunk, Problem::Kind::unreadable, 0,
         fmt::format("is HAR version {:.40}; 1.1 and 1.2 are known, and it was read as 1.2",
                     *version_));
}

bool CaptureReader::next(Chunk& chunk) {
  spare_ = std::move(chunk.bytes);
  chunk = Chunk();
  chunk.file = file_;
  if (finished_) return false;
  if (!splitter_ && !open_format()) {
    end(chunk);
    return true;
  }
  chunk.format = *format_;
  std::vector<Extent> found;
  for (;;) {
    splitter_->feed(std::string_view(buffer_).substr(fed_), found);
    fed_ = buffer_.size();
    const bool over = ended_ || splitter_->damage().has_value();
    if (over && !error_ && !stopped()) splitter_->finish(found);
    for (const Extent& extent : found) take(extent, chunk);
    found.clear();
    if (over) end(chunk);
    if (over || !chunk.slices.empty() || !chunk.problems.empty()) {
      cut(chunk);
      return true;
    }
    forget();
    fill();
  }
}

}  // namespace validator
