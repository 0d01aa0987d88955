#pragma once
// Which situations of docs/behaviour.md a batch can meet at all.
#include "contract/behaviour.h"

namespace contract {

bool can_arise(const Batch& batch, Situation situation);

}  // namespace contract
