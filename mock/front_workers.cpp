#include "mock/front_workers.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>
#include <utility>

namespace mock {
namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds kLook{5};  // a handler that runs longer counts as waiting
constexpr int kExtraIdle = 2'000;              // ms after which an added thread ends

// The character behind the name in parentheses: R is running or runnable.
bool is_runnable(const std::filesystem::path& stat) {
  std::ifstream file(stat);
  std::string text;
  std::getline(file, text);
  const auto name_end = text.rfind(')');
  return name_end != std::string::npos && text.compare(name_end + 1, 2, " R") == 0;
}

}  // namespace

Workers::Workers(std::size_t base, std::size_t cap, std::chrono::milliseconds tick, Jobs jobs)
    : base_(base), cap_(cap), tick_(tick), jobs_(std::move(jobs)) {
  if (!jobs_.computing) jobs_.computing = computing;
  {
    const std::lock_guard lock(mutex_);
    for (std::size_t i = 0; i < base_; ++i) start_worker(false);
  }
  keeper_ = std::thread([this] { keep(); });
}

Workers::~Workers() {
  stop();
  join();
}

void Workers::stop() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wake_.notify_all();
}

void Workers::join() {
  if (keeper_.joinable()) keeper_.join();
  for (auto& worker : workers_) {  // no longer changes: only the keeper adds
    if (worker.thread.joinable()) worker.thread.join();
  }
}

std::size_t Workers::size() const {
  const std::lock_guard lock(mutex_);
  return workers_.size();
}

void Workers::start_worker(bool extra) {
  auto& worker = workers_.emplace_back();
  try {
    worker.thread = std::thread([this, &worker, extra] { run(worker, extra); });
  } catch (const std::system_error&) {  // no more threads to be had: those there are go on
    workers_.pop_back();
    if (!extra && workers_.empty()) throw;
  }
}

void Workers::run(Worker& self, bool extra) {
  while (!stopping_) {
    ++waiting_;
    const auto event = jobs_.wait(extra ? kExtraIdle : -1);
    const bool last = waiting_.fetch_sub(1) == 1;
    if (!event && extra) break;
    if (!event) continue;
    if (last && dozing_.exchange(false)) wake_.notify_one();
    ++self.turns;
    jobs_.work(*event);
    ++self.turns;
  }
  self.done = true;
}

void Workers::keep() {
  auto next_tick = Clock::now() + tick_;
  std::unique_lock lock(mutex_);
  while (!stopping_) {
    const bool all_at_work = waiting_ == 0;
    dozing_ = !all_at_work;
    wake_.wait_until(lock, all_at_work ? std::min(next_tick, Clock::now() + kLook) : next_tick);
    if (stopping_) return;
    if (Clock::now() >= next_tick) {
      lock.unlock();
      jobs_.tick();
      lock.lock();
      next_tick = Clock::now() + tick_;
    }
    grow();
  }
}

// Under mutex_.
void Workers::grow() {
  std::size_t free = 0;
  for (auto worker = workers_.begin(); worker != workers_.end();) {
    if (worker->done) {
      worker->thread.join();
      worker = workers_.erase(worker);
      continue;
    }
    const auto turns = worker->turns.load();
    const bool stuck = turns % 2 == 1 && turns == std::exchange(worker->seen, turns);
    worker->seen = turns;
    if (!stuck) ++free;
    ++worker;
  }
  if (free >= base_ || workers_.size() >= cap_ || jobs_.computing()) return;
  for (; free < base_ && workers_.size() < cap_; ++free) start_worker(true);
}

bool computing() {
  const std::string own = std::to_string(::gettid());
  std::error_code failed;
  std::filesystem::directory_iterator task("/proc/self/task", failed);
  for (; !failed && task != std::filesystem::directory_iterator(); task.increment(failed)) {
    if (task->path().filename() != own && is_runnable(task->path() / "stat")) return true;
  }
  return false;
}

}  // namespace mock
