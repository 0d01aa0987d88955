#include "mock/front_workers.h"

#include <condition_variable>
#include <deque>

#include "support/catch.h"

using namespace std::chrono_literals;

namespace {

// A queue in place of sockets: events that wait until they are released, or go by at once.
struct Bench {
  std::mutex mutex;
  std::condition_variable changed;
  std::deque<std::uint64_t> events;
  bool open = false, ended = false;
  int at_work = 0, done = 0;

  std::optional<std::uint64_t> wait(int milliseconds) {
    std::unique_lock lock(mutex);
    const auto ready = [this] { return ended || !events.empty(); };
    if (milliseconds < 0) {
      changed.wait(lock, ready);
    } else {
      changed.wait_for(lock, std::chrono::milliseconds(milliseconds), ready);
    }
    if (ended || events.empty()) return {};
    const auto event = events.front();
    events.pop_front();
    return event;
  }
  void work(std::uint64_t event) {
    std::unique_lock lock(mutex);
    ++at_work;
    changed.notify_all();
    if (event == 1) changed.wait(lock, [this] { return open; });
    --at_work;
    ++done;
    changed.notify_all();
  }
  template <class Condition>
  bool becomes(Condition condition) {
    std::unique_lock lock(mutex);
    return changed.wait_for(lock, 10s, condition);
  }
  void add(std::uint64_t event, int count) {
    const std::lock_guard lock(mutex);
    events.insert(events.end(), static_cast<std::size_t>(count), event);
    changed.notify_all();
  }
  void release() {
    const std::lock_guard lock(mutex);
    open = true;
    changed.notify_all();
  }
  void end(mock::Workers& workers) {
    workers.stop();
    {
      const std::lock_guard lock(mutex);
      open = ended = true;
      changed.notify_all();
    }
    workers.join();
  }
  mock::Workers::Jobs jobs(std::function<bool()> computing = [] { return false; }) {
    return {[this](int time) { return wait(time); }, [this](std::uint64_t event) { work(event); },
            [] {}, std::move(computing)};
  }
};

}  // namespace

TEST_CASE("jobs that wait get more threads, so that others are done meanwhile") {
  Bench bench;
  mock::Workers workers(2, 64, 20ms, bench.jobs());
  bench.add(1, 20);
  CHECK(bench.becomes([&] { return bench.at_work == 20; }));
  bench.add(0, 5);
  CHECK(bench.becomes([&] { return bench.done == 5; }));
  CHECK(workers.size() >= 21);
  bench.release();
  CHECK(bench.becomes([&] { return bench.done == 25; }));
  bench.end(workers);
}

TEST_CASE("there are never more threads than the cap") {
  Bench bench;
  mock::Workers workers(2, 4, 20ms, bench.jobs());
  bench.add(1, 10);
  CHECK(bench.becomes([&] { return bench.at_work == 4; }));
  std::this_thread::sleep_for(100ms);  // some looks of the keeper
  CHECK(workers.size() == 4);
  bench.release();
  CHECK(bench.becomes([&] { return bench.done == 10; }));
  bench.end(workers);
}

TEST_CASE("quick jobs add no threads") {
  Bench bench;
  mock::Workers workers(2, 64, 20ms, bench.jobs());
  bench.add(0, 10'000);
  CHECK(bench.becomes([&] { return bench.done == 10'000; }));
  CHECK(workers.size() <= 4);
  bench.end(workers);
}

TEST_CASE("jobs that wait for one that computes add no threads") {
  Bench bench;
  mock::Workers workers(2, 64, 20ms, bench.jobs([] { return true; }));
  bench.add(1, 10);
  CHECK(bench.becomes([&] { return bench.at_work == 2; }));
  std::this_thread::sleep_for(100ms);  // some looks of the keeper
  CHECK(workers.size() == 2);
  bench.release();
  CHECK(bench.becomes([&] { return bench.done == 10; }));
  bench.end(workers);
}

TEST_CASE("a thread that computes is seen, sleeping ones are not") {
  CHECK_FALSE(mock::computing());
  std::atomic<bool> stop = false;
  std::thread worker([&] {
    while (!stop) {
    }
  });
  const auto deadline = std::chrono::steady_clock::now() + 10s;
  bool seen = false;
  while (!seen && std::chrono::steady_clock::now() < deadline) seen = mock::computing();
  stop = true;
  worker.join();
  CHECK(seen);
}
