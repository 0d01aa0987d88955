#pragma once
// Wrongnesses that no declaration can say: a switch between the runner and an in-process mock.
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "contract/behaviour.h"
#include "suite/target.h"

namespace suite {

enum class MutantHook : std::uint8_t {
  none,
  rollback_dropped_before,  // of a batch that was undone, what came before the item at fault stays
  rollback_dropped_after,   // … and what came after it
  answers_reversed,         // lists of the answer come in the opposite order
  index_shifted,            // an item's place in the request is told one too high
  write_lost,               // the answer says what was done, and nothing is stored
  members_merged,           // lists and objects are added to those of the record, not put for them
  allow_dropped,            // no answer has `Allow`
  challenge_dropped,        // … `WWW-Authenticate`
};
std::string_view to_string(MutantHook hook);

// Stands in templates where `$result.index` stood; the hook finds it in the answer.
inline constexpr std::string_view index_mark = "understudy-index:";

// `inner` with the switch on for requests to `operation` ("" for all). `inner` must be a mock;
// `behaviour` is what it serves.
std::unique_ptr<Target> wrong_target(std::unique_ptr<Target> inner,
                                     contract::BehaviourPtr behaviour, MutantHook hook,
                                     std::string operation);

}  // namespace suite
