#pragma once
// Bad news of the second kind: the exchange breaks the contract.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contract/error.h"
#include "contract/evidence.h"

namespace contract {

// Every rule there is. Codes are kebab-case, stand in docs/rules.md and are never renamed.
// To add a rule: a member here, its row in violation.cpp, its section in docs/rules.md.
enum class Rule : std::uint8_t {
  unknown_path,         // no path of the contract fits the target
  unknown_method,       // the path has no such method
  missing_credentials,  // a required security scheme is not satisfied: nothing was sent
  invalid_credentials,  // sent, but malformed or not of the declared set
  missing_parameter,
  invalid_parameter,  // breaks its schema or cannot be read in its style
  unknown_parameter,  // --strict only
  missing_body,
  unexpected_body,
  unsupported_media_type,  // of a request body
  malformed_body,          // not of its media type: broken JSON, UTF-8, …
  invalid_body,            // breaks its schema
  undocumented_status,
  undocumented_media_type,
  missing_header,
  invalid_header,
  // Bulk accounting (validator/accounting.h): the answer against the items that were sent.
  item_missing,               // an item is not accounted for
  item_repeated,              // an item is accounted for more than once
  item_succeeded_and_failed,  // an item is listed as both
  index_out_of_range,
  key_not_sent,           // the answer names a key that no item has
  key_mismatch,           // the key told for an item is not that item's
  count_mismatch,         // a total or other count does not fit items and lists
  atomic_with_failures,   // all or nothing was asked for, and a part was kept
  atomic_mismatch,        // the answer is of the form for the other kind of batch
  undeclared_code,        // an error code the behaviour does not declare
  error_status_mismatch,  // a declared code, with a status it does not have
  over_limit_accepted,    // more items than the limit, and not refused
  invalid_item_accepted,  // an item that breaks its schema, listed as a success
  unaccounted_answer,     // a note: no `respond` entry fits the answer
  // Across exchanges (validator/key_table.h).
  created_twice,     // a key is created that was there, and not deleted since
  id_changed,        // a key's id is another one than before
  unknown_header,    // --strict only
  unknown_property,  // --strict only
  unknown_cookie,    // --strict only
};
std::string_view code(Rule rule);  // "unknown-path"
std::optional<Rule> rule_from(std::string_view code);

enum class Part : std::uint8_t { request, response };
std::string_view to_string(Part part);

// Where the sent value lies: part "body", or a parameter or header by name.
struct Violation {
  Rule rule = Rule::invalid_body;
  Part part = Part::request;
  std::string operation;  // operationId, "" when unknown
  std::string in;         // "body", "path", "query", "header", "cookie", "status", "security"
  std::string name;       // parameter, header or security scheme
  std::string pointer;    // instance pointer, RFC 6901; "" is the whole value
  std::string keyword;    // JSON Schema's word: "required", "maxItems", …; "" when none
  std::string property;   // the member that is missing or not allowed, for keywords about one
  std::string expected;   // as the schema says it, e.g. "string", "1"
  std::string found;      // shortened, e.g. "Integer", "0"; JSON Schema's type word for `type`
  std::string message;    // one sentence
  std::optional<std::size_t> item;  // index in a batch
  Location contract;                // the line of the contract that asks for it
  bool note =
      false;  // worth reporting, but no breach (an undocumented status the behaviour declares)
  std::optional<Evidence> evidence;  // of the declaration behind a note or an accounting rule

  bool operator==(const Violation&) const = default;
};
using Violations = std::vector<Violation>;

}  // namespace contract
