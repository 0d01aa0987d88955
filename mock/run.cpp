#include "mock/run.h"

#include <algorithm>
#include <map>
#include <mutex>

#include "contract/message.h"
#include "contract/pointer.h"
#include "mock/admission.h"
#include "mock/query.h"

namespace mock {

namespace {

using contract::Outcome;

// The partitions one plan touches, locked in the order of their addresses so that two batches that
// refer to each other's collections cannot wait for one another.
class Locked {
 public:
  Locked(Store& store, const Visit& visit, std::string world)
      : store_(store), visit_(visit), world_(std::move(world)) {}

  Partition& add(const std::string& collection) {
    auto& partition = partitions_[collection];
    if (!partition) {
      const auto& collections = visit_.behaviour.collections;
      const auto declared = collections.find(collection);
      const contract::Collection none;
      partition = store_.partition(
          world_, collection,
          partition_key(declared == collections.end() ? none : declared->second, visit_.facts));
    }
    return *partition;
  }
  const Partition* find(const std::string& collection) const {
    const auto found = partitions_.find(collection);
    return found == partitions_.end() ? nullptr : found->second.get();
  }
  // Between lock() and unlock() nothing is parsed, validated or rendered.
  void lock() {
    std::vector<Partition*> order;
    for (const auto& [name, partition] : partitions_) order.push_back(partition.get());
    std::sort(order.begin(), order.end());
    for (Partition* partition : order) locks_.emplace_back(partition->mutex);
  }
  void unlock() { locks_.clear(); }

 private:
  Store& store_;
  const Visit& visit_;
  std::string world_;
  std::map<std::string, std::shared_ptr<Partition>> partitions_;
  std::vector<std::unique_lock<std::mutex>> locks_;  // released before the partitions
};

std::optional<std::size_t> focus_of(const BatchResult& result) {
  if (result.outcome == Outcome::complete && !result.results.empty()) return 0;
  if (result.outcome == Outcome::failed || result.outcome == Outcome::rejected)
    return result.first_failed;
  return {};
}

Conclusion conclusion_of(BatchResult result) {
  Conclusion conclusion;
  conclusion.outcome = result.outcome;
  if (result.outcome == Outcome::rejected) conclusion.reason = contract::Reason::invalid_request;
  conclusion.focus = focus_of(result);
  conclusion.batch = result.counts;
  conclusion.error = std::move(result.error);
  conclusion.violations = std::move(result.violations);
  conclusion.results = std::move(result.results);
  conclusion.items = result.items;
  return conclusion;
}

Conclusion run(const contract::Batch& batch, Visit& visit, Locked& locked,
               contract::Generator& generator) {
  Partition& partition = locked.add(batch.collection);
  for (const contract::Batch::Refer& refer : batch.refers) locked.add(refer.collection);
  BatchInput input{visit.behaviour,
                   batch,
                   visit.facts,
                   std::move(visit.items.views),
                   std::move(visit.item_violations),
                   generator,
                   [&](const std::string& name) { return locked.find(name); },
                   visit.plan,
                   {},
                   visit.shapes ? visit.shapes->find(batch) : nullptr};
  if (visit.faults && !visit.faults->empty())
    input.fault = [&](std::size_t index, const std::string* key) {
      return visit.faults->of_item(index, key);
    };
  locked.lock();
  Staged staged(partition);
  BatchResult result = run_batch(input, staged);
  if (result.outcome == Outcome::complete || result.outcome == Outcome::partial) staged.commit();
  locked.unlock();
  return conclusion_of(std::move(result));
}

std::optional<contract::ErrorValue> named_error(const Visit& visit, const std::string& name) {
  if (name.empty()) return {};
  return contract::make_error(visit.behaviour, name, {.facts = &visit.facts});
}

Conclusion conclusion_of(QueryResult result) {
  Conclusion conclusion;
  conclusion.outcome = result.outcome;
  conclusion.records = std::move(result.records);
  return conclusion;
}

Conclusion run(const contract::ReadPlan& read, Visit& visit, Locked& locked, contract::Generator&) {
  Partition& partition = locked.add(read.collection);
  locked.lock();
  Conclusion conclusion = conclusion_of(run_read(read, visit.facts, Staged(partition)));
  locked.unlock();
  if (conclusion.outcome == Outcome::missing) conclusion.error = named_error(visit, read.missing);
  if (conclusion.outcome == Outcome::ambiguous)
    conclusion.error = named_error(visit, read.ambiguous);
  return conclusion;
}

Conclusion run(const contract::ListPlan& list, Visit& visit, Locked& locked, contract::Generator&) {
  Partition& partition = locked.add(list.collection);
  locked.lock();
  QueryResult result = run_list(list, visit.facts, Staged(partition));
  locked.unlock();
  if (result.refused) {
    contract::Violation violation;
    violation.rule = contract::Rule::invalid_parameter;
    violation.operation = visit.route.operation->id;
    violation.message = std::move(*result.refused);
    violation.contract = list.where;
    return conclude(visit, {contract::Reason::invalid_request, {}, {std::move(violation)}});
  }
  const contract::PageFacts page = result.page;
  Conclusion conclusion = conclusion_of(std::move(result));
  conclusion.page = page;
  return conclusion;
}

Conclusion run(std::monostate, Visit&, Locked&, contract::Generator&) { return {}; }

}  // namespace

std::string partition_key(const contract::Collection& collection, const contract::Facts& facts) {
  std::string key;
  for (std::size_t i = 0; i < collection.partition.size(); ++i) {
    if (i > 0) key += '/';
    key +=
        contract::escape_token(contract::evaluate_text(collection.partition[i], {.facts = &facts}));
  }
  return key;
}

Conclusion run_plan(Visit& visit, Store& store, const std::string& world,
                    contract::Generator& generator) {
  Locked locked(store, visit, world);
  return std::visit([&](const auto& plan) { return run(plan, visit, locked, generator); },
                    visit.plan->does);
}

}  // namespace mock
