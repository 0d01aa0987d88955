// What `lint` and `validate` say of files that are no OpenAPI document, or hardly one.
#include <sstream>
#include <vector>

#include "support/catch.h"
#include "support/shell.h"

namespace {

const std::string binary = UNDERSTUDY_BINARY;
const std::string sound = R"({"openapi":"3.1.0","info":{"title":"t","version":"1"},"paths":{}})";
const std::string head = "openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths: {}\n";

struct Strange {
  std::string name, text;
  std::string said;  // behind "error: ", and what a user can do about it
};

std::string bomb() {
  std::string text = head + "x0: &x0 [1, 1, 1, 1, 1, 1, 1, 1]\n";
  for (int n = 1; n < 12; ++n) {
    text += "x" + std::to_string(n) + ": &x" + std::to_string(n) + " [";
    for (int m = 0; m < 8; ++m) text += "*x" + std::to_string(n - 1) + ", ";
    text += "1]\n";
  }
  return text;
}

std::vector<Strange> refused() {
  return {
      {"empty.yaml", "", "empty.yaml: the file is empty"},
      {"comment.yaml", "# nothing\n", "comment.yaml: the file is empty"},
      {"utf16.json", std::string("\xff\xfe{\0}\0", 6), "UTF-16; save it as UTF-8"},
      {"latin1.yaml", "openapi: 3.1.0\ninfo: {title: caf\xe9}\n",
       "latin1.yaml:2: this line is not UTF-8"},
      {"latin1.json", "{\"openapi\": \"3.1.0\",\n\"x\": \"\xe9\"}",
       "latin1.json:2: this line is not UTF-8"},
      {"tabs.yaml", "openapi: 3.1.0\ninfo:\n\ttitle: t\n", "tabs.yaml:3:"},
      {"twice.yaml", head + "paths: {}\n",
       "twice.yaml:4:1: key \"paths\" is already written in line 3"},
      {"twice.json", "{\"openapi\": \"3.1.0\",\n\"openapi\": \"3.1.0\"}",
       "twice.json:2:1: key \"openapi\""},
      {"merge.yaml", head + "x-a: &a {b: 1}\nx-c:\n  <<: *a\n", "merge.yaml:6:"},
      {"bomb.yaml", bomb(), "use $ref instead of aliases"},
      {"two.yaml", head + "---\n" + head, "two.yaml:4"},
      {"next.yaml", "openapi: 3.2.0\n", "version 3.2.0 of OpenAPI is not known here"},
      {"old.yaml", "swagger: '2.0'\n", "convert it to OpenAPI 3"},
      {"none.yaml", "info: {title: t}\npaths: {}\n", "\"openapi\" with the version is missing"},
      {"list.json", "[1]", "must be an object, not a list"},
      {"text.yaml", "hello\n", "must be an object, not the text \"hello\""},
      {"cut.json", R"({"openapi": "3.1.0", )", "cut.json:1:"},
      {"deep.json", R"({"openapi": "3.1.0", "x": )" + std::string(100000, '['), "deep.json:1:"},
      {"deep.yaml", head + "x: " + std::string(5000, '[') + "\n", "deep.yaml:4:"},
      {"loop.yaml",
       "openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths:\n  /a:\n    get:\n      responses: "
       "{'200': {$ref: '#/components/responses/R'}}\n"
       "components: {responses: {R: {$ref: '#/components/responses/R'}}}\n",
       "leads back to itself"},
  };
}

}  // namespace

TEST_CASE("files that are no OpenAPI document are refused in a sentence that helps") {
  const support::TemporaryFolder folder;
  support::spit(folder.path() / "t.ndjson", "{}\n");
  for (const Strange& each : refused()) {
    INFO(each.name);
    support::spit(folder.path() / each.name, each.text);
    for (const std::string command : {" lint ", " validate t.ndjson --api "}) {
      const auto ran = support::shell(binary + command + each.name, folder.path());
      CHECK(ran.exit_code == 2);
      CHECK(ran.output.rfind("error: " + each.name, 0) == 0);
      CHECK_THAT(ran.output, Catch::Contains(each.said));
    }
  }
}

TEST_CASE("a folder without an API and a path that is not there are refused by name") {
  const support::TemporaryFolder folder;
  std::filesystem::create_directory(folder.path() / "empty");
  const auto ran = support::shell(binary + " lint empty", folder.path());
  CHECK(ran.exit_code == 2);
  CHECK_THAT(ran.output, Catch::Contains("no behaviour.yaml and no openapi.yaml"));
  CHECK(support::shell(binary + " lint nowhere.yaml", folder.path()).exit_code == 2);
}

TEST_CASE("a byte order mark, anchors and an unquoted version are let pass") {
  const support::TemporaryFolder folder;
  support::spit(folder.path() / "bom.json", "\xef\xbb\xbf" + sound);
  support::spit(folder.path() / "anchors.yaml",
                "openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths:\n  /a:\n    get: &a\n      "
                "responses: {'200': {description: ok}}\n    put: *a\n");
  for (const char* name : {"bom.json", "anchors.yaml"}) {
    const auto ran = support::shell(binary + " lint " + name, folder.path());
    INFO(ran.output);
    CHECK(ran.exit_code == 0);
  }
  support::spit(folder.path() / "number.yaml",
                "openapi: 3.1\ninfo: {title: t, version: '1'}\npaths: {}\n");
  CHECK(support::shell(binary + " lint number.yaml", folder.path()).exit_code == 2);
  support::spit(folder.path() / "t.ndjson",
                R"({"request": {"method": "GET", "url": "/a"}, "response": {"status": 200}})");
  const auto ran = support::shell(binary + " validate t.ndjson --api number.yaml", folder.path());
  CHECK(ran.exit_code == 1);
  const std::string warning = "warning: number.yaml:1:1: the version must be a text";
  REQUIRE(ran.output.rfind(warning, 0) == 0);
  CHECK(ran.output.find(warning, 1) == std::string::npos);  // told once
}

TEST_CASE("lint tells everything that is wrong with a document, not the first of it") {
  const support::TemporaryFolder folder;
  support::spit(folder.path() / "many.yaml", R"(openapi: 3.1.0
info: {title: t, version: '1'}
paths:
  /a:
    post:
      requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Bad'}}}}
      responses:
        '200': {description: ok, content: {application/json: {schema: {type: strin, minimum: x}}}}
        '201': {$ref: '#/components/responses/Nope'}
  /b:
    get:
      parameters:
        - {name: q, in: query, style: matrix, schema: {pattern: '('}}
        - {name: id}
      responses: {'200': {description: ok, content: {application/json: {schema: {multipleOf: 0}}}}}
components:
  schemas:
    Bad:
      required: a
      properties:
        x: {$ref: '#/nowhere'}
        y: {type: [string, 5]}
        z: {pattern: '['}
    Unused: {type: objekt}
)");
  const auto ran = support::shell(binary + " lint many.yaml", folder.path());
  CHECK(ran.exit_code == 2);
  const std::vector<std::string> expected = {
      "8:", "8:", "9:", "13:", "13:", "14:", "15:", "19:", "21:", "22:", "23:", "24:"};
  std::vector<std::string> told;
  std::istringstream lines(ran.output);
  for (std::string line; std::getline(lines, line);) {
    INFO(line);
    REQUIRE(line.rfind("error: many.yaml:", 0) == 0);
    told.push_back(line.substr(17, line.find(':', 17) - 16));
  }
  CHECK(told == expected);
}
