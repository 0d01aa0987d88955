#include "mock/random_batches.h"

namespace random_batches {

namespace {

Json items(Random& random, std::size_t most, const std::function<Json()>& make) {
  Json list = Json::array();
  for (std::size_t n = random.below(most + 1); n > 0; --n) list.push_back(make());
  return list;
}

std::string word(Random& random) {
  return std::string(1, static_cast<char>('a' + random.below(7)));
}

const std::string client = "6f0ba1b4-51bd-4c79-9c40-7f6b3f0e4a1";

Sent artu(Random& random) {
  const auto item = [&] {
    Json made = {{"clientId", client + std::to_string(random.below(2))},
                 {"type", random.chance(85) ? "email" : "pigeon"},
                 {"value", word(random)}};
    if (random.chance(80)) made["externalId"] = random.chance(95) ? word(random) : "";
    if (random.chance(20)) made["isPrimary"] = true;
    return made;
  };
  if (random.chance(40)) {
    Json body = {{"items", items(random, 6, [&] {
                    Json made = item();
                    made.erase("clientId");
                    if (random.chance(25)) made["_delete"] = true;
                    return made;
                  })}};
    if (random.chance(30)) body["replaceMode"] = random.chance(50);
    return {"POST", "/clients/" + client + "0/contact-methods/sync", body};
  }
  if (random.chance(15)) {
    Json body = item();
    body.erase("externalId");
    return {"PUT", "/contact-methods/external/" + word(random), body};
  }
  Json body = {{"items", items(random, random.chance(2) ? 260 : 6, item)}};
  if (random.chance(70)) body["atomic"] = random.chance(30);
  return {"PUT", "/contact-methods/batch/external", body};
}

Sent emarsys(Random& random) {
  const std::string key = random.of(std::vector<std::string>{"3", "3", "1", "id"});
  const auto row = [&] {
    Json made = {{"1", word(random)}};
    if (random.chance(90)) made["3"] = random.chance(90) ? Json(word(random)) : Json("");
    if (key == "id" && random.chance(90)) made["id"] = random.below(8);
    if (random.chance(8)) made["31"] = 7;
    if (random.chance(4)) made["bogus"] = 1;
    return made;
  };
  const bool exists = random.chance(50);
  switch (random.below(5)) {
    case 0:
      return {"POST",
              "/api/v2/contact/getdata",
              {{"keyId", key},
               {"keyValues", items(random, 5, [&] { return Json(word(random)); })},
               {"fields", Json::array({"1", "3"})}}};
    case 1:
      return {"POST",
              "/api/v2/contact/checkids",
              {{"key_id", key},
               {"external_ids", items(random, 5, [&] { return Json(word(random)); })}}};
    case 2:
      return {"POST",
              "/api/v2/contact/delete",
              {{"key_id", key}, {key, items(random, 3, [&] { return Json(word(random)); })}}};
    case 3:
      return {"POST", "/api/v2/contact", {{"key_id", key}, {"contacts", items(random, 6, row)}}};
    default:
      return {"PUT",
              std::string("/api/v2/contact") + (exists ? "?create_if_not_exists=1" : ""),
              {{"key_id", key}, {"contacts", items(random, 6, row)}}};
  }
}

Sent propeller(Random& random) {
  const auto contact = [&](bool by_id) {
    Json made = {{"firstName", word(random)}};
    if (by_id && random.chance(97)) made["id"] = random.below(9) + 1;
    if (!by_id || random.chance(20)) {
      made["sourceId"] = word(random);
      made["source"] = "erp";
    }
    if (random.chance(3)) made["company"] = "x";
    return made;
  };
  const bool by_id = random.chance(60);
  if (random.chance(15)) return {"POST", "/contacts", contact(false)};
  if (random.chance(15))
    return {"PATCH", "/contacts/id/" + std::to_string(random.below(9)), {{"lastName", "n"}}};
  return {"POST",
          by_id ? "/contacts/bulk/id" : "/contacts/bulk/sourceId",
          {{"contacts", items(random, 6, [&] { return contact(by_id); })}}};
}

Sent tasks(Random& random) {
  return {
      "POST", "/tasks/batch", {{"tasks", items(random, 6, [&] {
                                  Json made = {{"title", random.chance(80) ? word(random) : ""}};
                                  if (random.chance(90)) made["ref"] = word(random);
                                  return made;
                                })}}};
}

Sent prices(Random& random) {
  return {"PUT",
          "/v1/prices",
          {{"prices", items(random, 5, [&] {
              Json made = {
                  {"sku", "AB-" + std::to_string(random.below(9))},
                  {"amount", random.chance(90) ? 3 + static_cast<int>(random.below(2)) : -1}};
              if (random.chance(30)) made["currency"] = random.chance(80) ? "EUR" : "USD";
              return made;
            })}}};
}

Sent lines(Random& random) {
  if (random.chance(10)) return {"DELETE", "/orders/o" + word(random) + "/lines/1", nullptr};
  return {"PATCH", std::string("/lines") + (random.chance(50) ? "?allOrNone=true" : ""),
          items(random, 6, [&] {
            Json made = {{"order", "o" + word(random)}, {"line", 1 + random.below(2)}};
            if (random.chance(80)) made["product"] = word(random);
            if (random.chance(15)) made["quantity"] = -1;
            return made;
          })};
}

Sent events(Random& random) {
  return {"POST",
          std::string("/projects/p/events") + (random.chance(60) ? "?continue-on-error=true" : ""),
          {{"events", items(random, 3, [&] {
              Json made = {{"id", random.below(6)}};
              if (random.chance(80)) made["name"] = "n";
              if (random.chance(30)) made["deleted"] = true;
              return made;
            })}}};
}

}  // namespace

const std::vector<Api>& apis() {
  static const std::vector<Api> list{
      {"specs/artu", {{"Authorization", "Bearer k"}, {"X-Environment", "test"}}, artu},
      {"specs/emarsys",
       {{"X-WSSE",
         "UsernameToken Username=\"u\", PasswordDigest=\"YQ==\", Nonce=\"n\", "
         "Created=\"2026-01-01T00:00:00Z\""}},
       emarsys},
      {"specs/propeller", {{"Authorization", "Bearer k"}}, propeller},
      {"fixtures/apis/multi-status", {}, tasks},
      {"fixtures/apis/price-list", {{"X-Tenant", "shop"}}, prices},
      {"fixtures/apis/order-lines", {{"Authorization", "Basic YW5uOnNlY3JldA=="}}, lines},
      {"fixtures/apis/event-import", {{"X-Api-Key", "k"}}, events}};
  return list;
}

contract::Request request_of(const Api& api, const Sent& sent) {
  contract::Request request{sent.method, sent.target, api.headers, {}};
  if (!sent.body.is_null()) {
    request.body = sent.body.dump();
    request.headers.add("Content-Type", "application/json");
  }
  return request;
}

}  // namespace random_batches
