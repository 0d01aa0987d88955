#pragma once
// JSON Pointer, RFC 6901.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contract/json.h"

namespace contract {

using Tokens = std::vector<std::string>;  // unescaped reference tokens

// "" is the whole document; nothing when the text is no pointer (RFC 6901 section 3).
std::optional<Tokens> parse_pointer(std::string_view pointer);
std::string escape_token(std::string_view token);                   // ~ and / as ~0 and ~1
std::optional<std::string> unescape_token(std::string_view token);  // nothing: a bad "~"
void append_token(std::string& pointer, std::string_view token);
std::string to_pointer(const Tokens& tokens);

// One token further: a member, or an element by index; nothing when there is none.
std::optional<JsonView> step(const JsonView& value, std::string_view token);
std::optional<JsonView> find_at(const JsonView& root, const Tokens& tokens);
const Json* find_at(const Json& root, const Tokens& tokens);  // nullptr when absent
// True when `pointer` is `prefix` or lies below it.
bool is_below(std::string_view pointer, std::string_view prefix);

}  // namespace contract
