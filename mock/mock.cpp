#include "mock/mock.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <set>

#include "contract/message.h"
#include "contract/path_template.h"
#include "mock/route_conflicts.h"
#include "validator/text.h"

namespace mock {

namespace {

using Clock = std::chrono::steady_clock;

// The path below a prefix; nothing when it is not below it.
std::optional<std::string_view> below(std::string_view path, const std::string& prefix) {
  if (path.substr(0, prefix.size()) != prefix) return {};
  path.remove_prefix(prefix.size());
  if (path.empty()) return "/";
  if (path[0] != '/') return {};
  return path;
}

// The journal counts bytes that are used: those that are not are given back.
void trim(std::string& text) {
  if (text.capacity() > text.size() + text.size() / 4 + 64) text.shrink_to_fit();
}

// Where a request goes: an operation, or who may say that there is none.
struct Destination {
  const MountedApi* api = nullptr;  // null: no API, or several, could answer for the path
  std::optional<contract::Route> route;
  std::vector<std::string> allow;
};

}  // namespace

struct Mock::Impl {
  Impl(std::vector<MountedApi> mounted, MockOptions options)
      : apis(std::move(mounted)),
        journal(options.journal_bytes),
        admin(std::move(options.admin), responders(), journal) {
    for (const MountedApi& api : apis) secrets.push_back(secret_places(api.responder->behaviour()));
  }

  std::vector<MountedApi> apis;
  std::vector<SecretPlaces> secrets;  // of each API
  Journal journal;
  Admin admin;

  std::vector<std::shared_ptr<Responder>> responders() const;
  Destination destination(const contract::Request& request) const;
  Responder::Answer answer(const contract::Request& request, const Destination& destination) const;
  std::shared_ptr<const JournalEntry> record(contract::Request request,
                                             const Destination& destination,
                                             Responder::Answer& answer, Clock::time_point began);
  Reply finish(contract::Request request, const Destination& destination, Responder::Answer& answer,
               Clock::time_point began,
               const std::function<void(const JournalEntry&)>& on_exchange);
};

std::vector<std::shared_ptr<Responder>> Mock::Impl::responders() const {
  std::vector<std::shared_ptr<Responder>> list;
  for (const MountedApi& api : apis) list.push_back(api.responder);
  return list;
}

Destination Mock::Impl::destination(const contract::Request& request) const {
  Destination best;
  std::size_t longest = 0;
  std::size_t rivals = 0;                  // APIs with the longest prefix that fits
  std::vector<const MountedApi*> knowing;  // APIs that have the path, without this method
  const MountedApi* meant = nullptr;       // the API that the request names
  const std::string* name = request.headers.find("Understudy-Api");
  for (const MountedApi& api : apis) {
    const auto path = below(request.path(), api.prefix);
    if (!path) continue;
    if (name != nullptr && *name == api.responder->name()) meant = &api;
    if (rivals == 0 || api.prefix.size() > longest) {
      longest = api.prefix.size();
      rivals = 0;
      if (!best.route) best.api = &api;
    }
    if (api.prefix.size() == longest) ++rivals;
    auto found = api.responder->router().find(request.method, *path);
    if (auto* route = std::get_if<contract::Route>(&found)) {
      if (best.route && !contract::more_literal(api.prefix + route->operation->path,
                                                best.api->prefix + best.route->operation->path))
        continue;
      best.api = &api;
      best.route = std::move(*route);
    } else {
      const auto& allow = std::get<contract::NoRoute>(found).allow;
      if (!allow.empty()) knowing.push_back(&api);
      best.allow.insert(best.allow.end(), allow.begin(), allow.end());
    }
  }
  if (best.route) return best;
  if (knowing.size() == 1)
    best.api = knowing.front();
  else if (rivals != 1)
    best.api = meant;
  return best;
}

Responder::Answer Mock::Impl::answer(const contract::Request& request,
                                     const Destination& destination) const {
  if (destination.route) return destination.api->responder->respond(request, *destination.route);
  const std::set<std::string> allow(destination.allow.begin(), destination.allow.end());
  const auto reason =
      allow.empty() ? contract::Reason::not_found : contract::Reason::method_not_allowed;
  if (destination.api)
    return destination.api->responder->refuse(reason, request, {allow.begin(), allow.end()});
  Responder::Answer answer;
  if (request.method == "OPTIONS" && request.target == "*") {  // RFC 9110 section 9.3.7
    answer.response = {204, {{"Allow", "DELETE, GET, HEAD, OPTIONS, PATCH, POST, PUT"}}, {}};
    return answer;
  }
  if (allow.empty()) {
    answer.response = problem(404, fmt::format("no API has the path {:.200}", request.path()));
    return answer;
  }
  const std::string list = fmt::format("{}, OPTIONS", fmt::join(allow, ", "));
  answer.response =
      request.method == "OPTIONS"
          ? contract::Response{204, {}, {}}
          : problem(405, fmt::format("the path {:.200} has {}", request.path(), list));
  answer.response.headers.add("Allow", list);
  return answer;
}

// Takes the request and the body of the answer; what else the answer holds stays.
std::shared_ptr<const JournalEntry> Mock::Impl::record(contract::Request request,
                                                       const Destination& destination,
                                                       Responder::Answer& answer,
                                                       Clock::time_point began) {
  JournalEntry entry;
  if (!apis.empty()) entry.time = apis.front().responder->source().now();
  if (destination.api) entry.api = destination.api->responder->name();
  if (answer.operation) entry.operation = answer.operation->id;
  if (answer.outcome) entry.outcome = contract::to_string(*answer.outcome);
  std::string body = std::move(answer.response.body);
  entry.exchange = {std::move(request), answer.response, "mock", 0};
  entry.exchange.response.body = std::move(body);
  trim(entry.exchange.request.body);
  trim(entry.exchange.response.body);
  entry.violations = std::move(answer.violations);
  entry.self_check = std::move(answer.self_check);
  entry.faults = std::move(answer.faults);
  entry.took = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - began);
  if (destination.api)
    redact(entry.exchange, secrets[static_cast<std::size_t>(destination.api - apis.data())]);
  else
    redact(entry.exchange, {});
  return journal.add(std::move(entry));
}

