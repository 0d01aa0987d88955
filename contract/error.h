#pragma once
// Bad news of the first kind: we could not judge. The other kind is `Violation` (violation.h).
#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace contract {

// A place in a user's file. `line` and `column` count from 1; 0 means "the file as a whole".
struct Location {
  std::string file;
  int line = 0;
  int column = 0;

  bool operator==(const Location&) const = default;
};

// Why a file, declaration or call cannot be used. `code` is kebab-case and never renamed; `message`
// is one sentence that says what was found, what was expected and what to do.
struct Error {
  std::string code;
  std::string message;
  Location where;

  bool operator==(const Error&) const = default;
};
using Errors = std::vector<Error>;

// `Result` stops at the first complaint, `Loaded` collects all of them (never an empty list).
template <class T>
using Result = tl::expected<T, Error>;
template <class T>
using Loaded = tl::expected<T, Errors>;

// "file:line:column" with the parts that are known, or "" when nothing is.
std::string to_string(const Location& where);
// "file:line:column: message".
std::string to_string(const Error& error);

}  // namespace contract
