// Each question only a live account can settle is findable: one declaration per question.
#include "cli/lint_evidence.h"

#include <sstream>

#include "support/catch.h"
#include "support/shell.h"

namespace {

struct Question {
  std::string api;
  std::string topic;
  std::string line;  // how the declaration's line reads after file and number
};

std::vector<Question> questions() {
  return {
      {"artu", "every answer but 200",
       "assumed: answer of every operation, status of the error, to failed, rejected, ambiguous"},
      {"artu", "skipped",
       "assumed: situation unchanged of contactMethods.upsertManyByExternalId: skip"},
      {"artu", "replaceMode", "assumed: situation unlisted of contactMethods.sync: delete or keep"},
      {"artu", "rate limits", "assumed: no rate limit is known"},
      {"artu", "rate limits", "assumed: error RATE_LIMITED, code \"RATE_LIMITED\", status 429"},
      {"emarsys", "empty errors of update",
       "assumed: answer of contact.update, plan 1, status 200, to complete"},
      {"emarsys", "empty errors of creation",
       "assumed: answer of contact.create, plan 1, status 200, to complete"},
      {"emarsys", "status of 2020",
       "assumed: answer of every operation, status 400, to error INVALID_LIST"},
      {"emarsys", "over-size status", "assumed: error BODY_TOO_LARGE, code 1000, status 413"},
      {"emarsys", "code for read-only fields", "assumed: wording of additionalProperties"},
      {"emarsys", "duplicate rows", "assumed: the same key value twice in a list"},
      {"propeller", "largest batch", "assumed: no largest batch is documented"},
      {"propeller", "body of 401",
       "assumed: answer of every operation, status 401, to reason unauthorized"},
      {"propeller", "members of a failed item",
       "assumed: answer of contacts.bulkById, status 200, to partial, failed"},
      {"propeller", "is the sent id kept", "assumed: a new contact keeps the id that was sent"},
      {"propeller", "10016 or 10007",
       "assumed: situation keyless of contacts.bulkById: reject LOOKUP_KEY_NOT_FOUND"},
  };
}

std::string listed(const std::string& api, const std::set<contract::Evidence>& wanted) {
  std::ostringstream out, err;
  const cli::Environment environment{out, err, cli::with_bundled(contract::read_file)};
  const auto loaded = cli::load_api(api, environment);
  REQUIRE(loaded);
  cli::list_evidence(*loaded, wanted, environment);
  return out.str();
}

}  // namespace

TEST_CASE("every open question about the bundled APIs is listed as assumed, with its line") {
  for (const Question& question : questions()) {
    INFO(question.api << ": " << question.topic);
    const std::string lines = listed(question.api, {contract::Evidence::assumed});
    const std::size_t at = lines.find(question.line);
    REQUIRE(at != std::string::npos);
    const std::size_t begin = lines.rfind('\n', at) + 1;
    CHECK_THAT(lines.substr(begin, at - begin),
               Catch::StartsWith("bundled:" + question.api + "/behaviour.yaml:"));
  }
}

TEST_CASE("only the evidence that was asked for is listed, and every line has a source") {
  for (const char* api : {"artu", "emarsys", "propeller"}) {
    std::istringstream lines(listed(api, {contract::Evidence::documented}));
    std::size_t count = 0;
    for (std::string line; std::getline(lines, line); ++count) {
      INFO(line);
      CHECK(line.find(": documented: ") != std::string::npos);
      CHECK(line.back() == ')');
    }
    CHECK(count > 5);
  }
}

TEST_CASE("lint --evidence takes several words in one list or one after the other") {
  const support::TemporaryFolder folder;
  const std::string binary = UNDERSTUDY_BINARY;
  const auto list =
      support::shell(binary + " lint --evidence example,documented artu", folder.path());
  const auto twice =
      support::shell(binary + " lint --evidence example --evidence documented artu", folder.path());
  CHECK(list.exit_code == 0);
  CHECK(list.output == twice.output);
  CHECK(list.output.find(": assumed: ") == std::string::npos);
  CHECK(support::shell(binary + " lint artu --evidence guessed", folder.path()).exit_code == 2);
}
