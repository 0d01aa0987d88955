#include "support/rude_server.h"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <stdexcept>
#include <vector>

namespace support {

namespace {

bool readable(int descriptor, int milliseconds) {
  pollfd wait{descriptor, POLLIN, 0};
  return poll(&wait, 1, milliseconds) > 0;
}

void say(int connection, const std::string& text) {
  (void)::send(connection, text.data(), text.size(), MSG_NOSIGNAL);
}

}  // namespace

RudeServer::RudeServer(Manner manner) : manner_(manner) {
  listener_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* generic = reinterpret_cast<sockaddr*>(&address);
  if (::bind(listener_, generic, size) != 0 || ::listen(listener_, 64) != 0)
    throw std::runtime_error("cannot listen");
  ::getsockname(listener_, generic, &size);
  port_ = ntohs(address.sin_port);
  thread_ = std::thread([this] { serve(); });
}

RudeServer::~RudeServer() {
  stop_ = true;
  thread_.join();
  ::close(listener_);
}

void RudeServer::serve() {
  std::vector<std::thread> talks;
  while (!stop_) {
    if (!readable(listener_, 20)) continue;
    const int connection = ::accept(listener_, nullptr, nullptr);
    if (connection < 0) continue;
    ++connections_;
    talks.emplace_back([this, connection] { talk(connection); });
  }
  for (std::thread& each : talks) each.join();
}

void RudeServer::talk(int connection) {
  char buffer[65536];
  while (!stop_) {
    if (!readable(connection, 20)) continue;
    if (::recv(connection, buffer, sizeof buffer, 0) <= 0) break;
    if (manner_ == Manner::hang) continue;
    if (manner_ == Manner::cut) break;
    if (manner_ == Manner::garbage) {
      say(connection, "good day to you\r\n\r\n");
      break;
    }
    if (manner_ == Manner::half) {
      say(connection, "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"half\":");
      break;
    }
    if (manner_ == Manner::not_found) {
      say(connection,
          "HTTP/1.1 404 Not Found\r\nContent-Type: application/json\r\nContent-Length: "
          "2\r\n\r\n{}");
      continue;
    }
    say(connection, "HTTP/1.1 200 OK\r\nX-Slow: ");
    while (!stop_) {  // a request may come in pieces: only its end stops the dripping
      if (!readable(connection, 50)) {
        say(connection, "a");
      } else if (::recv(connection, buffer, sizeof buffer, 0) <= 0) {
        break;
      }
    }
    break;
  }
  ::close(connection);
}

}  // namespace support
