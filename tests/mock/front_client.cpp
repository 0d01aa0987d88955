#include "front_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>
#include <zlib.h>

#include <array>
#include <stdexcept>
#include <utility>

namespace front_test {
namespace {

using Clock = std::chrono::steady_clock;

std::string compress_with(std::string_view plain, int window) {
  z_stream stream{};
  if (deflateInit2(&stream, Z_BEST_COMPRESSION, Z_DEFLATED, window, 8, Z_DEFAULT_STRATEGY) != Z_OK)
    throw std::runtime_error("deflateInit2");
  std::string out(deflateBound(&stream, plain.size()) + 32, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(plain.data()));
  stream.avail_in = static_cast<uInt>(plain.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  ::deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

bool has_body(std::string_view method, int status) {
  return method != "HEAD" && status >= 200 && status != 204 && status != 304;
}

}  // namespace

contract::Response echo(const contract::Request& request) {
  std::string text = request.method + " " + request.target + "\n";
  for (const auto& [name, value] : request.headers) text += name + ": " + value + "\n";
  return {200, {{"Content-Type", "text/plain"}}, text + "\n" + request.body};
}

RunningServer::RunningServer(mock::ServerOptions options, mock::Server::Handler handler) {
  auto bound = mock::Server::bind(std::move(options), std::move(handler));
  if (!bound) throw std::runtime_error(bound.error().message);
  server_ = std::move(*bound);
  thread_ = std::thread([this] { server_->run(); });
}

RunningServer::~RunningServer() {
  server_->stop();
  if (thread_.joinable()) thread_.join();
}

Client::Client(int port, int receive_buffer) : fd_(::socket(AF_INET, SOCK_STREAM, 0)) {
  if (receive_buffer > 0) {
    ::setsockopt(fd_, SOL_SOCKET, SO_RCVBUF, &receive_buffer, sizeof receive_buffer);
  }
  const int yes = 1;
  ::setsockopt(fd_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_port = htons(static_cast<std::uint16_t>(port));
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  if (::connect(fd_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
    ended_ = true;
    trouble = "no connection";
  }
}

Client::Client(Client&& other) noexcept
    : trouble(std::move(other.trouble)),
      fd_(std::exchange(other.fd_, -1)),
      buffer_(std::move(other.buffer_)),
      ended_(other.ended_) {}

Client::~Client() {
  if (fd_ >= 0) ::close(fd_);
}

bool Client::send(std::string_view bytes) {
  while (!bytes.empty()) {
    const auto sent = ::send(fd_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (sent <= 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

void Client::end_sending() { ::shutdown(fd_, SHUT_WR); }

bool Client::fill(Clock::time_point until) {
  const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(until - Clock::now());
  pollfd waiting{fd_, POLLIN, 0};
  if (ended_ || left.count() <= 0 || ::poll(&waiting, 1, static_cast<int>(left.count())) <= 0) {
    return false;
  }
  std::array<char, 16384> bytes{};
  const auto got = ::recv(fd_, bytes.data(), bytes.size(), 0);
  if (got <= 0) {
    ended_ = true;
    if (got < 0) trouble = "connection reset";
    return false;
  }
  buffer_.append(bytes.data(), static_cast<std::size_t>(got));
  return true;
}

bool Client::fill_to(std::size_t size, Clock::time_point until) {
  while (buffer_.size() < size)
    if (!fill(until)) return false;
  return true;
}

std::optional<Reply> Client::parse_head(std::string_view head) {
  Reply reply;
  const auto line = head.substr(0, head.find("\r\n"));
  if (line.size() < 13 || line.substr(0, 9) != "HTTP/1.1 " || line[12] != ' ') {
    trouble = "malformed status line: " + std::string(line);
    return {};
  }
  reply.status = std::stoi(std::string(line.substr(9, 3)));
  reply.reason = line.substr(13);
  head.remove_prefix(line.size() + 2);
  while (!head.empty()) {
    const auto field = head.substr(0, head.find("\r\n"));
    const auto colon = field.find(": ");
    if (colon == field.npos || field.find_first_of(std::string_view("\r\n\0", 3)) != field.npos) {
      trouble = "malformed header: " + std::string(field);
      return {};
    }
    reply.headers.add(std::string(field.substr(0, colon)), std::string(field.substr(colon + 2)));
    head.remove_prefix(field.size() + 2);
  }
  return reply;
}

std::optional<Reply> Client::read_reply(std::string_view method, std::chrono::milliseconds time) {
  const auto until = Clock::now() + time;
  std::size_t end = 0;
  while ((end = buffer_.find("\r\n\r\n")) == std::string::npos) {
    if (!fill(until)) return {};
  }
  auto reply = parse_head(std::string_view(buffer_).substr(0, end + 2));
  if (!reply) return {};
  buffer_.erase(0, end + 4);
  if (!has_body(method, reply->status)) return reply;
  const auto* const length = reply->headers.find("Content-Length");
  if (length == nullptr) {
    trouble = "no Content-Length";
    return {};
  }
  const std::size_t size = std::stoul(*length);
  if (!fill_to(size, until)) return {};
  reply->body = buffer_.substr(0, size);
  buffer_.erase(0, size);
  return reply;
}

bool Client::sees_end(std::chrono::milliseconds time) {
  const auto until = Clock::now() + time;
  return buffer_.empty() && !fill(until) && ended_;
}

std::string Client::read_some(std::chrono::milliseconds time) {
  if (buffer_.empty()) fill(Clock::now() + time);
  return std::exchange(buffer_, {});
}

bool answers(int port) {
  Client client(port);
  client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  const auto reply = client.read_reply();
  return reply && reply->status == 200;
}

std::string gzip(std::string_view plain) { return compress_with(plain, MAX_WBITS + 16); }
std::string deflate(std::string_view plain) { return compress_with(plain, MAX_WBITS); }

}  // namespace front_test
