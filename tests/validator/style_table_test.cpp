// The table of style examples in OpenAPI's Parameter Object (3.0.3 section 4.7.12.3, 3.1.0 section
// 4.8.12.3), cell by cell: the parameter `color`, empty, as the string "blue", the array
// ["blue","black","brown"] and the object {"R":100,"G":200,"B":150}. Each schema is an enum of that
// one value, so a cell passes only if exactly this value was read.
#include <map>

#include "api.h"
#include "support/catch.h"

namespace {

struct Cell {
  std::string style;
  bool explode;
  std::string shape;  // "empty", "string", "array", "object"
  std::string text;
};

const std::vector<Cell>& path_cells() {
  static const std::vector<Cell> cells = {
      {"matrix", false, "empty", ";color"},
      {"matrix", false, "string", ";color=blue"},
      {"matrix", false, "array", ";color=blue,black,brown"},
      {"matrix", false, "object", ";color=R,100,G,200,B,150"},
      {"matrix", true, "empty", ";color"},
      {"matrix", true, "string", ";color=blue"},
      {"matrix", true, "array", ";color=blue;color=black;color=brown"},
      {"matrix", true, "object", ";R=100;G=200;B=150"},
      {"label", false, "empty", "."},
      {"label", false, "string", ".blue"},
      {"label", false, "array", ".blue.black.brown"},
      {"label", false, "array", ".blue,black,brown"},  // as 3.0.4 and 3.1.1 correct it
      {"label", false, "object", ".R.100.G.200.B.150"},
      {"label", false, "object", ".R,100,G,200,B,150"},  // as 3.0.4 and 3.1.1 correct it
      {"label", true, "empty", "."},
      {"label", true, "string", ".blue"},
      {"label", true, "array", ".blue.black.brown"},
      {"label", true, "object", ".R=100.G=200.B=150"},
      {"simple", false, "string", "blue"},
      {"simple", false, "array", "blue,black,brown"},
      {"simple", false, "object", "R,100,G,200,B,150"},
      {"simple", true, "string", "blue"},
      {"simple", true, "array", "blue,black,brown"},
      {"simple", true, "object", "R=100,G=200,B=150"},
  };
  return cells;
}

const std::vector<Cell>& form_cells() {
  static const std::vector<Cell> cells = {
      {"form", false, "empty", "color="},
      {"form", false, "string", "color=blue"},
      {"form", false, "array", "color=blue,black,brown"},
      {"form", false, "object", "color=R,100,G,200,B,150"},
      {"form", true, "empty", "color="},
      {"form", true, "string", "color=blue"},
      {"form", true, "array", "color=blue&color=black&color=brown"},
      {"form", true, "object", "R=100&G=200&B=150"},
  };
  return cells;
}

// The table leaves the name out of the delimited ones; 3.0.4 and 3.1.1 put it back.
const std::vector<Cell>& query_cells() {
  static const std::vector<Cell> cells = {
      {"spaceDelimited", false, "array", "color=blue%20black%20brown"},
      {"spaceDelimited", false, "object", "color=R%20100%20G%20200%20B%20150"},
      {"pipeDelimited", false, "array", "color=blue|black|brown"},
      {"pipeDelimited", false, "array", "color=blue%7Cblack%7Cbrown"},
      {"pipeDelimited", false, "object", "color=R|100|G|200|B|150"},
      {"pipeDelimited", false, "object", "color=R%7C100%7CG%7C200%7CB%7C150"},
      {"deepObject", true, "object", "color[R]=100&color[G]=200&color[B]=150"},
      {"deepObject", true, "object", "color%5BR%5D=100&color%5BG%5D=200&color%5BB%5D=150"},
  };
  return cells;
}

std::string schema_of(const std::string& shape) {
  static const std::map<std::string, std::string> schemas = {
      {"empty", "{type: string, enum: ['']}"},
      {"string", "{type: string, enum: [blue]}"},
      {"array", "{type: array, items: {type: string}, enum: [[blue, black, brown]]}"},
      {"object",
       "{type: object, properties: {R: {type: integer}, G: {type: integer}, B: {type: integer}}, "
       "enum: [{R: 100, G: 200, B: 150}]}"}};
  return schemas.at(shape);
}

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  for (std::size_t at = text.find(from); at != std::string::npos;
       at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
  return text;
}

// Another value in the same spelling.
std::string altered(const Cell& cell) {
  if (cell.shape == "empty") return cell.text + (cell.style == "matrix" ? "=x" : "x");
  return replaced(replaced(cell.text, "blue", "blues"), "100", "101");
}

std::string document(const Cell& cell, const std::string& in, const std::string& version) {
  return "openapi: " + version + "\ninfo: {title: t, version: '1'}\npaths:\n  /things" +
         (in == "path" ? "/{color}" : "") +
         ":\n    get:\n      operationId: op\n      parameters: [{name: color, required: true, "
         "in: " +
         in + ", style: " + cell.style + ", explode: " + (cell.explode ? "true" : "false") +
         ", schema: " + schema_of(cell.shape) + "}]\n      responses: {'200': {description: ok}}\n";
}

contract::Request request_for(const std::string& in, const std::string& text) {
  contract::Request request{"GET", "/things", {}, ""};
  if (in == "path") request.target += "/" + text;
  if (in == "query") request.target += "?" + text;
  if (in == "header") request.headers.add("color", text);
  if (in == "cookie") request.headers.add("Cookie", replaced(text, "&", "; "));
  return request;
}

void check(const std::vector<Cell>& cells, const std::string& in) {
  for (const std::string version : {"3.0.3", "3.1.0"})
    for (const Cell& cell : cells) {
      INFO(version << " " << in << " " << cell.style << (cell.explode ? " exploded " : " ")
                   << cell.shape << ": " << cell.text);
      const auto api = api_of(document(cell, in, version));
      CHECK(codes(judge(api, request_for(in, cell.text))) == Codes{});
      CHECK(codes(judge(api, request_for(in, altered(cell)))) == Codes{"invalid-parameter"});
    }
}

struct Encoded {
  std::string encoding;  // of property color; "" for none
  std::string shape;
  std::string body;
};

const std::vector<Encoded>& form_bodies() {
  static const std::vector<Encoded> rows = {
      {"", "empty", "color="},
      {"", "string", "color=blue"},
      {"", "array", "color=blue&color=black&color=brown"},
      {"", "object", "color=%7B%22R%22:100,%22G%22:200,%22B%22:150%7D"},
      {"{contentType: application/json}", "array",
       "color=%5B%22blue%22,%22black%22,%22brown%22%5D"},
      {"{style: form}", "array", "color=blue&color=black&color=brown"},
      {"{style: form, explode: true}", "array", "color=blue&color=black&color=brown"},
      {"{style: form, explode: false}", "array", "color=blue,black,brown"},
      {"{explode: false}", "array", "color=blue,black,brown"},
      {"{style: form, explode: false}", "object", "color=R,100,G,200,B,150"},
      {"{style: form, explode: true}", "object", "R=100&G=200&B=150"},
      {"{style: form}", "object", "R=100&G=200&B=150"},
      {"{explode: true}", "object", "R=100&G=200&B=150"},
      {"{style: spaceDelimited, explode: false}", "array", "color=blue+black+brown"},
      {"{style: spaceDelimited, explode: false}", "array", "color=blue%20black%20brown"},
      {"{style: spaceDelimited, explode: false}", "object", "color=R+100+G+200+B+150"},
      {"{style: pipeDelimited, explode: false}", "array", "color=blue|black|brown"},
      {"{style: pipeDelimited, explode: false}", "object", "color=R|100|G|200|B|150"},
      {"{style: deepObject, explode: true}", "object", "color[R]=100&color[G]=200&color[B]=150"},
  };
  return rows;
}

contract::OpenApiPtr taking(const std::string& type, const Encoded& row,
                            const std::string& version) {
  return api_of("openapi: " + version +
                "\ninfo: {title: t, version: '1'}\npaths:\n  /things:\n    post:\n      "
                "operationId: op\n      requestBody: {required: true, content: {" +
                type +
                ": {schema: {type: object, required: [color, n], properties: {n: {type: "
                "integer}, color: " +
                schema_of(row.shape) + "}}" +
                (row.encoding.empty() ? "" : ", encoding: {color: " + row.encoding + "}") +
                "}}}\n      responses: {'200': {description: ok}}\n");
}

std::string part(const std::string& name, const std::string& type, const std::string& content) {
  return "--XX\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n" +
         (type.empty() ? "" : "Content-Type: " + type + "\r\n") + "\r\n" + content + "\r\n";
}

contract::Request posted(const std::string& type, const std::string& body) {
  return {"POST", "/things", {{"Content-Type", type}}, body};
}

}  // namespace

