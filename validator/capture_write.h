#pragma once
// The NDJSON of docs/captures.md, as the mock's journal and the proxy write it.
#include <string>
#include <string_view>

#include "contract/http.h"

namespace validator {

// What may stand beside request and response; empty ones are left out, readers ignore them.
struct CaptureNotes {
  std::string_view time, api, operation, outcome;
};

// Appends one line with its line feed. Credentials are the caller's to redact.
void append_ndjson(std::string& out, const contract::Request& request,
                   const contract::Response& response, const CaptureNotes& notes = {});

}  // namespace validator
