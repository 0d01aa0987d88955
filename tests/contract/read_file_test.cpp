#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "contract/document.h"
#include "support/as_nobody.h"
#include "support/catch.h"

namespace {

namespace fs = std::filesystem;

struct Directory {
  fs::path path = fs::temp_directory_path() / ("understudy-read-" + std::to_string(::getpid()));
  Directory() { fs::create_directories(path); }
  ~Directory() { fs::remove_all(path); }
};

}  // namespace

TEST_CASE("a file is read as it is") {
  const Directory directory;
  const std::string path = directory.path / "a.yaml";
  const std::string text = std::string(200000, 'x') + "\r\n\0end";
  std::ofstream(path, std::ios::binary) << text;
  CHECK(contract::read_file(path).value() == text);
}

TEST_CASE("a path that cannot be read says why") {
  const Directory directory;
  const auto missing = contract::read_file(directory.path / "none.yaml");
  REQUIRE_FALSE(missing);
  CHECK(missing.error().code == "unreadable-file");
  CHECK(missing.error().where.file == (directory.path / "none.yaml").string());
  CHECK_THAT(missing.error().message, Catch::Contains("No such file"));
  const auto folder = contract::read_file(directory.path);
  REQUIRE_FALSE(folder);
  CHECK_THAT(folder.error().message, Catch::Contains("directory"));
}

TEST_CASE("a file without read permission says so") {
  const Directory directory;
  const fs::path path = directory.path / "secret.yaml";
  std::ofstream(path) << "a: 1";
  fs::permissions(path, fs::perms::none);
  const support::AsNobody nobody;
  if (!nobody.effective()) return;
  const auto result = contract::read_file(path);
  REQUIRE_FALSE(result);
  CHECK(result.error().message ==
        "cannot be read: Permission denied; check the permissions of the path");
}
