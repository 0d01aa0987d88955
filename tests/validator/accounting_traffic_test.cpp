// The labelled traffic of fixtures/traffic: everything that was broken is found, and nothing else.
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <nlohmann/json.hpp>
#include <set>

#include "support/catch.h"
#include "validator/capture_run.h"

namespace {

using Json = nlohmann::json;
// Entry → codes.
using Rules = std::map<std::size_t, std::set<std::string>>;

bool has_python() { return std::system("python3 -c '' > /dev/null 2>&1") == 0; }

// A folder of its own, removed in the end.
struct Folder {
  Folder() {
    char name[] = "/tmp/understudy-traffic-XXXXXX";
    path = mkdtemp(name);
  }
  ~Folder() { std::filesystem::remove_all(path); }
  std::string file(const std::string& name) const { return path + "/" + name; }
  std::string path;
};

validator::Scope bundled() {
  validator::Scope scope;
  for (const std::string name : {"artu", "emarsys", "propeller"}) {
    auto loaded = contract::load_behaviour(
        UNDERSTUDY_SOURCE_DIR "/specs/" + name + "/behaviour.yaml", contract::read_file);
    REQUIRE(loaded);
    scope.apis.push_back(validator::scoped(name, *loaded));
  }
  return scope;
}

Rules found_in(const std::string& capture, std::size_t entries) {
  validator::RunOptions options;
  options.jobs = 2;
  options.max_listed = 100000;
  const validator::Scope scope = bundled();
  const validator::Report report = validator::validate_captures({capture}, scope, options);
  CHECK(report.counts.exchanges == entries);
  CHECK(report.counts.judged == entries);
  CHECK(report.problems.empty());
  Rules rules;
  for (const validator::Finding* finding : validator::findings(report, false))
    rules[finding->entry].insert(std::string(contract::code(finding->violation.rule)));
  return rules;
}

std::string listed(const std::set<std::string>& codes) {
  std::string text;
  for (const std::string& code : codes) text += code + " ";
  return text;
}

void compare(const Rules& found, const Rules& labels, const Json& edits) {
  std::size_t wrong = 0;
  const auto tell = [&](std::size_t entry, const std::set<std::string>& is,
                        const std::set<std::string>& should) {
    if (++wrong > 40) return;
    const std::string edit = edits.value(std::to_string(entry), "none");
    FAIL_CHECK("entry " << entry << " (edit: " << edit << "): found " << listed(is) << "for "
                        << listed(should));
  };
  for (const auto& [entry, codes] : labels) {
    const auto known = found.find(entry);
    if (known == found.end() || known->second != codes)
      tell(entry, known == found.end() ? std::set<std::string>{} : known->second, codes);
  }
  for (const auto& [entry, codes] : found)
    if (!labels.contains(entry)) tell(entry, codes, {});
  CHECK(wrong == 0);
}

}  // namespace

TEST_CASE("of labelled traffic everything broken is found, and nothing else") {
  if (!has_python()) {
    WARN("SKIPPED: there is no python3 to make the traffic with");
    return;
  }
  const Folder folder;
  const std::string command = "python3 " UNDERSTUDY_SOURCE_DIR "/fixtures/traffic/generate.py " +
                              folder.path + " --count 20000 --seed 20261122";
  REQUIRE(std::system(command.c_str()) == 0);
  const Json labels = Json::parse(std::ifstream(folder.file("labels.json")));
  Rules broken;
  std::map<std::string, std::size_t> of_rule, near;
  for (const auto& [entry, codes] : labels["broken"].items())
    for (const Json& code : codes) {
      broken[std::stoul(entry)].insert(code.get<std::string>());
      ++of_rule[code];
    }
  for (const auto& [entry, code] : labels["near"].items()) ++near[code];
  CHECK(of_rule.size() >= 20);
  for (const auto& [code, count] : of_rule) {
    INFO(code);
    CHECK(contract::rule_from(code));
    CHECK(count >= 20);
    CHECK(near[code] >= 20);
  }
  const std::size_t entries = labels["count"];
  CHECK(entries >= 20000);
  compare(found_in(folder.file("traffic.ndjson"), entries), broken, labels["edits"]);
  compare(found_in(folder.file("traffic.har"), entries), broken, labels["edits"]);
}
