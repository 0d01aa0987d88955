#include "support/catch.h"
#include "validator/results_samples.h"

using validator::text_results;

TEST_CASE("the text of results shows what failed in full and the verdict last") {
  CHECK(text_results("understudy test", samples::results()) ==
        R"(✗ orders  1 passed, 1 failed, 1 not judged (4 ms)
  ✗ item <251> is "one" #too many
    expected 400, found 200: 50%
    suites/orders, big:1.yaml:12:5
        /status
          expected 400

          found ]]> \x1b[0m)"
        "\uFFFD\\x0d\n"
        R"(    replay: orders:2
  ! hangs (not judged)
    no answer in 2 s
    a.yaml
- other  1 skipped (0.0 ms)
  - 1 skipped: needs the # mock
✓   1 passed (0.0 ms)

understudy test: 1 of 5 cases failed, 1 case could not be judged, 1 skipped (4 ms)
)");
}

TEST_CASE("quiet text says nothing when all is well and only the bad groups otherwise") {
  const auto all = samples::results();
  validator::ReportStyle quiet;
  quiet.quiet = true;
  CHECK(text_results("t", std::span(all).subspan(0, 1), quiet) == "");
  const std::string text = text_results("t", all, quiet);
  CHECK(text.find("✗ orders") == 0);
  CHECK(text.find("other") == std::string::npos);
  CHECK(text.find("1 of 5 cases failed") != std::string::npos);
}

TEST_CASE("colour is asked for, and no value can bring its own") {
  const auto all = samples::results();
  validator::ReportStyle coloured;
  coloured.colour = true;
  const std::string text = text_results("t", all, coloured);
  CHECK(text.find("\x1b[31m✗\x1b[0m") != std::string::npos);
  CHECK(text.find("found ]]> \\x1b[0m") != std::string::npos);
  CHECK(text_results("t", all).find('\x1b') == std::string::npos);
}

TEST_CASE("the verdict of a run agrees with its numbers") {
  using Outcome = validator::TestResult::Outcome;
  const auto last_line = [](std::vector<Outcome> outcomes) {
    std::vector<validator::TestResult> results;
    for (const Outcome outcome : outcomes) results.push_back({"g", "n", outcome, "", "", {}, {}});
    const std::string text = text_results("t", results);
    return text.substr(text.rfind("t: "));
  };
  CHECK(last_line({}) == "t: no cases ran (0.0 ms)\n");
  CHECK(last_line({Outcome::passed}) == "t: 1 case passed (0.0 ms)\n");
  CHECK(last_line({Outcome::passed, Outcome::skipped}) == "t: 1 case passed, 1 skipped (0.0 ms)\n");
  CHECK(last_line({Outcome::failed}) == "t: 1 of 1 case failed (0.0 ms)\n");
  CHECK(last_line({Outcome::error}) == "t: 1 case could not be judged (0.0 ms)\n");
}
