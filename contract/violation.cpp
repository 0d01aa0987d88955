#include "contract/violation.h"

#include "contract/words.h"

namespace contract {

namespace {

using Word = std::string_view;

constexpr auto rules = std::to_array<Word>({"unknown-path",
                                            "unknown-method",
                                            "missing-credentials",
                                            "invalid-credentials",
                                            "missing-parameter",
                                            "invalid-parameter",
                                            "unknown-parameter",
                                            "missing-body",
                                            "unexpected-body",
                                            "unsupported-media-type",
                                            "malformed-body",
                                            "invalid-body",
                                            "undocumented-status",
                                            "undocumented-media-type",
                                            "missing-header",
                                            "invalid-header",
                                            "item-missing",
                                            "item-repeated",
                                            "item-succeeded-and-failed",
                                            "index-out-of-range",
                                            "key-not-sent",
                                            "key-mismatch",
                                            "count-mismatch",
                                            "atomic-with-failures",
                                            "atomic-mismatch",
                                            "undeclared-code",
                                            "error-status-mismatch",
                                            "over-limit-accepted",
                                            "invalid-item-accepted",
                                            "unaccounted-answer",
                                            "created-twice",
                                            "id-changed",
                                            "unknown-header",
                                            "unknown-property",
                                            "unknown-cookie"});
constexpr auto parts = std::to_array<Word>({"request", "response"});

}  // namespace

std::string_view code(Rule rule) { return word_of(rules, rule); }
std::optional<Rule> rule_from(std::string_view code) { return from_word<Rule>(rules, code); }
std::string_view to_string(Part part) { return word_of(parts, part); }

}  // namespace contract
