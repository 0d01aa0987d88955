#include "contract/path_template.h"

#include "contract/http.h"

namespace contract {

namespace {

std::string decoded_or_raw(std::string_view text) {
  std::optional<std::string> decoded = percent_decode(text);
  return decoded ? *std::move(decoded) : std::string(text);
}

}  // namespace

SegmentTemplate parse_segment_template(std::string_view segment) {
  SegmentTemplate result;
  std::size_t literal = 0;
  for (std::size_t at = 0; at < segment.size(); ++at) {
    if (segment[at] != '{') continue;
    const std::size_t close = segment.find_first_of("{}", at + 1);
    if (close == std::string_view::npos) break;
    if (segment[close] == '{' || close == at + 1) continue;
    result.literals.push_back(decoded_or_raw(segment.substr(literal, at - literal)));
    result.names.emplace_back(segment.substr(at + 1, close - at - 1));
    literal = close + 1;
    at = close;
  }
  result.literals.push_back(decoded_or_raw(segment.substr(literal)));
  return result;
}

bool match_segment(const SegmentTemplate& segment, std::string_view text,
                   PathParameters& parameters) {
  const std::size_t count = segment.names.size();
  if (count == 0) return text == segment.literals[0];
  if (!text.starts_with(segment.literals.front())) return false;
  text.remove_prefix(segment.literals.front().size());
  if (!text.ends_with(segment.literals.back())) return false;
  text.remove_suffix(segment.literals.back().size());
  const std::size_t before = parameters.size();
  // The earliest place of each literal leaves the most for the rest, so there is nothing to retry.
  for (std::size_t i = 0; i + 1 < count && !text.empty(); ++i) {
    const std::size_t end = text.find(segment.literals[i + 1], 1);
    if (end == std::string_view::npos) {
      text = {};
      break;
    }
    parameters.emplace_back(segment.names[i], text.substr(0, end));
    text.remove_prefix(end + segment.literals[i + 1].size());
  }
  if (text.empty()) {
    parameters.resize(before);
    return false;
  }
  parameters.emplace_back(segment.names[count - 1], text);
  return true;
}

std::vector<std::string_view> split_path(std::string_view path) {
  std::vector<std::string_view> segments;
  if (path.starts_with('/')) path.remove_prefix(1);
  if (path.empty()) return segments;
  if (path.ends_with('/')) path.remove_suffix(1);
  for (;;) {
    const std::size_t slash = path.find('/');
    segments.push_back(path.substr(0, slash));
    if (slash == std::string_view::npos) return segments;
    path.remove_prefix(slash + 1);
  }
}

std::vector<std::string> parameter_names(std::string_view path) {
  std::vector<std::string> names;
  for (const std::string_view segment : split_path(path))
    for (std::string& name : parse_segment_template(segment).names)
      names.push_back(std::move(name));
  return names;
}

std::string path_shape(std::string_view path) {
  std::string shape;
  for (const std::string_view segment : split_path(path)) {
    shape += '/';
    const SegmentTemplate parts = parse_segment_template(segment);
    for (std::size_t i = 0; i < parts.literals.size(); ++i)
      shape += (i == 0 ? "" : "{}") + parts.literals[i];
  }
  return shape.empty() ? "/" : shape;
}

bool more_literal(std::string_view a, std::string_view b) {
  const auto left = split_path(a);
  const auto right = split_path(b);
  for (std::size_t i = 0; i < std::min(left.size(), right.size()); ++i) {
    const bool left_literal = left[i].find('{') == std::string_view::npos;
    const bool right_literal = right[i].find('{') == std::string_view::npos;
    if (left_literal != right_literal) return left_literal;
  }
  return false;
}

}  // namespace contract
