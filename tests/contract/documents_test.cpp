// Files as the real file system names them.
#include "contract/documents.h"

#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "openapi_support.h"

TEST_CASE("a file is one document by whatever path or link it is reached") {
  namespace fs = std::filesystem;
  const fs::path folder =
      fs::temp_directory_path() / ("understudy_paths_" + std::to_string(getpid()));
  fs::create_directories(folder / "deep");
  std::ofstream(folder / "b.yaml") << "y: {type: integer}\n";
  fs::create_symlink(folder / "b.yaml", folder / "link.yaml");
  const std::string api = (folder / "api.yaml").string();
  std::string text =
      "openapi: 3.1.0\ninfo: {title: T, version: '1'}\npaths:\n  /a:\n    get:\n"
      "      responses: {}\n      parameters:\n";
  int n = 0;
  for (const std::string& path :
       {std::string("b.yaml"), std::string("./deep/../b.yaml"), (folder / "b.yaml").string(),
        std::string("link.yaml"), "file://" + (folder / "b.yaml").string()})
    text += "      - {name: p" + std::to_string(n++) + ", in: query, schema: {$ref: '" + path +
            "#/y'}}\n";
  text += "      - {name: self, in: query, schema: {$ref: '" + api +
          "#/components/schemas/S'}}\n"
          "components: {schemas: {S: {type: integer}}}\n";
  std::vector<std::string> read;
  const auto reader = [&](const std::string& path) {
    read.push_back(path);
    return contract::read_file(path);
  };
  const auto document = contract::Document::parse(text, api);
  REQUIRE(document);
  const auto loaded = contract::load_openapi(*document, {}, {reader, {}});
  fs::remove_all(folder);
  REQUIRE(loaded);
  CHECK(read.size() == 1);
  const contract::Json word = "x";
  for (const auto& parameter : (*loaded)->operations.at(0).parameters)
    CHECK_FALSE(parameter.schema->accepts(word));
}
