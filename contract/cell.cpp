#include "contract/behaviour.h"

namespace contract {
namespace {

const Cell* default_cell(Situation situation) {
  static const Cell create{{}, {Verb::create, ""}, {}};
  static const Cell update{{}, {Verb::update, ""}, {}};
  static const Cell remove{{}, {Verb::remove, ""}, {}};
  static const Cell keep{{}, {Verb::keep, ""}, {}};
  static const Cell reject{{}, {Verb::reject, ""}, {}};
  switch (situation) {
    case Situation::invalid:
      return &reject;
    case Situation::keyless:
    case Situation::missing:
      return &create;
    case Situation::tombstone:
      return &remove;
    case Situation::exists:
      return &update;
    case Situation::unlisted:
      return &keep;
    default:
      return nullptr;
  }
}

}  // namespace

const Cell* cell_for(const Batch& batch, Situation situation) {
  auto declared = batch.decide.find(situation);
  return declared != batch.decide.end() ? &declared->second : default_cell(situation);
}

}  // namespace contract
