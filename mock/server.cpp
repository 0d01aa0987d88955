#include "mock/server.h"

#include <sys/resource.h>

#include <algorithm>

#include "mock/front_connection.h"
#include "mock/front_httplib.h"
#include "mock/front_reactor.h"

namespace mock {
namespace {

constexpr std::size_t kOtherDescriptors = 256;  // files, upstreams, connections being turned away

// Raises the soft limit on descriptors as far as the connections need and the system allows;
// returns how many connections fit.
std::size_t fit_connections(std::size_t wanted) {
  rlimit limit{};
  if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return wanted;
  const auto needed = static_cast<rlim_t>(wanted + kOtherDescriptors);
  if (limit.rlim_cur < needed && limit.rlim_cur < limit.rlim_max) {
    limit.rlim_cur = std::min(needed, limit.rlim_max);
    ::setrlimit(RLIMIT_NOFILE, &limit);
    ::getrlimit(RLIMIT_NOFILE, &limit);
  }
  if (limit.rlim_cur >= needed) return wanted;
  const auto room = static_cast<std::size_t>(limit.rlim_cur);
  return room > 2 * kOtherDescriptors ? room - kOtherDescriptors : room / 2;
}

class GuardedServer final : public Server {
 public:
  GuardedServer(ServerOptions options, Handler handler, std::unique_ptr<HttplibFront> httplib)
      : httplib_(std::move(httplib)),
        front_{std::move(options), std::move(handler), *httplib_, false},
        reactor_(front_) {}

  int port() const override { return httplib_->port(); }
  void run() override {
    httplib_->listen([this](int fd) { reactor_.adopt(fd); });
    reactor_.finish(front_.options.stop_deadline);
  }
  void stop() override { httplib_->stop(); }

 private:
  std::unique_ptr<HttplibFront> httplib_;
  FrontContext front_;
  Reactor reactor_;
};

}  // namespace

contract::Result<std::unique_ptr<Server>> Server::bind(ServerOptions options, Handler handler) {
  auto httplib = HttplibFront::bind(options);
  if (!httplib) return tl::unexpected(httplib.error());
  options.max_connections = fit_connections(options.max_connections);
  return std::make_unique<GuardedServer>(std::move(options), std::move(handler),
                                         std::move(*httplib));
}

}  // namespace mock
