#include <nlohmann/json.hpp>
#include <sstream>

#include "cli/describe_page.h"
#include "support/catch.h"
#include "support/shell.h"

namespace {

std::string page_of(const std::string& api) {
  std::ostringstream out, err;
  const auto loaded = cli::load_api(api, {out, err, cli::with_bundled(contract::read_file)});
  REQUIRE(loaded);
  return cli::describe_page(*loaded);
}

}  // namespace

TEST_CASE("the committed pages are what the declarations say (mend with ./dev docs)") {
  for (const std::string& api : cli::bundled_names()) {
    INFO(api);
    CHECK(page_of(api) ==
          support::slurp(std::string(UNDERSTUDY_SOURCE_DIR) + "/docs/apis/" + api + ".md"));
  }
}

TEST_CASE("a page has every operation with a curl line, and every declared code") {
  for (const std::string& api : cli::bundled_names()) {
    std::ostringstream out, err;
    const auto loaded = cli::load_api(api, {out, err, cli::with_bundled(contract::read_file)});
    REQUIRE(loaded);
    const std::string page = cli::describe_page(*loaded);
    for (const auto& operation : loaded->behaviour->api->operations) {
      INFO(operation.id);
      const std::size_t at = page.find("\n## " + operation.id + "\n");
      REQUIRE(at != std::string::npos);
      CHECK(page.find("curl -X " + operation.method, at) != std::string::npos);
    }
    for (const auto& [name, error] : loaded->behaviour->errors) {
      INFO(name);
      const auto message = loaded->behaviour->document->find("/errors/" + name + "/message");
      REQUIRE(message != nullptr);
      CHECK(page.find(message->get<std::string>()) != std::string::npos);
    }
  }
}

TEST_CASE("a cell of a table keeps its row, whatever is in it") {
  cli::MarkdownTable table({"a", "b"});
  CHECK(table.text().empty());
  table.add({"x|y", "1\n2"});
  CHECK(table.text() == "| a | b |\n| --- | --- |\n| x\\|y | 1 2 |\n");
}

TEST_CASE("describe prints one page after the other, and refuses what it does not know") {
  const support::TemporaryFolder folder;
  const std::string binary = UNDERSTUDY_BINARY;
  const auto both = support::shell(binary + " describe artu propeller", folder.path());
  CHECK(both.exit_code == 0);
  CHECK(both.output == page_of("artu") + "\n" + page_of("propeller"));
  CHECK(support::shell(binary + " describe nobody", folder.path()).exit_code == 2);
}
