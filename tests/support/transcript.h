#pragma once
// Console transcripts: "$ command" lines and the output a user sees after each.
#include <filesystem>
#include <string>
#include <vector>

namespace support {

// "[…]" in expected text stands for any characters of one line, a line that is just "…" for any
// number of lines. A last line "[exit 2]" is the exit code; without one it is 0.
struct Step {
  std::string command;
  std::string expected;  // ends with a newline unless empty
  int exit_code = 0;
  int line = 0;  // of the command in its file
};

// Of a transcript file (whole text), or of the ```console blocks of a Markdown page.
std::vector<Step> parse_transcript(const std::string& text);
std::vector<Step> parse_markdown(const std::string& text);

bool matches(const std::string& expected, const std::string& actual);

// "" when every step went as written, else the first difference. Commands run in `folder` in one
// shell after the other, with `binary`'s folder first in PATH and NO_COLOR set.
std::string run_transcript(const std::vector<Step>& steps, const std::filesystem::path& folder,
                           const std::filesystem::path& binary);

}  // namespace support
