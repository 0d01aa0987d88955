#include "validator/text.h"

#include <algorithm>

namespace validator {

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

std::string to_lower(std::string_view text) {
  std::string lower(text);
  std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  });
  return lower;
}

std::vector<std::string_view> split(std::string_view text,
                                    const std::vector<std::string_view>& delimiters) {
  std::vector<std::string_view> pieces;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < text.size();) {
    const auto delimiter =
        std::find_if(delimiters.begin(), delimiters.end(), [&](std::string_view candidate) {
          return text.compare(at, candidate.size(), candidate) == 0;
        });
    if (delimiter == delimiters.end()) {
      ++at;
      continue;
    }
    pieces.push_back(text.substr(begin, at - begin));
    at += delimiter->size();
    begin = at;
  }
  pieces.push_back(text.substr(begin));
  return pieces;
}

}  // namespace validator
