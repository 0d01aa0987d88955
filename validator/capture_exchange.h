#pragma once
// One element of a capture as an exchange, whatever wrote it. docs/captures.md says what is read.
#include <cstdint>
#include <string>
#include <string_view>

#include "contract/error.h"
#include "contract/http.h"
#include "contract/json.h"

namespace validator {

// ndjson: one exchange per line, our journal's; wiremock: what /__admin/requests answers.
enum class CaptureFormat : std::uint8_t { har, ndjson, wiremock };
std::string_view to_string(CaptureFormat format);

struct CapturedExchange {
  contract::Request request;  // target in origin-form, pseudo header fields left out
  contract::Response response;
  std::string host;          // lower case, with a port unless it is the scheme's; "" when unknown
  bool web = true;           // false: a URL that is not http(s), or a web socket
  bool answered = true;      // false: aborted, there is no response
  bool request_body = true;  // false: there was one and it was not captured
  bool response_body = true;
};

class LongTexts;  // long_texts.h

// An entry as it was parsed: `texts` has the bodies that were taken out before; null: none was.
struct CapturedEntry {
  contract::JsonView json;
  const LongTexts* texts = nullptr;

  CapturedEntry(contract::JsonView view, const LongTexts* taken_out = nullptr)  // NOLINT
      : json(view), texts(taken_out) {}
};

// A body that inflates to more than `max_body` is an error; so is what is no exchange. Code
// `malformed-entry`.
contract::Result<CapturedExchange> read_exchange(CaptureFormat format, const CapturedEntry& entry,
                                                 std::size_t max_body);

// The pieces, one per format.
contract::Result<CapturedExchange> read_har(const CapturedEntry& entry, std::size_t max_body);
contract::Result<CapturedExchange> read_ndjson(const CapturedEntry& entry, std::size_t max_body);
contract::Result<CapturedExchange> read_wiremock(const CapturedEntry& entry, std::size_t max_body);

}  // namespace validator
