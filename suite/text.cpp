// Text with references in it.
#include <fmt/format.h>

#include <array>

#include "contract/pointer.h"
#include "suite/values.h"

namespace suite {

namespace {

bool is_name_char(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-';
}

contract::Error invalid(std::string message) {
  return {"invalid-expression", std::move(message), {}};
}

// A reference that starts behind the `$` at `at`; leaves `at` behind it. The pointer goes up to a
// `}` when `embedded`, else to the end.
contract::Result<TextPart> read_reference(std::string_view text, std::size_t& at, bool embedded) {
  TextPart part;
  const auto read_name = [&] {
    std::string name;
    while (at < text.size() && is_name_char(text[at])) name += text[at++];
    return name;
  };
  part.root = read_name();
  if (part.root.empty())
    return tl::unexpected(invalid(fmt::format(
        "`{}`: a `$` starts a name; write `$$` for a dollar sign", text.substr(0, 60))));
  if (at < text.size() && text[at] == '.') {
    ++at;
    part.name = read_name();
  }
  if ((part.root == "saved") == part.name.empty())
    return tl::unexpected(invalid(fmt::format(
        "`{}`: only `$saved` has a dot, and needs one: `$saved.name`", text.substr(0, 60))));
  if (at < text.size() && text[at] == '#') {
    const std::size_t end = embedded ? std::min(text.find('}', at), text.size()) : text.size();
    part.pointer = text.substr(at + 1, end - at - 1);
    at = end;
    if (!contract::parse_pointer(part.pointer))
      return tl::unexpected(
          invalid(fmt::format("`{}`: behind the `#` stands a JSON pointer: `#/data/id`", text)));
  }
  return part;
}

contract::Result<Text> read_alone(std::string_view text) {
  std::size_t at = 1;
  auto part = read_reference(text, at, false);
  if (!part) return tl::unexpected(part.error());
  if (at != text.size())
    return tl::unexpected(invalid(fmt::format(
        "`{0}` starts with a reference and goes on; embed it as `{{${1}}}`, or write `$$` for a "
        "dollar sign",
        text.substr(0, 60), part->root)));
  return Text{{*part}, true};
}

}  // namespace

contract::Result<Text> parse_text(std::string_view text) {
  if (text.size() > 1 && text[0] == '$' && text[1] != '$') return read_alone(text);
  Text result;
  std::string literal;
  const auto flush = [&] {
    if (!literal.empty()) result.parts.push_back({literal, "", "", ""});
    literal.clear();
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view rest = text.substr(at);
    if (rest.starts_with("$$")) {
      literal += '$';
      at += 2;
    } else if (rest.starts_with("{$") && !rest.starts_with("{$$")) {
      flush();
      at += 2;
      auto part = read_reference(text, at, true);
      if (!part) return tl::unexpected(part.error());
      if (at >= text.size() || text[at] != '}')
        return tl::unexpected(
            invalid(fmt::format("`{}`: `{{${}` is not closed by a `}}`", text, part->root)));
      ++at;
      result.parts.push_back(*part);
    } else {
      literal += text[at++];
    }
  }
  flush();
  return result;
}

bool is_reserved(std::string_view name) {
  static constexpr std::array<std::string_view, 7> words = {"any",   "uuid",  "instant", "absent",
                                                            "index", "saved", "run"};
  return std::find(words.begin(), words.end(), name) != words.end();
}

}  // namespace suite
