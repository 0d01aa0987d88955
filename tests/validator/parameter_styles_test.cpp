// Every style × explode × shape × place of OAS 3.1 section 4.8.12, as requests: what fits is
// accepted, the same with a wrong element is not.
#include "api.h"
#include "support/catch.h"

namespace {

struct Row {
  std::string in;
  std::string style;
  bool explode;
  std::string shape;  // "one", "list", "object"
  std::string good, bad;
};

const std::vector<Row>& rows() {
  static const std::vector<Row> table = {
      {"path", "simple", false, "one", "5", "x"},
      {"path", "simple", false, "list", "3,4,5", "3,x,5"},
      {"path", "simple", true, "list", "3,4,5", "3,x,5"},
      {"path", "simple", false, "object", "r,1,g,2", "r,1,g,x"},
      {"path", "simple", true, "object", "r=1,g=2", "r=1,g=x"},
      {"path", "label", false, "one", ".5", "5"},
      {"path", "label", false, "list", ".3,4,5", ".3,x,5"},
      {"path", "label", true, "list", ".3.4.5", ".3.x.5"},
      {"path", "label", false, "object", ".r,1,g,2", ".r,1,g,x"},
      {"path", "label", true, "object", ".r=1.g=2", ".r=1.g=x"},
      {"path", "matrix", false, "one", ";p=5", ";q=5"},
      {"path", "matrix", false, "list", ";p=3,4,5", ";p=3,x,5"},
      {"path", "matrix", true, "list", ";p=3;p=4", ";p=3;p=x"},
      {"path", "matrix", false, "object", ";p=r,1,g,2", ";p=r,1,g,x"},
      {"path", "matrix", true, "object", ";r=1;g=2", ";r=1;g=x"},
      {"query", "form", false, "one", "p=5", "p=x"},
      {"query", "form", false, "list", "p=3,4,5", "p=3,x,5"},
      {"query", "form", true, "list", "p=3&p=4", "p=3&p=x"},
      {"query", "form", false, "object", "p=r,1,g,2", "p=r,1,g,x"},
      {"query", "form", true, "object", "r=1&g=2", "r=1&g=x"},
      {"query", "spaceDelimited", false, "list", "p=3%204%205", "p=3%20x%205"},
      {"query", "spaceDelimited", false, "object", "p=r%201%20g%202", "p=r%201%20g%20x"},
      {"query", "spaceDelimited", true, "list", "p=3&p=4", "p=3&p=x"},
      {"query", "pipeDelimited", false, "list", "p=3|4|5", "p=3|x|5"},
      {"query", "pipeDelimited", false, "list", "p=3%7C4", "p=3%7Cx"},
      {"query", "pipeDelimited", false, "object", "p=r|1|g|2", "p=r|1|g|x"},
      {"query", "pipeDelimited", true, "list", "p=3&p=4", "p=3&p=x"},
      {"query", "deepObject", true, "object", "p[r]=1&p[g]=2", "p[r]=1&p[g]=x"},
      {"query", "deepObject", true, "object", "p%5Br%5D=1", "p%5Br%5D=x"},
      {"header", "simple", false, "one", "5", "x"},
      {"header", "simple", false, "list", "3, 4,5", "3, x,5"},
      {"header", "simple", true, "list", "3,4", "3,x"},
      {"header", "simple", false, "object", "r,1,g,2", "r,1,g,x"},
      {"header", "simple", true, "object", "r=1,g=2", "r=1,g=x"},
      {"cookie", "form", false, "one", "p=5", "p=x"},
      {"cookie", "form", false, "list", "p=3,4,5", "p=3,x,5"},
      {"cookie", "form", false, "object", "p=r,1,g,2", "p=r,1,g,x"},
      {"cookie", "form", true, "list", "p=3; p=4", "p=3; p=x"},
      {"cookie", "form", true, "object", "r=1; g=2", "r=1; g=x"},
  };
  return table;
}

std::string schema_of(const std::string& shape) {
  if (shape == "list") return "{type: array, items: {type: integer}}";
  if (shape == "object")
    return "{type: object, properties: {r: {type: integer}, g: {type: integer}}}";
  return "{type: integer}";
}

contract::OpenApiPtr api_for(const Row& row) {
  const std::string name = row.in == "header" ? "X-P" : "p";
  return api_with("      parameters:\n        - {name: " + name + ", in: " + row.in +
                      ", required: true, style: " + row.style +
                      ", explode: " + (row.explode ? "true" : "false") +
                      ", schema: " + schema_of(row.shape) + "}\n",
                  row.in == "path" ? "/things/{p}" : "/things");
}

contract::Request request_for(const Row& row, const std::string& text) {
  contract::Request request{"GET", "/things", {}, ""};
  if (row.in == "path") request.target += "/" + text;
  if (row.in == "query") request.target += "?" + text;
  if (row.in == "header") request.headers.add("X-P", text);
  if (row.in == "cookie") request.headers.add("Cookie", text);
  return request;
}

}  // namespace

TEST_CASE("every style of every place is read, and its elements are judged") {
  for (const Row& row : rows()) {
    INFO(row.in << " " << row.style << (row.explode ? " exploded " : " ") << row.shape);
    const auto api = api_for(row);
    {
      INFO(row.good);
      CHECK(codes(judge(api, request_for(row, row.good))) == Codes{});
    }
    INFO(row.bad);
    CHECK(codes(judge(api, request_for(row, row.bad))) == Codes{"invalid-parameter"});
  }
}

TEST_CASE("a required parameter of every style is missed when it is not sent") {
  for (const Row& row : rows()) {
    if (row.in == "path") continue;
    INFO(row.in << " " << row.style << " " << row.shape);
    CHECK(codes(judge(api_for(row), {"GET", "/things", {}, ""})) == Codes{"missing-parameter"});
  }
}
