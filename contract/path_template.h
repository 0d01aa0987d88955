#pragma once
// The path templates of OpenAPI ("/a/{x}.json"), taken apart.
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace contract {

// One segment of a template: literals[0] {names[0]} literals[1] {names[1]} … literals[n].
// A brace that is not closed, or an empty {}, is literal text. Literals are percent-decoded.
struct SegmentTemplate {
  std::vector<std::string> literals;
  std::vector<std::string> names;
};
using PathParameters = std::vector<std::pair<std::string, std::string>>;

SegmentTemplate parse_segment_template(std::string_view segment);
// Appends what the parameters stand for to `parameters`. No parameter stands for an empty text; of
// several ways the first parameters take as little as they can.
bool match_segment(const SegmentTemplate& segment, std::string_view text,
                   PathParameters& parameters);
// Between the slashes; one leading and one trailing slash do not count, "/" has none.
std::vector<std::string_view> split_path(std::string_view path);
// The names in a whole path, in order, repeated ones too.
std::vector<std::string> parameter_names(std::string_view path);
// The path with {} for every parameter and without a trailing slash: equal for templates that no
// request could tell apart.
std::string path_shape(std::string_view path);
// Whether `a` is the more literal of two templates that fit one path: the first segment that is
// literal in one only decides.
bool more_literal(std::string_view a, std::string_view b);

}  // namespace contract
