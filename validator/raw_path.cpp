#include "validator/raw_path.h"

#include "validator/text.h"

namespace validator {

std::optional<std::string> raw_path_value(std::string_view path_template, std::string_view path,
                                          std::string_view name) {
  if (ends_with(path_template, "/")) path_template.remove_suffix(1);
  if (ends_with(path, "/")) path.remove_suffix(1);
  const auto templates = split(path_template, {"/"});
  const auto segments = split(path, {"/"});
  const std::string placeholder = "{" + std::string(name) + "}";
  for (std::size_t back = 1; back <= templates.size() && back <= segments.size(); ++back) {
    const std::string_view pattern = templates[templates.size() - back];
    std::string_view segment = segments[segments.size() - back];
    const std::size_t at = pattern.find(placeholder);
    if (at == std::string_view::npos) continue;
    const std::string_view before = pattern.substr(0, at);
    const std::string_view after = pattern.substr(at + placeholder.size());
    if (before.find('{') != std::string_view::npos || after.find('{') != std::string_view::npos)
      return {};
    if (segment.size() < before.size() + after.size() ||
        segment.substr(0, before.size()) != before || !ends_with(segment, after))
      return {};
    segment.remove_prefix(before.size());
    segment.remove_suffix(after.size());
    return std::string(segment);
  }
  return {};
}

}  // namespace validator
