#pragma once
// What the operating system said, in words, and what a user can do about it.
#include <string>
#include <string_view>

namespace contract {

// Of an errno: "No such file or directory".
std::string errno_text(int code);

// For a file that could not be read or written: "check its permissions".
std::string_view advice_for(int code);

}  // namespace contract
