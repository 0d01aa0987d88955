#include "mock/front_transport.h"

#include <poll.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#include <array>
#include <cerrno>

namespace mock {
namespace {

// What recv and send returned, in our words.
Transfer transferred(ssize_t result, Io when_blocked) {
  if (result > 0) return {Io::done, static_cast<std::size_t>(result)};
  if (result < 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) return {when_blocked, 0};
  return {Io::closed, 0};
}

template <class Call>
ssize_t retried(Call call) {
  ssize_t result = 0;
  do {
    result = call();
  } while (result < 0 && errno == EINTR);
  return result;
}

}  // namespace

Transport::~Transport() { ::close(fd_); }

Transfer Transport::read(char* buffer, std::size_t size) {
  return transferred(retried([&] { return ::recv(fd_, buffer, size, 0); }), Io::wants_read);
}

Transfer Transport::write(std::string_view bytes) {
  return transferred(retried([&] { return ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL); }),
                     Io::wants_write);
}

Transfer Transport::write_both(std::string_view first, std::string_view second) {
  if (first.empty() || second.empty()) return write(first.empty() ? second : first);
  std::array<iovec, 2> parts{{{const_cast<char*>(first.data()), first.size()},  // only read from
                              {const_cast<char*>(second.data()), second.size()}}};
  msghdr message{};
  message.msg_iov = parts.data();
  message.msg_iovlen = parts.size();
  return transferred(retried([&] { return ::sendmsg(fd_, &message, MSG_NOSIGNAL); }),
                     Io::wants_write);
}

void Transport::end_writing() { ::shutdown(fd_, SHUT_WR); }

bool Transport::readable() const {
  pollfd socket{fd_, POLLIN, 0};
  return ::poll(&socket, 1, 0) > 0;
}

Transfer Transport::discard() {
  thread_local std::array<char, 64 << 10> waste;
  return Transport::read(waste.data(), waste.size());
}

std::unique_ptr<Transport> plain_transport(int fd) { return std::make_unique<Transport>(fd); }

}  // namespace mock
