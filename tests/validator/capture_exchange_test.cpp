#include "validator/capture_exchange.h"

#include "capture_support.h"
#include "support/catch.h"
#include "validator/capture_parts.h"

using validator::CaptureFormat;

namespace {

// A HAR entry; `request` and `response` are members after the usual ones.
std::string entry(const std::string& request, const std::string& response = "",
                  const std::string& url = "https://API.example.com:443/a?b=1#c") {
  return R"({"request": {"method": "POST", "url": ")" + url + "\"" + request +
         R"(}, "response": {"status": 200)" + response + "}}";
}

std::string gzipped_base64() {  // of {"a":1}
  return "H4sIAAAAAAACA6tWSlSyMqwFAK+sG1YHAAAA";
}

}  // namespace

TEST_CASE("a URL becomes target and host") {
  const auto exchange = exchange_of(entry(""));
  REQUIRE(exchange);
  CHECK(exchange->host == "api.example.com");
  CHECK(exchange->request.target == "/a?b=1");
  CHECK(exchange_of(entry("", "", "http://h:8080"))->host == "h:8080");
  CHECK(exchange_of(entry("", "", "http://h:8080"))->request.target == "/");
  CHECK(exchange_of(entry("", "", "http://u:p@h?x"))->request.target == "/?x");
  CHECK_FALSE(exchange_of(entry("", "", "data:text/plain,x"))->web);
  CHECK_FALSE(exchange_of(entry("", "", "wss://h/socket"))->web);
  CHECK_FALSE(exchange_of(entry("", "", "nonsense")));
}

TEST_CASE("pseudo header fields tell host and path and are dropped") {
  const auto exchange =
      exchange_of(entry(R"(, "headers": [{"name": ":authority", "value": "H2.example.com"},
                             {"name": ":path", "value": "/from/pseudo"},
                             {"name": "Accept", "value": "*/*"}])",
                        R"(, "headers": [{"name": ":status", "value": "200"}])", ""));
  REQUIRE(exchange);
  CHECK(exchange->host == "h2.example.com");
  CHECK(exchange->request.target == "/from/pseudo");
  CHECK(exchange->request.headers.size() == 1);
  CHECK(exchange->response.headers.size() == 0);
}

TEST_CASE("an entry without an answer is unanswered") {
  CHECK_FALSE(exchange_of(R"({"request": {"method": "GET", "url": "/a"}})")->answered);
  CHECK_FALSE(
      exchange_of(R"({"request": {"method": "GET", "url": "/a"}, "response": null})")->answered);
  CHECK_FALSE(
      exchange_of(R"({"request": {"method": "GET", "url": "/a"}, "response": {"status": 0}})")
          ->answered);
}

TEST_CASE("bodies are text, base64 or not there") {
  auto exchange = exchange_of(entry(R"(, "postData": {"mimeType": "text/plain", "text": "hi"})",
                                    R"(, "content": {"text": "aGk=", "encoding": "base64"})"));
  CHECK(exchange->request.body == "hi");
  CHECK(exchange->response.body == "hi");
  exchange = exchange_of(entry(R"(, "bodySize": 12)", R"(, "content": {"size": 12})"));
  CHECK_FALSE(exchange->request_body);
  CHECK_FALSE(exchange->response_body);
  exchange = exchange_of(entry(R"(, "bodySize": 0)", R"(, "content": {"size": 0})"));
  CHECK(exchange->request_body);
  CHECK(exchange->response_body);
  CHECK_FALSE(exchange_of(entry("", R"(, "content": {"text": "?", "encoding": "base64"})")));
}

TEST_CASE("a form kept as params only is put together again") {
  auto exchange = exchange_of(entry(
      R"(, "postData": {"mimeType": "application/x-www-form-urlencoded", "text": "",
           "params": [{"name": "a b", "value": "1&2"}, {"name": "c", "value": "%C3%BC"}]})"));
  CHECK(exchange->request.body == "a%20b=1%262&c=%C3%BC");
  exchange = exchange_of(entry(
      R"(, "postData": {"mimeType": "multipart/form-data; boundary=X",
           "params": [{"name": "f", "value": "v", "fileName": "n.txt"}]})"));
  CHECK(exchange->request.body ==
        "--X\r\nContent-Disposition: form-data; name=\"f\"; filename=\"n.txt\"\r\n\r\nv\r\n"
        "--X--\r\n");
}

