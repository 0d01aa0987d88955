#include "support/catch.h"
#include "support/shell.h"
#include "validator/results_samples.h"

using validator::html_results;

TEST_CASE("the page of results leads with the verdict and escapes every value") {
  const std::string page = html_results("<script>alert(1)</script>", samples::results());
  CHECK(page.find("<script>alert") == std::string::npos);
  CHECK(page.find("<title>&lt;script&gt;alert(1)&lt;/script&gt;</title>") != std::string::npos);
  CHECK(page.find("<p class=\"verdict bad\">1 of 5 cases failed, 1 case could not be judged, 1 "
                  "skipped</p>") != std::string::npos);
  CHECK(page.find("item &lt;251&gt; is &quot;one&quot; #too many") != std::string::npos);
  CHECK(page.find("\x1b") == std::string::npos);
}

TEST_CASE("the page of results fetches nothing") {
  const std::string page = html_results("t", samples::results());
  for (const char* word : {"http://", "https://", "src=", "<link", "@import", "url("})
    CHECK(page.find(word) == std::string::npos);
}

TEST_CASE("the mood of the page follows the verdict") {
  const auto all = samples::results();
  CHECK(html_results("t", std::span(all).subspan(0, 1)).find("verdict well") != std::string::npos);
  CHECK(html_results("t", std::span(all).subspan(3, 1)).find("verdict unsure") !=
        std::string::npos);
}
