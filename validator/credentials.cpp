#include "validator/credentials.h"

#include <fmt/format.h>
#include <openssl/evp.h>

#include <algorithm>
#include <optional>

#include "validator/styles.h"
#include "validator/text.h"
#include "validator/violations.h"
#include "validator/wsse.h"

namespace validator {

namespace {

using contract::Rule;
using contract::SecurityScheme;

// What one scheme found in the request. Lower ranks name the principal first.
struct Finding {
  enum class State : std::uint8_t { fine, missing, invalid };
  State state = State::missing;
  std::string principal;
  int rank = 0;  // 0: a person or client, 1: an apiKey, 2: an apiKey with an `enum`
  std::string problem;
};

Finding fine(std::string principal, int rank = 0) {
  return {Finding::State::fine, std::move(principal), rank, {}};
}
Finding missing(std::string problem) {
  return {Finding::State::missing, {}, 0, std::move(problem)};
}
Finding invalid(std::string problem) {
  return {Finding::State::invalid, {}, 0, std::move(problem)};
}

// The credentials behind "Scheme " of Authorization (RFC 9110 section 11.6.2).
Finding authorization(const contract::Request& request, std::string_view scheme) {
  const std::string* header = request.headers.find("Authorization");
  if (!header) return missing(fmt::format("the Authorization header ({}) is missing", scheme));
  const std::string_view text = trim(*header);
  const std::size_t space = std::min(text.find(' '), text.size());
  if (!contract::iequals(text.substr(0, space), scheme))
    return invalid(fmt::format("the Authorization header does not use the scheme {}", scheme));
  const std::string_view credentials = trim(text.substr(space));
  if (credentials.empty())
    return invalid(fmt::format("the Authorization header has nothing after {}", scheme));
  return fine(std::string(credentials));
}

Finding bearer(const contract::Request& request) {
  Finding finding = authorization(request, "Bearer");
  if (finding.state != Finding::State::fine) return finding;
  const bool visible = std::all_of(finding.principal.begin(), finding.principal.end(),
                                   [](char c) { return c > ' ' && c < 0x7f; });
  if (!visible) return invalid("the bearer token holds a space or a character that is not ASCII");
  return finding;
}

std::optional<std::string> decode_base64(const std::string& text) {
  if (text.empty() || text.size() % 4 != 0 || text.size() > 8192) return {};
  std::string decoded(text.size() / 4 * 3, '\0');
  const int size = EVP_DecodeBlock(reinterpret_cast<unsigned char*>(decoded.data()),
                                   reinterpret_cast<const unsigned char*>(text.data()),
                                   static_cast<int>(text.size()));
  if (size < 0) return {};
  const std::size_t padding = ends_with(text, "==") ? 2 : ends_with(text, "=") ? 1 : 0;
  decoded.resize(static_cast<std::size_t>(size) - padding);
  return decoded;
}

Finding basic(const contract::Request& request) {  // RFC 7617
  const Finding finding = authorization(request, "Basic");
  if (finding.state != Finding::State::fine) return finding;
  const std::optional<std::string> pair = decode_base64(finding.principal);
  const std::size_t colon = pair ? pair->find(':') : std::string::npos;
  if (colon == std::string::npos)
    return invalid("the Basic credentials are not the base64 of user:password");
  return fine(pair->substr(0, colon));
}

std::optional<std::string> pair_value(const std::vector<NamedText>& pairs, std::string_view name,
                                      Escapes escapes) {
  for (const auto& [each, value] : pairs)
    if (decode(each, escapes) == name) return decode(value, escapes);
  return {};
}

std::optional<std::string> cookie(const contract::Request& request, std::string_view name) {
  for (const auto& [field, value] : request.headers) {
    if (!contract::iequals(field, "Cookie")) continue;
    for (std::string_view piece : split(value, {";"})) {
      piece = trim(piece);
      const std::size_t equals = piece.find('=');
      if (equals != std::string_view::npos && piece.substr(0, equals) == name)
        return std::string(piece.substr(equals + 1));
    }
  }
  return {};
}

std::optional<std::string> api_key(const contract::Request& request, const SecurityScheme& scheme) {
  if (scheme.in == "query")
    return pair_value(query_pairs(request.query()), scheme.parameter, Escapes::form);
  if (scheme.in == "cookie") return cookie(request, scheme.parameter);
  const std::string* header = request.headers.find(scheme.parameter);
  if (!header) return {};
  return std::string(trim(*header));
}

// Senders of a UsernameToken also leave out the "X-" of its header.
Finding username_token(const contract::Request& request, const SecurityScheme& scheme) {
  std::optional<std::string> header = api_key(request, scheme);
  if (!header && contract::iequals(scheme.parameter.substr(0, 2), "X-"))
    header = request.headers.get(std::string_view(scheme.parameter).substr(2));
  if (!header) return missing(fmt::format("the header {} is missing", scheme.parameter));
  const std::optional<UsernameToken> token = parse_username_token(*header);
  if (!token)
    return invalid(fmt::format(
        "the header {} is not UsernameToken Username=\"…\", PasswordDigest=\"…\", Nonce=\"…\", "
        "Created=\"…\"",
        scheme.parameter));
  return fine(token->username);
}

Finding key_in_place(const contract::Request& request, const SecurityScheme& scheme,
                     const contract::SecurityRule* rule) {
  const std::string place = fmt::format("{} {}", scheme.in, scheme.parameter);
  const std::optional<std::string> key = api_key(request, scheme);
  if (!key) return missing(fmt::format("the {} is missing", place));
  if (key->empty()) return invalid(fmt::format("the {} is empty", place));
  if (!rule || rule->allowed.empty()) return fine(*key, 1);
  if (std::find(rule->allowed.begin(), rule->allowed.end(), *key) == rule->allowed.end())
    return invalid(fmt::format("the {} must be one of: {}", place, fmt::join(rule->allowed, ", ")));
  return fine(*key, 2);
}

Finding check_scheme(const contract::Request& request, const SecurityScheme& scheme,
                     const contract::SecurityRule* rule) {
  if (rule && rule->format == "wsse") return username_token(request, scheme);
  if (scheme.type == "apiKey") return key_in_place(request, scheme, rule);
  if (scheme.type == "mutualTLS") return fine({}, 1);  // the connection's business, not ours
  if (scheme.type != "http" || scheme.scheme == "bearer") return bearer(request);
  if (scheme.scheme == "basic") return basic(request);
  Finding finding = authorization(request, scheme.scheme);
  finding.principal.clear();  // of a scheme whose credentials we cannot read
  return finding;
}

// One requirement: all of its schemes.
struct Verdict {
  Credentials credentials;
  int rank = 9;
  std::size_t missing = 0;

