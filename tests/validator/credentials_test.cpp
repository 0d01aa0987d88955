#include "validator/credentials.h"

#include "api.h"
#include "support/catch.h"

using contract::Headers;
using validator::check_credentials;
using validator::Credentials;

namespace {

using Requirements = std::vector<contract::SecurityRequirement>;

contract::OpenApi every_scheme() {
  contract::OpenApi api;
  for (const contract::SecurityScheme& scheme : std::vector<contract::SecurityScheme>{
           {"bearer", "http", "bearer", "", "", {}},
           {"basic", "http", "basic", "", "", {}},
           {"digest", "http", "digest", "", "", {}},
           {"key", "apiKey", "", "header", "X-Key", {}},
           {"environment", "apiKey", "", "header", "X-Environment", {}},
           {"queryKey", "apiKey", "", "query", "api key", {}},
           {"cookieKey", "apiKey", "", "cookie", "session", {}},
           {"oauth", "oauth2", "", "", "", {}},
           {"openid", "openIdConnect", "", "", "", {}},
           {"token", "apiKey", "", "header", "X-WSSE", {}},
           {"tls", "mutualTLS", "", "", "", {}}})
    api.security_schemes[scheme.name] = scheme;
  return api;
}

Credentials check(const Requirements& requirements, Headers headers, std::string target = "/x") {
  contract::Operation operation;
  operation.id = "op";
  operation.security = requirements;
  contract::Behaviour behaviour;
  behaviour.security["environment"] = {"", {"test", "live"}, ""};
  behaviour.security["token"] = {"wsse", {}, ""};
  return check_credentials(every_scheme(), operation,
                           {"GET", std::move(target), std::move(headers), ""}, &behaviour);
}

const std::string wsse =
    "UsernameToken Username=\"customer\", PasswordDigest=\"d\", Nonce=\"n\", "
    "Created=\"2014-03-20T12:51:45Z\"";

}  // namespace

TEST_CASE("without a requirement nobody has to say who they are") {
  CHECK(check({}, {}).violations.empty());
  CHECK(check({{}}, {}).violations.empty());
}

TEST_CASE("a bearer token names the principal") {
  const Requirements needed = {{"bearer"}};
  CHECK(check(needed, {{"Authorization", "Bearer abc"}}).principal == "abc");
  CHECK(check(needed, {{"authorization", "bearer  abc "}}).principal == "abc");
}

TEST_CASE("a bearer token that is missing or malformed is told apart") {
  const Requirements needed = {{"bearer"}};
  CHECK(codes(check(needed, {}).violations) == Codes{"missing-credentials"});
  for (const char* header :
       {"", "Bearer", "Bearer ", "Basic abc", "abc", "Bearer a b", "Bearer \x80"}) {
    INFO(header);
    CHECK(codes(check(needed, {{"Authorization", header}}).violations) ==
          Codes{"invalid-credentials"});
  }
}

TEST_CASE("basic credentials name the user") {
  const Requirements needed = {{"basic"}};
  CHECK(check(needed, {{"Authorization", "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="}}).principal ==
        "Aladdin");
  CHECK(check(needed, {{"Authorization", "Basic YTpi"}}).principal == "a");
}

TEST_CASE("basic credentials that are no base64 of user:password are refused") {
  const Requirements needed = {{"basic"}};
  for (const char* header : {"Basic", "Basic abc", "Basic ####", "Basic YWJj", "Basic YTpi=="}) {
    INFO(header);
    CHECK(codes(check(needed, {{"Authorization", header}}).violations) ==
          Codes{"invalid-credentials"});
  }
}

TEST_CASE("another http scheme only has to be there") {
  const Requirements needed = {{"digest"}};
  CHECK(check(needed, {{"Authorization", "Digest username=x"}}).violations.empty());
  CHECK_FALSE(check(needed, {{"Authorization", "Bearer x"}}).violations.empty());
}

TEST_CASE("oauth2 and openIdConnect want a bearer token") {
  for (const char* scheme : {"oauth", "openid"}) {
    const Requirements needed = {{scheme}};
    CHECK(check(needed, {{"Authorization", "Bearer t"}}).principal == "t");
    CHECK(codes(check(needed, {}).violations) == Codes{"missing-credentials"});
  }
}

TEST_CASE("an api key is found in its header, query or cookie") {
  CHECK(check({{"key"}}, {{"x-key", "k1"}}).principal == "k1");
  CHECK(check({{"queryKey"}}, {}, "/x?a=1&api%20key=k%202").principal == "k 2");
  CHECK(check({{"cookieKey"}}, {{"Cookie", "a=1; session=k3"}}).principal == "k3");
  for (const char* scheme : {"key", "queryKey", "cookieKey"})
    CHECK(codes(check({{scheme}}, {}).violations) == Codes{"missing-credentials"});
}

