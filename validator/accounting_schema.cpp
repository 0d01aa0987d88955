// Which items break their schema, and which merely lack their key.
#include <algorithm>

#include "contract/expression.h"
#include "validator/accounting_items.h"

namespace validator::accounting {

namespace {

using contract::Tokens;

// The members of the item that its key reads.
std::vector<Tokens> key_members(const contract::Batch& batch, const contract::Scope& scope) {
  std::vector<Tokens> members;
  for (const contract::KeyMap& map : batch.key)
    for (const contract::KeyMember& member : map) {
      if (!member.value.alone) continue;
      const contract::Reference& reference = *member.value.parts.front().reference;
      if (reference.root != contract::Reference::Root::item) continue;
      Tokens& tokens = members.emplace_back();
      for (const contract::Expression& token : reference.pointer)
        tokens.push_back(contract::evaluate_text(token, scope));
    }
  return members;
}

bool is_prefix(const Tokens& prefix, const Tokens& tokens) {
  return prefix.size() <= tokens.size() && std::equal(prefix.begin(), prefix.end(), tokens.begin());
}

// A `required` violation of something the key reads.
bool lacks_key(const contract::Violation& violation, std::size_t items_depth,
               const std::vector<Tokens>& keys) {
  if (violation.keyword != "required") return false;
  const auto tokens = contract::parse_pointer(violation.pointer);
  if (!tokens || tokens->size() < items_depth + 1) return false;
  Tokens missing(tokens->begin() + static_cast<std::ptrdiff_t>(items_depth) + 1, tokens->end());
  missing.push_back(violation.property);
  return std::any_of(keys.begin(), keys.end(),
                     [&](const Tokens& key) { return is_prefix(missing, key); });
}

}  // namespace

ItemSchema item_schema(const Judged& judged, const contract::Batch& batch,
                       const std::vector<contract::JsonView>& items) {
  ItemSchema schema;
  if (!batch.items_in_body) return schema;
  const auto place = contract::parse_pointer(batch.items_pointer);
  const bool knows_keyless = batch.decide.contains(contract::Situation::keyless);
  for (const contract::Violation& violation : judged.checked.violations) {
    if (!violation.item || *violation.item >= items.size() || !place) continue;
    const std::size_t i = *violation.item;
    if (schema.invalid.empty()) {
      schema.invalid.assign(items.size(), false);
      schema.keyless.assign(items.size(), false);
    }
    const contract::Scope scope{.facts = &judged.facts, .item = items[i]};
    if (knows_keyless && lacks_key(violation, place->size(), key_members(batch, scope)))
      schema.keyless[i] = true;
    else
      schema.invalid[i] = true;
  }
  for (std::size_t i = 0; i < schema.invalid.size(); ++i)
    if (schema.invalid[i]) schema.keyless[i] = false;
  return schema;
}

}  // namespace validator::accounting
