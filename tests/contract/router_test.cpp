#include "contract/router.h"

#include "support/catch.h"

using contract::NoRoute;
using contract::OpenApi;
using contract::Route;
using contract::Router;

namespace {

using Names = std::vector<std::string>;

// Operations named "METHOD /path".
OpenApi api_of(const std::vector<std::pair<std::string, std::string>>& operations,
               Names base_paths = {""}) {
  OpenApi api;
  api.base_paths = std::move(base_paths);
  for (const auto& [method, path] : operations) {
    contract::Operation operation;
    operation.id = method + " " + path;
    operation.method = method;
    operation.path = path;
    api.operations.push_back(std::move(operation));
  }
  return api;
}

// "id name=value …", "405 A,B" or "404".
std::string found(const OpenApi& api, std::string_view method, std::string_view path) {
  const auto result = Router(api).find(method, path);
  if (const auto* none = std::get_if<NoRoute>(&result)) {
    if (none->allow.empty()) return "404";
    std::string text = "405";
    for (const std::string& name : none->allow) text += " " + name;
    return text;
  }
  const auto& route = std::get<Route>(result);
  std::string text = route.operation->id;
  for (const auto& [name, value] : route.path_parameters) text += " " + name + "=" + value;
  return text;
}

}  // namespace

TEST_CASE("a path without parameters is found by method") {
  const auto api = api_of({{"GET", "/a/b"}, {"PUT", "/a/b"}, {"GET", "/"}});
  CHECK(found(api, "GET", "/a/b") == "GET /a/b");
  CHECK(found(api, "PUT", "/a/b") == "PUT /a/b");
  CHECK(found(api, "GET", "/") == "GET /");
  CHECK(found(api, "GET", "") == "GET /");
  CHECK(found(api, "GET", "/a") == "404");
  CHECK(found(api, "GET", "/a/b/c") == "404");
  CHECK(found(api, "GET", "/A/b") == "404");
}

TEST_CASE("a path without the method says which methods it has, sorted, HEAD with GET") {
  const auto api = api_of({{"PUT", "/a"}, {"GET", "/a"}, {"DELETE", "/b"}});
  CHECK(found(api, "POST", "/a") == "405 GET HEAD PUT");
  CHECK(found(api, "GET", "/b") == "405 DELETE");
  CHECK(found(api, "HEAD", "/b") == "405 DELETE");
  CHECK(found(api, "OPTIONS", "/b") == "405 DELETE");
  CHECK(found(api, "get", "/a") == "405 GET HEAD PUT");
}

TEST_CASE("HEAD is answered by its own operation, else by GET") {
  CHECK(found(api_of({{"GET", "/a"}}), "HEAD", "/a") == "GET /a");
  CHECK(found(api_of({{"GET", "/a"}, {"HEAD", "/a"}}), "HEAD", "/a") == "HEAD /a");
}

TEST_CASE("a parameter takes one segment, decoded") {
  const auto api = api_of({{"GET", "/a/{id}/b"}});
  CHECK(found(api, "GET", "/a/7/b") == "GET /a/{id}/b id=7");
  CHECK(found(api, "GET", "/a/x%20y%2Fz+/b") == "GET /a/{id}/b id=x y/z+");
  CHECK(found(api, "GET", "/a/%C3%A9/b") == "GET /a/{id}/b id=\u00e9");
  CHECK(found(api, "GET", "/a/1/2/b") == "404");
  CHECK(found(api, "GET", "/a//b") == "404");
}

TEST_CASE("literal segments are compared decoded") {
  const auto api = api_of({{"GET", "/caf\u00e9/a%20b"}});
  CHECK(found(api, "GET", "/caf%C3%A9/a%20b") == "GET /caf\u00e9/a%20b");
  CHECK(found(api, "GET", "/%63af%c3%a9/a%20b") == "GET /caf\u00e9/a%20b");
}

TEST_CASE("a malformed percent escape is an unknown path") {
  const auto api = api_of({{"GET", "/a/{id}"}});
  CHECK(found(api, "GET", "/a/%zz") == "404");
  CHECK(found(api, "GET", "/a/%4") == "404");
  CHECK(found(api, "GET", "/a/%") == "404");
}

TEST_CASE("a trailing slash makes no difference on either side") {
  const auto api = api_of({{"GET", "/a/"}, {"GET", "/b"}, {"GET", "/c/{x}/"}});
  CHECK(found(api, "GET", "/a") == "GET /a/");
  CHECK(found(api, "GET", "/a/") == "GET /a/");
  CHECK(found(api, "GET", "/b/") == "GET /b");
  CHECK(found(api, "GET", "/c/1") == "GET /c/{x}/ x=1");
  CHECK(found(api, "GET", "/b//") == "404");
  CHECK(found(api, "GET", "//b") == "404");
}

TEST_CASE("a literal segment wins over a parameter, whatever the order in the document") {
  for (const bool literal_first : {true, false}) {
    auto api = literal_first ? api_of({{"GET", "/u/me"}, {"GET", "/u/{id}"}})
                             : api_of({{"GET", "/u/{id}"}, {"GET", "/u/me"}});
    CHECK(found(api, "GET", "/u/me") == "GET /u/me");
    CHECK(found(api, "GET", "/u/you") == "GET /u/{id} id=you");
  }
}