// Into the journal, and to whoever wants to hear of it.
Reply Mock::Impl::finish(contract::Request request, const Destination& destination,
                         Responder::Answer& answer, Clock::time_point began,
                         const std::function<void(const JournalEntry&)>& on_exchange) {
  const auto entry = record(std::move(request), destination, answer, began);
  if (on_exchange) on_exchange(*entry);
  Reply reply(std::move(answer.response));
  reply.body = {entry, &entry->exchange.response.body};
  return reply;
}

contract::Result<std::unique_ptr<Mock>> Mock::make(std::vector<MountedApi> apis,
                                                   MockOptions options) {
  std::set<std::string> names;
  for (MountedApi& api : apis) {
    if (validator::ends_with(api.prefix, "/")) api.prefix.pop_back();
    if (!api.prefix.empty() && (api.prefix[0] != '/' || is_admin_path(api.prefix)))
      return tl::unexpected(
          contract::Error{"bad-prefix",
                          fmt::format("the prefix {} of {} must begin with \"/\" and not be {}",
                                      api.prefix, api.responder->name(), admin_prefix),
                          {}});
    if (!names.insert(api.responder->name()).second)
      return tl::unexpected(contract::Error{
          "duplicate-api", fmt::format("two APIs are called {}", api.responder->name()), {}});
  }
  if (auto conflict = find_route_conflict(apis)) return tl::unexpected(std::move(*conflict));
  return std::unique_ptr<Mock>(
      new Mock(std::make_unique<Impl>(std::move(apis), std::move(options))));
}

Mock::Mock(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Mock::~Mock() = default;

void Mock::hurry() {
  for (const MountedApi& api : impl_->apis) api.responder->faults().hurry();
}

Journal& Mock::journal() { return impl_->journal; }
const std::vector<MountedApi>& Mock::apis() const { return impl_->apis; }

contract::Response Mock::answer(const contract::Request& request) {
  Reply reply = serve(request);
  if (reply.body) reply.response.body = *reply.body;
  return std::move(reply.response);
}

Reply Mock::serve(contract::Request request) {
  if (is_admin_path(request.path())) return impl_->admin.answer(request);
  const Clock::time_point began = Clock::now();
  const Destination destination = impl_->destination(request);
  Responder::Answer answer = impl_->answer(request, destination);
  return impl_->finish(std::move(request), destination, answer, began, on_exchange);
}

contract::Response Mock::refuse(contract::Reason reason, const contract::Request& request) {
  const Clock::time_point began = Clock::now();
  const Destination destination = impl_->destination(request);
  Responder::Answer answer;
  if (destination.api)
    answer = destination.api->responder->refuse(reason, request, destination.allow,
                                                destination.route ? &*destination.route : nullptr);
  else
    answer.response = problem(contract::default_status(reason),
                              fmt::format("refused: {}", contract::to_string(reason)));
  Reply reply = impl_->finish(request, destination, answer, began, on_exchange);
  reply.response.body = *reply.body;
  return std::move(reply.response);
}

}  // namespace mock
