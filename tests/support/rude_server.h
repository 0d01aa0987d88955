#pragma once
// A server that does not behave, on a free port of 127.0.0.1, until the object goes.
#include <atomic>
#include <string>
#include <thread>

namespace support {

class RudeServer {
 public:
  enum class Manner {
    hang,      // reads and never answers
    cut,       // reads the request and closes
    half,      // sends half an answer and closes
    drip,      // a byte of the head now and then
    garbage,   // sends what is no HTTP
    not_found  // answers 404 with an empty JSON object
  };
  explicit RudeServer(Manner manner);
  ~RudeServer();
  RudeServer(const RudeServer&) = delete;
  RudeServer& operator=(const RudeServer&) = delete;
  int port() const { return port_; }
  int connections() const { return connections_; }  // taken so far
  std::string url() const { return "http://127.0.0.1:" + std::to_string(port_); }

 private:
  void serve();
  void talk(int connection);

  Manner manner_;
  int listener_ = -1;
  int port_ = 0;
  std::atomic<bool> stop_{false};
  std::atomic<int> connections_{0};
  std::thread thread_;
};

}  // namespace support
