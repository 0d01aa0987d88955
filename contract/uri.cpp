#include "contract/uri.h"

#include <strings.h>

#include <vector>

namespace contract {
namespace {

struct Uri {
  std::string_view scheme;     // with ':'
  std::string_view authority;  // with '//'
  std::string_view path;
  std::string_view query;  // with '?'
};

Uri split(std::string_view text) {
  Uri uri;
  text = text.substr(0, text.find('#'));
  const auto colon = text.find(':');
  if (colon != std::string_view::npos && colon < text.find_first_of("/?")) {
    uri.scheme = text.substr(0, colon + 1);
    text.remove_prefix(colon + 1);
  }
  if (text.substr(0, 2) == "//") {
    uri.authority = text.substr(0, text.find_first_of("/?", 2));
    text.remove_prefix(uri.authority.size());
  }
  uri.path = text.substr(0, text.find('?'));
  uri.query = text.substr(uri.path.size());
  return uri;
}

// Section 5.2.4; for a relative path leading ".." stay.
std::string without_dots(std::string_view path) {
  const bool rooted = !path.empty() && path.front() == '/';
  if (rooted) path.remove_prefix(1);
  std::vector<std::string_view> kept;
  bool open = path.empty();  // ends in a slash
  while (!path.empty()) {
    const auto slash = path.find('/');
    const std::string_view segment = path.substr(0, slash);
    open = slash != std::string_view::npos || segment == "." || segment == "..";
    path = slash == std::string_view::npos ? std::string_view() : path.substr(slash + 1);
    if (segment == ".") continue;
    if (segment != "..") {
      kept.push_back(segment);
    } else if (!kept.empty() && kept.back() != "..") {
      kept.pop_back();
    } else if (!rooted) {
      kept.push_back(segment);
    }
  }
  std::string result = rooted ? "/" : "";
  for (std::size_t i = 0; i < kept.size(); ++i) {
    result += kept[i];
    if (i + 1 < kept.size() || open) result += '/';
  }
  return result;
}

std::string merge(const Uri& base, std::string_view path) {
  if (!base.authority.empty() && base.path.empty()) return "/" + std::string(path);
  const auto slash = base.path.rfind('/');
  const std::string_view folder =
      slash == std::string_view::npos ? std::string_view() : base.path.substr(0, slash + 1);
  return std::string(folder) + std::string(path);
}

}  // namespace

std::string resolve_uri(std::string_view base_text, std::string_view reference_text) {
  const Uri base = split(base_text);
  const Uri reference = split(reference_text);
  const auto join = [](std::string_view scheme, std::string_view authority, std::string_view path,
                       std::string_view query) {
    std::string text(scheme);
    return text.append(authority).append(path).append(query);
  };
  if (!reference.scheme.empty()) {
    const bool opaque = reference.authority.empty() && reference.path.substr(0, 1) != "/";
    return join(reference.scheme, reference.authority,
                opaque ? std::string(reference.path) : without_dots(reference.path),
                reference.query);
  }
  if (!reference.authority.empty()) {
    return join(base.scheme, reference.authority, without_dots(reference.path), reference.query);
  }
  if (reference.path.empty()) {
    return join(base.scheme, base.authority, base.path,
                reference.query.empty() ? base.query : reference.query);
  }
  const bool rooted = reference.path.front() == '/';
  return join(base.scheme, base.authority,
              without_dots(rooted ? std::string(reference.path) : merge(base, reference.path)),
              reference.query);
}

std::string percent_decoded(std::string_view text) {
  const auto hex = [](char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
  };
  std::string plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && hex(text[i + 1]) >= 0 && hex(text[i + 2]) >= 0) {
      plain += static_cast<char>(hex(text[i + 1]) * 16 + hex(text[i + 2]));
      i += 2;
    } else {
      plain += text[i];
    }
  }
  return plain;
}

std::string uri_of_path(std::string_view path) {
  std::string escaped;
  for (const char c : path) {
    if (c == '%')
      escaped += "%25";
    else if (c == '#')
      escaped += "%23";
    else if (c == '?')
      escaped += "%3F";
    else
      escaped += c;
  }
  return resolve_uri("", escaped);
}

std::string path_of_uri(std::string_view uri) {
  if (uri.starts_with("file:")) uri.remove_prefix(5);
  if (uri.starts_with("//localhost/")) uri.remove_prefix(11);
  if (uri.starts_with("///")) uri.remove_prefix(2);
  return percent_decoded(uri);
}

bool is_remote(std::string_view uri) {
  const std::string_view scheme = uri.substr(0, uri.find(':'));
  const auto is = [&](const char* word, std::size_t size) {
    return scheme.size() == size && strncasecmp(scheme.data(), word, size) == 0;
  };
  return scheme.size() < uri.size() && (is("http", 4) || is("https", 5));
}

}  // namespace contract
