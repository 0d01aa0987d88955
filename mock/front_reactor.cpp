#include "mock/front_reactor.h"

#include <fcntl.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <system_error>
#include <thread>

namespace mock {
namespace {

using std::chrono::milliseconds;

constexpr std::size_t kTurnedAway = 64;  // connections over the limit that are told so at a time
constexpr std::uint64_t kWakeUp = ~std::uint64_t{0};

std::uint64_t event_of(std::uint32_t index, std::uint32_t generation) {
  return (std::uint64_t{generation} << 32) | index;
}

std::uint32_t events_for(Connection::Wants wants) {
  switch (wants) {
    case Connection::Wants::read:
      return EPOLLIN | EPOLLONESHOT;
    case Connection::Wants::write:
      return EPOLLOUT | EPOLLONESHOT;
    default:
      return EPOLLIN | EPOLLOUT | EPOLLONESHOT;
  }
}

// How late a deadline may be noticed: a quarter of the shortest.
milliseconds tick_of(const ServerOptions& options) {
  const auto shortest = std::min(
      {options.head_deadline, options.body_deadline, options.write_deadline, options.idle_timeout});
  return std::clamp(shortest / 4, milliseconds(10), milliseconds(500));
}

std::size_t base_workers() { return std::max(2U, std::thread::hardware_concurrency()) + 1; }

}  // namespace

Reactor::Reactor(FrontContext& front)
    : front_(front), slots_(front.options.max_connections + kTurnedAway) {
  epoll_ = ::epoll_create1(EPOLL_CLOEXEC);
  wakeup_ = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  epoll_event event{EPOLLIN, {.u64 = kWakeUp}};
  if (epoll_ < 0 || wakeup_ < 0 || ::epoll_ctl(epoll_, EPOLL_CTL_ADD, wakeup_, &event) != 0) {
    throw std::system_error(errno, std::generic_category(), "epoll");
  }
  for (auto index = static_cast<std::uint32_t>(slots_.size()); index > 0; --index) {
    free_.push_back(index - 1);
  }
  const std::size_t base = std::min(base_workers(), front.options.max_workers);
  workers_.emplace(base, front.options.max_workers, tick_of(front.options),
                   Workers::Jobs{[this](int time) { return wait(time); },
                                 [this](std::uint64_t event_id) { work(event_id); },
                                 [this] { sweep(); },
                                 {}});
}

Reactor::~Reactor() {
  finish(milliseconds(0));
  workers_->join();
  slots_.clear();
  ::close(wakeup_);
  ::close(epoll_);
}

std::optional<std::uint64_t> Reactor::wait(int milliseconds) {
  epoll_event event{};
  const int count = ::epoll_wait(epoll_, &event, 1, milliseconds);
  if (count != 1 || event.data.u64 == kWakeUp) return {};
  return std::uint64_t{event.data.u64};
}

std::optional<std::uint32_t> Reactor::take_slot(bool& too_many) {
  const std::lock_guard lock(free_mutex_);
  if (free_.empty()) return {};
  too_many = free_.size() <= kTurnedAway;
  const auto index = free_.back();
  free_.pop_back();
  return index;
}

void Reactor::adopt(int fd) {
  bool too_many = false;
  const auto index = take_slot(too_many);
  if (!index) {
    ::close(fd);
    return;
  }
  ::fcntl(fd, F_SETFL, O_NONBLOCK);
  ::fcntl(fd, F_SETFD, FD_CLOEXEC);
  auto* const tls = front_.httplib.tls();
  auto& slot = slots_[*index];
  const std::lock_guard lock(slot.mutex);
  slot.connection =
      std::make_unique<Connection>(front_, tls ? tls_transport(fd, tls) : plain_transport(fd));
  auto wants = Connection::Wants::read;
  if (too_many) {
    wants =
        slot.connection->turn_away({503, "All " + std::to_string(front_.options.max_connections) +
                                             " connections are in use."});
  }
  settle(*index, wants, false);
}

// Under the slot's mutex. `known`: the socket is in the epoll set already.
void Reactor::settle(std::uint32_t index, Connection::Wants wants, bool known) {
  auto& slot = slots_[index];
  if (wants != Connection::Wants::closing) {
    epoll_event event{events_for(wants), {.u64 = event_of(index, slot.generation)}};
    const int operation = known ? EPOLL_CTL_MOD : EPOLL_CTL_ADD;
    if (::epoll_ctl(epoll_, operation, slot.connection->fd(), &event) == 0) return;
  }
  release(index);
}

void Reactor::release(std::uint32_t index) {
  auto& slot = slots_[index];
  slot.connection.reset();
  ++slot.generation;
  {
    const std::lock_guard lock(free_mutex_);
    free_.push_back(index);
  }
  if (front_.stopping) released_.notify_all();
}

void Reactor::work(std::uint64_t event) {
  const auto index = static_cast<std::uint32_t>(event);
  auto& slot = slots_[index];
  const std::lock_guard lock(slot.mutex);
  if (!slot.connection || slot.generation != static_cast<std::uint32_t>(event >> 32)) return;
  auto wants = Connection::Wants::closing;
  try {
    wants = slot.connection->drive();
  } catch (const std::exception&) {  // no memory: this connection ends, the server lives on
  }
  settle(index, wants, true);
}

void Reactor::sweep() {
  const auto now = Connection::Clock::now();
  for (std::uint32_t index = 0; index < slots_.size(); ++index) {
    auto& slot = slots_[index];
    const std::unique_lock lock(slot.mutex, std::try_to_lock);
    if (!lock || !slot.connection || slot.connection->deadline() > now) continue;
    auto wants = Connection::Wants::closing;
    try {
      wants = slot.connection->expire();
    } catch (const std::exception&) {
    }
    settle(index, wants, true);
  }
}

// Whether all slots are free then.
bool Reactor::close_finished(bool all) {
  for (std::uint32_t index = 0; index < slots_.size(); ++index) {
    auto& slot = slots_[index];
    const std::unique_lock lock(slot.mutex, std::try_to_lock);
    if (!lock || !slot.connection) continue;
    if (all || slot.connection->may_close_now() ||
        slot.connection->deadline() <= Connection::Clock::now()) {
      release(index);
    }
  }
  const std::lock_guard lock(free_mutex_);
  return free_.size() == slots_.size();
}

void Reactor::finish(milliseconds deadline) {
  front_.stopping = true;
  const auto until = Connection::Clock::now() + deadline;
  while (!close_finished(false) && Connection::Clock::now() < until) {
    std::unique_lock lock(free_mutex_);
    released_.wait_for(lock, milliseconds(10));
  }
  close_finished(true);
  workers_->stop();
  const std::uint64_t one = 1;
  [[maybe_unused]] const auto written = ::write(wakeup_, &one, sizeof one);
}

}  // namespace mock
