#include <algorithm>

#include "mock/batch_run.h"

namespace mock {
namespace {

bool applies(const contract::BatchRule& rule, contract::Situation situation) {
  return rule.on.empty() || std::find(rule.on.begin(), rule.on.end(), situation) != rule.on.end();
}

// Tested only when there is something to refer to.
bool refers_to_something(const Partition& partition) {
  return partition.seeded() || partition.size() > 0;
}

}  // namespace

const std::string* BatchRun::broken_rule(const ItemState& item, contract::Situation situation) {
  bool shown = false;
  for (const contract::BatchRule& rule : batch_.rules) {
    if (!applies(rule, situation)) continue;
    if (!subject_) subject_.emplace();
    if (!shown) subject_->show(shape_.sees, item.scope);
    shown = true;
    if (subject_->fits(rule.when)) return &rule.error;
  }
  return broken_reference(item);
}

const std::string* BatchRun::broken_reference(const ItemState& item) const {
  for (const contract::Batch::Refer& refer : batch_.refers) {
    auto value = contract::find_at(input_.items[item.index], refer.pointer);
    if (!value) continue;
    const std::string text = contract::to_json_text(*value).text;
    if (!is_present(text)) continue;
    const Match match{{refer.field}, {contract::plain_text(text)}};
    if (refer.collection == batch_.collection) {  // sees what this batch has done
      if ((store_.seeded() || store_.size() > 0) && store_.find_few(match).count == 0)
        return &refer.error;
      continue;
    }
    const Partition* other = input_.other ? input_.other(refer.collection) : nullptr;
    if (other && refers_to_something(*other) && other->find(match).empty()) return &refer.error;
  }
  return nullptr;
}

}  // namespace mock
