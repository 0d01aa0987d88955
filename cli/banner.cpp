#include "cli/banner.h"

#include <fmt/format.h>

#include <algorithm>

#include "suite/curl.h"

namespace cli {

namespace {

// The operation worth showing: the first that does a batch, else the first of all.
const contract::Operation* main_operation(const contract::Behaviour& behaviour) {
  for (const contract::Operation& operation : behaviour.api->operations) {
    const auto* plans = behaviour.plans(operation.id);
    if (plans != nullptr && std::holds_alternative<contract::Batch>(plans->front().does))
      return &operation;
  }
  const auto& all = behaviour.api->operations;
  return all.empty() ? nullptr : &all.front();
}

std::string base_path(const contract::Behaviour& behaviour) {
  const auto& paths = behaviour.api->base_paths;
  return paths.empty() ? "" : paths.front();
}

void print_api(const mock::MountedApi& mounted, const std::string& url,
               const Environment& environment) {
  const contract::Behaviour& behaviour = mounted.responder->behaviour();
  const char* bold = environment.err_colour ? "\033[1m" : "";
  const char* plain = environment.err_colour ? "\033[0m" : "";
  environment.err << bold << mounted.responder->name() << plain << "  " << behaviour.api->title
                  << '\n';
  const std::string base = mounted.prefix + base_path(behaviour);
  for (const contract::Operation& operation : behaviour.api->operations)
    environment.err << fmt::format("  {:6} {}{}  {}\n", operation.method, base, operation.path,
                                   operation.id);
  const contract::Operation* shown = main_operation(behaviour);
  if (shown == nullptr) return;
  environment.err << "  try: "
                  << suite::curl_line(url + mounted.prefix,
                                      suite::sample_request(behaviour, *shown))
                  << "\n\n";
}

}  // namespace

void print_banner(const mock::Mock& mock, const std::string& url, const Environment& environment) {
  for (const mock::MountedApi& api : mock.apis()) print_api(api, url, environment);
  environment.err << std::flush;
}

}  // namespace cli
