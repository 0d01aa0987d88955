#pragma once
// A contract written in a test, and an exchange put to it.
#include <stdexcept>
#include <string>
#include <variant>
#include <vector>

#include "contract/openapi.h"
#include "contract/router.h"
#include "contract/violation.h"
#include "validator/request_checks.h"

inline contract::OpenApiPtr api_of(const std::string& yaml) {
  auto document = contract::Document::parse(yaml, "openapi.yaml");
  if (!document) throw std::runtime_error(contract::to_string(document.error()));
  auto api = contract::load_openapi(*document);
  if (!api) throw std::runtime_error(contract::to_string(api.error().front()));
  return *api;
}

// An API with the one operation `get /things` (or as `path` says); `rest` is indented by six.
inline contract::OpenApiPtr api_with(const std::string& rest, const std::string& path = "/things",
                                     const std::string& method = "get",
                                     const std::string& tail = "") {
  return api_of("openapi: 3.1.0\ninfo: {title: t, version: '1'}\npaths:\n  " + path + ":\n    " +
                method + ":\n      operationId: op\n" + rest +
                "\n      responses: {'200': {description: ok}}\n" + tail);
}

inline contract::Route route_in(const contract::OpenApi& api, const contract::Request& request) {
  const auto found = contract::Router(api).find(request.method, request.path());
  if (!std::holds_alternative<contract::Route>(found)) throw std::runtime_error("no route");
  return std::get<contract::Route>(found);
}

inline std::vector<std::string> codes(const contract::Violations& violations) {
  std::vector<std::string> list;
  for (const contract::Violation& violation : violations)
    list.emplace_back(contract::code(violation.rule));
  return list;
}

inline contract::Violations judge(const contract::OpenApiPtr& api, const contract::Request& request,
                                  const validator::RequestOptions& options = {}) {
  return validator::check_request(*api, route_in(*api, request), request, nullptr, options)
      .violations;
}

using Codes = std::vector<std::string>;
