#include "validator/capture_splitter.h"

#include <fmt/format.h>

#include <cstring>

namespace validator {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

std::string shown(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte > 0x20 && byte < 0x7f ? fmt::format("'{}'", c) : fmt::format("byte 0x{:02x}", byte);
}

class Lines final : public Splitter {
 public:
  Lines() { found_array_ = true; }
  void feed(std::string_view bytes, std::vector<Extent>& found) override {
    while (!bytes.empty()) {
      const void* newline = std::memchr(bytes.data(), '\n', bytes.size());
      if (!newline) {
        position_ += bytes.size();
        return;
      }
      const auto length =
          static_cast<std::size_t>(static_cast<const char*>(newline) - bytes.data());
      found.push_back({begin_, position_ + length});
      position_ += length + 1;
      begin_ = position_;
      bytes.remove_prefix(length + 1);
    }
  }
  void finish(std::vector<Extent>& found) override {
    if (begin_ < position_) found.push_back({begin_, position_});
    begin_ = position_;
  }
  std::optional<std::uint64_t> open() const override {
    if (begin_ < position_) return begin_;
    return std::nullopt;
  }

 private:
  std::uint64_t begin_ = 0;
};

// The members around the array, a few bytes; inside the array ValueScan does the work.
class Array final : public Splitter {
 public:
  Array(std::vector<std::string> path, std::optional<std::string>* version)
      : path_(std::move(path)), version_(version) {}

  void feed(std::string_view bytes, std::vector<Extent>& found) override {
    std::size_t at = 0;
    while (at < bytes.size() && !damage_) {
      if (state_ == State::element || state_ == State::skip) {
        at += in_value(bytes.substr(at), position_ + at, found);
      } else if (state_ == State::key) {
        in_key(bytes[at++]);
      } else if (is_space(bytes[at]) || skip_mark(bytes[at], position_ + at)) {
        ++at;
      } else {
        at += step(bytes[at], position_ + at);
      }
    }
    position_ += bytes.size();
  }

  void finish(std::vector<Extent>&) override {
    if (damage_ || state_ == State::done) return;
    damage_ = Damage{open().value_or(position_),
                     open() ? "the capture ends inside this entry" : "the capture ends too early"};
  }

  std::optional<std::uint64_t> open() const override {
    if (state_ == State::element) return begin_;
    return std::nullopt;
  }

 private:
  enum class State : std::uint8_t {
    value,
    key_or_end,
    key,
    colon,
    comma_or_end,
    skip,
    element,
    element_or_end,
    done
  };

  bool skip_mark(char c, std::uint64_t offset) const {
    return offset < byte_order_mark.size() && c == byte_order_mark[offset];
  }

  void refuse(char c, std::uint64_t offset, std::string_view expected) {
    damage_ = Damage{offset, fmt::format("expected {}, found {}", expected, shown(c))};
  }

  // On the way to the array: the value of every member on the path must open the next level.
  bool on_path() const { return level_ == 0 || key_ == path_[level_ - 1]; }

  // One byte of the envelope; returns how many were used (0: look at it again in the new state).
  std::size_t step(char c, std::uint64_t offset) {
    switch (state_) {
      case State::value:
        return begin_value(c, offset);
      case State::key_or_end:
        if (c == '}') return leave();
        if (c != '"') return refuse(c, offset, "a member name"), 1u;
        key_.clear();
        state_ = State::key;
        return 1;
      case State::colon:
        if (c != ':') return refuse(c, offset, "':'"), 1u;
        state_ = State::value;
        return 1;
      case State::comma_or_end:
        return next_or_end(c, offset);
      case State::element_or_end:
        if (c == ']') return leave();
        return begin_scan(c, offset, State::element);
      default:
        return refuse(c, offset, "nothing more"), 1u;
    }
  }

  std::size_t begin_value(char c, std::uint64_t offset) {
    const bool last = level_ == path_.size();
    if (on_path() && c == (last ? '[' : '{')) {
      ++level_;
      inside_ = last;
      found_array_ = found_array_ || last;
      state_ = last ? State::element_or_end : State::key_or_end;
      return 1;
    }
    if (level_ == 0) return refuse(c, offset, path_.empty() ? "'['" : "'{'"), 1u;
    return begin_scan(c, offset, State::skip);
  }

  std::size_t begin_scan(char c, std::uint64_t offset, State state) {
    if (c == ',' || c == ':' || c == '}' || c == ']') return refuse(c, offset, "a value"), 1u;
    scan_ = ValueScan();
    text_.clear();
    begin_ = offset;
    state_ = state;
    return 0;
  }

  std::size_t next_or_end(char c, std::uint64_t offset) {
    if (c == (inside_ ? ']' : '}')) return leave();
    if (c != ',') return refuse(c, offset, inside_ ? "',' or ']'" : "',' or '}'"), 1u;
    state_ = inside_ ? State::element_or_end : State::key_or_end;
    return 1;
  }

  std::size_t leave() {
    inside_ = false;
    --level_;
    state_ = level_ == 0 ? State::done : State::comma_or_end;
    return 1;
  }

  void in_key(char c) {
    constexpr std::size_t longest = 64;  // longer than any name on a path
    if (!escaped_ && c == '"') {
      state_ = State::colon;
      return;
    }
    escaped_ = !escaped_ && c == '\\';
    if (key_.size() < longest) key_ += c;
  }

  // An element, or a member's value that leads nowhere.
  std::size_t in_value(std::string_view bytes, std::uint64_t offset, std::vector<Extent>& found) {
    const std::size_t used = scan_.feed(bytes);
    if (state_ == State::skip) keep_version(bytes.substr(0, used));
    if (!scan_.done()) return used;
    if (state_ == State::element) found.push_back({begin_, offset + used});
    state_ = State::comma_or_end;
    return used;
  }

  void keep_version(std::string_view bytes) {
    constexpr std::size_t longest = 40;
    if (!version_ || level_ != path_.size() || key_ != "version") return;
    text_.append(bytes.substr(0, longest - std::min(longest, text_.size())));
    if (scan_.done()) *version_ = text_;
  }

  std::vector<std::string> path_;
  std::optional<std::string>* version_;
  State state_ = State::value;
  std::size_t level_ = 0;  // how many brackets of the path are open
  bool inside_ = false;    // the array
  bool escaped_ = false;
  std::string key_, text_;
  ValueScan scan_;
  std::uint64_t begin_ = 0;
};

}  // namespace

std::unique_ptr<Splitter> split_lines() { return std::make_unique<Lines>(); }

std::unique_ptr<Splitter> split_array(std::vector<std::string> path,
                                      std::optional<std::string>* version) {
  return std::make_unique<Array>(std::move(path), version);
}

}  // namespace validator
