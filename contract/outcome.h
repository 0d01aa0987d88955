#pragma once
// The words of a batch: what can be true of an item, be done to it, and come out of it.
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contract/json.h"
#include "contract/record.h"
#include "contract/violation.h"

namespace contract {

// In the order they are tested (docs/behaviour.md, "decide").
enum class Situation : std::uint8_t {
  invalid,
  duplicate,
  keyless,
  ambiguous,
  tombstone,
  absent_tombstone,
  missing,
  conflict,
  unchanged,
  exists,
  unlisted
};
enum class Verb : std::uint8_t { create, update, replace, remove, skip, read, keep, fail, reject };
enum class Outcome : std::uint8_t {
  complete,
  partial,
  failed,
  rejected,
  found,
  missing,
  ambiguous
};
// Why a whole request was refused; the closed list of `reject:`.
enum class Reason : std::uint8_t {
  invalid_json,
  unsupported_media_type,
  unauthorized,
  forbidden,
  invalid_request,
  too_many_items,
  body_too_large,
  rate_limited,
  not_found,
  method_not_allowed
};
// The words of behaviour.yaml: "absent-tombstone", "delete" (for Verb::remove), "not-found", …
std::string_view to_string(Situation);
std::string_view to_string(Verb);
std::string_view to_string(Outcome);
std::string_view to_string(Reason);
std::optional<Situation> situation_from(std::string_view word);
std::optional<Verb> verb_from(std::string_view word);
std::optional<Outcome> outcome_from(std::string_view word);
std::optional<Reason> reason_from(std::string_view word);

// A declared error with its templates filled in: members in declared order, as JSON texts.
struct ErrorValue {
  std::string name;
  std::vector<std::pair<std::string, JsonText>> members;  // code, message, status, …

  const JsonText* find(std::string_view member) const;
};

struct ItemResult {
  std::size_t index = 0;
  std::optional<JsonText> key;  // value of the first key member; nothing when keyless
  std::string key_name;         // its record field, e.g. "email"
  Verb verb = Verb::skip;       // fail for failed and aborted items
  std::string action;           // the API's word for the verb
  bool ok = true;
  bool aborted = false;  // worked, but the batch was undone
  RecordPtr record;      // as this item left it; the deleted one for delete; null when none
  std::optional<ErrorValue> error;
  std::vector<Violation> violations;  // of this item, for `invalid`
};

}  // namespace contract
