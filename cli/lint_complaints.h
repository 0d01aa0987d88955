#pragma once
// What lint found wrong with one API.
#include <cstdint>
#include <string>
#include <vector>

#include "contract/error.h"

namespace cli {

enum class Severity : std::uint8_t { error, warning };
std::string_view to_string(Severity severity);

struct Complaint {
  Severity severity = Severity::error;
  contract::Error what;
};
using Complaints = std::vector<Complaint>;

// By file and line, each once. Of two at one place with one code, or one of ours beside one of the
// loader (`loaded`), the first counts: the loader knows better.
Complaints in_order(Complaints loaded, Complaints found);

struct LintedApi {
  std::string name;
  std::size_t operations = 0;
  std::size_t with_behaviour = 0;
  Complaints complaints;

  std::size_t count(Severity severity) const;
};

}  // namespace cli