TEST_CASE("an empty api key is not a credential") {
  CHECK(codes(check({{"key"}}, {{"X-Key", " "}}).violations) == Codes{"invalid-credentials"});
  CHECK(codes(check({{"queryKey"}}, {}, "/x?api+key=").violations) == Codes{"invalid-credentials"});
}

TEST_CASE("an api key with an enum takes its values only and names them") {
  const Requirements needed = {{"environment"}};
  CHECK(check(needed, {{"X-Environment", "live"}}).principal == "live");
  const Credentials bad = check(needed, {{"X-Environment", "staging"}});
  CHECK(codes(bad.violations) == Codes{"invalid-credentials"});
  CHECK_THAT(bad.violations.at(0).message, Catch::Contains("test, live"));
}

TEST_CASE("schemes of one requirement are needed together, in the order written") {
  const Requirements needed = {{"bearer", "environment"}};
  const Headers both{{"Authorization", "Bearer t"}, {"X-Environment", "test"}};
  CHECK(check(needed, both).violations.empty());
  const Credentials none = check(needed, {});
  REQUIRE(none.violations.size() == 2);
  CHECK(none.violations[0].name == "bearer");
  CHECK(none.violations[1].name == "environment");
  CHECK(check(needed, {{"Authorization", "Bearer t"}}).violations.size() == 1);
}

TEST_CASE("a person wins over an api key, an api key over one with an enum") {
  const Headers all{{"Authorization", "Bearer t"}, {"X-Environment", "test"}, {"X-Key", "k"}};
  CHECK(check({{"environment", "key", "bearer"}}, all).principal == "t");
  CHECK(check({{"environment", "key"}}, all).principal == "k");
}

TEST_CASE("one of several requirements is enough, and the first that holds counts") {
  const Requirements needed = {{"bearer"}, {"key"}};
  CHECK(check(needed, {{"X-Key", "k"}}).principal == "k");
  CHECK(check(needed, {{"X-Key", "k"}, {"Authorization", "Bearer t"}}).principal == "t");
}

TEST_CASE("of several broken requirements the closest is reported") {
  const Requirements several = {{"bearer", "environment"}, {"key"}};
  const Credentials none = check(several, {});
  REQUIRE(none.violations.size() == 1);
  CHECK(none.violations[0].name == "key");
  const Requirements sent = {{"bearer"}, {"key"}};
  CHECK(check(sent, {{"X-Key", ""}}).violations.at(0).name == "key");
}

TEST_CASE("an empty requirement makes credentials optional but does not hide them") {
  const Requirements needed = {{}, {"bearer"}};
  CHECK(check(needed, {}).violations.empty());
  CHECK(check(needed, {{"Authorization", "Bearer t"}}).principal == "t");
  CHECK(check(needed, {{"Authorization", "nonsense"}}).violations.empty());
}

TEST_CASE("a UsernameToken names its user, with or without X- before the header's name") {
  const Requirements needed = {{"token"}};
  CHECK(check(needed, {{"X-WSSE", wsse}}).principal == "customer");
  CHECK(check(needed, {{"WSSE", wsse}}).principal == "customer");
  CHECK(codes(check(needed, {}).violations) == Codes{"missing-credentials"});
  CHECK(codes(check(needed, {{"X-WSSE", "Bearer x"}}).violations) == Codes{"invalid-credentials"});
}

TEST_CASE("client certificates are left to the connection") {
  CHECK(check({{"tls"}}, {}).violations.empty());
}

TEST_CASE("a credential is never quoted") {
  const std::string secret = "hunter2secret";
  const std::vector<std::pair<Requirements, Headers>> broken{
      {{{"bearer"}}, {{"Authorization", "Bearer " + secret + " x"}}},
      {{{"bearer"}}, {{"Authorization", secret}}},
      {{{"basic"}}, {{"Authorization", "Basic " + secret}}},
      {{{"environment"}}, {{"X-Environment", secret}}},
      {{{"token"}}, {{"X-WSSE", "UsernameToken Username=\"" + secret + "\""}}},
  };
  for (const auto& [needed, headers] : broken) {
    const Credentials checked = check(needed, headers);
    REQUIRE(checked.violations.size() == 1);
    CHECK_THAT(checked.violations[0].message, !Catch::Contains(secret));
    CHECK(checked.violations[0].found.empty());
    CHECK(checked.violations[0].in == "security");
  }
}
