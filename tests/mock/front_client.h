#pragma once
// A server on a free port and clients that send it exactly the bytes they are told to.
#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

#include "contract/http.h"
#include "mock/server.h"

namespace front_test {

using namespace std::chrono_literals;

// Answers 200 with the request as text: "METHOD target\nName: value\n...\n\nbody".
contract::Response echo(const contract::Request& request);

// Serves on a thread of its own until destroyed.
class RunningServer {
 public:
  explicit RunningServer(mock::ServerOptions options = {},
                         mock::Server::Handler handler = {echo, {}});
  ~RunningServer();
  int port() const { return server_->port(); }
  void stop() { server_->stop(); }
  void wait() { thread_.join(); }  // until run() has returned

 private:
  std::unique_ptr<mock::Server> server_;
  std::thread thread_;
};

struct Reply {
  int status = 0;
  std::string reason;
  contract::Headers headers;
  std::string body;
};

class Client {
 public:
  explicit Client(int port, int receive_buffer = 0);
  ~Client();
  Client(const Client&) = delete;
  Client& operator=(const Client&) = delete;
  Client(Client&& other) noexcept;

  bool send(std::string_view bytes);  // false: the server has closed
  void end_sending();
  // The next answer; nothing when none comes in time, the connection ends, or it is malformed
  // (`trouble` then says how).
  std::optional<Reply> read_reply(std::string_view method = "GET",
                                  std::chrono::milliseconds time = 2000ms);
  // Whether the server closes, with nothing more sent, within `time`.
  bool sees_end(std::chrono::milliseconds time = 4000ms);
  // One read of what is there; "" on end or timeout.
  std::string read_some(std::chrono::milliseconds time = 2000ms);
  const std::string& unread() const { return buffer_; }
  int fd() const { return fd_; }
  std::string trouble;

 private:
  bool fill(std::chrono::steady_clock::time_point until);
  bool fill_to(std::size_t size, std::chrono::steady_clock::time_point until);
  std::optional<Reply> parse_head(std::string_view head);
  int fd_;
  std::string buffer_;
  bool ended_ = false;
};

// A whole exchange on a new connection: GET / answered with 200 within 2 s.
bool answers(int port);

// Content-Encoding, as zlib makes it.
std::string gzip(std::string_view plain);
std::string deflate(std::string_view plain);

}  // namespace front_test
