#pragma once
// A declared API of this repository, driven in process.
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "contract/behaviour.h"
#include "mock/responder.h"
#include "support/catch.h"

class DeclaredApi {
 public:
  struct Answer {
    int status = 0;
    nlohmann::json body;  // null when there is none; compares with members in any order
    contract::Headers headers;
  };

  struct Body {
    Body(const char* json) : text(json) {}                   // NOLINT: text as it is
    Body(const std::string& json) : text(json) {}            // NOLINT
    Body(const nlohmann::json& json) : text(json.dump()) {}  // NOLINT: or a tree
    std::string text;
  };

  // `folder`: below the repository, "specs/artu"; `headers` go with every call.
  DeclaredApi(const std::string& folder, contract::Headers headers) : headers_(std::move(headers)) {
    const auto loaded = contract::load_behaviour(
        std::string(UNDERSTUDY_SOURCE_DIR) + "/" + folder + "/behaviour.yaml", contract::read_file);
    if (!loaded)
      for (const contract::Error& error : loaded.error()) FAIL_CHECK(contract::to_string(error));
    REQUIRE(loaded);
    responder_ =
        std::make_unique<mock::Responder>(folder, *loaded, std::make_shared<mock::Source>(7));
  }

  // The same API, its state included, asked with one header set to another value; "" removes it.
  Answer call_with(const std::string& name, const std::string& value, const std::string& method,
                   const std::string& target, const std::string& body = "") {
    contract::Headers headers = headers_;
    if (value.empty())
      headers.remove(name);
    else
      headers.set(name, value);
    return send({method, target, headers, body});
  }
  Answer call(const std::string& method, const std::string& target, const Body& body = "") {
    return send({method, target, headers_, body.text});
  }
  mock::Responder& responder() { return *responder_; }

 private:
  Answer send(contract::Request request) {
    if (!request.body.empty() && !request.headers.has("Content-Type"))
      request.headers.add("Content-Type", "application/json");
    INFO(request.method << " " << request.target << " " << request.body.substr(0, 400));
    const auto answer = responder_->respond(request);
    for (const contract::Violation& violation : answer.self_check)
      FAIL_CHECK("the answer breaks the contract: " << violation.pointer << " " << violation.message
                                                    << "\n"
                                                    << answer.response.body);
    Answer result{answer.response.status, nullptr, answer.response.headers};
    if (!answer.response.body.empty()) result.body = nlohmann::json::parse(answer.response.body);
    return result;
  }

  contract::Headers headers_;
  std::unique_ptr<mock::Responder> responder_;
};

// [make(0), …, make(n - 1)]
template <class Make>
nlohmann::json items_of(std::size_t n, Make&& make) {
  nlohmann::json items = nlohmann::json::array();
  for (std::size_t i = 0; i < n; ++i) items.push_back(make(i));
  return items;
}
