#pragma once
// The API of tests/data/shelf behind a Responder, and requests to it.
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <utility>
#include <vector>

#include "contract/behaviour.h"
#include "mock/responder.h"

namespace shelf {

// Text to replace in openapi.yaml or behaviour.yaml, wherever it stands; it must stand somewhere.
using Edits = std::vector<std::pair<std::string, std::string>>;
contract::BehaviourPtr load(const Edits& edits = {});
// Of a file written in the test; no behaviour.
contract::BehaviourPtr contract_only(const std::string& yaml);
std::shared_ptr<mock::Responder> responder(const Edits& edits = {},
                                           mock::ResponderOptions options = {},
                                           const std::string& name = "shelf");

// With credentials and, when there is a body, its Content-Type.
contract::Request request(std::string method, std::string target, std::string body = "",
                          const std::string& token = "reader", const std::string& region = "north");
contract::Request batch(const std::string& items, const std::string& more = "");
std::string book(int isbn, const std::string& title = "t");
contract::Json body_of(const contract::Response& response);
std::string error_code(const contract::Response& response);
// The number of books the default reader sees in the north.
std::size_t count(mock::Responder& responder);

}  // namespace shelf