TEST_CASE("a literal segment that leads nowhere is taken back") {
  const auto api =
      api_of({{"GET", "/u/me/posts"}, {"GET", "/u/{id}/likes"}, {"GET", "/{a}/{b}/x"}});
  CHECK(found(api, "GET", "/u/me/posts") == "GET /u/me/posts");
  CHECK(found(api, "GET", "/u/me/likes") == "GET /u/{id}/likes id=me");
  CHECK(found(api, "GET", "/u/me/x") == "GET /{a}/{b}/x a=u b=me");
  CHECK(found(api, "GET", "/u/me/y") == "404");
}

TEST_CASE("parameters of different names at one place keep their own names") {
  const auto api = api_of({{"GET", "/u/{id}/a"}, {"GET", "/u/{name}/b"}});
  CHECK(found(api, "GET", "/u/1/a") == "GET /u/{id}/a id=1");
  CHECK(found(api, "GET", "/u/1/b") == "GET /u/{name}/b name=1");
}

TEST_CASE("a path that has the method wins over a more literal one that has not") {
  const auto api = api_of({{"POST", "/u/search"}, {"GET", "/u/{id}"}});
  CHECK(found(api, "GET", "/u/search") == "GET /u/{id} id=search");
  CHECK(found(api, "POST", "/u/search") == "POST /u/search");
  CHECK(found(api, "PUT", "/u/search") == "405 GET HEAD POST");
}

TEST_CASE("a parameter may have text around it in its segment") {
  const auto api = api_of({{"GET", "/a/{x}"}, {"GET", "/a/{x}.json"}, {"GET", "/a/v{n}"}});
  CHECK(found(api, "GET", "/a/1.json") == "GET /a/{x}.json x=1");
  CHECK(found(api, "GET", "/a/1.xml") == "GET /a/{x} x=1.xml");
  CHECK(found(api, "GET", "/a/.json") == "GET /a/{x} x=.json");
  CHECK(found(api, "GET", "/a/v2") == "GET /a/v{n} n=2");
  CHECK(found(api, "GET", "/a/v") == "GET /a/{x} x=v");
}

TEST_CASE("a segment may hold several parameters") {
  const auto api = api_of({{"GET", "/{a}-{b}"}, {"GET", "/r/{lat},{lng}:get"}});
  CHECK(found(api, "GET", "/1-2") == "GET /{a}-{b} a=1 b=2");
  CHECK(found(api, "GET", "/1-2-3") == "GET /{a}-{b} a=1 b=2-3");
  CHECK(found(api, "GET", "/--x") == "GET /{a}-{b} a=- b=x");
  CHECK(found(api, "GET", "/1-") == "404");
  CHECK(found(api, "GET", "/-1") == "404");
  CHECK(found(api, "GET", "/r/1.5,2:get") == "GET /r/{lat},{lng}:get lat=1.5 lng=2");
}

TEST_CASE("a brace that is no parameter is literal text") {
  const auto api = api_of({{"GET", "/a{/{}"}, {"GET", "/b}"}});
  CHECK(found(api, "GET", "/a{/{}") == "GET /a{/{}");
  CHECK(found(api, "GET", "/b}") == "GET /b}");
}

TEST_CASE("base paths may be there or not, the longest first") {
  const auto api =
      api_of({{"GET", "/c"}, {"GET", "/{x}"}, {"GET", "/api/{y}"}}, {"/api", "/api/v2", ""});
  CHECK(found(api, "GET", "/c") == "GET /c");
  CHECK(found(api, "GET", "/api/v2/c") == "GET /c");
  CHECK(found(api, "GET", "/api/c") == "GET /c");
  CHECK(found(api, "GET", "/api/v2/c/") == "GET /c");
  CHECK(found(api, "GET", "/api/v2") == "GET /{x} x=v2");
  CHECK(found(api, "GET", "/apiv2/c") == "404");
}

TEST_CASE("allow of a path known under several bases is their union") {
  const auto api = api_of({{"PUT", "/c"}, {"DELETE", "/{x}/c"}}, {"/api"});
  CHECK(found(api, "GET", "/api/c") == "405 DELETE PUT");
}

TEST_CASE("what is no path at all is unknown") {
  const auto api = api_of({{"GET", "/a"}, {"OPTIONS", "/"}});
  CHECK(found(api, "OPTIONS", "*") == "404");
  CHECK(found(api, "GET", "a") == "404");
  CHECK(found(OpenApi{}, "GET", "/") == "404");
  CHECK(std::get<NoRoute>(Router().find("GET", "/")).allow.empty());
}

TEST_CASE("a very long path is answered") {
  const auto api = api_of({{"GET", "/{a}/{b}"}, {"GET", "/x{a}y{b}z/{c}"}});
  std::string slashes;
  for (int i = 0; i < 100000; ++i) slashes += "/a";
  CHECK(found(api, "GET", slashes) == "404");
  const std::string as(200000, 'a');
  CHECK(found(api, "GET", "/" + as + "/b") == "GET /{a}/{b} a=" + as + " b=b");
}
