#pragma once
// What expressions can see while a request is answered (or a captured one judged).
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "contract/http.h"
#include "contract/json.h"
#include "contract/outcome.h"

namespace contract {

// Of the request; fixed once it is parsed.
struct Facts {
  const Request* request = nullptr;
  std::vector<std::pair<std::string, std::string>> path_parameters;
  std::vector<std::pair<std::string, std::string>> query_parameters;
  std::optional<JsonView> body;
  std::string principal;
  std::vector<std::pair<std::string, JsonText>> variables;
};

struct BatchFacts {
  bool atomic = false;
  std::size_t total = 0;
  std::size_t succeeded = 0;
  std::size_t failed = 0;
};

struct PageFacts {
  std::size_t total = 0;
  bool has_more = false;
  std::optional<std::string> next_cursor;
};

// Clock and identifiers, as arguments. `sequence` must skip what the collection already uses.
class Generator {
 public:
  virtual ~Generator() = default;
  virtual std::string now() = 0;   // RFC 3339, UTC, milliseconds: 2026-01-02T03:04:05.678Z
  virtual std::string uuid() = 0;  // version 4
  virtual std::uint64_t sequence() = 0;
};

// Facts plus whatever stands in the focus; null means "not here" (and expressions find nothing).
struct Scope {
  const Facts* facts = nullptr;
  std::optional<JsonView> item = {};
  const Record* record = nullptr;
  const ItemResult* result = nullptr;
  const ErrorValue* error = nullptr;
  const Violation* violation = nullptr;
  const BatchFacts* batch = nullptr;
  const PageFacts* page = nullptr;
  Generator* generator = nullptr;
};

}  // namespace contract
