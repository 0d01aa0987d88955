#pragma once
// Finds the exchanges of a capture in its bytes without parsing them: string, escape and depth
// state over whatever window the bytes come in. Constant memory.
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace validator {

// Bytes [begin, end) of the capture, counted from its first byte (after inflating).
struct Extent {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;

  bool operator==(const Extent&) const = default;
};

struct Damage {
  std::uint64_t offset = 0;
  std::string message;
};

class Splitter {
 public:
  virtual ~Splitter() = default;
  // Continues behind what was fed before; appends every element that is complete now, in order.
  // Elements are cut out, not checked. After damage nothing more is found.
  virtual void feed(std::string_view bytes, std::vector<Extent>& found) = 0;
  // No more bytes come. What is missing then is damage.
  virtual void finish(std::vector<Extent>& found) = 0;
  // Where the element begins that is not complete yet.
  virtual std::optional<std::uint64_t> open() const = 0;

  std::uint64_t position() const { return position_; }  // bytes fed
  const std::optional<Damage>& damage() const { return damage_; }
  bool found_array() const { return found_array_; }  // so far

 protected:
  std::uint64_t position_ = 0;
  std::optional<Damage> damage_;
  bool found_array_ = false;
};

// One element per line; blank lines are elements, too. A byte order mark is no part of the first.
std::unique_ptr<Splitter> split_lines();

// The elements of the array at `path`: member names from the top level down; [] for a text that is
// an array itself. Members may come in any order. `version` gets the text of the member "version"
// beside the array, as far as it has been seen; may be null.
std::unique_ptr<Splitter> split_array(std::vector<std::string> path,
                                      std::optional<std::string>* version = nullptr);

// Where a JSON value ends, byte by byte; brackets are counted, not matched.
class ValueScan {
 public:
  // Starts with the first byte of a value. How many bytes belong to it; `done()` tells whether it
  // ended. A number or word ends before the delimiter behind it.
  std::size_t feed(std::string_view bytes);
  bool done() const { return done_; }

 private:
  std::size_t in_string(std::string_view bytes, std::size_t at);

  std::uint64_t depth_ = 0;
  bool started_ = false, string_ = false, escaped_ = false, word_ = false, done_ = false;
};

}  // namespace validator
