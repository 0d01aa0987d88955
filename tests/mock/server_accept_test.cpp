// accept(2) that fails: this file's accept stands in for libc's, in the library under test too.
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <chrono>
#include <ctime>

#include "front_client.h"
#include "support/catch.h"

using namespace std::chrono_literals;

namespace {

std::atomic<int> failure{0};   // errno of the next accepts
std::atomic<int> failures{0};  // how many of them fail
std::atomic<int> attempts{0};

double cpu_seconds() {
  timespec time{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
}

}  // namespace

extern "C" int accept(int fd, sockaddr* address, socklen_t* size) {
  ++attempts;
  if (failures > 0) {
    --failures;
    errno = failure;
    return -1;
  }
  return static_cast<int>(::syscall(SYS_accept4, fd, address, size, 0));
}

TEST_CASE("errors of accept end no server") {
  const int error = GENERATE(ENFILE, EMFILE, ECONNABORTED, EINTR, EPROTO, ENOMEM, EPERM);
  front_test::RunningServer server;
  REQUIRE(front_test::answers(server.port()));
  attempts = 0;
  failure = error;
  failures = 3;
  // The accept that waits now succeeds; those after it fail.
  CHECK(front_test::answers(server.port()));
  CHECK(front_test::answers(server.port()));
  CHECK(front_test::answers(server.port()));
  CHECK(failures == 0);
  CHECK(attempts >= 3);
}

TEST_CASE("accept without descriptors does not spin") {
  front_test::RunningServer server;
  REQUIRE(front_test::answers(server.port()));
  const int error = GENERATE(EMFILE, ENFILE);
  failure = error;
  failures = 1'000'000;
  CHECK(front_test::answers(server.port()));  // by the accept that waited
  const double before = cpu_seconds();
  std::this_thread::sleep_for(500ms);
  const double used = cpu_seconds() - before;
  failures = 0;
  CHECK(used < 0.1);
  CHECK(front_test::answers(server.port()));
}
