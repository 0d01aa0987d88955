// Does what docs/tutorial.md says, step by step.
#include <memory>
#include <regex>

#include "support/catch.h"
#include "support/server_process.h"
#include "support/shell.h"
#include "support/transcript.h"

namespace {

namespace fs = std::filesystem;
const fs::path root = UNDERSTUDY_SOURCE_DIR;
const fs::path binary = UNDERSTUDY_BINARY;
const std::string documented_port = "127.0.0.1:4010";

struct FileBlock {
  std::string path;  // in the reader's folder
  std::string same_as;
  std::string text;
};

// <!-- file: a = b -->, then a fenced block.
std::vector<FileBlock> file_blocks(const std::string& page) {
  static const std::regex block("<!-- file: (\\S+) = (\\S+) -->\n```yaml\n");
  std::vector<FileBlock> blocks;
  for (std::sregex_iterator it(page.begin(), page.end(), block), end; it != end; ++it) {
    const auto begin = static_cast<std::size_t>(it->position() + it->length());
    blocks.push_back({(*it)[1], (*it)[2], page.substr(begin, page.find("```\n", begin) - begin)});
  }
  return blocks;
}

std::string with_port(std::string text, int port) {
  const std::string actual = "127.0.0.1:" + std::to_string(port);
  for (std::size_t at = text.find(documented_port); at != std::string::npos;
       at = text.find(documented_port, at + actual.size()))
    text.replace(at, documented_port.size(), actual);
  return text;
}

}  // namespace

TEST_CASE("the tutorial's files are those of the repository") {
  const auto blocks = file_blocks(support::slurp(root / "docs/tutorial.md"));
  REQUIRE(blocks.size() == 2);
  for (const FileBlock& block : blocks) CHECK(block.text == support::slurp(root / block.same_as));
}

TEST_CASE("the tutorial's commands print what it says") {
  const std::string page = support::slurp(root / "docs/tutorial.md");
  const support::TemporaryFolder folder;
  for (const FileBlock& block : file_blocks(page)) {
    fs::create_directories((folder.path() / block.path).parent_path());
    support::spit(folder.path() / block.path, block.text);
  }
  std::unique_ptr<support::ServerProcess> server;
  std::size_t asked = 0;
  for (support::Step step : support::parse_markdown(page)) {
    INFO("docs/tutorial.md:" << step.line);
    if (step.command.ends_with('&')) {
      server = std::make_unique<support::ServerProcess>(
          binary, std::vector<std::string>{"mock", (folder.path() / "tasks").string(), "--quiet"});
      CHECK(server->first_line() + "\n" == with_port(step.expected, server->port()));
    } else if (step.command.starts_with("kill")) {
      server.reset();
    } else if (step.command != "mkdir tasks") {
      asked += step.command.starts_with("curl") ? 1 : 0;
      if (server) step.command = with_port(step.command, server->port());
      CHECK(support::run_transcript({step}, folder.path(), binary) == "");
    }
  }
  CHECK(asked == 5);
}
