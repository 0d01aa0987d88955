#include "support/catch.h"
#include "support/shell.h"
#include "validator/results_samples.h"

using validator::junit_report;

namespace {

// xmllint's complaint, "" when the text is well-formed. Not installed: nothing to say.
std::string complaint(const std::string& xml) {
  const support::TemporaryFolder folder;
  support::spit(folder.path() / "report.xml", xml);
  if (support::shell("command -v xmllint", folder.path()).exit_code != 0) {
    WARN("xmllint is not installed: the XML was not parsed");
    return {};
  }
  return support::shell("xmllint --noout report.xml", folder.path()).output;
}

}  // namespace

TEST_CASE("a JUnit report groups cases in suites and escapes what they hold") {
  const auto results = samples::results();
  const std::string xml = junit_report("all & sundry", results);
  CHECK(xml ==
        R"(<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="all &amp; sundry" tests="5" failures="1" errors="1" skipped="1" time="0.003500">
  <testsuite name="orders" tests="3" failures="1" errors="1" skipped="0" time="0.003500">
    <testcase classname="orders" name="250 items are accepted" time="0.001500"/>
    <testcase classname="orders" name="item &lt;251&gt; is &quot;one&quot; #too many" time="0.002000" file="suites/orders, big:1.yaml" line="12">
      <failure type="failed" message="expected 400, found 200: 50%">suites/orders, big:1.yaml:12:5
  /status
    expected 400

    found ]]&gt; \x1b[0m)"
        "\uFFFD\\x0d\n"
        R"(</failure>
    </testcase>
    <testcase classname="orders" name="hangs" time="0.000000" file="a.yaml">
      <error type="error" message="no answer in 2 s">a.yaml
</error>
    </testcase>
  </testsuite>
  <testsuite name="other" tests="1" failures="0" errors="0" skipped="1" time="0.000000">
    <testcase classname="other" name="stored things" time="0.000000">
      <skipped message="needs the # mock"/>
    </testcase>
  </testsuite>
  <testsuite name="" tests="1" failures="0" errors="0" skipped="0" time="0.000000">
    <testcase classname="" name="no group \ at all" time="0.000000"/>
  </testsuite>
</testsuites>
)");
  CHECK(complaint(xml) == "");
}

TEST_CASE("JUnit XML is well-formed whatever bytes the values hold") {
  std::string bytes;
  for (int c = 0; c < 256; ++c) bytes += static_cast<char>(c);
  bytes += "]]><![CDATA[ &#0; \uFFFE\uFFFF\xED\xA0\x80";
  using Outcome = validator::TestResult::Outcome;
  std::vector<validator::TestResult> results;
  for (const Outcome outcome : {Outcome::passed, Outcome::failed, Outcome::skipped, Outcome::error})
    results.push_back({bytes, bytes, outcome, bytes, bytes, {bytes, 1, 1}, {}});
  CHECK(complaint(junit_report(bytes, results)) == "");
}

TEST_CASE("a JUnit report of nothing is still one") {
  const std::string xml = junit_report("nothing", {});
  CHECK(xml ==
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
        "<testsuites name=\"nothing\" tests=\"0\" failures=\"0\" errors=\"0\" skipped=\"0\" "
        "time=\"0.000000\">\n</testsuites>\n");
  CHECK(complaint(xml) == "");
}
