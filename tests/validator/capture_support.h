#pragma once
// Captures written in tests.
#include <string>
#include <vector>

#include "fuzz/capture_targets.h"
#include "validator/capture_exchange.h"

// Everything a reader gives for these bytes, read `step` at a time.
struct ReadCapture {
  std::vector<std::string> entries;
  std::vector<std::uint64_t> numbers;
  std::vector<validator::Problem> problems;
  std::optional<validator::CaptureFormat> format;
};

inline ReadCapture read_capture(const std::string& bytes, validator::CaptureLimits limits = {},
                                std::size_t step = 1 << 20) {
  validator::CaptureReader reader(std::make_unique<fuzz::Bytes>(bytes, step), 0, limits);
  validator::Chunk chunk;
  ReadCapture read;
  while (reader.next(chunk)) {
    for (const validator::Slice& slice : chunk.slices) {
      read.entries.emplace_back(chunk.text(slice));
      read.numbers.push_back(slice.entry);
    }
    read.problems.insert(read.problems.end(), chunk.problems.begin(), chunk.problems.end());
  }
  read.format = reader.format();
  return read;
}

inline contract::Result<validator::CapturedExchange> exchange_of(
    const std::string& json, validator::CaptureFormat format = validator::CaptureFormat::har,
    std::size_t max_body = 1 << 20) {
  std::string padded = json;
  padded.reserve(json.size() + validator::EntryParser::padding);
  validator::EntryParser parser;
  const auto entry = parser.parse(padded, format);
  if (!entry) return tl::unexpected(entry.error());
  return validator::read_exchange(format, *entry, max_body);
}
