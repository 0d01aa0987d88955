// A request through Responder::respond, without sockets: routing, checking, the batch, the answer.
// Run from anywhere: the declaration is the tests' own (tests/data/shelf), with a larger limit.
#include <benchmark/benchmark.h>

#include <cstdlib>
#include <iostream>

#include "contract/document.h"
#include "mock/responder.h"

namespace {

contract::BehaviourPtr load_shelf() {
  const contract::ReadFile read = [](const std::string& path) {
    auto text = contract::read_file(path);
    const std::string limit = "maxItems: 5";
    if (text)
      if (const auto at = text->find(limit); at != std::string::npos)
        text->replace(at, limit.size(), "maxItems: 1000");
    return text;
  };
  const auto loaded = contract::load_behaviour(
      std::string(UNDERSTUDY_SOURCE_DIR) + "/tests/data/shelf/behaviour.yaml", read);
  if (loaded) return *loaded;
  for (const contract::Error& error : loaded.error())
    std::cerr << contract::to_string(error) << '\n';
  std::exit(2);
}

mock::Responder& responder(mock::SelfCheck self_check) {
  static const contract::BehaviourPtr behaviour = load_shelf();
  static const auto source = std::make_shared<mock::Source>();
  static mock::Responder all("all", behaviour, source, {mock::SelfCheck::all, {}});
  static mock::Responder sample("sample", behaviour, source, {mock::SelfCheck::sample, {}});
  return self_check == mock::SelfCheck::all ? all : sample;
}

contract::Request request(std::string method, std::string target, std::string body = "") {
  return {std::move(method),
          std::move(target),
          {{"Authorization", "Bearer bench"},
           {"X-Region", "north"},
           {"Content-Type", "application/json"}},
          std::move(body)};
}

contract::Request batch(std::int64_t items) {
  std::string body = "{\"items\": [";
  for (std::int64_t i = 0; i < items; ++i)
    body += std::string(i > 0 ? "," : "") + "{\"isbn\": \"" + std::to_string(i) +
            "\", \"title\": \"a title of some length\", \"author\": \"somebody\", \"note\": \"" +
            "a free text that is stored and shown again\"}";
  return request("PUT", "/books/batch", body + "], \"atomic\": true}");
}

void run(benchmark::State& state, mock::SelfCheck self_check, const contract::Request& sent) {
  mock::Responder& api = responder(self_check);
  std::size_t bytes = 0;
  for (auto _ : state) {
    const auto answer = api.respond(sent);
    if (answer.response.status != 200 || !answer.self_check.empty())
      return state.SkipWithError(answer.response.body.c_str());
    bytes = answer.response.body.size();
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(sent.body.size()));
  state.counters["answer"] = static_cast<double>(bytes);
}

void routing(benchmark::State& state) {
  const mock::Responder& api = responder(mock::SelfCheck::sample);
  for (auto _ : state) benchmark::DoNotOptimize(api.router().find("GET", "/books/12345"));
}
BENCHMARK(routing);

void batch_sampled(benchmark::State& state) {
  run(state, mock::SelfCheck::sample, batch(state.range(0)));
}
BENCHMARK(batch_sampled)->Arg(1)->Arg(250)->Arg(1000)->Unit(benchmark::kMicrosecond);

void batch_self_checked(benchmark::State& state) {
  run(state, mock::SelfCheck::all, batch(state.range(0)));
}
BENCHMARK(batch_self_checked)->Arg(1)->Arg(250)->Arg(1000)->Unit(benchmark::kMicrosecond);

void read_one(benchmark::State& state) {
  responder(mock::SelfCheck::sample).respond(batch(1000));
  run(state, mock::SelfCheck::sample, request("GET", "/books/500"));
}
BENCHMARK(read_one)->Unit(benchmark::kMicrosecond);

void rejected_item(benchmark::State& state) {
  contract::Request sent = batch(state.range(0));
  sent.body.replace(sent.body.rfind("\"isbn\""), 6, "\"xsbn\"");
  mock::Responder& api = responder(mock::SelfCheck::sample);
  for (auto _ : state) benchmark::DoNotOptimize(api.respond(sent).response.status);
}
BENCHMARK(rejected_item)->Arg(250)->Unit(benchmark::kMicrosecond);

}  // namespace
