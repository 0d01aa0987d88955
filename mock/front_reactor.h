#pragma once
// All connections of a server: who may work on which, deadlines, the end.
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "mock/front_connection.h"
#include "mock/front_workers.h"

namespace mock {

class Reactor {
 public:
  explicit Reactor(FrontContext& front);
  ~Reactor();
  // Takes a connected socket. Over max_connections it is told 503 and closed.
  void adopt(int fd);
  // Closes what is idle, lets the rest finish until `deadline`, then cuts it.
  void finish(std::chrono::milliseconds deadline);

 private:
  // The mutex says who works on the connection. `generation` tells events of a closed connection
  // from those of the next one in the same slot.
  struct Slot {
    std::mutex mutex;
    std::unique_ptr<Connection> connection;
    std::uint32_t generation = 0;
  };
  std::optional<std::uint64_t> wait(int milliseconds);
  void work(std::uint64_t event);
  void sweep();
  void settle(std::uint32_t index, Connection::Wants wants, bool known);
  void release(std::uint32_t index);
  std::optional<std::uint32_t> take_slot(bool& too_many);
  bool close_finished(bool all);

  FrontContext& front_;
  int epoll_ = -1, wakeup_ = -1;
  std::vector<Slot> slots_;
  std::mutex free_mutex_;  // free_
  std::condition_variable released_;
  std::vector<std::uint32_t> free_;
  std::optional<Workers> workers_;
};

}  // namespace mock
