#pragma once
// HTTP messages as plain values; nothing here knows a socket.
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace contract {

// Fields in the order they were sent, repeated ones kept. Names compare case-insensitively
// (RFC 9110 section 5.1).
class Headers {
 public:
  Headers() = default;
  Headers(std::initializer_list<std::pair<std::string, std::string>> fields) : fields_(fields) {}

  void add(std::string name, std::string value);
  void set(std::string_view name, std::string value);  // replaces every field of this name
  void remove(std::string_view name);
  bool has(std::string_view name) const { return find(name) != nullptr; }
  const std::string* find(std::string_view name) const;  // the first one
  // All values of the name joined by ", " (RFC 9110 section 5.2); nothing when there is none.
  std::optional<std::string> get(std::string_view name) const;
  auto begin() const { return fields_.begin(); }
  auto end() const { return fields_.end(); }
  std::size_t size() const { return fields_.size(); }

 private:
  std::vector<std::pair<std::string, std::string>> fields_;
};

struct Request {
  std::string method;  // as sent; case-sensitive
  std::string target;  // origin-form as sent: "/path?query", not decoded
  Headers headers;
  std::string body;  // after Transfer-Encoding and Content-Encoding

  std::string_view path() const;   // of the target, undecoded
  std::string_view query() const;  // without the "?"; "" when there is none
};

struct Response {
  int status = 200;
  Headers headers;
  std::string body;
  // Never reaches the client: the connection ends without an answer (mock/faults.h).
  bool lost = false;
};

// A request, its answer and where they were seen.
struct Exchange {
  Request request;
  Response response;
  std::string source;     // file, socket or suite
  std::size_t entry = 0;  // counted from 0 inside the source
};

bool iequals(std::string_view a, std::string_view b);  // ASCII case-insensitive
std::string to_lower(std::string_view text);           // ASCII only
std::string to_upper(std::string_view text);
// %XX decoded; nothing when an escape is malformed. '+' stays a plus.
std::optional<std::string> percent_decode(std::string_view text);
// Pairs of a query or form body in order; '+' is a space there. Malformed escapes stay as written.
std::vector<std::pair<std::string, std::string>> parse_query(std::string_view query);
// "application/json" of "application/json; charset=utf-8", lower case.
std::string media_type_of(std::string_view content_type);
// The standard reason phrase (RFC 9110 section 15), or "" for a status it does not define.
std::string_view reason_phrase(int status);

}  // namespace contract
