#include "suite/mutant_hooks.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "contract/router.h"

namespace suite {

namespace {

using contract::Json;
using contract::Request;
using contract::Response;

void reverse_lists(Json& value) {
  if (value.is_array()) std::reverse(value.begin(), value.end());
  if (value.is_structured())
    for (Json& each : value) reverse_lists(each);
}

void shift_indexes(Json& value) {
  if (value.is_structured())
    for (Json& each : value) shift_indexes(each);
  if (!value.is_string()) return;
  std::string text = value.get<std::string>();
  for (auto at = text.find(index_mark); at != std::string::npos; at = text.find(index_mark)) {
    std::size_t digits = 0;
    const std::string number = text.substr(at + index_mark.size());
    if (number.empty() || number.front() < '0' || number.front() > '9') return;
    const auto shifted = std::stoull(number, &digits) + 1;
    if (at == 0 && digits == number.size()) {  // it stood alone and was a number
      value = shifted;
      return;
    }
    text.replace(at, index_mark.size() + digits, std::to_string(shifted));
    value = text;
  }
}

void edit(Response& response, void (*change)(Json&)) {
  Json body = Json::parse(response.body, nullptr, false);
  if (body.is_discarded()) return;
  change(body);
  response.body = body.dump();
}

// The request with `count` of its items, from the front or the back; nothing when it has fewer.
std::optional<Request> with_part(const Request& request, const std::string& pointer,
                                 std::size_t count, bool front) {
  Json body = Json::parse(request.body, nullptr, false);
  const Json::json_pointer at(pointer);
  if (body.is_discarded() || !body.contains(at) || !body[at].is_array()) return std::nullopt;
  Json& items = body[at];
  if (items.size() <= count) return std::nullopt;
  const auto surplus = static_cast<std::ptrdiff_t>(items.size() - count);
  if (front)
    items.erase(items.end() - surplus, items.end());
  else
    items.erase(items.begin(), items.begin() + surplus);
  Request part = request;
  part.body = body.dump();
  return part;
}

std::size_t count_items(const Request& request, const std::string& pointer) {
  const Json body = Json::parse(request.body, nullptr, false);
  const Json::json_pointer at(pointer);
  return !body.is_discarded() && body.contains(at) && body[at].is_array() ? body[at].size() : 0;
}

// What an update that joins lists and objects leaves of both.
Json joined(const Json& before, const Json& after) {
  Json both = before;
  if (both.is_array())
    for (const Json& each : after)
      if (std::find(both.begin(), both.end(), each) == both.end()) both.push_back(each);
  if (both.is_object())
    for (const auto& member : after.items()) both[member.key()] = member.value();
  return both;
}

// True when something changed. Records keep their order; where some were deleted nobody can tell
// which is which, and nothing is joined.
bool join_members(const Json& before, Json& after) {
  bool changed = false;
  for (const auto& collection : before.items())
    for (const auto& partition : collection.value().items()) {
      Json& records = after[collection.key()][partition.key()];
      const Json& old = partition.value();
      if (!records.is_array() || records.size() < old.size()) continue;
      for (std::size_t i = 0; i < old.size(); ++i)
        for (auto& member : records[i].items()) {
          const auto was = old[i].find(member.key());
          if (was == old[i].end() || was->type() != member.value().type()) continue;
          Json both = joined(*was, member.value());
          if (!both.is_structured() || both == member.value()) continue;
          member.value() = std::move(both);
          changed = true;
        }
    }
  return changed;
}

struct Wrong {
  contract::BehaviourPtr behaviour;
  contract::Router router;
  MutantHook hook;
  std::string operation;

  const contract::Operation* meant(const Request& request) const {
    const auto route = router.find(request.method, request.path());
    const auto* found = std::get_if<contract::Route>(&route);
    if (found == nullptr) return nullptr;
    return operation.empty() || found->operation->id == operation ? found->operation : nullptr;
  }
  const contract::Batch* batch(const std::string& id) const {
    const auto* plans = behaviour->plans(id);
    if (plans == nullptr) return nullptr;
    for (const contract::Plan& plan : *plans)
      if (const auto* does = std::get_if<contract::Batch>(&plan.does); does && does->items_in_body)
        return does;
    return nullptr;
  }
};

// Empty lists for partitions that `before` does not have, so that seeding takes back everything.
Json taken_back(const Json& before, const Json& after) {
  Json state = before;
  for (const auto& collection : after.items())
    for (const auto& partition : collection.value().items())
      if (!state[collection.key()].contains(partition.key()))
        state[collection.key()][partition.key()] = Json::array();
  return state;
}

class WrongSession : public Session {
 public:
  WrongSession(std::unique_ptr<Session> inner, std::shared_ptr<const Wrong> wrong)
      : inner_(std::move(inner)), wrong_(std::move(wrong)) {}

