#include "contract/outcome.h"

#include "contract/words.h"

namespace contract {

namespace {

using Word = std::string_view;

constexpr auto situations = std::to_array<Word>({"invalid", "duplicate", "keyless", "ambiguous",
                                                 "tombstone", "absent-tombstone", "missing",
                                                 "conflict", "unchanged", "exists", "unlisted"});
constexpr auto verbs = std::to_array<Word>(
    {"create", "update", "replace", "delete", "skip", "read", "keep", "fail", "reject"});
constexpr auto outcomes = std::to_array<Word>(
    {"complete", "partial", "failed", "rejected", "found", "missing", "ambiguous"});
constexpr auto reasons = std::to_array<Word>(
    {"invalid-json", "unsupported-media-type", "unauthorized", "forbidden", "invalid-request",
     "too-many-items", "body-too-large", "rate-limited", "not-found", "method-not-allowed"});

}  // namespace

std::string_view to_string(Situation situation) { return word_of(situations, situation); }
std::string_view to_string(Verb verb) { return word_of(verbs, verb); }
std::string_view to_string(Outcome outcome) { return word_of(outcomes, outcome); }
std::string_view to_string(Reason reason) { return word_of(reasons, reason); }

std::optional<Situation> situation_from(std::string_view word) {
  return from_word<Situation>(situations, word);
}
std::optional<Verb> verb_from(std::string_view word) { return from_word<Verb>(verbs, word); }
std::optional<Outcome> outcome_from(std::string_view word) {
  return from_word<Outcome>(outcomes, word);
}
std::optional<Reason> reason_from(std::string_view word) {
  return from_word<Reason>(reasons, word);
}

const JsonText* ErrorValue::find(std::string_view member) const {
  for (const auto& [known, value] : members)
    if (known == member) return &value;
  return nullptr;
}

}  // namespace contract
