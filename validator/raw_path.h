#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace validator {

// The undecoded text of `{name}`, so that an escaped delimiter inside a list is not taken for one.
// Template and path are aligned from their ends (a base path may stand in front). Nothing when the
// segment holds more than this one parameter; the router's decoded value serves then.
std::optional<std::string> raw_path_value(std::string_view path_template, std::string_view path,
                                          std::string_view name);

}  // namespace validator
