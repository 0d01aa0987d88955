// Loading large documents: text to compiled schemas. `perf stat` counts the same with
// `bench_load --benchmark_filter=NAME` (user time, as the machine is rarely quiet).
#include <benchmark/benchmark.h>
#include <fmt/format.h>

#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "contract/openapi.h"

namespace {

constexpr const char* head =
    R"({"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": {)";

std::string path_text(int i, const std::string& schema) {
  return fmt::format(
      R"("/things{0}/{{id}}": {{"put": {{"operationId": "put{0}", "parameters": [{{"name": "id", "in": "path",)"
      R"( "required": true, "schema": {{"type": "string"}}}}], "requestBody": {{"content": {{"application/json":)"
      R"( {{"schema": {{"$ref": "#/components/schemas/{1}"}}}}}}}}, "responses": {{"200": {{"description": "ok",)"
      R"( "content": {{"application/json": {{"schema": {{"type": "array", "items": {{"$ref": "#/components/schemas/{1}"}})"
      R"(}}}}}}}}}}}}}})",
      i, schema);
}

// An object of ten members, four of them references to other objects.
std::string object_text(int i, int count) {
  std::string text =
      fmt::format(R"("S{}": {{"type": "object", "required": ["id", "name"], "properties": {{)", i);
  for (int j = 0; j < 4; ++j)
    text += fmt::format(R"("other{}": {{"$ref": "#/components/schemas/S{}"}}, )", j,
                        (i * 7 + j * 13 + 1) % count);
  return text +
         R"("id": {"type": "string", "format": "uuid"}, "name": {"type": "string", "minLength": 1, "maxLength": 80},)"
         R"( "kind": {"enum": ["a", "b", "c"]}, "count": {"type": "integer", "minimum": 0},)"
         R"( "at": {"type": "string", "format": "date-time", "description": "when it was seen first"},)"
         R"( "tags": {"type": "array", "items": {"type": "string"}}}})";
}

std::string large_document() {
  constexpr int paths = 900;
  constexpr int schemas = 2'800;
  std::string text = head;
  for (int i = 0; i < paths; ++i)
    text += (i > 0 ? ",\n" : "\n") + path_text(i, fmt::format("S{}", i * 3));
  text += "},\n\"components\": {\"schemas\": {";
  for (int i = 0; i < schemas; ++i) text += (i > 0 ? ",\n" : "\n") + object_text(i, schemas);
  return text + "}}}";
}

// `length` schemas, each nothing but a reference to the next, and an operation for every tenth.
std::string chain_document(int length) {
  std::string text = head;
  for (int i = 0; i < length; i += 10)
    text += (i > 0 ? ",\n" : "\n") + path_text(i, fmt::format("S{}", i));
  text += "},\n\"components\": {\"schemas\": {";
  for (int i = 0; i + 1 < length; ++i)
    text += fmt::format("\"S{}\": {{\"$ref\": \"#/components/schemas/S{}\"}},\n", i, i + 1);
  return text + fmt::format("\"S{}\": {{\"type\": \"string\"}}}}}}}}", length - 1);
}

void load(benchmark::State& state, const std::string& text) {
  for (auto _ : state) {
    const auto document = contract::Document::parse(text, "openapi.json");
    const auto api = document ? contract::load_openapi(*document)
                              : tl::unexpected(contract::Errors{document.error()});
    if (api) continue;
    std::cerr << to_string(api.error().front()) << '\n';
    state.SkipWithError("the document should load");
    return;
  }
  state.counters["bytes"] = static_cast<double>(text.size());
}

void parse_large(benchmark::State& state) {
  const std::string text = large_document();
  for (auto _ : state) benchmark::DoNotOptimize(contract::Document::parse(text, "openapi.json"));
  state.counters["bytes"] = static_cast<double>(text.size());
}

void load_large(benchmark::State& state) { load(state, large_document()); }
void load_chain(benchmark::State& state) {
  load(state, chain_document(static_cast<int>(state.range(0))));
}

BENCHMARK(parse_large)->Unit(benchmark::kMillisecond);
BENCHMARK(load_large)->Unit(benchmark::kMillisecond);
BENCHMARK(load_chain)->Arg(3'000)->Arg(30'000)->Unit(benchmark::kMillisecond);

}  // namespace
