#include "validator/long_texts.h"

#include <simdjson.h>

#include <algorithm>

#include "validator/string_end.h"
#include "validator/unescape.h"

namespace validator {

namespace {

constexpr std::size_t long_enough = 256;  // bytes of a string that is worth it
constexpr std::size_t most_structure =
    8192;  // bytes between strings, before the search is given up
constexpr std::size_t most_texts = 8;

// What a string is replaced by: this and a digit. An entry that has it itself is left alone.
constexpr std::string_view marker_json = "\\u0000body", marker_begin = "\\u0000";
constexpr std::string_view marker("\0body", 5);

// Where bodies stand: the member's name, and how many objects and arrays are around its value.
struct Place {
  std::string_view name;
  std::size_t depth = 0;
};

Place place_of(CaptureFormat format) {
  if (format == CaptureFormat::har) return {"text", 3};  // entry, request or response, content
  return {"body", 2};
}

}  // namespace

// Goes from string to string, knowing the depth and the member.
class LongTexts::Scan {
 public:
  Scan(std::string_view entry, const Place& place) : entry_(entry), place_(place) {}

  // The place behind the opening quote of the next string that may be a body; nothing at the end,
  // or when the search is given up.
  std::optional<std::size_t> next() {
    for (; at_ < entry_.size() && structure_ < most_structure; ++structure_) {
      const char c = entry_[at_++];
      if (c == '"') {
        if (depth_ == place_.depth && member_ == place_.name) return at_;
        if (!skip()) return std::nullopt;
      } else {
        structure(c);
      }
    }
    return std::nullopt;
  }

  // Behind the string that begins here; false when it does not end.
  bool skip() {
    bool escaped = false;
    const std::size_t end = find_string_end(entry_, at_, escaped);
    if (end == entry_.size()) return false;
    resume(end);
    return true;
  }
  // Goes on behind this closing quote.
  void resume(std::size_t end) {
    text_ = entry_.substr(at_, end - at_);
    at_ = end + 1;
  }

 private:
  void structure(char c) {
    if (c == '{' || c == '[') {
      ++depth_;
      member_ = {};
    } else if (c == '}' || c == ']') {
      --depth_;
    } else if (c == ':') {
      member_ = text_;
    } else if (c == ',') {
      member_ = {};
    }
  }

  std::string_view entry_;
  Place place_;
  std::string_view text_, member_;
  std::size_t at_ = 0, depth_ = 0, structure_ = 0;
};

// The string that begins at `begin`, unescaped; its length in the entry, or nothing when it is left
// to the parser.
std::optional<std::size_t> LongTexts::take(std::string_view entry, std::size_t begin) {
  if (used_ == texts_.size()) texts_.emplace_back();
  Text& text = texts_[used_];
  const std::size_t room = entry.size() - begin + unescape_slack;
  if (text.room < room) {
    text.bytes.reset(new char[room]);
    text.room = room;
  }
  const auto done = unescape(entry.substr(begin), text.bytes.get());
  if (!done) return std::nullopt;
  text.size = done->written;
  return done->read;
}

std::optional<std::string_view> LongTexts::cut(std::string_view entry, CaptureFormat format) {
  used_ = 0;
  kept_.clear();
  std::size_t copied = 0;
  Scan scan(entry, place_of(format));
  for (auto begin = scan.next(); begin && used_ < most_texts; begin = scan.next()) {
    const auto size = take(entry, *begin);
    if (!size && !scan.skip()) break;
    if (!size) continue;
    scan.resume(*begin + *size);
    if (*size < long_enough) continue;
    kept_ += entry.substr(copied, *begin - copied);
    kept_ += marker_json;
    kept_ += static_cast<char>('0' + used_++);
    copied = *begin + *size;
  }
  if (used_ == 0) return std::nullopt;
  kept_ += entry.substr(copied);
  std::size_t markers = 0;
  for (std::size_t at = kept_.find(marker_begin); at != std::string::npos;
       at = kept_.find(marker_begin, at + 1))
    ++markers;
  if (markers != used_) return std::nullopt;
  kept_.reserve(kept_.size() + simdjson::SIMDJSON_PADDING);
  return kept_;
}

std::string_view LongTexts::meant_by(std::string_view text) const {
  if (used_ == 0 || text.size() != marker.size() + 1 || !text.starts_with(marker)) return text;
  const auto number = static_cast<std::size_t>(text.back() - '0');
  return number < used_ ? std::string_view(texts_[number].bytes.get(), texts_[number].size) : text;
}

}  // namespace validator
