// What it costs to write the answer of a batch of 250 items.
#include <benchmark/benchmark.h>

#include <nlohmann/json.hpp>

#include "contract/render.h"

namespace {

using namespace contract;

constexpr std::size_t items = 250;
constexpr const char* record_text =
    R"({"clientId":"5f8b7c1e-1d2a-4c7e-9b57-0a1b2c3d4e5f","type":"email","value":"a@example.com",)"
    R"("isPrimary":false,"label":"work","externalId":"e1","metadata":{"source":"import"},)"
    R"("id":"0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d","isVerified":false,"verifiedAt":null,)"
    R"("createdAt":"2026-01-02T03:04:05.678Z","updatedAt":"2026-01-02T03:04:05.678Z"})";

std::vector<ItemResult> successes() {
  const Json json = Json::parse(record_text);
  const auto record = std::make_shared<const Record>(Record::from(json));
  std::vector<ItemResult> results(items);
  for (std::size_t i = 0; i < items; ++i) {
    results[i].index = i;
    results[i].verb = Verb::create;
    results[i].action = "created";
    results[i].record = record;
  }
  return results;
}

void answer(benchmark::State& state, const char* body) {
  const auto document = Document::parse(body, "bench").value();
  const auto parsed = parse_template(*document, document->root(), nullptr).value();
  const std::vector<ItemResult> results = successes();
  const Lists lists{results, items, {}, {}};
  std::size_t bytes = 0;
  for (auto _ : state) {
    std::string out;
    render(out, *parsed, {}, lists);
    benchmark::DoNotOptimize(out.data());
    bytes += out.size();
  }
  state.SetBytesProcessed(static_cast<int64_t>(bytes));
}

void envelope(benchmark::State& state) {
  answer(state, R"({"atomic":true,"data":{"$each":"results",)"
                R"("$as":{"data":"$record","action":"$result.action"}}})");
}
BENCHMARK(envelope)->Unit(benchmark::kMicrosecond);

void members(benchmark::State& state) {
  answer(state, R"({"data":{"$each":"results","$as":{"index":"$result.index","ok":true,)"
                R"("id":"$record#/id","key":"{$result.keyName}/{$record#/externalId}"}}})");
}
BENCHMARK(members)->Unit(benchmark::kMicrosecond);

void keyed(benchmark::State& state) {
  answer(state, R"({"$each":"results","$key":"$result.index","$as":{"id":"$record#/id"}})");
}
BENCHMARK(keyed)->Unit(benchmark::kMicrosecond);

}  // namespace
