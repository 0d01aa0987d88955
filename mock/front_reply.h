#pragma once
// From an answer of the handler to what may be sent.
#include <cstddef>
#include <string>

#include "contract/http.h"

namespace mock {

struct ReplyMode {
  bool head_only = false;  // the request was HEAD
  bool close = false;      // the connection ends with this answer
  bool http_1_0 = false;   // the client must be told that the connection stays open
  std::size_t apart = 0;   // bytes of the body that the caller sends itself after the head
};

// Whether an answer of this status, which may be none, has a body (RFC 9110 section 6.4.1).
bool has_body(int status);

// Makes the answer fit for the wire: a status a final answer can have (else 500), no field that
// would break the message or that belongs to the front (framing, Connection), Date, Content-Length,
// no body where RFC 9110 allows none (section 6.4.1).
void finish_response(contract::Response& response, const ReplyMode& mode);

// The current time as RFC 9110 section 5.6.7 writes it.
const std::string& http_date();

}  // namespace mock
