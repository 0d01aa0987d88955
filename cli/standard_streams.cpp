#include "cli/standard_streams.h"

#include <fcntl.h>
#include <poll.h>
#include <unistd.h>

#include <cerrno>

#include "contract/system_error.h"

namespace cli {

namespace {

bool reader_has_gone() {
  pollfd out{STDOUT_FILENO, POLLOUT, 0};
  return ::poll(&out, 1, 0) == 1 && (out.revents & POLLERR) != 0;
}

}  // namespace

void hold_standard_streams() {
  for (const int descriptor : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (::fcntl(descriptor, F_GETFD) >= 0 || errno != EBADF) continue;
    // The lowest free number is this one. The wrong direction: uses of it fail as before.
    static_cast<void>(::open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY));
  }
}

contract::Error lost_output(int reason) {
  const std::string why = reason == 0 ? "" : ": " + contract::errno_text(reason);
  return {"unwritable",
          "cannot write to standard output" + why +
              "; give it a place that takes it, such as a file or /dev/null",
          {}};
}

int check_standard_output(int code, const Environment& environment) {
  errno = 0;
  environment.out.flush();
  const int reason = errno;
  if (environment.out.good() || (code != exit_well && code != exit_violations)) return code;
  if (reader_has_gone()) return code;
  return complain(environment, {lost_output(reason)});
}

}  // namespace cli
