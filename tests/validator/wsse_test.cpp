#include "validator/wsse.h"

#include "support/catch.h"

using validator::parse_username_token;

TEST_CASE("a UsernameToken is read") {
  const auto token = parse_username_token(
      "UsernameToken Username=\"customer\", PasswordDigest=\"YWQyNQ==\", "
      "Nonce=\"d36e316282959a9ed4c89851497a717f\", Created=\"2014-03-20T12:51:45Z\"");
  REQUIRE(token);
  CHECK(token->username == "customer");
  CHECK(token->password_digest == "YWQyNQ==");
  CHECK(token->nonce == "d36e316282959a9ed4c89851497a717f");
  CHECK(token->created == "2014-03-20T12:51:45Z");
}

TEST_CASE("attributes of a UsernameToken come in any case and order") {
  const auto token = parse_username_token(
      "usernametoken created=\"2014-03-20T12:51:45+0000\",USERNAME=\"u\" , passworddigest=\"d\", "
      "nonce=\"n\"");
  REQUIRE(token);
  CHECK(token->username == "u");
}

TEST_CASE("an unknown attribute of a UsernameToken does no harm") {
  CHECK(
      parse_username_token("UsernameToken Username=\"u\", Realm=\"r\", PasswordDigest=\"d\", "
                           "Nonce=\"n\", Created=\"2014-03-20T12:51:45\""));
}

TEST_CASE("a malformed UsernameToken is refused") {
  const std::string good =
      "Username=\"u\", PasswordDigest=\"d\", Nonce=\"n\", Created=\"2014-03-20T12:51:45Z\"";
  REQUIRE(parse_username_token("UsernameToken " + good));
  const std::vector<std::string> bad{
      "",
      "UsernameToken",
      "UsernameToken ",
      "Bearer " + good,
      "UsernameToken" + good,
      "UsernameToken Username=\"u\"",
      "UsernameToken Username=\"\", PasswordDigest=\"d\", Nonce=\"n\", "
      "Created=\"2014-03-20T12:51:45Z\"",
      "UsernameToken Username=u, PasswordDigest=\"d\", Nonce=\"n\", "
      "Created=\"2014-03-20T12:51:45Z\"",
      "UsernameToken Username=\"u\", PasswordDigest=\"d\", Nonce=\"n\", Created=\"yesterday\"",
      "UsernameToken " + good + ", Nonce=\"again\"",
      "UsernameToken " + good + " Nonce",
      "UsernameToken Username=\"u",
  };
  for (const std::string& header : bad) {
    INFO(header);
    CHECK_FALSE(parse_username_token(header));
  }
}
