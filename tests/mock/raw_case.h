#pragma once
// Requests as raw bytes, and what a server must make of them.
#include <string>
#include <string_view>
#include <vector>

namespace front_test {

enum class Ends { open, closed };  // what becomes of the connection after the answers

struct RawCase {
  std::string_view section;   // RFC and section that ask for it
  std::string_view name;      // what is sent
  std::string bytes;          //
  std::vector<int> statuses;  // of the answers, in order
  Ends ends = Ends::open;     //
  std::string says = {};      // in the last answer's text, if any
};
using RawCases = std::vector<RawCase>;

RawCases request_line_cases();
RawCases target_cases();
RawCases field_cases();
RawCases host_cases();
RawCases framing_cases();
RawCases chunk_cases();
RawCases connection_cases();
RawCases coding_cases();

// The limits the cases are written for.
constexpr std::size_t kCaseMaxBody = 4096;

inline std::string get(std::string_view fields = "", std::string_view target = "/") {
  return "GET " + std::string(target) + " HTTP/1.1\r\nHost: a\r\n" + std::string(fields) + "\r\n";
}

inline std::string post(std::string_view fields, std::string_view body) {
  return "POST /p HTTP/1.1\r\nHost: a\r\n" + std::string(fields) + "\r\n" + std::string(body);
}

inline std::string chunked(std::string_view body) {
  return post("Transfer-Encoding: chunked\r\n", body);
}

}  // namespace front_test
