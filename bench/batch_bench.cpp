// What it costs to run a batch, parsing and answering aside.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <stdexcept>

#include "mock/batch.h"
#include "mock/generator.h"

namespace {

constexpr int stored_records = 100'000;

constexpr const char* openapi = R"(openapi: 3.1.0
info: {title: things, version: '1'}
paths:
  /things:
    put:
      operationId: write
      requestBody: {content: {application/json: {schema: {}}}}
      responses: {'200': {description: done}}
)";
// One of everything an upsert usually declares.
constexpr const char* declaration = R"(behaviour: 1
contract: openapi.yaml
collections:
  things:
    defaults: {main: false}
    generate:
      create: {id: $uuid, seen: false, seenAt: null, made: $now, changed: $now}
      update: {changed: $now}
      change: {/value: {seen: false, seenAt: null}}
    unique: [{fields: [ref], fail: TAKEN}]
errors: {TAKEN: {}, EMPTY: {}, FIXED: {}}
respond: [{status: 200}]
operations:
  write:
    batch:
      collection: things
      items: $request.body#/items
      key: {ref: $item#/ref}
      fixed: [/owner]
      atomic: {value: $request.body#/atomic, default: true}
      primary: {field: main, per: [owner, type]}
      rules:
        - when: {required: [item], properties: {item: {required: [ref], properties: {ref: {const: ''}}}}}
          then: fail EMPTY
      decide: {conflict: fail FIXED, unchanged: skip}
)";

contract::BehaviourPtr load() {
  auto read = [](const std::string& path) -> contract::Result<std::string> {
    return path.ends_with("openapi.yaml") ? openapi : declaration;
  };
  auto loaded = contract::load_behaviour("behaviour.yaml", read);
  if (!loaded) throw std::runtime_error(contract::to_string(loaded.error().front()));
  return *loaded;
}

std::string item(int number, int version) {
  return fmt::format(
      R"({{"owner":"5f8b7c1e-1d2a-4c7e-9b57-{:012x}","type":"email","value":"a{}@example.com",)"
      R"("main":false,"label":"work","ref":"crm-{:08d}","metadata":{{"source":"import","n":{}}}}})",
      number / 4, version, number, number);
}

std::string body_of(int first, int count, int version) {
  std::string body = R"({"atomic":true,"items":[)";
  for (int i = 0; i < count; ++i) body += (i == 0 ? "" : ",") + item(first + i, version);
  return body + "]}";
}

// A request whose body is parsed once.
class Bench {
 public:
  contract::ParsedJson parse(const std::string& body) { return contract::parse_json(body).value(); }
  void run(mock::Partition& partition, const contract::ParsedJson& body, bool keep) {
    contract::Facts facts;
    facts.body.emplace(body.root());
    const auto& batch = std::get<contract::Batch>(behaviour_->plans("write")->front().does);
    auto items = mock::items_of(batch, facts);
    mock::Staged staged(partition);
    const mock::BatchInput input{*behaviour_, batch,   facts, std::move(items->views),
                                 {},          source_, {},    {}};
    auto result = mock::run_batch(input, staged);
    if (result.outcome != contract::Outcome::complete) throw std::runtime_error("it failed");
    if (keep) staged.commit();
    benchmark::DoNotOptimize(result);
  }
  void fill(mock::Partition& partition) {
    for (int first = 0; first < stored_records; first += 1000)
      run(partition, parse(body_of(first, 1000, 0)), true);
  }

 private:
  contract::BehaviourPtr behaviour_ = load();
  mock::Source source_{1};
};

void create_in_empty(benchmark::State& state) {
  Bench bench;
  const auto body = bench.parse(body_of(0, static_cast<int>(state.range(0)), 0));
  for (auto _ : state) {
    mock::Partition partition;
    bench.run(partition, body, true);
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

void create_in_large(benchmark::State& state) {
  Bench bench;
  mock::Partition partition;
  bench.fill(partition);
  const auto body = bench.parse(body_of(stored_records, static_cast<int>(state.range(0)), 0));
  for (auto _ : state) bench.run(partition, body, false);
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

void update_in_large(benchmark::State& state) {
  Bench bench;
  mock::Partition partition;
  bench.fill(partition);
  const int count = static_cast<int>(state.range(0));
  const auto one = bench.parse(body_of(5000, count, 1));
  const auto other = bench.parse(body_of(5000, count, 2));
  bool odd = false;
  for (auto _ : state) bench.run(partition, (odd = !odd) ? one : other, true);
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

void unchanged_in_large(benchmark::State& state) {
  Bench bench;
  mock::Partition partition;
  bench.fill(partition);
  const auto body = bench.parse(body_of(5000, static_cast<int>(state.range(0)), 0));
  for (auto _ : state) bench.run(partition, body, true);
  state.SetItemsProcessed(state.iterations() * state.range(0));
}

}  // namespace

BENCHMARK(create_in_empty)->Arg(1)->Arg(250)->Arg(1000)->Unit(benchmark::kMicrosecond);
BENCHMARK(create_in_large)->Arg(1)->Arg(250)->Arg(1000)->Unit(benchmark::kMicrosecond);
BENCHMARK(update_in_large)->Arg(1)->Arg(250)->Arg(1000)->Unit(benchmark::kMicrosecond);
BENCHMARK(unchanged_in_large)->Arg(1)->Arg(250)->Arg(1000)->Unit(benchmark::kMicrosecond);
