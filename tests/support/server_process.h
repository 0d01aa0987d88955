#pragma once
// The product as a user starts it: a child process that serves until the object goes.
#include <sys/types.h>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace support {

class ServerProcess {
 public:
  // Runs `binary` with `arguments` (plus `--port 0`) and waits for its "listening on" line.
  // Throws with what it printed when it ends instead.
  ServerProcess(const std::filesystem::path& binary, std::vector<std::string> arguments);
  ~ServerProcess();
  ServerProcess(const ServerProcess&) = delete;
  ServerProcess& operator=(const ServerProcess&) = delete;

  int port() const { return port_; }
  const std::string& first_line() const { return first_line_; }
  pid_t pid() const { return pid_; }
  void signal(int number) const;
  // Waits for its end and returns the exit code (128 + signal when killed).
  int wait();
  // All of stderr so far; complete after wait().
  std::string errors() const;

 private:
  pid_t pid_ = -1;
  int out_ = -1;
  int port_ = 0;
  bool ended_ = false;
  std::string first_line_;
  std::filesystem::path errors_file_;
};

struct Reply {
  int status = 0;  // 0: no answer
  std::vector<std::pair<std::string, std::string>> headers;
  std::string body;

  std::string header(const std::string& name) const;  // "" when absent
};

using Fields = std::vector<std::pair<std::string, std::string>>;
// One request over a new connection. `body` empty sends none.
Reply send(int port, const std::string& method, const std::string& target,
           const Fields& headers = {}, const std::string& body = {},
           const std::string& content_type = "application/json");

}  // namespace support
