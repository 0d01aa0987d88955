// The batches of the bundled APIs over a socket: 0, 1, the limit and one more, and who sees what.
#include <nlohmann/json.hpp>

#include "support/catch.h"
#include "support/server_process.h"

namespace {

using Json = nlohmann::ordered_json;
using support::Fields;
using support::Reply;
using support::ServerProcess;

const std::string client = "3c90c3cc-0d44-4b50-8888-8dd25736052a";
const std::string batch = "/contact-methods/batch/external";

Fields artu(const std::string& token, const std::string& environment = "test") {
  return {{"Authorization", "Bearer " + token}, {"X-Environment", environment}};
}

const Fields emarsys = {
    {"X-WSSE",
     R"(UsernameToken Username="test", PasswordDigest="dGVzdA==", Nonce="00", Created="2026-01-01T00:00:00Z")"}};

std::string methods(std::size_t count) {
  Json items = Json::array();
  for (std::size_t i = 0; i < count; ++i)
    items.push_back({{"clientId", client},
                     {"type", "email"},
                     {"value", "v" + std::to_string(i)},
                     {"externalId", "e" + std::to_string(i)}});
  return Json{{"items", items}}.dump();
}

std::string contacts(std::size_t count, const std::string& field) {
  Json list = Json::array();
  for (std::size_t i = 0; i < count; ++i)
    list.push_back(
        {{field, field == "id" ? Json(i + 1) : Json("u" + std::to_string(i) + "@x.yz")}});
  return Json{{"contacts", list}}.dump();
}

std::size_t listed(const ServerProcess& server, const Fields& headers) {
  const Reply reply = support::send(server.port(), "POST", "/contact-methods/list", headers,
                                    R"({"limit": 200, "includeTotalCount": true})");
  return Json::parse(reply.body)["pagination"]["totalCount"];
}

}  // namespace

TEST_CASE("a batch upsert takes 1 to 250 items and keeps their order") {
  const ServerProcess server(UNDERSTUDY_BINARY, {"mock", "artu", "--quiet"});
  const auto status = [&](std::size_t count) {
    return support::send(server.port(), "PUT", batch, artu("n" + std::to_string(count)),
                         methods(count));
  };
  CHECK(status(0).status == 400);
  CHECK(status(1).status == 200);
  const Json full = Json::parse(status(250).body);
  REQUIRE(full["data"].size() == 250);
  for (std::size_t i = 0; i < 250; ++i)
    CHECK(full["data"][i]["data"]["externalId"] == "e" + std::to_string(i));
  CHECK(status(251).status == 400);
  CHECK(listed(server, artu("n250")) == 250);
  CHECK(listed(server, artu("n251")) == 0);
}

TEST_CASE("a sync takes 0 to 250 items") {
  const ServerProcess server(UNDERSTUDY_BINARY, {"mock", "artu", "--quiet"});
  const std::string path = "/clients/" + client + "/contact-methods/sync";
  for (const auto& [count, status] : {std::pair<std::size_t, int>{0, 200}, {250, 200}, {251, 400}})
    CHECK(support::send(server.port(), "POST", path, artu("t"), methods(count)).status == status);
  CHECK(listed(server, artu("t")) == 250);
}

TEST_CASE("environments and tokens do not see each other's records") {
  const ServerProcess server(UNDERSTUDY_BINARY, {"mock", "artu", "--quiet"});
  REQUIRE(support::send(server.port(), "PUT", batch, artu("a"), methods(3)).status == 200);
  CHECK(listed(server, artu("a")) == 3);
  CHECK(listed(server, artu("a", "live")) == 0);
  CHECK(listed(server, artu("b")) == 0);
}

TEST_CASE("contacts are updated and created up to 1,000 at once") {
  const ServerProcess server(UNDERSTUDY_BINARY, {"mock", "emarsys", "--quiet"});
  for (const std::string method : {"PUT", "POST"})
    for (const auto& [count, status] :
         {std::pair<std::size_t, int>{0, 200}, {1, 200}, {1000, 200}, {1001, 400}}) {
      INFO(method << ' ' << count);
      const Reply reply =
          support::send(server.port(), method, "/api/v2/contact", emarsys, contacts(count, "3"));
      CHECK(reply.status == status);
      CHECK(Json::parse(reply.body)["replyCode"] == (status == 200 ? 0 : 1000));
    }
}

TEST_CASE("a bulk by id takes at least one contact, and has no limit") {
  const ServerProcess server(UNDERSTUDY_BINARY, {"mock", "propeller", "--quiet"});
  for (const auto& [count, status] : {std::pair<std::size_t, int>{0, 400}, {1, 200}, {2000, 200}}) {
    const Reply reply = support::send(server.port(), "POST", "/contacts/bulk/id",
                                      {{"Authorization", "Bearer t"}}, contacts(count, "id"));
    CHECK(reply.status == status);
    if (status == 200) CHECK(Json::parse(reply.body)["total"] == count);
  }
}
