#pragma once
// Ctrl-C as a flag, for commands that finish what they have before they end.
#include <atomic>
#include <csignal>

namespace cli {

// Until an Interrupt lives SIGINT and SIGTERM end the program at once, with exit code 130.
void exit_on_interrupt();

// While it lives SIGINT and SIGTERM set the flag; a blocking read of this thread is interrupted. A
// second signal ends the program at once. One at a time.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;
  const std::atomic<bool>& flag() const;

 private:
  struct sigaction old_int_ {};
  struct sigaction old_term_ {};
};

}  // namespace cli
