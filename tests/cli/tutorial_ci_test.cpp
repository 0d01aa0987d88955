// Does what docs/tutorial-ci.md says, in the order of the page.
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

// The page up to each file block, and the files that are there from then on.
struct Part {
  std::string text;
  std::string path;  // of the block behind the text; "" at the end
  std::string file;
};

std::vector<Part> parts_of(std::string page) {
  static const std::regex block("<!-- file: (\\S+) -->\n```yaml\n");
  std::vector<Part> parts;
  for (std::smatch found; std::regex_search(page, found, block); page = found.suffix()) {
    const std::string rest = found.suffix();
    parts.push_back({found.prefix(), found[1], rest.substr(0, rest.find("```\n"))});
  }
  parts.push_back({page, "", ""});
  return parts;
}

void copy_files(const std::string& text, const fs::path& folder) {
  static const std::regex copy("<!-- copy: (\\S+) = (\\S+) -->");
  for (std::sregex_iterator it(text.begin(), text.end(), copy), end; it != end; ++it)
    fs::copy_file(root / (*it)[2].str(), folder / (*it)[1].str());
}

std::string with_port(std::string text, int port) {
  const std::string actual = "127.0.0.1:" + std::to_string(port);
  const std::size_t at = text.find(documented_port);
  return at == std::string::npos ? text : text.replace(at, documented_port.size(), actual);
}

}  // namespace

TEST_CASE("the commands of the CI tutorial print what it says") {
  const support::TemporaryFolder folder;
  fs::create_directories(folder.path() / "tasks");
  fs::copy_file(root / "fixtures/apis/multi-status/openapi.yaml",
                folder.path() / "tasks/openapi.yaml");
  std::unique_ptr<support::ServerProcess> server;
  std::size_t tests = 0;
  for (const Part& part : parts_of(support::slurp(root / "docs/tutorial-ci.md"))) {
    for (support::Step step : support::parse_markdown(part.text)) {
      INFO(step.command);
      if (step.command.ends_with('&')) {
        server = std::make_unique<support::ServerProcess>(
            binary,
            std::vector<std::string>{"mock", (folder.path() / "tasks").string(), "--quiet"});
        CHECK(server->first_line() + "\n" == with_port(step.expected, server->port()));
      } else if (step.command.starts_with("kill")) {
        server.reset();
      } else {
        tests += step.command.starts_with("understudy test") ? 1 : 0;
        if (server) step.command = with_port(step.command, server->port());
        CHECK(support::run_transcript({step}, folder.path(), binary) == "");
      }
    }
    copy_files(part.text, folder.path());
    if (!part.path.empty()) support::spit(folder.path() / part.path, part.file);
  }
  CHECK(tests == 5);
}
