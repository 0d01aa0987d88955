#pragma once
// Colours of a terminal, or none.
#include <fmt/format.h>

#include <string>
#include <string_view>

namespace validator {

struct Paint {
  bool on = false;

  std::string red(std::string_view text) const { return in("31", text); }
  std::string green(std::string_view text) const { return in("32", text); }
  std::string yellow(std::string_view text) const { return in("33", text); }
  std::string cyan(std::string_view text) const { return in("36", text); }
  std::string bold(std::string_view text) const { return in("1", text); }
  std::string dim(std::string_view text) const { return in("2", text); }

 private:
  std::string in(std::string_view code, std::string_view text) const {
    return on && !text.empty() ? fmt::format("\033[{}m{}\033[0m", code, text) : std::string(text);
  }
};

}  // namespace validator