  contract::Result<Response> send(const Request& request,
                                  std::chrono::milliseconds timeout) override {
    if (wrong_->hook == MutantHook::allow_dropped) return without("Allow", request, timeout);
    if (wrong_->hook == MutantHook::challenge_dropped)
      return without("WWW-Authenticate", request, timeout);
    const contract::Operation* operation = wrong_->meant(request);
    if (operation == nullptr) return inner_->send(request, timeout);
    if (wrong_->hook == MutantHook::write_lost) return lose(request, timeout);
    const auto before = inner_->stored();
    auto response = inner_->send(request, timeout);
    if (!response) return response;
    if (wrong_->hook == MutantHook::answers_reversed) edit(*response, reverse_lists);
    if (wrong_->hook == MutantHook::index_shifted) edit(*response, shift_indexes);
    if (wrong_->hook == MutantHook::rollback_dropped_before ||
        wrong_->hook == MutantHook::rollback_dropped_after)
      if (const contract::Batch* batch = wrong_->batch(operation->id); batch && before)
        keep_part(request, *batch, *before, timeout);
    if (wrong_->hook == MutantHook::members_merged && before) {
      auto after = inner_->stored();
      if (after && join_members(*before, *after))
        if (const auto put = inner_->seed(*after); !put) return tl::unexpected(put.error());
    }
    return response;
  }
  contract::Result<void> seed(const Json& state) override { return inner_->seed(state); }
  contract::Result<Json> stored() override { return inner_->stored(); }
  contract::Result<void> add(const std::vector<mock::Fault>& faults) override {
    return inner_->add(faults);
  }

 private:
  contract::Result<Response> without(const char* header, const Request& request,
                                     std::chrono::milliseconds timeout) {
    auto response = inner_->send(request, timeout);
    if (response) response->headers.remove(header);
    return response;
  }

  contract::Result<Response> lose(const Request& request, std::chrono::milliseconds timeout) {
    const auto before = inner_->stored();
    auto response = inner_->send(request, timeout);
    const auto after = inner_->stored();
    if (before && after && *before != *after) {
      const auto undone = inner_->seed(taken_back(*before, *after));
      if (!undone) return tl::unexpected(undone.error());
    }
    return response;
  }

  // When the whole was undone: the longest run of items that works by itself, stored.
  void keep_part(const Request& request, const contract::Batch& batch, const Json& before,
                 std::chrono::milliseconds timeout) {
    const auto after = inner_->stored();
    if (!after || *after != before) return;
    const bool front = wrong_->hook == MutantHook::rollback_dropped_before;
    const std::size_t total = std::min<std::size_t>(count_items(request, batch.items_pointer), 20);
    for (std::size_t count = total; count-- > 1;) {
      const auto part = with_part(request, batch.items_pointer, count, front);
      if (!part || !inner_->send(*part, timeout)) return;
      const auto now = inner_->stored();
      if (!now || *now != before) return;
    }
  }

  std::unique_ptr<Session> inner_;
  std::shared_ptr<const Wrong> wrong_;
};

class WrongTarget : public Target {
 public:
  WrongTarget(std::unique_ptr<Target> inner, std::shared_ptr<const Wrong> wrong)
      : inner_(std::move(inner)), wrong_(std::move(wrong)) {}
  std::unique_ptr<Session> open(const Suite& suite, const std::string& world,
                                std::uint64_t seed) override {
    return std::make_unique<WrongSession>(inner_->open(suite, world, seed), wrong_);
  }
  bool is_mock() const override { return inner_->is_mock(); }
  std::string url() const override { return inner_->url(); }

 private:
  std::unique_ptr<Target> inner_;
  std::shared_ptr<const Wrong> wrong_;
};

}  // namespace

std::string_view to_string(MutantHook hook) {
  constexpr std::array<std::string_view, 9> words{"",
                                                  "rollback-dropped-before",
                                                  "rollback-dropped-after",
                                                  "answers-reversed",
                                                  "index-off-by-one",
                                                  "write-lost",
                                                  "update-for-replace",
                                                  "header-dropped",
                                                  "header-dropped"};
  return words.at(static_cast<std::size_t>(hook));
}

std::unique_ptr<Target> wrong_target(std::unique_ptr<Target> inner,
                                     contract::BehaviourPtr behaviour, MutantHook hook,
                                     std::string operation) {
  contract::Router router(*behaviour->api);
  auto wrong = std::make_shared<const Wrong>(
      Wrong{std::move(behaviour), std::move(router), hook, std::move(operation)});
  return std::make_unique<WrongTarget>(std::move(inner), std::move(wrong));
}

}  // namespace suite
