// What lint says of documents with one fault each, with the line.
#include <algorithm>
#include <sstream>

#include "cli/lint_api.h"
#include "support/catch.h"
#include "support/shell.h"

namespace {

// The document with `#!` at the line the complaint must name.
struct Fault {
  std::string name;
  std::string document;
  std::string code;
  std::string words;
  cli::Severity severity = cli::Severity::error;
};

const std::string head = "openapi: 3.1.0\ninfo: {title: t, version: '1'}\n";
const std::string head30 = "openapi: 3.0.3\ninfo: {title: t, version: '1'}\n";

std::string get_a(const std::string& operation, const std::string& tail = "") {
  return head + "paths:\n  /a:\n    get:\n      operationId: a\n" + operation + tail;
}
const std::string ok = "      responses: {'200': {description: ok}}\n";

std::string schemas(const std::string& text) {
  return get_a(ok, "components:\n  schemas:\n" + text);
}

std::string content(const std::string& media_type) {
  return get_a(
      "      responses:\n        '200':\n          description: ok\n          content:\n"
      "            application/json:\n" +
      media_type);
}

cli::LintedApi lint(const std::string& document) {
  const support::TemporaryFolder folder;
  support::spit(folder.path() / "openapi.yaml", document);
  std::ostringstream out, err;
  return cli::lint_api((folder.path() / "openapi.yaml").string(),
                       {out, err, cli::with_bundled(contract::read_file)});
}

int marked_line(const std::string& document) {
  const std::size_t mark = document.find("#!");
  REQUIRE(mark != std::string::npos);
  return 1 + static_cast<int>(std::count(
                 document.begin(), document.begin() + static_cast<std::ptrdiff_t>(mark), '\n'));
}

void check(const Fault& fault) {
  INFO(fault.name << "\n" << fault.document);
  const cli::LintedApi linted = lint(fault.document);
  std::string all;
  for (const cli::Complaint& each : linted.complaints) all += to_string(each.what) + "\n";
  INFO(all);
  REQUIRE(linted.complaints.size() == 1);
  const cli::Complaint& told = linted.complaints.front();
  CHECK(told.what.code == fault.code);
  CHECK(told.severity == fault.severity);
  CHECK(told.what.where.line == marked_line(fault.document));
  CHECK_THAT(told.what.message, Catch::Contains(fault.words));
}

const cli::Severity warning = cli::Severity::warning;

std::vector<Fault> example_faults() {
  const std::string schema =
      "              schema: {type: object, properties: {n: {type: integer}}}\n";
  return {
      {"media type example", content(schema + "              example: {n: x} #!\n"),
       "invalid-example", "the example breaks its schema (line 12): /n:"},
      {"named example",
       content(schema + "              examples:\n                bad:\n                  value:\n"
                        "                    n: x #!\n"),
       "invalid-example", "example \"bad\""},
      {"referred example",
       content(schema + "              examples: {bad: {$ref: '#/components/examples/e'}}\n") +
           "components: {examples: {e: {value: {n: x}}}} #!\n",
       "invalid-example", "example \"bad\""},
      {"parameter example",
       get_a("      parameters:\n        - {name: n, in: query, schema: {type: integer}, example: "
             "x} #!\n" +
             ok),
       "invalid-example", "the example"},
      {"header example",
       get_a("      responses:\n        '200':\n          description: ok\n          headers:\n"
             "            X-N: {schema: {type: integer}, example: x} #!\n"),
       "invalid-example", "integer"},
      {"schema example", schemas("    S: {type: string, example: 7} #!\n"), "invalid-example",
       "the example"},
      {"schema examples", schemas("    S: {type: string, examples: [a, 7]} #!\n"),
       "invalid-example", "an example"},
      {"default inside",
       schemas("    S:\n      properties:\n        a: {type: integer, default: x} "
               "#!\n"),
       "invalid-example", "the default"},
      {"readOnly in a request example",
       get_a(
           "      requestBody:\n        content:\n          application/json:\n            "
           "schema: {$ref: '#/components/schemas/S'}\n            example: {} #!\n" +
               ok,
           "components: {schemas: {S: {required: [id, n], properties: {id: {readOnly: true}}}}}\n"),
       "invalid-example", "\"n\""},
  };
}

std::vector<Fault> schema_faults() {
  return {
      {"unsupported keyword", head30 + "paths: {}\ncomponents: {schemas: {S: {const: 1}}} #!\n",
       "unsupported-keyword", "\"const\""},
      {"nullable in 3.1", schemas("    S: {type: string, nullable: true} #!\n"), "unknown-keyword",
       "'null'", warning},
      {"misspelled keyword", schemas("    S: {type: object, requird: [a]} #!\n"), "unknown-keyword",
       "did you mean 'required'", warning},
      {"unused dangling reference",
       schemas("    S:\n      properties:\n        a: {$ref: '#/components/schemas/T'} #!\n"),
       "unresolved-reference", "T"},
      {"unused bad pattern", schemas("    S: {type: string, pattern: '('} #!\n"), "bad-pattern",
       "("},
      {"unknown type", schemas("    S: {type: strin} #!\n"), "bad-keyword", "strin"},
  };
}

std::vector<Fault> structure_faults() {
  return {
      {"duplicate operationId", get_a(ok) + "  /b:\n    get: #!\n      operationId: a\n" + ok,
       "duplicate-operation-id", "line 5"},
      {"colliding templates", head + "paths:\n  /a/{x}: {}\n  /a/{y}: {} #!\n", "colliding-paths",
       "line 4"},
      {"twin paths", head + "paths:\n  /a: {}\n  /a/: {} #!\n", "twin-paths", "line 4", warning},
      {"undeclared security scheme", get_a("      security:\n        - none: [] #!\n" + ok),
       "unknown-security-scheme", "none"},
      {"placeholder without parameter",
       head + "paths:\n  /a/{id}:\n    get: #!\n      operationId: a\n" + ok,
       "missing-path-parameter", "{id}"},
      {"parameter without placeholder",
       get_a("      parameters:\n        - {name: id, in: path, required: true, schema: {type: "
             "string}} #!\n" +
             ok),
       "unused-path-parameter", "id"},
      {"response without description", get_a("      responses:\n        '200': {} #!\n"),
       "missing-field", "\"description\""},
      {"dangling unused response",
       get_a(ok, "components:\n  responses:\n    R: {$ref: '#/components/responses/S'} #!\n"),
       "unresolved-reference", "S"},
      {"dangling response in use, told once",
       get_a("      responses:\n        '200': {$ref: '#/components/responses/S'} #!\n"),
       "unresolved-reference", "S"},
      {"XML that nothing reads",
       get_a("      responses:\n        '200':\n          description: ok\n          content:\n"
             "            application/xml: {schema: {type: object}} #!\n"),
       "not-judged", "application/xml", warning},
      {"headers of parts",
       get_a("      requestBody:\n        content:\n          multipart/form-data:\n"
             "            schema: {type: object}\n"
             "            encoding: {a: {headers: {X: {schema: {type: string}}}}} #!\n" +
             ok),
       "not-judged", "\"a\"", warning},
      {"header without a schema",
       get_a("      responses:\n        '200':\n          description: ok\n          headers:\n"
             "            X-A: {} #!\n"),
       "missing-schema", "header \"X-A\""},
      {"header of another style",
       get_a("      responses:\n        '200':\n          description: ok\n          headers:\n"
             "            X-A: {style: form, schema: {type: string}} #!\n"),
       "invalid-style", "simple"},
      {"header of two media types",
       get_a("      responses:\n        '200':\n          description: ok\n          headers:\n"
             "            X-A: {content: {text/plain: {}, application/json: {}}} #!\n"),
       "ambiguous-parameter", "one media type"},
      {"no version", "openapi: 3.1.0\ninfo: {title: t} #!\npaths: {}\n", "missing-field",
       "\"version\""},
      {"unknown word", get_a("      sumary: x #!\n" + ok), "unknown-field",
       "did you mean 'summary'", warning},
      {"link to nowhere",
       get_a("      responses:\n        '200':\n          description: ok\n          links:\n"
             "            next: {operationId: b} #!\n"),
       "unknown-operation", "'b'"},
      {"wrong type in what nobody uses", get_a(ok, "components:\n  parameters:\n    P: [] #!\n"),
       "wrong-type", "a parameter"},
      {"path without slash", head + "paths:\n  a: {} #!\n", "invalid-path", "slash"},
  };
}

}  // namespace

