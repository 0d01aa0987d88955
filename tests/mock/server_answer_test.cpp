// What becomes of a handler's answer, and of its exceptions.
#include <stdexcept>

#include "front_client.h"
#include "support/catch.h"

using contract::Request;
using contract::Response;
using front_test::Client;
using front_test::Reply;
using namespace std::chrono_literals;

namespace {

Reply answered(const Response& response, std::string_view method = "GET") {
  front_test::RunningServer server({}, {[&](const Request&) { return response; }, {}});
  Client client(server.port());
  client.send(std::string(method) + " / HTTP/1.1\r\nHost: a\r\n\r\n");
  const auto reply = client.read_reply(method);
  REQUIRE(reply);
  CHECK(client.unread().empty());
  client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
  CHECK(client.read_reply());  // the first answer left nothing behind that could be taken for it
  return *reply;
}

}  // namespace

TEST_CASE("an answer has its status, headers and body, a Date, a length and nothing else") {
  const auto reply = answered({201, {{"Content-Type", "text/x"}, {"X-A", "b"}}, "body"});
  CHECK(reply.status == 201);
  CHECK(reply.reason == "Created");
  CHECK(reply.body == "body");
  CHECK(reply.headers.get("X-A") == "b");
  CHECK(reply.headers.get("Content-Length") == "4");
  const auto date = reply.headers.get("Date");
  REQUIRE(date);
  CHECK(date->size() == 29);  // "Sun, 06 Nov 1994 08:49:37 GMT", RFC 9110 section 5.6.7
  CHECK(date->substr(25) == " GMT");
  CHECK(reply.headers.size() == 4);
}

TEST_CASE("an answer without a Content-Type is given none") {
  CHECK_FALSE(answered({200, {}, "body"}).headers.has("Content-Type"));
}

TEST_CASE("HEAD is answered with the length of the body and no body") {
  const auto reply = answered({200, {}, "body"}, "HEAD");
  CHECK(reply.headers.get("Content-Length") == "4");
  CHECK(reply.body.empty());
  CHECK_FALSE(reply.headers.has("Accept-Ranges"));
}

TEST_CASE("204 and 304 have neither body nor length") {
  const int status = GENERATE(204, 304);
  const auto reply = answered({status, {{"ETag", "\"1\""}}, "body"});
  CHECK(reply.status == status);
  CHECK_FALSE(reply.headers.has("Content-Length"));
  CHECK(reply.headers.get("ETag") == "\"1\"");
}

TEST_CASE("205 has a length of 0") {
  CHECK(answered({205, {}, "body"}).headers.get("Content-Length") == "0");
}

TEST_CASE("a status that no final answer can have becomes 500") {
  const int status = GENERATE(-1, 0, 99, 100, 101, 199, 600, 1000);
  CHECK(answered({status, {}, ""}).status == 500);
}

TEST_CASE("a status httplib does not know keeps its number and gets no wrong name") {
  const auto reply = answered({299, {}, "x"});
  CHECK(reply.status == 299);
  CHECK(reply.reason.empty());
}

TEST_CASE("fields that would break the message are left out") {
  const auto reply = answered({200,
                               {{"X-Split", "a\r\nX-Injected: b"},
                                {"X Name", "v"},
                                {"", "v"},
                                {"Transfer-Encoding", "chunked"},
                                {"Content-Length", "99"},
                                {"Connection", "close"},
                                {"X-Kept", "v"}},
                               "body"});
  CHECK(reply.body == "body");
  CHECK(reply.headers.get("X-Kept") == "v");
  CHECK_FALSE(reply.headers.has("X-Split"));
  CHECK_FALSE(reply.headers.has("X-Injected"));
  CHECK_FALSE(reply.headers.has("Transfer-Encoding"));
  CHECK_FALSE(reply.headers.has("Connection"));
  CHECK(reply.headers.get("Content-Length") == "4");
}

TEST_CASE("repeated fields of an answer are all sent, in order") {
  const auto reply = answered({200, {{"Set-Cookie", "a=1"}, {"Set-Cookie", "b=2"}}, ""});
  CHECK(reply.headers.get("Set-Cookie") == "a=1, b=2");
}

