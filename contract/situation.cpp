#include "contract/situation.h"

namespace contract {

bool can_arise(const Batch& batch, Situation situation) {
  switch (situation) {
    case Situation::invalid:
      return batch.items_in_body;
    case Situation::keyless:
    case Situation::unlisted:
      return true;
    case Situation::tombstone:
    case Situation::absent_tombstone:
      return batch.tombstone && !batch.key.empty();
    default:
      return !batch.key.empty();
  }
}

}  // namespace contract
