// The real file system, as far as loaders need it.
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <system_error>

#include "contract/document.h"
#include "contract/system_error.h"

namespace contract {

namespace {

constexpr std::size_t max_size = 256 * 1024 * 1024;

struct Descriptor {
  int fd;
  explicit Descriptor(int opened) : fd(opened) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (fd >= 0) ::close(fd);
  }
};

tl::unexpected<Error> failure(const std::string& path, const std::string& reason,
                              std::string_view advice) {
  return tl::unexpected(Error{
      "unreadable-file", "cannot be read: " + reason + "; " + std::string(advice), {path, 0, 0}});
}

tl::unexpected<Error> failure(const std::string& path, int code) {
  return failure(path.empty() ? "\"\"" : path, errno_text(code), advice_for(code));
}

}  // namespace

Result<std::string> read_file(const std::string& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.fd < 0) return failure(path, errno);
  struct stat status {};
  if (::fstat(file.fd, &status) != 0) return failure(path, errno);
  if (S_ISDIR(status.st_mode)) return failure(path, EISDIR);
  std::string text;
  if (status.st_size > 0 && static_cast<std::size_t>(status.st_size) <= max_size)
    text.reserve(static_cast<std::size_t>(status.st_size));
  std::string chunk(64 * 1024, '\0');
  for (;;) {
    const ssize_t count = ::read(file.fd, chunk.data(), chunk.size());
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return failure(path, errno);
    if (count == 0) return text;
    text.append(chunk, 0, static_cast<std::size_t>(count));
    if (text.size() > max_size)
      return failure(path, "it is larger than 256 MiB", "name a smaller file");
  }
}

std::string file_identity(const std::string& path) {
  std::error_code failed;
  const auto canonical = std::filesystem::weakly_canonical(path, failed);
  return failed ? path : canonical.string();
}

}  // namespace contract
