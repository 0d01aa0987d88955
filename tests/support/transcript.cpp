#include "support/transcript.h"

#include <cstdlib>
#include <sstream>

#include "support/shell.h"

namespace support {

namespace {

const std::string gap = "[…]";

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream stream(text);
  for (std::string line; std::getline(stream, line);) lines.push_back(line);
  return lines;
}

bool line_matches(const std::string& expected, const std::string& actual) {
  std::size_t at = 0;
  std::size_t begin = 0;
  for (bool anchored = true;; anchored = false) {
    const std::size_t end = expected.find(gap, begin);
    const std::string piece = expected.substr(begin, end - begin);
    if (end == std::string::npos && !anchored)
      return actual.size() >= at + piece.size() && actual.ends_with(piece);
    const std::size_t found =
        anchored ? (actual.starts_with(piece) ? 0 : std::string::npos) : actual.find(piece, at);
    if (found == std::string::npos) return false;
    at = found + piece.size();
    if (end == std::string::npos) return at == actual.size();
    begin = end + gap.size();
  }
}

bool lines_match(const std::vector<std::string>& expected, std::size_t i,
                 const std::vector<std::string>& actual, std::size_t j) {
  if (i == expected.size()) return j == actual.size();
  if (expected[i] == "…") {
    for (std::size_t k = j; k <= actual.size(); ++k)
      if (lines_match(expected, i + 1, actual, k)) return true;
    return false;
  }
  return j < actual.size() && line_matches(expected[i], actual[j]) &&
         lines_match(expected, i + 1, actual, j + 1);
}

void add_line(std::vector<Step>& steps, const std::string& line, int number) {
  if (line.starts_with("$ ")) {
    steps.push_back({line.substr(2), "", 0, number});
  } else if (!steps.empty() && steps.back().expected.empty() && line.starts_with("> ")) {
    steps.back().command += "\n" + line.substr(2);
  } else if (!steps.empty() && line.starts_with("[exit ")) {
    steps.back().exit_code = std::atoi(line.c_str() + 6);
  } else if (!steps.empty()) {
    steps.back().expected += line + "\n";
  }
}

}  // namespace

std::vector<Step> parse_transcript(const std::string& text) {
  std::vector<Step> steps;
  int number = 0;
  for (const std::string& line : lines_of(text)) add_line(steps, line, ++number);
  return steps;
}

std::vector<Step> parse_markdown(const std::string& text) {
  std::vector<Step> steps;
  bool inside = false;
  int number = 0;
  for (const std::string& line : lines_of(text)) {
    ++number;
    if (line.starts_with("```"))
      inside = line.starts_with("```console");
    else if (inside)
      add_line(steps, line, number);
  }
  return steps;
}

bool matches(const std::string& expected, const std::string& actual) {
  return lines_match(lines_of(expected), 0, lines_of(actual), 0);
}

std::string run_transcript(const std::vector<Step>& steps, const std::filesystem::path& folder,
                           const std::filesystem::path& binary) {
  const std::string setup =
      "export NO_COLOR=1 PATH='" + binary.parent_path().string() + "':\"$PATH\"\n";
  for (const Step& step : steps) {
    const Ran ran = shell(setup + step.command, folder);
    if (ran.exit_code == step.exit_code && matches(step.expected, ran.output)) continue;
    return "line " + std::to_string(step.line) + ": $ " + step.command + "\nexpected (exit " +
           std::to_string(step.exit_code) + "):\n" + step.expected + "but got (exit " +
           std::to_string(ran.exit_code) + "):\n" + ran.output;
  }
  return "";
}

}  // namespace support
