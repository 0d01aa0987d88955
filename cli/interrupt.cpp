#include "cli/interrupt.h"

#include <unistd.h>

#include "cli/environment.h"

namespace cli {

namespace {

std::atomic<bool> interrupted{false};
static_assert(std::atomic<bool>::is_always_lock_free);  // the handler may use it

void on_signal(int) {
  if (interrupted.exchange(true)) _exit(exit_interrupted);
}

void at_once(int) { _exit(exit_interrupted); }

}  // namespace

void exit_on_interrupt() {
  std::signal(SIGINT, at_once);
  std::signal(SIGTERM, at_once);
}

Interrupt::Interrupt() {
  interrupted = false;
  struct sigaction action {};
  action.sa_handler = on_signal;  // without SA_RESTART: a read returns
  sigemptyset(&action.sa_mask);
  sigaction(SIGINT, &action, &old_int_);
  sigaction(SIGTERM, &action, &old_term_);
}

Interrupt::~Interrupt() {
  sigaction(SIGINT, &old_int_, nullptr);
  sigaction(SIGTERM, &old_term_, nullptr);
}

const std::atomic<bool>& Interrupt::flag() const { return interrupted; }

}  // namespace cli
