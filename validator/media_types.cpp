#include "validator/media_types.h"

#include <algorithm>

#include "contract/http.h"
#include "validator/text.h"

namespace validator {

namespace {

// RFC 9110 section 5.6.2
bool is_token(std::string_view text) {
  constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
  return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
    return is_alphanumeric(c) || marks.find(c) != std::string_view::npos;
  });
}

// Reads a token or quoted-string and moves `text` behind it.
std::optional<std::string> take_value(std::string_view& text) {
  if (text.empty() || text[0] != '"') {
    const std::size_t end = std::min(text.find(';'), text.size());
    const std::string_view value = trim(text.substr(0, end));
    text.remove_prefix(end);
    if (!is_token(value)) return {};
    return std::string(value);
  }
  std::string value;
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == '"') {
      text.remove_prefix(i + 1);
      return value;
    }
    if (text[i] == '\\' && i + 1 < text.size()) ++i;
    value += text[i];
  }
  text = {};
  return {};
}

void read_parameters(std::string_view rest, ParsedMediaType& parsed) {
  while (!rest.empty()) {
    const std::size_t semicolon = rest.find(';');
    if (semicolon == std::string_view::npos) return;
    rest = trim(rest.substr(semicolon + 1));
    const std::size_t equals = rest.find_first_of("=;");
    if (equals == std::string_view::npos) return;
    if (rest[equals] == ';') continue;
    const std::string name = to_lower(rest.substr(0, equals));
    rest.remove_prefix(equals + 1);
    const std::optional<std::string> value = take_value(rest);
    if (value && is_token(name)) parsed.parameters.emplace_back(name, *value);
  }
}

bool has_parameter(const ParsedMediaType& type, const std::string& name, const std::string& value) {
  const std::string* found = type.parameter(name);
  return found && (name == "charset" ? contract::iequals(*found, value) : *found == value);
}

// 0: no, 1: */*, 2: type/*, 3: type/*+suffix, 4: the very type
int fit_names(const ParsedMediaType& range, const ParsedMediaType& sent) {
  if (range.type == "*") return range.subtype == "*" ? 1 : 0;
  if (range.type != sent.type) return 0;
  if (range.subtype == sent.subtype) return 4;
  if (range.subtype == "*") return 2;
  const bool any_of_suffix = range.subtype.size() > 2 && range.subtype.rfind("*+", 0) == 0;
  return any_of_suffix && ends_with(sent.subtype, std::string_view(range.subtype).substr(1)) ? 3
                                                                                             : 0;
}

}  // namespace

const std::string* ParsedMediaType::parameter(std::string_view name) const {
  const auto found = std::find_if(parameters.begin(), parameters.end(),
                                  [&](const auto& each) { return each.first == name; });
  return found == parameters.end() ? nullptr : &found->second;
}

std::optional<ParsedMediaType> parse_media_type(std::string_view text) {
  const std::size_t end = std::min(text.find(';'), text.size());
  const std::string_view essence = trim(text.substr(0, end));
  const std::size_t slash = essence.find('/');
  if (slash == std::string_view::npos) return {};
  ParsedMediaType parsed{
      to_lower(essence.substr(0, slash)), to_lower(essence.substr(slash + 1)), {}};
  if (!is_token(parsed.type) || !is_token(parsed.subtype)) return {};
  read_parameters(text.substr(end), parsed);
  return parsed;
}

int fit(const ParsedMediaType& range, const ParsedMediaType& sent) {
  const int names = fit_names(range, sent);
  if (names == 0) return 0;
  int matched = 0;
  for (const auto& [name, value] : range.parameters) {
    if (name == "q") continue;
    if (has_parameter(sent, name, value))
      ++matched;
    else if (name != "charset" || !contract::iequals(value, "utf-8") || sent.parameter(name))
      return 0;
  }
  return names * 16 + std::min(matched, 15);
}

const contract::MediaType* best_media_type(const std::vector<contract::MediaType>& content,
                                           std::string_view content_type) {
  for (const contract::MediaType& candidate : content)
    if (candidate.range == content_type) return &candidate;
  const std::optional<ParsedMediaType> sent = parse_media_type(content_type);
  if (!sent) return nullptr;
  const contract::MediaType* best = nullptr;
  int best_fit = 0;
  for (const contract::MediaType& candidate : content) {
    const std::optional<ParsedMediaType> range = parse_media_type(candidate.range);
    const int candidate_fit = range ? fit(*range, *sent) : 0;
    if (candidate_fit <= best_fit) continue;
    best = &candidate;
    best_fit = candidate_fit;
  }
  return best;
}

BodyFormat body_format(std::string_view content_type) {
  const std::string type = contract::media_type_of(content_type);
  if (type == "application/json" || type == "text/json" || ends_with(type, "+json"))
    return BodyFormat::json;
  if (type == "application/x-www-form-urlencoded") return BodyFormat::form;
  if (type == "multipart/form-data") return BodyFormat::multipart;
  return BodyFormat::other;
}

std::string list_of(const std::vector<contract::MediaType>& content) {
  std::string list;
  for (std::size_t i = 0; i < content.size(); ++i) {
    if (i > 0) list += i + 1 == content.size() ? " or " : ", ";
    list += content[i].range;
  }
  return list;
}

}  // namespace validator
