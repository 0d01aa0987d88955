#include "mock/front_framing.h"

#include <algorithm>
#include <limits>

#include "mock/front_head.h"

namespace mock {
namespace {

using contract::iequals;

// The fields that steer the front, collected in one pass.
struct Steering {
  std::vector<std::string_view> hosts, lengths, transfer, coding, connection, expect;
};

Steering collect(const contract::Headers& headers) {
  Steering found;
  for (const auto& [name, value] : headers) {
    if (iequals(name, "Host")) found.hosts.push_back(value);
    if (iequals(name, "Content-Length")) found.lengths.push_back(value);
    if (iequals(name, "Transfer-Encoding")) found.transfer.push_back(value);
    if (iequals(name, "Content-Encoding")) found.coding.push_back(value);
    if (iequals(name, "Connection")) found.connection.push_back(value);
    if (iequals(name, "Expect")) found.expect.push_back(value);
  }
  return found;
}

std::vector<std::string_view> elements_of(const std::vector<std::string_view>& values) {
  std::vector<std::string_view> all;
  for (const auto value : values) {
    const auto elements = list_elements(value);
    all.insert(all.end(), elements.begin(), elements.end());
  }
  return all;
}

// RFC 9112 section 3.2: one Host, and a valid one; HTTP/1.0 knows none.
std::optional<HttpRefusal> check_host(const Steering& found, const Head& head) {
  if (found.hosts.empty() && head.http_1_0) return {};
  if (found.hosts.size() != 1) {
    return HttpRefusal{400, "A request has exactly one Host header, this one has " +
                                std::to_string(found.hosts.size()) + "."};
  }
  if (!is_host(found.hosts[0])) return HttpRefusal{400, "The Host header names no valid host."};
  return {};
}

std::optional<HttpRefusal> read_length(std::string_view value, Head& head) {
  const bool digits = !value.empty() && std::all_of(value.begin(), value.end(),
                                                    [](char c) { return c >= '0' && c <= '9'; });
  if (!digits) return HttpRefusal{400, "Content-Length is not a number."};
  const auto significant = std::min(value.find_first_not_of('0'), value.size() - 1);
  value.remove_prefix(significant);
  head.framing = BodyFraming::length;
  head.content_length = value.size() > 18 ? std::numeric_limits<std::uint64_t>::max()
                                          : std::stoull(std::string(value));
  return {};
}

// RFC 9112 section 6.3. What cannot be framed beyond doubt is refused.
std::optional<HttpRefusal> read_framing(const Steering& found, Head& head) {
  if (found.lengths.size() > 1)
    return HttpRefusal{400, "The request has two Content-Length headers."};
  if (found.transfer.empty()) {
    return found.lengths.empty() ? std::optional<HttpRefusal>()
                                 : read_length(found.lengths[0], head);
  }
  if (!found.lengths.empty()) {
    return HttpRefusal{400, "The request has both Content-Length and Transfer-Encoding."};
  }
  if (head.http_1_0) return HttpRefusal{400, "Transfer-Encoding does not exist in HTTP/1.0."};
  const auto codings = elements_of(found.transfer);
  if (codings.empty() || !iequals(codings.back(), "chunked")) {
    return HttpRefusal{400, "The last transfer coding of a request must be chunked."};
  }
  if (codings.size() > 1) {
    const bool twice = std::any_of(codings.begin(), codings.end() - 1,
                                   [](auto coding) { return iequals(coding, "chunked"); });
    return twice ? HttpRefusal{400, "The request is chunked twice."}
                 : HttpRefusal{501, "The only transfer coding implemented is chunked."};
  }
  head.framing = BodyFraming::chunked;
  return {};
}

ContentCoding coding_of(const std::vector<std::string_view>& values) {
  const auto codings = elements_of(values);
  if (codings.empty()) return ContentCoding::identity;
  if (codings.size() > 1) return ContentCoding::unknown;
  if (iequals(codings[0], "identity")) return ContentCoding::identity;
  if (iequals(codings[0], "gzip") || iequals(codings[0], "x-gzip")) return ContentCoding::gzip;
  return iequals(codings[0], "deflate") ? ContentCoding::deflate : ContentCoding::unknown;
}

// RFC 9112 section 9.3.
bool keeps_alive(const Steering& found, const Head& head) {
  bool close = head.http_1_0;
  for (const auto option : elements_of(found.connection)) {
    if (iequals(option, "close")) return false;
    if (iequals(option, "keep-alive")) close = false;
  }
  return !close;
}

// RFC 9110 section 10.1.1.
std::optional<HttpRefusal> read_expect(const Steering& found, Head& head) {
  if (head.http_1_0) return {};
  for (const auto expectation : elements_of(found.expect)) {
    if (!iequals(expectation, "100-continue")) {
      return HttpRefusal{417, "The only expectation met here is 100-continue."};
    }
    head.expects_continue = true;
  }
  return {};
}

}  // namespace

std::optional<HttpRefusal> apply_fields(const std::string& authority, Head& head) {
  const auto found = collect(head.request.headers);
  if (auto refused = check_host(found, head)) return refused;
  if (auto refused = read_framing(found, head)) return refused;
  head.keep_alive = keeps_alive(found, head);
  head.coding = coding_of(found.coding);
  auto refused = read_expect(found, head);  // the last reader of `found`, which views the headers
  if (!authority.empty()) head.request.headers.set("Host", authority);
  return refused;
}

}  // namespace mock
