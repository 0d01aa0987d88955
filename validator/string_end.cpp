#include "validator/string_end.h"

#include "validator/string_blocks.h"

namespace validator {

using namespace string_blocks;

std::size_t find_string_end(std::string_view bytes, std::size_t at, bool& escaped) {
  for (; at + block <= bytes.size(); at += block) {
    const Marks marks = marks_of(bytes.data() + at);
    std::uint64_t shielded = escaped ? 1 : 0;
    if (marks.backslashes != 0)
      shielded = escaped_by(marks.backslashes, escaped);
    else
      escaped = false;
    const std::uint64_t ends = marks.quotes & ~shielded;
    if (ends != 0) return at + static_cast<std::size_t>(__builtin_ctzll(ends));
  }
  for (; at < bytes.size(); ++at) {
    if (escaped)
      escaped = false;
    else if (bytes[at] == '\\')
      escaped = true;
    else if (bytes[at] == '"')
      return at;
  }
  return at;
}

}  // namespace validator
