#pragma once
// The frame of an HTML report: one file, nothing fetched, readable without scripts.
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace validator {

struct Page {
  enum class Mood : std::uint8_t { well, bad, unsure };
  std::string title;                                       // plain text, escaped here
  Mood mood = Mood::well;                                  // the colour of the verdict
  std::string verdict;                                     // plain text: one line
  std::vector<std::pair<std::string, std::string>> tiles;  // plain text: number, what it counts
  std::string body;                                        // markup
};
// Elements with the class "entry" can be filtered by their text.
std::string html_page(const Page& page);

// A table; `head` is plain text, cells are markup. "" without rows.
std::string html_table(const std::vector<std::string>& head,
                       const std::vector<std::vector<std::string>>& rows);
// <span class="tag KIND">text</span>, `text` plain.
std::string html_tag(std::string_view kind, std::string_view text);

}  // namespace validator
