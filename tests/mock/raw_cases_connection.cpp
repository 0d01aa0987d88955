#include <fmt/format.h>

#include "front_client.h"
#include "raw_case.h"

namespace front_test {
namespace {

std::string old(std::string_view fields) {
  return "GET / HTTP/1.0\r\nHost: a\r\n" + std::string(fields) + "\r\n";
}

std::string encoded(std::string_view coding, std::string_view body) {
  return post("Content-Encoding: " + std::string(coding) +
                  "\r\nContent-Length: " + std::to_string(body.size()) + "\r\n",
              body);
}

std::string expecting(std::string_view expectation, std::string_view fields,
                      std::string_view body) {
  return post("Expect: " + std::string(expectation) + "\r\n" + std::string(fields), body);
}

// The body in two chunks, the first of ten bytes.
std::string in_chunks(std::string_view fields, std::string_view body) {
  const auto rest = body.substr(10);
  return post(
      std::string(fields) + "Transfer-Encoding: chunked\r\n",
      fmt::format("a\r\n{}\r\n{:x}\r\n{}\r\n0\r\n\r\n", body.substr(0, 10), rest.size(), rest));
}

std::string pipeline(int count) {
  std::string all;
  for (int i = 0; i < count; ++i) all += get("", "/" + std::to_string(i));
  return all;
}

}  // namespace

RawCases connection_cases() {
  return {
      {"9112 9.3", "HTTP/1.1 stays open", get(), {200}, Ends::open},
      {"9112 9.3",
       "HTTP/1.1 with keep-alive stays open",
       get("Connection: keep-alive\r\n"),
       {200},
       Ends::open},
      {"9112 9.6", "close", get("Connection: close\r\n"), {200}, Ends::closed, "Connection: close"},
      {"9110 7.6.1",
       "options are case-insensitive",
       get("Connection: Close\r\n"),
       {200},
       Ends::closed,
       "Connection: close"},
      {"9112 9.3",
       "close wins over keep-alive",
       get("Connection: keep-alive, close\r\n"),
       {200},
       Ends::closed},
      {"9112 9.3",
       "close in a second line",
       get("Connection: x\r\nConnection: close\r\n"),
       {200},
       Ends::closed},
      {"9110 7.6.1",
       "an unknown option",
       get("Connection: x-closed, close-y\r\n"),
       {200},
       Ends::open},
      {"9112 9.3", "HTTP/1.0 closes", old(""), {200}, Ends::closed, "Connection: close"},
      {"9112 9.3",
       "HTTP/1.0 with keep-alive stays open",
       old("Connection: keep-alive\r\n"),
       {200},
       Ends::open,
       "Connection: keep-alive"},
      {"9112 C.2.2",
       "HTTP/1.0 with Keep-Alive in capitals",
       old("Connection: KEEP-ALIVE\r\n"),
       {200},
       Ends::open},
      {"9112 9.3", "HTTP/1.0 without Host", "GET / HTTP/1.0\r\n\r\n", {200}, Ends::closed},
      {"9112 9.3.2",
       "two pipelined requests",
       get("", "/1") + get("", "/2"),
       {200, 200},
       Ends::open,
       "GET /2\n"},
      {"9112 9.3.2",
       "pipelined requests with bodies",
       post("Content-Length: 1\r\n", "a") + chunked("1\r\nb\r\n0\r\n\r\n") + get("", "/3"),
       {200, 200, 200},
       Ends::open,
       "GET /3\n"},
      {"9112 9.3.2", "a hundred pipelined requests", pipeline(100), std::vector<int>(100, 200),
       Ends::open, "GET /99\n"},
      {"9112 9.3.2",
       "a valid request, then a broken one",
       get() + "GET /\r\n\r\n",
       {200, 400},
       Ends::closed},
      {"9112 9.6",
       "nothing is answered after a broken request",
       "GET /\r\n\r\n" + get(),
       {400},
       Ends::closed},
      {"9112 9.6",
       "nothing is answered after close",
       get("Connection: close\r\n") + get(),
       {200},
       Ends::closed},
      {"9112 2.2",
       "CRLF after a body",
       post("Content-Length: 2\r\n", "hi") + "\r\n" + get("", "/n"),
       {200, 200},
       Ends::open,
       "GET /n\n"},
      {"9112 6.3",
       "a body that looks like a request",
       post("Content-Length: " + std::to_string(get("", "/smuggled").size()) + "\r\n",
            get("", "/smuggled")),
       {200},
       Ends::open,
       "POST /p\n"},
      {"9112 11.2",
       "a smuggled request behind two lengths",
       post("Content-Length: 0\r\nContent-Length: 30\r\n", get()),
       {400},
       Ends::closed},
  };
}

RawCases coding_cases() {
  const std::string plain = R"({"hello":"world"})";
  const std::string zipped = gzip(plain);
  return {
      {"9110 10.1.1",
       "100-continue with the body at once",
       expecting("100-continue", "Content-Length: 2\r\n", "hi"),
       {200},
       Ends::open,
       "\n\nhi"},
      {"9110 10.1.1", "100-continue without a body", expecting("100-continue", "", ""), {200}},
      {"9110 10.1.1",
       "100-continue in HTTP/1.0 is ignored",
       "POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nhi",
       {200},
       Ends::closed,
       "\n\nhi"},
      {"9110 10.1.1",
       "another expectation in HTTP/1.0 is ignored",
       old("Expect: x\r\n"),
       {200},
       Ends::closed},
      {"9110 10.1.1",
       "another expectation",
       expecting("200-ok", "Content-Length: 2\r\n", "hi"),
       {417},
       Ends::closed},
      {"9110 10.1.1",
       "two expectations",
       expecting("100-continue, x=y", "Content-Length: 2\r\n", "hi"),
       {417},
       Ends::closed},
      {"9110 10.1.1",
       "100-continue of too large a body",
       expecting("100-continue", "Content-Length: 4097\r\n", ""),
       {413},
       Ends::closed},
      {"9110 10.1.1",
       "100-continue of an unknown coding",
       expecting("100-continue", "Content-Length: 2\r\nContent-Encoding: br\r\n", ""),
       {415},
       Ends::closed},
      {"9110 8.4.1.3",
       "gzip",
       encoded("gzip", zipped),
       {200},
       Ends::open,
       "\n\n"
       R"({"hello":"world"})"},
      {"9110 8.4.1.3", "x-gzip", encoded("x-gzip", zipped), {200}, Ends::open, "world"},
      {"9110 8.4.1",
       "codings are case-insensitive",
       encoded("GZip", zipped),
       {200},
       Ends::open,
       "world"},
      {"9110 8.4.1.2",
       "deflate",
       encoded("deflate", deflate(plain)),
       {200},
       Ends::open,
       "\n\n"
       R"({"hello":"world"})"},
      {"9110 8.4.1", "identity", encoded("identity", plain), {200}, Ends::open, "world"},
      {"1952 2.2",
       "gzip of two members",
       encoded("gzip", gzip("ab") + gzip("cd")),
       {200},
       Ends::open,
       "\n\nabcd"},
      {"9110 8.4", "gzip of an empty body", encoded("gzip", ""), {200}},
      {"9110 8.4",
       "gzip in chunks",
       in_chunks("Content-Encoding: gzip\r\n", zipped),
       {200},
       Ends::open,
       "world"},
      {"1952 2.3", "something that is no gzip", encoded("gzip", plain), {400}, Ends::open},
      {"1952 2.3",
       "gzip that is cut short",
       encoded("gzip", zipped.substr(0, zipped.size() - 9)),
       {400},
       Ends::open},
      {"1952 2.3",
       "gzip with a wrong checksum",
       encoded("gzip",
               [&] {
                 auto wrong = zipped;
                 wrong[wrong.size() - 8] ^= 1;
                 return wrong;
               }()),
       {400},
       Ends::open},
      {"1952 2.2",
       "gzip with something behind it",
       encoded("gzip", zipped + "rest"),
       {400},
       Ends::open},
      {"1950 2.2",
       "deflate with something behind it",
       encoded("deflate", deflate(plain) + "rest"),
       {400},
       Ends::open},
      {"1950 2.2",
       "deflate without its zlib header",
       encoded("deflate", deflate(plain).substr(2)),
       {400},
       Ends::open},
      {"9110 15.5.14",
       "gzip of too large a body",
       encoded("gzip", gzip(std::string(4097, 'x'))),
       {413},
       Ends::open},
      {"9110 15.5.14",
       "gzip of the largest body",
       encoded("gzip", gzip(std::string(4096, 'x'))),
       {200}},
      {"9110 15.5.16",
       "an unknown coding",
       encoded("br", plain),
       {415},
       Ends::open,
       "Accept-Encoding: gzip, deflate"},
      {"9110 15.5.16", "two codings", encoded("gzip, gzip", gzip(zipped)), {415}, Ends::open},
  };
}

}  // namespace front_test
