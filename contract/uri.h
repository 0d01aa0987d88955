#pragma once
// References between documents: RFC 3986, and files as relative URIs.
#include <string>
#include <string_view>

namespace contract {

// RFC 3986 section 5.2, without fragment; also for a base that is a relative file name.
std::string resolve_uri(std::string_view base, std::string_view reference);
// What a file's references are resolved against: its path without "./", and '%', '#', '?' escaped.
std::string uri_of_path(std::string_view path);
// The path a URI without authority means: "file:" removed, percent-decoded.
std::string path_of_uri(std::string_view uri);
bool is_remote(std::string_view uri);  // http or https
// "…" of "%2e%2E": malformed escapes stay as they are.
std::string percent_decoded(std::string_view text);

}  // namespace contract