TEST_CASE("a large answer arrives whole") {
  const std::string body(5u << 20, 'x');
  CHECK(answered({200, {}, body}).body == body);
}

// Large bodies are sent from where they lie, and others may hold them.
TEST_CASE("a shared body is sent whole, or not at all where there is none") {
  const auto body = std::make_shared<const std::string>(300'000, 'x');
  const int status = GENERATE(200, 204, 205, 700);
  const std::string method = GENERATE("GET", "HEAD");
  mock::Reply reply(Response{status, {}, ""});
  reply.body = body;
  front_test::RunningServer server({}, {[&](const Request&) { return reply; }, {}});
  Client client(server.port());
  for (int i = 0; i < 3; ++i) {
    client.send(method + " / HTTP/1.1\r\nHost: a\r\n\r\n");
    const auto got = client.read_reply(method);
    REQUIRE(got);
    CHECK(got->status == (status == 700 ? 500 : status));
    CHECK((got->body == *body) == (status == 200 && method == "GET"));
    if (status == 200) CHECK(got->headers.get("Content-Length") == "300000");
  }
  CHECK(client.unread().empty());
}

TEST_CASE("a handler's exception becomes 500 and the connection lives on") {
  const auto answer = [](const Request& request) -> Response {
    if (request.target == "/throw") throw std::runtime_error("broken");
    if (request.target == "/odd") throw 7;
    return {200, {}, ""};
  };
  front_test::RunningServer server({}, {answer, {}});
  Client client(server.port());
  for (const std::string target : {"/throw", "/odd", "/"}) {
    client.send("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n");
    const auto reply = client.read_reply();
    REQUIRE(reply);
    CHECK(reply->status == (target == "/" ? 200 : 500));
    CHECK_FALSE(reply->headers.has("EXCEPTION_WHAT"));
  }
}

TEST_CASE("refusals have the handler's body and see what was understood") {
  const auto refuse = [](int status, const std::string& detail, const Request& request) {
    return Response{status, {}, request.method + " " + request.target + " " + detail};
  };
  mock::ServerOptions options;
  options.max_body = 10;
  front_test::RunningServer server(options, {front_test::echo, refuse});
  Client client(server.port());
  client.send("PUT /p HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\n");
  const auto reply = client.read_reply();
  REQUIRE(reply);
  CHECK(reply->status == 413);
  CHECK(reply->body == "PUT /p The body is larger than 10 bytes.");
}

TEST_CASE("a refusal whose handler fails is problem+json") {
  const auto refuse = [](int, const std::string&, const Request&) -> Response { throw 7; };
  front_test::RunningServer server({}, {front_test::echo, refuse});
  Client client(server.port());
  client.send("GET / HTTP/9.9\r\n");
  const auto reply = client.read_reply();
  REQUIRE(reply);
  CHECK(reply->status == 505);
  CHECK(reply->headers.get("Content-Type") == "application/problem+json");
}

TEST_CASE("100 Continue comes before the body is sent and the answer after it") {
  front_test::RunningServer server;
  Client client(server.port());
  const std::string framing = GENERATE("Content-Length: 2", "Transfer-Encoding: chunked");
  client.send("PUT /p HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\n" + framing + "\r\n\r\n");
  const auto interim = client.read_reply();
  REQUIRE(interim);
  CHECK(interim->status == 100);
  CHECK(interim->headers.size() == 0);
  client.send(framing == "Content-Length: 2" ? "hi" : "2\r\nhi\r\n0\r\n\r\n");
  const auto reply = client.read_reply();
  REQUIRE(reply);
  CHECK(reply->status == 200);
  CHECK(reply->body.substr(reply->body.size() - 4) == "\n\nhi");
}

TEST_CASE("a client that sends on after 413 still reads the answer") {
  mock::ServerOptions options;
  options.max_body = 1000;
  front_test::RunningServer server(options);
  Client client(server.port());
  client.send("PUT /p HTTP/1.1\r\nHost: a\r\nContent-Length: 8000000\r\n\r\n");
  client.send(std::string(8'000'000, 'x'));
  const auto reply = client.read_reply();
  REQUIRE(reply);
  CHECK(reply->status == 413);
  CHECK(client.sees_end());
}
