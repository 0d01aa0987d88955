#pragma once
// How sure a declaration is: design section 1, point 7.
#include <cstdint>
#include <optional>
#include <string_view>

namespace contract {

enum class Evidence : std::uint8_t { documented, example, observed, assumed };
std::string_view to_string(Evidence);
std::optional<Evidence> evidence_from(std::string_view word);

}  // namespace contract