  // Fewer broken schemes first, then the one where something was sent.
  bool closer_than(const Verdict& other) const {
    const std::size_t mine = credentials.violations.size();
    const std::size_t theirs = other.credentials.violations.size();
    return mine != theirs ? mine < theirs : missing < other.missing;
  }
};

Verdict judge(const contract::OpenApi& api, const contract::SecurityRequirement& requirement,
              const contract::Operation& operation, const contract::Request& request,
              const contract::Behaviour* behaviour) {
  Verdict verdict;
  for (const std::string& name : requirement) {
    const auto scheme = api.security_schemes.find(name);
    if (scheme == api.security_schemes.end()) continue;  // the loader has complained
    const contract::SecurityRule* rule = nullptr;
    if (behaviour)
      if (const auto found = behaviour->security.find(name); found != behaviour->security.end())
        rule = &found->second;
    Finding finding = check_scheme(request, scheme->second, rule);
    if (finding.state == Finding::State::fine) {
      if (finding.rank >= verdict.rank) continue;
      verdict.rank = finding.rank;
      verdict.credentials.principal = std::move(finding.principal);
      continue;
    }
    const bool absent = finding.state == Finding::State::missing;
    verdict.missing += absent ? 1 : 0;
    verdict.credentials.violations.push_back(
        violation_at({contract::Part::request, operation.id, "security", name},
                     absent ? Rule::missing_credentials : Rule::invalid_credentials,
                     std::move(finding.problem), scheme->second.where));
  }
  return verdict;
}

}  // namespace

Credentials check_credentials(const contract::OpenApi& api, const contract::Operation& operation,
                              const contract::Request& request,
                              const contract::Behaviour* behaviour) {
  std::optional<Verdict> best;
  for (const contract::SecurityRequirement& requirement : operation.security) {
    Verdict verdict = judge(api, requirement, operation, request, behaviour);
    // An empty requirement makes the others optional: one that names somebody is preferred to it.
    if (verdict.credentials.violations.empty() && !requirement.empty()) return verdict.credentials;
    if (!best || verdict.closer_than(*best)) best = std::move(verdict);
  }
  return best ? std::move(best->credentials) : Credentials{};
}

}  // namespace validator
