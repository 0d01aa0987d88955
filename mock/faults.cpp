#include "mock/faults.h"

#include <algorithm>
#include <atomic>

#include "contract/schema_pattern.h"

namespace mock {

struct Faults::Active {
  Active(std::uint64_t number, Fault what) : id(number), fault(std::move(what)) {}

  const std::uint64_t id;
  const Fault fault;
  std::atomic<std::uint64_t> touched{0};

  // Counts one more request, unless it has had them all.
  bool take() {
    std::uint64_t so_far = touched.load(std::memory_order_relaxed);
    while (!fault.times || so_far < *fault.times)
      if (touched.compare_exchange_weak(so_far, so_far + 1, std::memory_order_relaxed)) return true;
    return false;
  }
};

namespace {

bool fits(const Fault& fault, const std::string& operation, const std::string& world,
          const contract::Request& request) {
  if (!fault.operation.empty() && fault.operation != operation) return false;
  if (!fault.world.empty() && fault.world != world) return false;
  if (!fault.method.empty() && fault.method != request.method) return false;
  return !fault.path || fault.path->match(request.path()) == contract::Pattern::Verdict::yes;
}

bool only_on_the_way_out(const Fault& fault) {
  return fault.error.empty() && !fault.reason && fault.status == 0;
}

bool is_for(const Fault& fault, std::size_t index, const std::string* key) {
  if (fault.item && *fault.item != index) return false;
  return !fault.key || (key && *key == *fault.key);
}

}  // namespace

std::uint64_t Faults::add(Fault fault) {
  const std::lock_guard lock(mutex_);
  active_.push_back(std::make_shared<Active>(next_id_, std::move(fault)));
  any_ = true;
  return next_id_++;
}

std::vector<Faults::Status> Faults::list() const {
  const std::lock_guard lock(mutex_);
  std::vector<Status> all;
  for (const ActivePtr& each : active_) all.push_back({each->id, each->fault, each->touched});
  return all;
}

bool Faults::remove(std::uint64_t id) {
  const std::lock_guard lock(mutex_);
  const bool found =
      std::erase_if(active_, [&](const ActivePtr& each) { return each->id == id; }) > 0;
  any_ = !active_.empty();
  return found;
}

void Faults::clear() {
  const std::lock_guard lock(mutex_);
  active_.clear();
  any_ = false;
}

void Faults::clear(const std::string& world) {
  const std::lock_guard lock(mutex_);
  std::erase_if(active_, [&](const ActivePtr& each) { return each->fault.world == world; });
  any_ = !active_.empty();
}

void Faults::keep() {
  const std::lock_guard lock(mutex_);
  kept_ = active_;
}

void Faults::reset() {
  const std::lock_guard lock(mutex_);
  active_.clear();
  for (const ActivePtr& each : kept_)  // new ones: a request that runs counts on the old ones
    active_.push_back(std::make_shared<Active>(each->id, each->fault));
  any_ = !active_.empty();
}

FaultTouch Faults::touching(const std::string& operation, const std::string& world,
                            const contract::Request& request) const {
  FaultTouch touch;
  if (!any_) return touch;
  const std::lock_guard lock(mutex_);
  for (const ActivePtr& each : active_)
    if (fits(each->fault, operation, world, request)) touch.candidates_.push_back({each});
  return touch;
}

void Faults::wait(std::chrono::milliseconds time) {
  if (time.count() <= 0) return;
  std::unique_lock lock(mutex_);
  hurried_.wait_for(lock, std::min(time, max_latency), [&] { return hurry_; });
}

void Faults::hurry() {
  {
    const std::lock_guard lock(mutex_);
    hurry_ = true;
  }
  hurried_.notify_all();
}

bool FaultTouch::take(Candidate& candidate) {
  if (candidate.touched) return true;
  if (candidate.spent) return false;
  candidate.touched = candidate.active->take();
  candidate.spent = !candidate.touched;
  return candidate.touched;
}

const Fault* FaultTouch::bare() {
  for (Candidate& each : candidates_)
    if (each.active->fault.status != 0 && take(each)) return &each.active->fault;
  return nullptr;
}

const Fault* FaultTouch::of_request() {
  for (Candidate& each : candidates_) {
    const Fault& fault = each.active->fault;
    const bool named = !fault.error.empty() || fault.reason;
    if (named && !fault.of_item() && take(each)) return &fault;
  }
  return nullptr;
}

const std::string* FaultTouch::of_item(std::size_t index, const std::string* key) {
  for (Candidate& each : candidates_) {
    const Fault& fault = each.active->fault;
    if (fault.of_item() && is_for(fault, index, key) && take(each)) return &fault.error;
  }
  return nullptr;
}

void FaultTouch::on_the_way_out() {
  for (Candidate& each : candidates_)
    if (only_on_the_way_out(each.active->fault)) take(each);
}

std::chrono::milliseconds FaultTouch::latency() const {
  std::chrono::milliseconds longest{0};
  for (const Candidate& each : candidates_)
    if (each.touched) longest = std::max(longest, each.active->fault.latency);
  return longest;
}

bool FaultTouch::lose() const {
  return std::any_of(candidates_.begin(), candidates_.end(),
                     [](const Candidate& each) { return each.touched && each.active->fault.lose; });
}

std::vector<std::string> FaultTouch::names() const {
  std::vector<std::string> names;
  for (const Candidate& each : candidates_)
    if (each.touched) names.push_back(each.active->fault.name);
  return names;
}

}  // namespace mock
