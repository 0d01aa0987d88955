#pragma once
// What the fields of a head mean for the connection: Host, body framing, Connection, Expect.
#include <optional>
#include <string>

#include "mock/front_fields.h"

namespace mock {

struct Head;

// Reads head.request.headers into the other members of `head`. `authority` of an absolute-form
// target takes the place of Host (RFC 9112 section 3.2.2).
std::optional<HttpRefusal> apply_fields(const std::string& authority, Head& head);

}  // namespace mock
