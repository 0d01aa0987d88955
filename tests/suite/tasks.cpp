#include "tasks.h"

#include "support/catch.h"

std::string with_head(const std::string& rest) {
  return "suite: tasks\napi: tasks\nvariables: {title: Paint, first: {ref: a, title: $title}}\n" +
         rest;
}

suite::FindApi find_tasks() {
  return [](const std::string& name, const std::string&) -> contract::Loaded<suite::NamedApi> {
    if (name != "tasks")
      return tl::unexpected(contract::Errors{{"unknown-api", "there is no `" + name + "`", {}}});
    static const auto loaded = contract::load_behaviour(
        std::string(UNDERSTUDY_SOURCE_DIR) + "/fixtures/apis/multi-status/behaviour.yaml",
        contract::read_file);
    if (!loaded) return tl::unexpected(loaded.error());
    return suite::NamedApi{"tasks", *loaded};
  };
}

contract::Loaded<suite::SuitePtr> load_text(const std::string& text) {
  return suite::load_suite(
      "t.suite.yaml", [&](const std::string&) -> contract::Result<std::string> { return text; },
      find_tasks());
}

suite::SuitePtr suite_of(const std::string& rest) {
  auto loaded = load_text(with_head(rest));
  if (!loaded)
    for (const contract::Error& error : loaded.error()) FAIL_CHECK(contract::to_string(error));
  REQUIRE(loaded);
  return *loaded;
}

suite::CaseResult run_only(const std::string& rest, const suite::RunOptions& options) {
  const suite::SuitePtr suite = suite_of(rest);
  const auto target = suite::mock_target();
  return suite::run_case(*suite, suite->cases.front(), *target, options);
}

std::string lines_of(const suite::CaseResult& result) {
  std::string lines;
  for (const suite::Failure& failure : result.failures)
    lines += failure.part + " " + failure.pointer + ": " + failure.expected + " | " +
             failure.actual + " | " + failure.message + "\n";
  return lines;
}
