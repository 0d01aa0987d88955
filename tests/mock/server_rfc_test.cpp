// Raw bytes against RFC 9110 and 9112, one table a subject; the tables are in raw_cases_*.cpp.
#include "front_client.h"
#include "raw_case.h"
#include "support/catch.h"

using front_test::Client;
using front_test::Ends;
using front_test::RawCase;
using front_test::RawCases;

namespace {

mock::ServerOptions case_options() {
  mock::ServerOptions options;
  options.max_body = front_test::kCaseMaxBody;
  return options;
}

// The method of each answer's request decides whether it has a body; the tables send HEAD alone.
std::string_view method_of(const RawCase& raw) {
  return raw.bytes.substr(0, 5) == "HEAD " ? "HEAD" : "GET";
}

void check_case(int port, const RawCase& raw) {
  INFO("RFC " << raw.section << ": " << raw.name);
  Client client(port);
  client.send(raw.bytes);
  std::string last;
  for (const int status : raw.statuses) {
    const auto reply = client.read_reply(method_of(raw));
    INFO("trouble: " << client.trouble);
    REQUIRE(reply);
    CHECK(reply->status == status);
    if (status >= 200) CHECK(reply->headers.has("Date"));
    last = reply->body;
    for (const auto& [name, value] : reply->headers) last += "\n" + name + ": " + value;
  }
  INFO("last answer: " << last);
  CHECK(last.find(raw.says) != std::string::npos);
  if (raw.ends == Ends::closed) {
    CHECK(client.sees_end());
  } else {
    client.send(front_test::get());
    const auto next = client.read_reply();
    CHECK((next && next->status == 200));
    CHECK(client.unread().empty());
  }
  CHECK(front_test::answers(port));
}

void check_cases(const RawCases& cases) {
  front_test::RunningServer server(case_options());
  for (const auto& raw : cases) check_case(server.port(), raw);
}

}  // namespace

TEST_CASE("request lines are read as RFC 9112 section 3 says") {
  check_cases(front_test::request_line_cases());
}

TEST_CASE("request targets are read as RFC 9112 section 3.2 says") {
  check_cases(front_test::target_cases());
}

TEST_CASE("header fields are read as RFC 9112 section 5 says") {
  check_cases(front_test::field_cases());
}

TEST_CASE("a request has one valid Host") { check_cases(front_test::host_cases()); }

TEST_CASE("a body's length is known beyond doubt or the request is refused") {
  check_cases(front_test::framing_cases());
}

TEST_CASE("chunked bodies are read as RFC 9112 section 7.1 says") {
  check_cases(front_test::chunk_cases());
}

TEST_CASE("connections persist, pipeline and close as RFC 9112 section 9 says") {
  check_cases(front_test::connection_cases());
}

TEST_CASE("compressed bodies and expectations are met or refused as RFC 9110 says") {
  check_cases(front_test::coding_cases());
}

TEST_CASE("the raw cases are at least 150") {
  const auto count = front_test::request_line_cases().size() + front_test::target_cases().size() +
                     front_test::field_cases().size() + front_test::host_cases().size() +
                     front_test::framing_cases().size() + front_test::chunk_cases().size() +
                     front_test::connection_cases().size() + front_test::coding_cases().size();
  CHECK(count >= 150);
}