TEST_CASE("examples and defaults are held against their schemas, wherever they stand") {
  for (const Fault& fault : example_faults()) check(fault);
}

TEST_CASE("schemas that cannot be honoured, or that mean nothing, are told by name and line") {
  for (const Fault& fault : schema_faults()) check(fault);
}

TEST_CASE("faults of the document's structure are told with their line") {
  for (const Fault& fault : structure_faults()) check(fault);
}

TEST_CASE("a sound document has no complaint") {
  CHECK(lint(get_a(ok)).complaints.empty());
  for (const char* api : {"artu", "emarsys", "propeller"}) {
    std::ostringstream out, err;
    const auto linted = cli::lint_api(api, {out, err, cli::with_bundled(contract::read_file)});
    for (const cli::Complaint& each : linted.complaints) UNSCOPED_INFO(to_string(each.what));
    CHECK(linted.complaints.empty());
  }
}

TEST_CASE("a broken behaviour does not hide what is wrong with its contract") {
  const support::TemporaryFolder folder;
  support::spit(folder.path() / "openapi.yaml", get_a("      responses:\n        '200': {}\n"));
  support::spit(folder.path() / "behaviour.yaml",
                "behaviour: 1\ncontract: openapi.yaml\noperations: {b: {}}\n");
  std::ostringstream out, err;
  const auto linted =
      cli::lint_api(folder.path().string(), {out, err, cli::with_bundled(contract::read_file)});
  REQUIRE(linted.complaints.size() == 2);
  CHECK(linted.complaints[0].what.code == "unknown-operation");
  CHECK(linted.complaints[1].what.code == "missing-field");
}
