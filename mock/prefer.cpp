#include "mock/prefer.h"

#include <charconv>

#include "validator/text.h"

namespace mock {

namespace {

void set(Preference& preference, std::string_view name, std::string_view value) {
  if (value.size() >= 2 && value.front() == '"' && value.back() == '"')
    value = value.substr(1, value.size() - 2);
  if (contract::iequals(name, "example")) preference.example = value;
  if (contract::iequals(name, "dynamic")) preference.dynamic = value != "false";
  if (!contract::iequals(name, "code")) return;
  int code = 0;
  const auto [end, error] = std::from_chars(value.data(), value.data() + value.size(), code);
  if (error == std::errc() && end == value.data() + value.size() && code >= 200 && code <= 599)
    preference.code = code;
}

}  // namespace

Preference preference_of(const contract::Request& request,
                         const std::vector<std::pair<std::string, std::string>>& query) {
  Preference preference;
  if (const auto header = request.headers.get("Prefer"))
    for (std::string_view piece : validator::split(*header, {",", ";"})) {
      piece = validator::trim(piece);
      const std::string_view name = piece.substr(0, piece.find('='));
      set(preference, validator::trim(name),
          validator::trim(piece.substr(std::min(name.size() + 1, piece.size()))));
    }
  for (const auto& [name, value] : query)
    if (name.rfind("__", 0) == 0) set(preference, std::string_view(name).substr(2), value);
  return preference;
}

}  // namespace mock
