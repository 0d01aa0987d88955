#pragma once
// Runs a shell command in a folder, as a user would.
#include <filesystem>
#include <string>

namespace support {

struct Ran {
  int exit_code = 0;
  std::string output;  // stdout and stderr, as they came
};

Ran shell(const std::string& command, const std::filesystem::path& folder);

// A new folder that is removed with the object.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

std::string slurp(const std::filesystem::path& file);
void spit(const std::filesystem::path& file, const std::string& text);

}  // namespace support
