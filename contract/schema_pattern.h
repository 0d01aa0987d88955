#pragma once
// ECMAScript regular expressions on PCRE2, compiled once, with bounded matching.
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "contract/error.h"

struct pcre2_real_code_8;

namespace contract {

// Immutable and thread-safe: scratch memory of a match belongs to the thread.
class Pattern {
 public:
  enum class Verdict : std::uint8_t { no, yes, exhausted };

  // The error (code `bad-pattern`) has no `where`: the caller knows the line.
  static Result<std::shared_ptr<const Pattern>> compile(std::string_view text);
  ~Pattern();
  Pattern(const Pattern&) = delete;
  Pattern& operator=(const Pattern&) = delete;

  // Searches anywhere in `subject` (UTF-8). `exhausted`: more than `steps` and some for each byte,
  // nothing can be said.
  Verdict match(std::string_view subject, std::size_t steps = 100'000) const;
  const std::string& text() const { return text_; }

 private:
  Pattern(std::string text, pcre2_real_code_8* code);

  std::string text_;
  pcre2_real_code_8* code_;
};
using PatternPtr = std::shared_ptr<const Pattern>;

// Format "regex": also what ECMAScript has and Pattern cannot honour (look-behind of any length),
// and not the inline flags that it lets pass.
bool is_ecmascript(std::string_view pattern);

}  // namespace contract
