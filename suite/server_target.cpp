// A server as a target: somebody's, or a mock of ours that can be steered through /__admin.
#include <fmt/format.h>

#include <algorithm>
#include <mutex>
#include <nlohmann/json.hpp>

#include "contract/document.h"
#include "contract/parse_json.h"
#include "suite/http_target.h"
#include "suite/target.h"

namespace suite {

namespace {

using contract::Json;
using contract::Result;

constexpr std::chrono::milliseconds admin_timeout{10'000};

contract::Error failed(std::string code, std::string message) {
  return {std::move(code), std::move(message), {}};
}

contract::Request admin_request(const HttpOptions& options, std::string method, std::string path,
                                const Json* body) {
  contract::Request request{std::move(method), "/__admin/" + std::move(path), {}, {}};
  if (!options.admin_token.empty())
    request.headers.set("Authorization", "Bearer " + options.admin_token);
  if (!body) return request;
  request.headers.set("Content-Type", "application/json");
  request.body = body->dump(-1, ' ', false, Json::error_handler_t::replace);
  return request;
}

// The JSON of a 2xx answer.
Result<Json> ask(Connection& connection, const HttpOptions& options, std::string method,
                 std::string path, const Json* body = nullptr) {
  const auto response = connection.send(
      admin_request(options, std::move(method), std::move(path), body), admin_timeout);
  if (!response) return tl::unexpected(response.error());
  if (response->lost) return tl::unexpected(failed("lost", "the connection was cut"));
  if (response->status < 200 || response->status > 299)
    return tl::unexpected(
        failed("refused", fmt::format("the mock's control API answered {}: {}", response->status,
                                      response->body.substr(0, 300))));
  Json parsed = Json::parse(response->body, nullptr, false);
  if (parsed.is_discarded()) return tl::unexpected(failed("bad-answer", "the answer is not JSON"));
  return parsed;
}

class ServerSession : public Session {
 public:
  ServerSession(const HttpAddress& address, HttpOptions options, bool is_mock, std::string api,
                std::string world)
      : connection_(connect(address)),
        options_(std::move(options)),
        is_mock_(is_mock),
        api_(std::move(api)),
        world_(std::move(world)) {}

  ~ServerSession() override {
    if (!is_mock_) return;
    for (const std::string& id : faults_)
      (void)ask(*connection_, options_, "DELETE", "faults/" + id);
    (void)ask(*connection_, options_, "DELETE", "state?world=" + world_);
  }

  Result<contract::Response> send(const contract::Request& request,
                                  std::chrono::milliseconds timeout) override {
    return connection_->send(request, timeout);
  }

  Result<void> seed(const Json& state) override {
    const Json body = Json::object({{api_, Json::object({{world_, state}})}});
    const auto answer = ask(*connection_, options_, "PUT", "state", &body);
    if (!answer) return tl::unexpected(answer.error());
    return {};
  }

  Result<Json> stored() override {
    auto answer = ask(*connection_, options_, "GET", "state?world=" + world_ + "&api=" + api_);
    if (!answer) return answer;
    if (!answer->contains(api_) || !(*answer)[api_].contains(world_)) return Json::object();
    return (*answer)[api_][world_];
  }

  Result<void> add(const std::vector<mock::Fault>& faults) override {
    for (const mock::Fault& fault : faults) {
      Json body = Json::parse(fault.text, nullptr, false);
      if (!body.is_object()) return tl::unexpected(failed("bad-fault", "the fault has no text"));
      body["world"] = world_;
      body["api"] = api_;
      const auto answer = ask(*connection_, options_, "POST", "faults", &body);
      if (!answer) return tl::unexpected(answer.error());
      keep_ids(*answer);
    }
    return {};
  }

 private:
  void keep_ids(const Json& answer) {
    if (answer.is_object() && answer.contains("id")) {
      const Json& id = answer["id"];
      faults_.push_back(id.is_string() ? id.get<std::string>() : id.dump());
    }
    if (answer.is_object() && answer.contains("faults") && answer["faults"].is_array())
      for (const Json& each : answer["faults"]) keep_ids(each);
  }

  std::unique_ptr<Connection> connection_;
  HttpOptions options_;
  bool is_mock_;
  std::string api_;
  std::string world_;
  std::vector<std::string> faults_;  // ids, to be taken away again
};

class ServerTarget : public Target {
 public:
  ServerTarget(HttpAddress address, HttpOptions options, bool is_mock)
      : address_(std::move(address)), options_(std::move(options)), is_mock_(is_mock) {}

  std::unique_ptr<Session> open(const Suite& suite, const std::string& world,
                                std::uint64_t) override {
    return std::make_unique<ServerSession>(address_, options_, is_mock_, suite.api_name, world);
  }
  bool is_mock() const override { return is_mock_; }
  bool has_worlds() const override { return is_mock_; }
  std::string url() const override { return address_.origin + address_.prefix; }

 private:
  HttpAddress address_;
  HttpOptions options_;
  bool is_mock_;
};

Result<HttpAddress> address_of(const HttpOptions& options) {
  const std::string& url = options.url;
  const std::size_t scheme = url.starts_with("http://") ? 7 : url.starts_with("https://") ? 8 : 0;
  if (scheme == 0 || url.size() == scheme || url.find_first_of("?# ") != std::string::npos)
    return tl::unexpected(failed(
        "bad-url", fmt::format("`{}` is no target; expected http://host:port or https://host, "
                               "perhaps with a path behind it",
                               url)));
  const std::size_t slash = url.find('/', scheme);
  HttpAddress address{url.substr(0, slash), "", options.insecure, options.ca_file};
  if (slash != std::string::npos) address.prefix = url.substr(slash);
  while (address.prefix.ends_with('/')) address.prefix.pop_back();
  if (address.origin.size() == scheme)
    return tl::unexpected(failed("bad-url", fmt::format("`{}` names no host", url)));
  if (options.ca_file.empty()) return address;
  if (auto readable = contract::read_file(options.ca_file); !readable)
    return tl::unexpected(std::move(readable.error()));
  return address;
}

}  // namespace

Result<std::unique_ptr<Target>> http_target(HttpOptions options) {
  const Result<HttpAddress> address = address_of(options);
  if (!address) return tl::unexpected(address.error());
  HttpAddress control = *address;
  control.prefix.clear();
  const auto probe = connect(control)->send(admin_request(options, "GET", "health", nullptr),
                                            std::min(options.timeout, admin_timeout));
  if (!probe && probe.error().code == "unreachable")
    return tl::unexpected(
        failed("unreachable",
               fmt::format("{} cannot be reached: {}; start the server, or correct --target",
                           options.url, probe.error().message)));
  bool is_mock = false;
  if (probe && probe->status == 200) {
    const Json health = Json::parse(probe->body, nullptr, false);
    is_mock = health.is_object() && health.contains("apis") && health["apis"].is_array();
  }
  return std::make_unique<ServerTarget>(*address, std::move(options), is_mock);
}

}  // namespace suite