TEST_CASE("bodies are inflated only where they still are compressed") {
  const std::string header = R"(, "headers": [{"name": "Content-Encoding", "value": "gzip"}])";
  auto exchange = exchange_of(entry("", header + R"(, "content": {"text": "{\"a\":1}"})"));
  CHECK(exchange->response.body == "{\"a\":1}");
  exchange = exchange_of(entry(
      "", header + R"(, "content": {"encoding": "base64", "text": ")" + gzipped_base64() + "\"}"));
  CHECK(exchange->response.body == "{\"a\":1}");
  CHECK_FALSE(exchange_of(entry("", header + R"(, "content": {"encoding": "base64", "text": ")" +
                                        gzipped_base64() + "\"}"),
                          CaptureFormat::har, 3));
  // {"a":1} with brotli
  exchange = exchange_of(entry("", R"(, "headers": [{"name": "content-encoding", "value": "br"}],
                "content": {"encoding": "base64", "text": "CwOAeyJhIjoxfQM="})"));
  CHECK(exchange->response.body == "{\"a\":1}");
}

TEST_CASE("type and cookies the writer kept elsewhere come back as headers") {
  const auto exchange = exchange_of(
      entry(R"(, "cookies": [{"name": "a", "value": "1"}, {"name": "b", "value": "2"}])",
            R"(, "content": {"mimeType": "application/json", "text": "1"})"));
  CHECK(exchange->request.headers.get("Cookie") == "a=1; b=2");
  CHECK(exchange->response.headers.get("Content-Type") == "application/json");
}

TEST_CASE("a line of NDJSON is an exchange") {
  const auto exchange = exchange_of(
      R"({"time": "x", "request": {"method": "PUT", "url": "/a", "headers":
          {"Host": "h:1", "X": ["1", "2"]}, "body": "text"},
          "response": {"status": 201, "headers": [["Y", "3"]], "bodyBase64": "/w=="}})",
      CaptureFormat::ndjson);
  REQUIRE(exchange);
  CHECK(exchange->host == "h:1");
  CHECK(exchange->request.headers.get("x") == "1, 2");
  CHECK(exchange->request.body == "text");
  CHECK(exchange->response.status == 201);
  CHECK(exchange->response.headers.get("y") == "3");
  CHECK(exchange->response.body == "\xff");
}

TEST_CASE("a body that is JSON stands for its text, and lines of HAR entries are read as such") {
  auto exchange = exchange_of(
      R"({"request": {"method": "PUT", "url": "/a", "body": {"b": [1]}}, "response": {"status": 1}})",
      CaptureFormat::ndjson);
  CHECK(exchange->request.body == "{\"b\":[1]}");
  exchange = exchange_of(entry(R"(, "postData": {"text": "x"})"), CaptureFormat::ndjson);
  CHECK(exchange->request.body == "x");
}

TEST_CASE("WireMock's request journal is read") {
  const auto exchange = exchange_of(
      R"({"id": "1", "request": {"url": "/a", "absoluteUrl": "http://localhost:8080/a?x",
          "method": "POST", "headers": {"Accept": "a"}, "body": "b", "bodyAsBase64": "Yg=="},
          "responseDefinition": {"status": 404}, "response": {"status": 200, "body": "{}"}})",
      CaptureFormat::wiremock);
  REQUIRE(exchange);
  CHECK(exchange->host == "localhost:8080");
  CHECK(exchange->request.target == "/a?x");
  CHECK(exchange->request.body == "b");
  CHECK(exchange->response.status == 200);
  CHECK(exchange_of(R"({"request": {"url": "/a", "method": "GET"},
                        "responseDefinition": {"status": 200, "jsonBody": {"a": 1}}})",
                    CaptureFormat::wiremock)
            ->response.body == "{\"a\":1}");
}

TEST_CASE("what is no exchange is refused and says why") {
  CHECK(exchange_of("12").error().message == "the entry is no object");
  CHECK(exchange_of("{}").error().message == "the entry has no request");
  CHECK(exchange_of(R"({"request": {"url": "/a"}})").error().message ==
        "the request has no method");
}
