#include "validator/capture_source.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

#include "contract/system_error.h"

namespace validator {

namespace {

tl::unexpected<contract::Error> refusal(const std::string& path, const std::string& message) {
  return tl::unexpected(contract::Error{"unreadable-capture", message, {path, 0, 0}});
}

class Descriptor final : public ByteSource {
 public:
  Descriptor(int fd, std::string path, const std::atomic<bool>* stop)
      : fd_(fd), path_(std::move(path)), stop_(stop) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() override {
    if (fd_ > STDERR_FILENO) ::close(fd_);
  }

  contract::Result<std::size_t> read(char* to, std::size_t size) override {
    for (;;) {
      if (stop_ && !wait_for_bytes()) return std::size_t{0};
      const ssize_t count = ::read(fd_, to, size);
      if (count >= 0) return static_cast<std::size_t>(count);
      if (errno != EINTR) return refusal(path_, "cannot be read: " + contract::errno_text(errno));
    }
  }

 private:
  // A signal may come between a look at the flag and a read that waits: so no read waits. False
  // when it is time to stop.
  bool wait_for_bytes() const {
    constexpr int look_again = 200;  // ms
    while (!*stop_) {
      pollfd ready{fd_, POLLIN, 0};
      const int count = ::poll(&ready, 1, look_again);
      if (count > 0 || (count < 0 && errno != EINTR)) return true;
    }
    return false;
  }

  int fd_;
  std::string path_;
  const std::atomic<bool>* stop_;
};

// Why a file of this type is no capture; "" when it may be one.
std::string wrong_type(mode_t mode, bool terminal) {
  if (S_ISDIR(mode)) return "is a directory; name the capture files in it";
  if (terminal) return "is a terminal; pipe a capture into it or name a file";
  if (S_ISCHR(mode) || S_ISBLK(mode)) return "is a device, which may never end; name a file";
  if (S_ISSOCK(mode)) return "is a socket; name a file or use a pipe";
  return "";
}

}  // namespace

contract::Result<std::unique_ptr<ByteSource>> open_capture(const std::string& path,
                                                           const std::atomic<bool>* stop) {
  struct stat status {};
  const bool standard = path == "-";
  // A device is refused before it is opened, which may already do something.
  if (!standard && ::stat(path.c_str(), &status) == 0)
    if (const std::string why = wrong_type(status.st_mode, false); !why.empty())
      return refusal(path, why);
  const int fd = standard ? STDIN_FILENO : ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0)
    return refusal(path, fmt::format("cannot be read: {}; {}", contract::errno_text(errno),
                                     contract::advice_for(errno)));
  auto source = std::make_unique<Descriptor>(fd, path, stop);
  if (::fstat(fd, &status) != 0)
    return refusal(path, "cannot be read: " + contract::errno_text(errno));
  if (const std::string why = wrong_type(status.st_mode, ::isatty(fd) == 1); !why.empty())
    return refusal(standard ? "standard input" : path, why);
  return source;
}

std::uint64_t capture_size(const std::string& path) {
  struct stat status {};
  if (path == "-" || ::stat(path.c_str(), &status) != 0 || !S_ISREG(status.st_mode)) return 0;
  return static_cast<std::uint64_t>(status.st_size);
}

}  // namespace validator
