#pragma once
// What a client asks to be shown: `Prefer: code=404, example=name, dynamic=true` (RFC 7240, names
// as in Prism), or the query parameters __code, __example and __dynamic, which win.
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "contract/http.h"

namespace mock {

struct Preference {
  std::optional<int> code;
  std::string example;
  bool dynamic = false;

  bool any() const { return code || !example.empty() || dynamic; }
};

// A code that is no number between 200 and 599 is ignored, as RFC 7240 section 2 wants it.
Preference preference_of(const contract::Request& request,
                         const std::vector<std::pair<std::string, std::string>>& query);

}  // namespace mock
