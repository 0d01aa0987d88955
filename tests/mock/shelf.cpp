#include "mock/shelf.h"

#include <stdexcept>

#include "contract/document.h"

namespace shelf {

namespace {

void apply(std::string& text, const Edits& edits, std::vector<bool>& used) {
  for (std::size_t i = 0; i < edits.size(); ++i) {
    const auto& [from, to] = edits[i];
    for (std::size_t at = text.find(from); at != std::string::npos;
         at = text.find(from, at + to.size())) {
      text.replace(at, from.size(), to);
      used[i] = true;
    }
  }
}

contract::BehaviourPtr checked(contract::Loaded<contract::BehaviourPtr> loaded) {
  if (loaded) return *loaded;
  std::string message;
  for (const contract::Error& error : loaded.error()) message += contract::to_string(error) + "\n";
  throw std::runtime_error(message);
}

}  // namespace

contract::BehaviourPtr load(const Edits& edits) {
  std::vector<bool> used(edits.size(), false);
  const contract::ReadFile read = [&](const std::string& path) {
    auto text = contract::read_file(path);
    if (text) apply(*text, edits, used);
    return text;
  };
  const std::string path = std::string(UNDERSTUDY_SOURCE_DIR) + "/tests/data/shelf/behaviour.yaml";
  auto behaviour = checked(contract::load_behaviour(path, read));
  for (std::size_t i = 0; i < edits.size(); ++i)
    if (!used[i]) throw std::runtime_error("nothing to edit: " + edits[i].first);
  return behaviour;
}

contract::BehaviourPtr contract_only(const std::string& yaml) {
  return checked(contract::load_contract(
      "openapi.yaml", [&](const std::string&) { return contract::Result<std::string>(yaml); }));
}

std::shared_ptr<mock::Responder> responder(const Edits& edits, mock::ResponderOptions options,
                                           const std::string& name) {
  return std::make_shared<mock::Responder>(
      name, load(edits), std::make_shared<mock::Source>(1, "2026-01-02T03:04:05.678Z"), options);
}

contract::Request request(std::string method, std::string target, std::string body,
                          const std::string& token, const std::string& region) {
  contract::Request request{std::move(method), std::move(target), {}, std::move(body)};
  request.headers.add("Host", "127.0.0.1:4010");
  request.headers.add("Authorization", "Bearer " + token);
  request.headers.add("X-Region", region);
  if (!request.body.empty()) request.headers.add("Content-Type", "application/json");
  return request;
}

contract::Request batch(const std::string& items, const std::string& more) {
  return request("PUT", "/books/batch", "{\"items\": [" + items + "]" + more + "}");
}

std::string book(int isbn, const std::string& title) {
  return "{\"isbn\": \"" + std::to_string(isbn) + "\", \"title\": \"" + title + "\"}";
}

contract::Json body_of(const contract::Response& response) {
  return contract::Json::parse(response.body);
}

std::string error_code(const contract::Response& response) {
  return body_of(response).at("error").at("code").get<std::string>();
}

std::size_t count(mock::Responder& responder) {
  const auto answer = responder.respond(request("GET", "/books"));
  return body_of(answer.response).at("total").get<std::size_t>();
}

}  // namespace shelf
