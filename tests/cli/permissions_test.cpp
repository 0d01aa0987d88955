// What a user sees who may not read or write what was named. In process: root's tests become
// somebody else, who may not even run the product where it was built.
#include <sstream>

#include "cli/apis.h"
#include "cli/command.h"
#include "support/as_nobody.h"
#include "support/catch.h"
#include "support/shell.h"

namespace {

namespace fs = std::filesystem;

struct Ran {
  int code = 0;
  std::string out, err;
};

Ran understudy(std::vector<std::string> words) {
  std::ostringstream out, err;
  cli::Environment environment{out, err, cli::with_bundled(contract::read_file)};
  std::vector<const char*> argv{"understudy"};
  for (const std::string& word : words) argv.push_back(word.c_str());
  const int code = cli::run(static_cast<int>(argv.size()), argv.data(), environment);
  return {code, out.str(), err.str()};
}

constexpr const char* denied = "Permission denied; check the permissions of the path\n";

// A folder nobody may look into, with an API, a suite and a capture.
struct Locked {
  support::TemporaryFolder folder;
  std::string inside = (folder.path() / "locked").string();
  Locked() {
    REQUIRE(understudy({"export", "artu", inside, "--quiet"}).code == 0);
    fs::permissions(inside, fs::perms::none);
  }
  ~Locked() { fs::permissions(inside, fs::perms::owner_all); }
};

}  // namespace

TEST_CASE("every command says that it may not read a file or folder, and what to check") {
  const Locked locked;
  const support::AsNobody nobody;
  if (!nobody.effective()) return;
  const std::string file = locked.inside + "/openapi.yaml";
  const std::vector<std::vector<std::string>> commands = {
      {"mock", locked.inside},
      {"mock", file},
      {"mock", "artu", "--faults", file},
      {"validate", file},
      {"validate", "-", "--api", locked.inside},
      {"test", locked.inside},
      {"test", locked.inside + "/list.suite.yaml"},
      {"test", "--derive", locked.inside},
      {"test", "--mutate", file},
      {"test", "artu", "--target", "https://127.0.0.1:1", "--ca-file", file},
      {"lint", locked.inside},
      {"lint", file},
      {"describe", locked.inside},
      {"merge", file},
  };
  for (const auto& command : commands) {
    const Ran ran = understudy(command);
    INFO(command[0] << ' ' << command[1] << ": " << ran.err);
    CHECK(ran.code == cli::exit_unusable);
    CHECK(ran.err.starts_with("error: "));
    CHECK(ran.err.ends_with(denied));
    CHECK(ran.err.find(locked.inside) != std::string::npos);
  }
}

TEST_CASE("every command says that it may not write a file, and does not begin") {
  const Locked locked;
  const support::AsNobody nobody;
  if (!nobody.effective()) return;
  const std::string file = locked.inside + "/new";
  const std::vector<std::vector<std::string>> commands = {
      {"mock", "artu", "--port", "0", "--ready-file", file},
      {"test", "artu", "--report", "junit=" + file},
      {"test", "--derive", "artu", "--write", file},
      {"lint", "artu", "--report", "json=" + file},
      {"validate", "-", "--report", "html=" + file},
  };
  for (const auto& command : commands) {
    const Ran ran = understudy(command);
    INFO(command[0] << ' ' << command[1] << ": " << ran.err);
    CHECK(ran.code == cli::exit_unusable);
    CHECK(ran.out.empty());
    CHECK(ran.err.ends_with(denied));
  }
  const Ran exported = understudy({"export", "artu", file});
  CHECK(exported.code == cli::exit_unusable);
  CHECK(exported.err == "error: " + file +
                            ": the folder cannot be made: Permission denied; name another, or one "
                            "that is there\n");
}
