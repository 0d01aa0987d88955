#include "support/catch.h"
#include "validator/report_formats.h"
#include "validator/report_samples.h"

using validator::html_report;

namespace {

std::size_t place_of(const std::string& page, std::string_view text) {
  const std::size_t place = page.find(text);
  INFO(text);
  CHECK(place != std::string::npos);
  return place;
}

}  // namespace

TEST_CASE("the page leads with verdict, counts and the worst rules") {
  const std::string page = html_report(samples::failed_report());
  const std::size_t verdict = place_of(page, "<p class=\"verdict bad\">failed: 1,234 exchanges");
  const std::size_t counts = place_of(page, "<li><b>1,234</b><span>exchanges</span></li>");
  const std::size_t worst = place_of(page, "<h2>Worst rules</h2>");
  const std::size_t most = page.find("<td><code>invalid-body</code></td><td>5</td>");
  const std::size_t least = page.find("<td><code>unknown-path</code></td><td>1</td>");
  const std::size_t violations = place_of(page, "<h2>Violations</h2>");
  CHECK(verdict < counts);
  CHECK(counts < worst);
  CHECK(worst < most);
  CHECK(most < least);
  CHECK(least < violations);
  CHECK(violations < place_of(page, "<h2>Notes</h2>"));
  place_of(page, "<h2>Coverage</h2>\n<p>1 of 3 documented answers seen.</p>");
}

TEST_CASE("nothing captured becomes markup") {
  validator::Report report = samples::incomplete_report();
  const std::string evil = "<img src=x onerror=alert(1)>\"'&\x1b\xff";
  for (auto& [key, group] : report.groups)
    for (auto& finding : group.findings) {
      finding.target = finding.method = finding.violation.message = evil;
      finding.violation.expected = finding.violation.found = finding.violation.pointer = evil;
      finding.violation.name = finding.violation.contract.file = evil;
    }
  report.files[0].name = evil;
  report.problems[0].message = evil;
  report.coverage[{evil, evil, evil, evil}] = {evil, evil, true, 1};
  const std::string page = html_report(report);
  CHECK(page.find("<img") == std::string::npos);
  CHECK(page.find('\x1b') == std::string::npos);
  CHECK(page.find("&lt;img src=x onerror=alert(1)&gt;&quot;&#39;&amp;\\x1b\uFFFD") !=
        std::string::npos);
}

TEST_CASE("the page fetches nothing and closes what it opens") {
  const std::string page = html_report(samples::incomplete_report());
  for (const char* word : {"http://", "https://", " src=", "<link", "@import", "url("})
    CHECK(page.find(word) == std::string::npos);
  for (const std::string tag : {"details", "table", "pre", "div", "main", "body", "html", "code"}) {
    INFO(tag);
    std::size_t open = 0, closed = 0;
    for (std::size_t at = 0; (at = page.find("<" + tag, at)) != std::string::npos; ++at)
      open += page[at + tag.size() + 1] == '>' || page[at + tag.size() + 1] == ' ';
    for (std::size_t at = 0; (at = page.find("</" + tag + ">", at)) != std::string::npos; ++at)
      ++closed;
    CHECK(open == closed);
  }
}

TEST_CASE("an incomplete run is neither good nor bad on the page, and says why") {
  const std::string page = html_report(samples::incomplete_report());
  CHECK(page.find("<p class=\"verdict unsure\">incomplete") != std::string::npos);
  CHECK(page.find("the entry is larger than 16 MiB") != std::string::npos);
  CHECK(page.find("2/3 of day.har") != std::string::npos);
  CHECK(html_report(samples::empty_report()).find("verdict well") != std::string::npos);
}