TEST_CASE("the style table of OpenAPI holds for path parameters") { check(path_cells(), "path"); }

TEST_CASE("the style table of OpenAPI holds for headers") {
  std::vector<Cell> simple;
  for (const Cell& cell : path_cells())
    if (cell.style == "simple") simple.push_back(cell);
  check(simple, "header");
}

TEST_CASE("the style table of OpenAPI holds for query parameters") {
  check(form_cells(), "query");
  check(query_cells(), "query");
}

TEST_CASE("the style table of OpenAPI holds for cookies") { check(form_cells(), "cookie"); }

TEST_CASE("the style table of OpenAPI holds for the encoding of form bodies") {
  const std::string type = "application/x-www-form-urlencoded";
  for (const std::string version : {"3.0.3", "3.1.0"})
    for (const Encoded& row : form_bodies()) {
      INFO(version << " " << row.encoding << " " << row.shape << ": " << row.body);
      const auto api = taking(type, row, version);
      CHECK(codes(judge(api, posted(type, "n=1&" + row.body))) == Codes{});
      const std::string other = row.shape == "empty"
                                    ? "color=x"
                                    : replaced(replaced(row.body, "blue", "blues"), "100", "101");
      CHECK(codes(judge(api, posted(type, "n=1&" + other))) == Codes{"invalid-body"});
      CHECK(codes(judge(api, posted(type, "n=1"))) == Codes{"invalid-body"});
    }
}

