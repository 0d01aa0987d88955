#include "suite/bundled_suites.h"

#include <algorithm>
#include <filesystem>

#include "support/catch.h"

namespace bundled {

namespace {

const std::string root = UNDERSTUDY_SOURCE_DIR;

std::string text_of(const contract::Errors& errors) {
  std::string text;
  for (const contract::Error& error : errors) text += contract::to_string(error) + "\n";
  return text;
}

contract::Loaded<suite::NamedApi> find_api(const std::string& name, const std::string&) {
  return suite::NamedApi{name, behaviour(name)};
}

std::string name_of(const suite::RanCase& ran) { return ran.suite->name + " / " + ran.test->name; }

}  // namespace

contract::BehaviourPtr behaviour(const std::string& name, const Edit& edit) {
  const contract::ReadFile read = [&](const std::string& path) {
    auto text = contract::read_file(path);
    if (text && edit) *text = edit(path, std::move(*text));
    return text;
  };
  auto loaded = contract::load_behaviour(root + "/specs/" + name + "/behaviour.yaml", read);
  if (!loaded) FAIL(text_of(loaded.error()));
  return *loaded;
}

std::vector<suite::SuitePtr> suites(const std::string& name) {
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::directory_iterator(root + "/fixtures/" + name))
    if (entry.path().string().ends_with(".suite.yaml")) paths.push_back(entry.path().string());
  std::sort(paths.begin(), paths.end());
  std::vector<suite::SuitePtr> all;
  for (const std::string& path : paths) {
    auto loaded = suite::load_suite(path, contract::read_file, find_api);
    if (!loaded) FAIL(text_of(loaded.error()));
    all.push_back(*loaded);
  }
  return all;
}

std::vector<std::string> failures(const std::vector<suite::RanCase>& ran) {
  std::vector<std::string> list;
  for (const suite::RanCase& each : ran) {
    const suite::CaseResult& result = each.result;
    if (result.outcome == suite::CaseResult::Outcome::passed) continue;
    std::string why = result.reason;
    if (!result.failures.empty()) {
      const suite::Failure& first = result.failures.front();
      why = first.part + " " + first.pointer + ": expected " + first.expected + ", found " +
            first.actual + " " + first.message;
    }
    list.push_back(name_of(each) + ": " + why);
  }
  return list;
}

std::vector<std::string> failed_names(const std::vector<suite::RanCase>& ran) {
  std::vector<std::string> names;
  for (const suite::RanCase& each : ran)
    if (each.result.outcome != suite::CaseResult::Outcome::passed) names.push_back(name_of(each));
  return names;
}

Served::Served(const std::vector<std::string>& names, const Edit& edit,
               const std::function<Answer(mock::Mock&)>& wrap) {
  std::vector<mock::MountedApi> mounted;
  auto source = std::make_shared<mock::Source>();
  for (const std::string& name : names)
    mounted.push_back({std::make_shared<mock::Responder>(name, behaviour(name, edit), source), ""});
  mock_ = std::move(*mock::Mock::make(std::move(mounted)));
  const Answer answer = wrap ? wrap(*mock_) : [this](const contract::Request& request) {
    return mock_->answer(request);
  };
  auto bound = mock::Server::bind({}, {answer, {}});
  REQUIRE(bound);
  server_ = std::move(*bound);
  thread_ = std::thread([this] { server_->run(); });
}

Served::~Served() {
  server_->stop();
  mock_->hurry();
  thread_.join();
}

std::string Served::url() const { return "http://127.0.0.1:" + std::to_string(server_->port()); }

std::unique_ptr<suite::Target> Served::target() const {
  suite::HttpOptions options;
  options.url = url();
  auto target = suite::http_target(options);
  if (!target) FAIL(target.error().message);
  return std::move(*target);
}

}  // namespace bundled
