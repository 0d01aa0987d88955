#pragma once
// Threads that wait for events together. A few suffice while handlers only compute; when handlers
// wait (a delay, an upstream), others are added so that always a few are free, up to a cap.
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <list>
#include <mutex>
#include <optional>
#include <thread>

namespace mock {

class Workers {
 public:
  struct Jobs {
    // Blocks for an event, at most that long (-1: for ever); nothing when there is none.
    std::function<std::optional<std::uint64_t>(int milliseconds)> wait;
    std::function<void(std::uint64_t event)> work;
    std::function<void()> tick;  // now and then, on a thread of its own
    // Does a thread of this process compute, or wait for a core? Then handlers that are at work for
    // long compute, or wait for one that does, and more threads would only cost memory.
    std::function<bool()> computing;  // empty: asks the kernel, see computing() below
  };
  Workers(std::size_t base, std::size_t cap, std::chrono::milliseconds tick, Jobs jobs);
  ~Workers();
  // Lets threads end; whoever calls must make `wait` return. Then join() waits for them.
  void stop();
  void join();
  std::size_t size() const;

 private:
  struct Worker {
    std::thread thread;
    std::atomic<std::uint64_t> turns{0};  // odd: at work
    std::uint64_t seen = 0;               // turns at the keeper's last look
    std::atomic<bool> done{false};
  };
  void start_worker(bool extra);
  void run(Worker& self, bool extra);
  void keep();
  void grow();

  std::size_t base_, cap_;
  std::chrono::milliseconds tick_;
  Jobs jobs_;
  mutable std::mutex mutex_;  // workers_
  std::condition_variable wake_;
  std::list<Worker> workers_;
  std::atomic<std::size_t> waiting_{0};
  std::atomic<bool> dozing_{false};  // the keeper wants to hear when all are at work
  std::atomic<bool> stopping_{false};
  std::thread keeper_;
};

// Is another thread of this process runnable? proc(5), /proc/[pid]/task/[tid]/stat; false where
// there is no such file.
bool computing();

}  // namespace mock
