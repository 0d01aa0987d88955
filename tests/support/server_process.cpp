#include "support/server_process.h"

#include <fcntl.h>
#include <httplib.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <stdexcept>

#include "support/shell.h"

namespace support {

namespace {

std::string read_line(int descriptor) {
  std::string line;
  for (char c = 0; read(descriptor, &c, 1) == 1 && c != '\n';) line += c;
  return line;
}

[[noreturn]] void become(const std::filesystem::path& binary, std::vector<std::string> arguments,
                         int out, const std::filesystem::path& errors) {
  const int err = open(errors.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  dup2(out, STDOUT_FILENO);
  dup2(err, STDERR_FILENO);
  std::vector<char*> argv;
  std::string name = binary.string();
  argv.push_back(name.data());
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  execv(name.c_str(), argv.data());
  _exit(127);
}

}  // namespace

ServerProcess::ServerProcess(const std::filesystem::path& binary,
                             std::vector<std::string> arguments) {
  arguments.insert(arguments.end(), {"--port", "0"});
  std::string errors = (std::filesystem::temp_directory_path() / "understudy-err-XXXXXX").string();
  close(mkstemp(errors.data()));
  errors_file_ = errors;
  int out[2];
  if (pipe2(out, O_CLOEXEC) != 0) throw std::runtime_error("cannot make a pipe");
  pid_ = fork();
  if (pid_ == 0) become(binary, arguments, out[1], errors_file_);
  close(out[1]);
  out_ = out[0];
  first_line_ = read_line(out_);
  const auto colon = first_line_.rfind(':');
  if (first_line_.rfind("listening on ", 0) != 0)
    throw std::runtime_error("the server did not start: " + first_line_ + this->errors());
  port_ = std::atoi(first_line_.c_str() + colon + 1);
}

ServerProcess::~ServerProcess() {
  if (!ended_) {
    kill(pid_, SIGKILL);
    wait();
  }
  close(out_);
  std::error_code ignored;
  std::filesystem::remove(errors_file_, ignored);
}

void ServerProcess::signal(int number) const { kill(pid_, number); }

int ServerProcess::wait() {
  int status = 0;
  waitpid(pid_, &status, 0);
  ended_ = true;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

std::string ServerProcess::errors() const { return slurp(errors_file_); }

std::string Reply::header(const std::string& name) const {
  for (const auto& [known, value] : headers)
    if (strcasecmp(known.c_str(), name.c_str()) == 0) return value;
  return "";
}

Reply send(int port, const std::string& method, const std::string& target, const Fields& headers,
           const std::string& body, const std::string& content_type) {
  httplib::Client client("127.0.0.1", port);
  client.set_tcp_nodelay(true);
  client.set_read_timeout(30);
  client.set_url_encode(false);
  httplib::Request request;
  request.method = method;
  request.path = target;
  for (const auto& [name, value] : headers) request.headers.emplace(name, value);
  request.body = body;
  if (!body.empty() && !content_type.empty()) request.set_header("Content-Type", content_type);
  const auto result = client.send(request);
  Reply reply;
  if (!result) return reply;
  reply.status = result->status;
  reply.headers.assign(result->headers.begin(), result->headers.end());
  reply.body = result->body;
  return reply;
}

}  // namespace support