TEST_CASE("parts of a multipart body are read by their encoding's content type or its default") {
  const std::string type = "multipart/form-data; boundary=XX";
  const std::string object = R"({"R":100,"G":200,"B":150})";
  struct Row {
    std::string encoding, shape, parts;
    Codes expected;
  };
  const std::vector<Row> rows = {
      {"", "empty", part("color", "", ""), {}},
      {"", "string", part("color", "", "blue"), {}},
      {"", "string", part("color", "text/plain", "blue"), {}},
      {"",
       "array",
       part("color", "", "blue") + part("color", "", "black") + part("color", "", "brown"),
       {}},
      {"", "array", part("color", "application/json", R"(["blue","black","brown"])"), {}},
      {"", "object", part("color", "application/json", object), {}},
      {"", "object", part("color", "", object), {}},
      {"", "object", part("color", "application/json", R"({"R":101})"), {"invalid-body"}},
      {"", "object", part("color", "application/json", "{"), {"malformed-body"}},
      {"{contentType: application/json}", "object", part("color", "application/json", object), {}},
      {"{contentType: application/json}",
       "object",
       part("color", "text/plain", object),
       {"unsupported-media-type"}},
      {"{contentType: 'text/plain, text/csv'}", "string", part("color", "text/csv", "blue"), {}},
      {"{contentType: 'text/*'}",
       "string",
       part("color", "image/png", "blue"),
       {"unsupported-media-type"}},
  };
  for (const std::string version : {"3.0.3", "3.1.0"})
    for (const Row& row : rows) {
      INFO(version << " " << row.encoding << " " << row.parts);
      const auto api = taking("multipart/form-data", {row.encoding, row.shape, ""}, version);
      CHECK(codes(judge(api, posted(type, part("n", "", "1") + row.parts + "--XX--\r\n"))) ==
            row.expected);
    }
}

TEST_CASE("a list of objects in a form is JSON, element by element") {
  const std::string type = "application/x-www-form-urlencoded";
  const auto api = api_with(
      "      requestBody: {content: {" + type +
          ": {schema: {type: object, properties: {list: {type: array, items: {type: object, "
          "required: [a]}}}}}}}",
      "/things", "post");
  CHECK(codes(judge(api, posted(type, "list=%7B%22a%22:1%7D&list=%7B%22a%22:2%7D"))) == Codes{});
  CHECK(codes(judge(api, posted(type, "list=%7B%22a%22:1%7D&list=%7B%7D"))) ==
        Codes{"invalid-body"});
  CHECK(codes(judge(api, posted(type, "list=a"))) == Codes{"malformed-body"});
}

TEST_CASE("a form of very many fields is read in a time that grows with it") {
  const std::string type = "application/x-www-form-urlencoded";
  const auto api = api_with(
      "      requestBody: {content: {" + type + ": {schema: {type: object}}}}", "/things", "post");
  std::string body;
  for (int n = 0; n < 100000; ++n) body += "f" + std::to_string(n) + "=1&";
  CHECK(codes(judge(api, posted(type, body))) == Codes{});  // seconds, were each looked for in all
}
