// Parsing and validating a batch of 250 items and its answer, beside nlohmann's parser and valijson
// as it is shipped. bench/peers/node_ajv/validate.js does the same with node and ajv.
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <nlohmann/json.hpp>

#include "contract/parse_json.h"
#include "contract/schema.h"

#define VALIJSON_USE_EXCEPTIONS 1
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wunused-parameter"
#pragma GCC diagnostic ignored "-Wpedantic"
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>
#pragma GCC diagnostic pop

namespace {

using contract::Json;

// The item of validate.js, character by character.
std::string item_text(int i, bool answered) {
  static const char* const kinds[] = {"email", "phone", "mobile", "fax", "other"};
  std::string text = fmt::format(
      R"({{"ownerId":"2eb8aa08-aa98-11ea-b4aa-73b441d1{:04}","kind":"{}","value":"someone.{}@mail.example.com",)"
      R"("primary":{},"label":"a label of some length {}","reference":"customer-{:06}-contact",)"
      R"("metadata":{{"source":"import","row":{},"tags":["a","b"]}})",
      i, kinds[i % 5], i, i % 2 == 0, i, i, i);
  if (answered) {
    text += fmt::format(
        R"(,"id":"9f0c1e52-1b1a-4d5e-9c2b-0a1b2c3d{:04}","verified":{},"verifiedAt":{},)"
        R"("createdAt":"2024-02-29T12:34:56.{:03}Z","updatedAt":"2024-03-01T01:02:03.{:03}Z")",
        i, i % 3 == 0, i % 3 == 0 ? R"("2024-02-29T13:00:00.000Z")" : "null", i, i);
  }
  return text + "}";
}

std::string body(bool answered) {
  std::string text = answered ? R"({"atomic":false,"succeeded":[)" : R"({"atomic":false,"items":[)";
  for (int i = 0; i < 250; ++i) {
    if (i > 0) text += ',';
    text += answered ? fmt::format(R"({{"index":{},"data":{{"data":{},"action":"created"}}}})", i,
                                   item_text(i, true))
                     : item_text(i, false);
  }
  return text + (answered ? R"(],"failed":[]})" : "]}");
}

Json schema_of(bool answered) {
  const std::string path = std::string(UNDERSTUDY_SOURCE_DIR) + "/bench/data/batch_" +
                           (answered ? "response" : "request") + ".schema.json";
  std::ifstream file(path);
  return Json::parse(file);
}

contract::SchemaPtr compiled(bool answered) {
  const Json schema = schema_of(answered);
  auto result = contract::compile_schema(schema);
  if (result) return *result;
  std::cerr << to_string(result.error().front()) << '\n';
  std::exit(2);
}

void report(benchmark::State& state, const std::string& text, bool right) {
  if (!right) state.SkipWithError("the body should fit");
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
  state.counters["bytes"] = static_cast<double>(text.size());
}

void parse_and_validate(benchmark::State& state) {
  const bool answered = state.range(0) != 0;
  const std::string text = body(answered);
  const auto schema = compiled(answered);
  bool right = true;
  for (auto _ : state) {
    const auto parsed = contract::parse_json(text);
    right = right && parsed && schema->accepts(parsed->root());
  }
  report(state, text, right);
}

void plan_alone(benchmark::State& state) {
  const bool answered = state.range(0) != 0;
  const std::string text = body(answered);
  const auto schema = compiled(answered);
  const auto parsed = contract::parse_json(text);
  bool right = true;
  for (auto _ : state) right = right && schema->accepts(parsed->root());
  report(state, text, right);
}

void plan_over_tree(benchmark::State& state) {
  const bool answered = state.range(0) != 0;
  const std::string text = body(answered);
  const auto schema = compiled(answered);
  const Json tree = Json::parse(text);
  bool right = true;
  for (auto _ : state) right = right && schema->accepts(tree);
  report(state, text, right);
}

void explain_one_fault(benchmark::State& state) {
  const bool answered = state.range(0) != 0;
  std::string text = body(answered);
  text.replace(text.find("\"phone\""), 7, "\"pager\"");
  const auto schema = compiled(answered);
  const auto parsed = contract::parse_json(text);
  bool right = true;
  for (auto _ : state) right = right && schema->explain(parsed->root()).size() == 1;
  report(state, text, right);
}

void nlohmann_parse_alone(benchmark::State& state) {
  const std::string text = body(state.range(0) != 0);
  for (auto _ : state) benchmark::DoNotOptimize(nlohmann::json::parse(text));
  report(state, text, true);
}

void valijson_as_shipped(benchmark::State& state) {
  const bool answered = state.range(0) != 0;
  const std::string text = body(answered);
  const nlohmann::json raw = nlohmann::json::parse(schema_of(answered).dump());
  valijson::Schema schema;
  valijson::SchemaParser().populateSchema(valijson::adapters::NlohmannJsonAdapter(raw), schema);
  const nlohmann::json tree = nlohmann::json::parse(text);
  bool right = true;
  for (auto _ : state) {
    valijson::Validator validator;
    const valijson::adapters::NlohmannJsonAdapter adapter(tree);
    right = right && validator.validate(schema, adapter, nullptr);
  }
  report(state, text, right);
}

// 0: the request, 1: the response.
BENCHMARK(parse_and_validate)->Arg(0)->Arg(1)->Unit(benchmark::kMicrosecond);
BENCHMARK(plan_alone)->Arg(0)->Arg(1)->Unit(benchmark::kMicrosecond);
BENCHMARK(plan_over_tree)->Arg(0)->Arg(1)->Unit(benchmark::kMicrosecond);
BENCHMARK(explain_one_fault)->Arg(0)->Arg(1)->Unit(benchmark::kMicrosecond);
BENCHMARK(nlohmann_parse_alone)->Arg(0)->Arg(1)->Unit(benchmark::kMicrosecond);
BENCHMARK(valijson_as_shipped)->Arg(0)->Arg(1)->Unit(benchmark::kMicrosecond);

}  // namespace
