#include "tests/mock/batch_api.h"

#include <fmt/format.h>

#include "support/catch.h"

namespace {

constexpr const char* openapi = R"(openapi: 3.1.0
info: {title: things, version: '1'}
paths:
  /things/{owner}:
    parameters: [{name: owner, in: path, required: true, schema: {type: string}}]
    put:
      operationId: write
      requestBody: {content: {application/json: {schema: {}}}}
      responses: {'200': {description: done}}
)";

std::string behaviour_text(const Declared& declared) {
  return fmt::format(R"(behaviour: 1
contract: openapi.yaml
collections: {{things: {{{}}}, others: {{}}}}
errors:
  A: {{message: '{{$result.index}}:{{$result.key}}'}}
  B: {{message: '{{$result.index}}:{{$result.key}}'}}
  C: {{message: '{{$violation.message}}', status: 422}}
respond: [{{status: 200}}]
{}
operations:
  write: {{batch: {{collection: things, items: $request.body#/items, {}}} {}}}
)",
                     declared.collection, declared.head, declared.batch,
                     declared.plan.empty() ? "" : ", " + declared.plan);
}

contract::BehaviourPtr load(const Declared& declared) {
  const std::string text = behaviour_text(declared);
  auto read = [&](const std::string& path) -> contract::Result<std::string> {
    return path.ends_with("openapi.yaml") ? openapi : text;
  };
  auto loaded = contract::load_behaviour("behaviour.yaml", read);
  if (loaded) return *loaded;
  for (const contract::Error& error : loaded.error()) UNSCOPED_INFO(contract::to_string(error));
  UNSCOPED_INFO(text);
  FAIL();
  return nullptr;
}

}  // namespace

Api::Api(const Declared& declared) : behaviour(load(declared)) {
  facts.request = &request;
  facts.path_parameters = {{"owner", "o1"}};
  facts.principal = "p";
}

Api::~Api() = default;

const contract::Plan& Api::plan() const { return behaviour->plans("write")->front(); }

mock::BatchResult Api::send(const std::string& body) {
  auto parsed = contract::parse_json(body);
  REQUIRE(parsed);
  facts.body.emplace(parsed->root());
  const auto& batch = std::get<contract::Batch>(plan().does);
  auto items = mock::items_of(batch, facts);
  REQUIRE(items);
  auto things = store.partition("", "things", "p");
  auto others = store.partition("", "others", "p");
  mock::BatchInput input{*behaviour, batch, facts, items->views, {}, source, {}, &plan()};
  input.violations.resize(items->views.size());
  for (const auto& [item, violation] : violations_) input.violations[item].push_back(violation);
  violations_.clear();
  input.other = [&](const std::string&) { return others.get(); };
  mock::Staged staged(*things);
  mock::BatchResult result = mock::run_batch(input, staged);
  if (result.outcome == contract::Outcome::complete || result.outcome == contract::Outcome::partial)
    staged.commit();
  else
    CHECK(staged.savepoint() == 0);
  facts.body.reset();
  return result;
}

void Api::seed(const std::string& things) {
  REQUIRE(store.seed({{"", {{"things", {{"p", contract::Json::parse(things)}}}}}}));
}

void Api::others(const std::string& records) {
  REQUIRE(store.seed({{"", {{"others", {{"p", contract::Json::parse(records)}}}}}}));
}

std::string Api::stored() const {
  const contract::Json state = store.dump();
  const auto* things = state.empty() ? nullptr : &state[""]["things"]["p"];
  return things ? things->dump() : "[]";
}

std::string Api::dump() const { return store.dump().dump(); }

void Api::violate(std::size_t item, const std::string& keyword, const std::string& pointer,
                  const std::string& property) {
  contract::Violation violation;
  violation.keyword = keyword;
  violation.pointer = fmt::format("/items/{}{}", item, pointer);
  violation.property = property;
  violation.message = fmt::format("{} at {}", keyword, violation.pointer);
  violation.item = item;
  violations_.emplace_back(item, std::move(violation));
}

std::string summary(const mock::BatchResult& result) {
  std::string text;
  for (const contract::ItemResult& item : result.results) {
    if (!text.empty()) text += ' ';
    text += item.action;
    if (item.error) text += '(' + item.error->name + ')';
    if (item.key) text += ':' + contract::plain_text(item.key->text);
  }
  return text;
}

std::string text_of(const contract::RecordPtr& record) {
  return record ? std::string(record->text()) : "";
}
