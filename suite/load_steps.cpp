// Cases and steps of a suite file.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "contract/closest.h"
#include "contract/path_template.h"
#include "contract/pointer.h"
#include "suite/loading.h"

namespace suite {

namespace {

using contract::Json;

std::chrono::milliseconds seconds_of(const Json& node) {
  return std::chrono::milliseconds(static_cast<long>(node.get<double>() * 1000));
}

std::optional<Retry> read_retry(const Json* node) {
  if (!node) return std::nullopt;
  if (node->is_number()) return Retry{node->get<int>(), {}};
  Retry retry{member(*node, "times")->get<int>(), {}};
  if (const Json* wait = member(*node, "wait")) retry.wait = seconds_of(*wait);
  return retry;
}

void read_save(Loading& loading, const Json* node, Step& step, Known& known) {
  if (!node) return;
  for (const auto& [name, value] : node->items()) {
    const std::string source = value.get<std::string>();
    std::string_view pointer = source;
    if (pointer.starts_with("$response.body")) pointer.remove_prefix(14);
    if (pointer.starts_with("#")) pointer.remove_prefix(1);
    const bool other = source == "$response.status" || source.starts_with("$response.header.");
    if (!other && !contract::parse_pointer(pointer))
      loading.complain(value, "invalid-expression",
                       fmt::format("`{}` cannot be saved; expected a pointer such as /data/id, "
                                   "$response.header.NAME or $response.status",
                                   source));
    step.save.emplace_back(name, source);
    known.saved.insert(name);
  }
}

const contract::Operation* read_operation(Loading& loading, const Json& when, Step& step) {
  step.operation = when.get<std::string>();
  const contract::OpenApi& api = *loading.behaviour().api;
  const contract::Operation* operation = api.operation(step.operation);
  if (operation) return operation;
  std::vector<std::string_view> names;
  for (const contract::Operation& each : api.operations) names.push_back(each.id);
  loading.complain(
      when, "unknown-operation",
      fmt::format("the API has no operation `{}`{}; it has {}", step.operation,
                  contract::did_you_mean(step.operation, names), contract::list_of(names)));
  return nullptr;
}

// `when` or `request`; the operation, where there is one.
const contract::Operation* read_aim(Loading& loading, const Json& node, const Known& known,
                                    Step& step) {
  const Json* when = member(node, "when");
  const Json* request = member(node, "request");
  if ((when != nullptr) == (request != nullptr)) {
    loading.complain(node, "missing-word",
                     "a step needs either `when` (an operation) or `request` (METHOD TARGET)");
    return nullptr;
  }
  if (when) return read_operation(loading, *when, step);
  const std::string line = request->get<std::string>();
  const std::size_t space = line.find(' ');
  step.method = line.substr(0, space);
  step.target = make_node(line.substr(space + 1));
  check_value(*step.target, known, [&](const Json&, std::string_view code, std::string message) {
    loading.complain(*request, code, std::move(message));
  });
  return nullptr;
}

void check_path_is_whole(Loading& loading, const Json& node, const Step& step,
                         const contract::Operation* operation) {
  if (!operation) return;
  const auto given = [&](const std::string& name) {
    const auto has = [&](const RequestParts& parts) {
      return std::any_of(parts.path.begin(), parts.path.end(),
                         [&](const auto& each) { return each.first == name; });
    };
    if (has(step.parts) || has(loading.suite.defaults)) return true;
    return std::any_of(
        loading.suite.clients.begin(), loading.suite.clients.end(),
        [&](const auto& client) { return client.first == step.client && has(client.second); });
  };
  for (const std::string& name : contract::parameter_names(operation->path))
    if (!given(name))
      loading.complain(node, "missing-word",
                       fmt::format("`{}` needs the path parameter `{}` of {}: path: {{{}: …}}",
                                   operation->id, name, operation->path, name));
}

void read_payload(Loading& loading, const Json& node, const Known& known, Step& step) {
  const Json* body = member(node, "body");
  const Json* text = member(node, "text");
  if (body && text)
    loading.complain(*text, "wrong-value", "a step has either `body` (JSON) or `text`, not both");
  if (body) {
    loading.check(*body, known);
    step.body = loading.keep(*body);
  }
  if (text) {
    loading.check(*text, known);
    step.text = loading.keep(*text);
  }
  if (const Json* type = member(node, "content-type"))
    step.content_type = type->is_string() ? type->get<std::string>() : "";
}

void check_client(Loading& loading, const Json& node, const Step& step) {
  if (step.client.empty()) return;
  std::vector<std::string_view> names;
  for (const auto& [name, parts] : loading.suite.clients) names.push_back(name);
  if (std::find(names.begin(), names.end(), step.client) == names.end())
    loading.complain(*member(node, "client"), "unknown-word",
                     fmt::format("there is no client `{}`{}; `clients` has {}", step.client,
                                 contract::did_you_mean(step.client, names),
                                 names.empty() ? "none" : contract::list_of(names)));
}

std::vector<std::string> read_status(const Json* node) {
  std::vector<std::string> wanted;
  if (!node) return wanted;
  for (const Json& each : node->is_array() ? *node : Json::array({*node}))
    wanted.push_back(each.is_string() ? each.get<std::string>() : each.dump());
  return wanted;
}

}  // namespace

Expectation read_then(Loading& loading, const Json& step, const Known& known) {
  Expectation then;
  then.where = loading.locate(step);
  const Json* node = member(step, "then");
  if (!node) return then;
  then.where = loading.locate(*node);
  Known names = known;
  names.expectation = true;
  then.status = read_status(member(*node, "status"));
  then.lost = member(*node, "lost") != nullptr;
  const auto read = [&](const char* name) -> Node {
    const Json* found = member(*node, name);
    if (!found) return nullptr;
    loading.check(*found, names);
    return loading.keep(*found);
  };
  then.body = read("body");
  then.contains = read("contains");
  then.text = read("text");
  if (const Json* headers = member(*node, "headers"))
    for (const auto& [name, value] : headers->items()) {
      loading.check(value, names);
      then.headers.emplace_back(name, loading.keep(value));
    }
  if (then.lost && node->size() > 1)
    loading.complain(*node, "wrong-value", "an answer that is `lost` has nothing else to look at");
  return then;
}

Step read_step(Loading& loading, const Json& node, Known& known) {
  Step step;
  step.where = loading.locate(node);
  if (const Json* repeat = member(node, "repeat")) step.repeat = repeat->get<int>();
  Known here = known;
  here.index = step.repeat > 1;
  const contract::Operation* operation = read_aim(loading, node, here, step);
  step.client = text_at(node, "client");
  check_client(loading, node, step);
  step.parts = read_parts(loading, node, here, operation);
  check_path_is_whole(loading, node, step, operation);
  read_payload(loading, node, here, step);
  step.retry = read_retry(member(node, "retry"));
  if (const Json* timeout = member(node, "timeout")) step.timeout = seconds_of(*timeout);
  step.faults = read_faults_of(loading, member(node, "faults"));
  step.given = read_state(loading, member(node, "given"), here);
  step.then = read_then(loading, node, here);
  Known expected = here;
  expected.expectation = true;
  step.stored = read_state(loading, member(node, "stored"), expected);
  read_save(loading, member(node, "save"), step, known);
  return step;
}

Case read_case(Loading& loading, const Json& node, const Known& known, contract::Evidence evidence,
               const std::string& source) {
  Case test;
  test.name = text_at(node, "case");
  test.where = loading.locate(node);
  test.evidence = contract::evidence_from(text_at(node, "evidence")).value_or(evidence);
  test.source = member(node, "source") ? text_at(node, "source") : source;
  test.skip = text_at(node, "skip");
  Known names = known;
  test.variables = read_variables(loading, member(node, "variables"), names);
  test.faults = read_faults_of(loading, member(node, "faults"));
  test.given = read_state(loading, member(node, "given"), names);
  for (const Json& step : *member(node, "steps"))
    test.steps.push_back(read_step(loading, step, names));
  return test;
}

}  // namespace suite
