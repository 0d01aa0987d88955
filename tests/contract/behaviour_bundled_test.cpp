// The declarations that come with the program, and what happens when they are damaged.
#include <nlohmann/json.hpp>
#include <random>

#include "contract/behaviour.h"
#include "contract/behaviour_sample.h"
#include "support/catch.h"

namespace {

const std::vector<std::string> bundled = {"specs/artu", "specs/emarsys", "specs/propeller"};

std::string path_of(const std::string& api, const std::string& file) {
  return std::string(UNDERSTUDY_SOURCE_DIR) + "/" + api + "/" + file;
}

std::string text_of(const std::string& api, const std::string& file) {
  const auto text = contract::read_file(path_of(api, file));
  REQUIRE(text);
  return *text;
}

void check_loads(const std::string& api) {
  const auto loaded = contract::load_behaviour(path_of(api, "behaviour.yaml"), contract::read_file);
  INFO(api);
  if (!loaded)
    for (const contract::Error& error : loaded.error()) UNSCOPED_INFO(to_string(error));
  CHECK(loaded);
}

// One change of the kind a hand makes: a line lost, doubled, moved, indented, or a word changed.
std::string damaged(const std::string& text, std::mt19937& random) {
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    lines.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  const auto pick = [&](std::size_t below) { return std::size_t{random()} % below; };
  std::string& line = lines[pick(lines.size())];
  const std::size_t at = line.empty() ? 0 : pick(line.size());
  static const std::vector<std::string> pieces = {
      "null", "[]",          "{}",      "- ",    ": ", "$",
      "{$",   "'",           "\"",      "#/",    "~",  "999999999999999999999",
      "true", "fail ",       "reject ", "$each", "*x", "&x ",
      "\t",   "$variables.", "/",       "-1",    "é"};
  switch (pick(9)) {
    case 0:
      line.clear();
      break;
    case 1:
      line += "\n" + line;
      break;
    case 2:
      line = "  " + line;
      break;
    case 3:
      line = line.substr(std::min<std::size_t>(2, line.size()));
      break;
    case 4:
      std::swap(line, lines[pick(lines.size())]);
      break;
    case 5:
      line.insert(at, pieces[pick(pieces.size())]);
      break;
    case 6:
      line.erase(at, 1 + pick(6));
      break;
    case 7:
      if (const std::size_t colon = line.find(": "); colon != std::string::npos)
        line = line.substr(0, colon + 2) + pieces[pick(pieces.size())];
      break;
    default:
      if (!line.empty()) line[at] = static_cast<char>(line[at] ^ (1 << pick(3)));
  }
  std::string joined;
  for (const std::string& each : lines) joined += each + "\n";
  return joined;
}

// A value in the tree replaced by a foreign one, so that damage passes the YAML parser.
void graft(contract::Json& node, std::mt19937& random) {
  static const std::vector<contract::Json> grafts = {nullptr,
                                                     true,
                                                     -1,
                                                     1.5,
                                                     "",
                                                     "text",
                                                     "$item#/a",
                                                     "fail X",
                                                     "$request.body#/items",
                                                     contract::Json::array(),
                                                     contract::Json::object(),
                                                     contract::Json::array({nullptr}),
                                                     {{"a", nullptr}},
                                                     {{"$each", "results"}},
                                                     {{"if", "x"}},
                                                     {{"value", 1}}};
  const std::size_t depth = 1 + random() % 8;
  contract::Json* at = &node;
  for (std::size_t i = 0; i < depth && at->is_structured() && !at->empty(); ++i)
    at = &*std::next(at->begin(), static_cast<long>(random() % at->size()));
  *at = grafts[random() % grafts.size()];
}

void check_complaints(const contract::Errors& errors) {
  REQUIRE_FALSE(errors.empty());
  for (const contract::Error& error : errors) {
    CHECK_FALSE(error.code.empty());
    CHECK_FALSE(error.message.empty());
    CHECK(error.where.file.find("yaml") != std::string::npos);
  }
}

}  // namespace

TEST_CASE("the bundled declarations load without a complaint") {
  for (const std::string& api : bundled) check_loads(api);
}

TEST_CASE("the declarations of the foreign APIs load without a complaint") {
  for (const char* api : {"event-import", "multi-status", "order-lines", "price-list"})
    check_loads(std::string("fixtures/apis/") + api);
}

TEST_CASE("a damaged declaration loads or is refused with complaints, never anything else") {
  std::mt19937 random(20260211);
  std::size_t refused = 0;
  constexpr std::size_t rounds = 400;
  for (const std::string& api : bundled) {
    const std::string text = text_of(api, "behaviour.yaml");
    const std::string contract = text_of(api, "openapi.yaml");
    for (std::size_t i = 0; i < rounds; ++i) {
      std::string broken = damaged(text, random);
      if (i % 3 == 0) broken = damaged(broken, random);
      const auto loaded = contract::load_behaviour(
          "behaviour.yaml",
          behaviour_sample::files({{"behaviour.yaml", broken}, {"openapi.yaml", contract}}));
      if (loaded) continue;
      ++refused;
      check_complaints(loaded.error());
    }
  }
  CHECK(refused > rounds);  // most damage shows
}

TEST_CASE("a declaration with a foreign value anywhere loads or is refused with complaints") {
  std::mt19937 random(7);
  std::size_t refused = 0;
  constexpr std::size_t rounds = 300;
  for (const std::string& api : bundled) {
    const auto document =
        contract::Document::parse(text_of(api, "behaviour.yaml"), "behaviour.yaml");
    REQUIRE(document);
    const std::string contract = text_of(api, "openapi.yaml");
    for (std::size_t i = 0; i < rounds; ++i) {
      contract::Json tree = (*document)->root();
      graft(tree, random);
      const auto loaded = contract::load_behaviour(
          "behaviour.yaml",
          behaviour_sample::files({{"behaviour.yaml", tree.dump()}, {"openapi.yaml", contract}}));
      if (loaded) continue;
      ++refused;
      check_complaints(loaded.error());
    }
  }
  CHECK(refused > rounds);
}
