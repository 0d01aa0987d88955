// How long it takes is measured by hand; what is linear finishes here in well under a second.
#include "contract/router.h"
#include "openapi_support.h"

namespace {

// `count` paths and schemas; every schema refers to two others, so the references form loops.
std::string large(int count) {
  std::string paths = "openapi: 3.0.3\ninfo: {title: L, version: '1'}\npaths:\n";
  std::string schemas = "components:\n  schemas:\n";
  const auto reference = [count](int i) {
    return "{$ref: '#/components/schemas/S" + std::to_string(i % count) + "'}";
  };
  for (int i = 0; i < count; ++i) {
    const std::string n = std::to_string(i);
    paths +=
        "  /s" + n + "/{id}:\n    get:\n      operationId: get" + n +
        "\n      parameters:\n        - name: id\n          in: path\n          required: true\n"
        "          description: >-\n            The identifier of one of these things, as the\n"
        "            list of them told it.\n          schema: {type: string, maxLength: 40}\n"
        "      responses:\n        '200':\n          description: ok\n          content:\n"
        "            application/json:\n              schema: " +
        reference(i) + "\n";
    schemas += "    S" + n + ":\n      type: object\n      required: [id]\n      properties:\n" +
               "        id: {type: integer, minimum: " + n +
               "}\n        name:\n          type: string\n" +
               "          description: What people call it when they talk about it\n" +
               "        next: " + reference(i * 7 + 1) + "\n        all:\n          type: array\n" +
               "          items: " + reference(i + 1) + "\n";
  }
  return paths + schemas;
}

}  // namespace

TEST_CASE("a document of 2 MB with thousands of references loads") {
  const std::string text = large(2500);
  REQUIRE(text.size() > 2'000'000);
  const auto api = openapi_test::load(text);
  CHECK(api->operations.size() == 2500);
  CHECK(api->warnings.empty());
  const contract::Json good = {{"id", 2499}, {"next", {{"id", 2494}}}};
  const contract::Json bad = {{"id", 2499}, {"next", {{"id", 1}}}};
  const auto& schema = *api->operation("get2499")->response(200)->content.at(0).schema;
  CHECK(schema.accepts(good));
  CHECK_FALSE(schema.accepts(bad));
  const auto route = contract::Router(*api).find("GET", "/s1234/x");
  REQUIRE(std::holds_alternative<contract::Route>(route));
  CHECK(std::get<contract::Route>(route).operation->id == "get1234");
}
