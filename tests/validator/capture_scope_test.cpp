#include "validator/capture_scope.h"

#include "api.h"
#include "support/catch.h"

using validator::CaptureFormat;

namespace {

validator::ScopedApi api(const std::string& name, const std::string& servers,
                         const std::string& path) {
  auto document = contract::Document::parse(
      "openapi: 3.1.0\ninfo: {title: t, version: '1'}\nservers: " + servers + "\npaths:\n  " +
          path + ": {get: {operationId: op, responses: {'200': {description: ok}}}}\n",
      "openapi.yaml");
  auto behaviour = std::make_shared<contract::Behaviour>();
  behaviour->document = *document;
  behaviour->api = *contract::load_openapi(*document);
  return validator::scoped(name, behaviour);
}

validator::CapturedExchange get(const std::string& host, const std::string& path) {
  validator::CapturedExchange exchange;
  exchange.request = {"GET", path, {}, {}};
  exchange.host = host;
  return exchange;
}

std::string judged_by(const validator::Scope& scope, const std::string& host,
                      const std::string& path, CaptureFormat format = CaptureFormat::har) {
  const auto found = validator::destination(scope, get(host, path), format);
  return found.shared ? "shared" : found.api ? found.api->name : "";
}

validator::Scope two() {
  validator::Scope scope;
  scope.apis.push_back(
      api("a", "[{url: 'https://A.example.com:443/v1'}, {url: 'https://{region}.a.example'}]",
          "/things/{id}"));
  scope.apis.push_back(api("b", "[{url: /}]", "/things/special"));
  return scope;
}

}  // namespace

TEST_CASE("servers name the hosts of an API") {
  CHECK(two().apis[0].behaviour->api->hosts ==
        std::vector<std::string>{"a.example.com", "*.a.example"});
  CHECK(two().apis[1].behaviour->api->hosts.empty());
}

TEST_CASE("an exchange for a named host is that API's, unknown path or not") {
  CHECK(judged_by(two(), "a.example.com", "/things/special") == "a");
  CHECK(judged_by(two(), "eu.a.example", "/v1/nowhere") == "a");
  CHECK(judged_by(two(), "a.example.com:8443", "/nowhere") == "");
}

TEST_CASE("an API without a host takes the paths it knows, on any host") {
  CHECK(judged_by(two(), "other.example", "/things/special") == "b");
  CHECK(judged_by(two(), "other.example", "/things/1") == "");
  CHECK(judged_by(two(), "other.example", "/main.js") == "");
}

TEST_CASE("a loopback host in a HAR is judged where the path is known") {
  CHECK(judged_by(two(), "localhost:3000", "/things/1") == "a");
  CHECK(judged_by(two(), "127.0.0.1", "/things/special") == "b");
  CHECK(judged_by(two(), "[::1]:80", "/things/special") == "b");
  CHECK(judged_by(two(), "localhost:3000", "/main.js") == "");
}

TEST_CASE("what a server recorded is in scope as a whole") {
  CHECK(judged_by(two(), "localhost:3000", "/nowhere", CaptureFormat::ndjson) == "shared");
  CHECK(judged_by(two(), "", "/nowhere", CaptureFormat::wiremock) == "shared");
  CHECK(judged_by(two(), "elsewhere.example", "/nowhere", CaptureFormat::ndjson) == "");
}

TEST_CASE("the scope is widened by --host") {
  validator::Scope scope = two();
  scope.hosts = {"staging.example", "localhost:4010"};
  CHECK(judged_by(scope, "staging.example:81", "/nowhere") == "shared");
  CHECK(judged_by(scope, "localhost:4010", "/nowhere") == "shared");
  CHECK(judged_by(scope, "localhost:4011", "/nowhere") == "");
  scope.hosts = {"*"};
  CHECK(judged_by(scope, "any.example", "/nowhere") == "shared");
}

TEST_CASE("a method the path lacks is the API's that has the path") {
  auto exchange = get("localhost", "/things/special");
  exchange.request.method = "DELETE";
  CHECK(validator::destination(two(), exchange, CaptureFormat::har).api->name == "a");
}

TEST_CASE("what is no HTTP exchange is out of scope") {
  auto exchange = get("a.example.com", "/things/1");
  exchange.web = false;
  CHECK_FALSE(validator::destination(two(), exchange, CaptureFormat::har).api);
}
