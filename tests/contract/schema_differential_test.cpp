// The plan against valijson's own validator, which judges the same schemas by other code.
#define VALIJSON_USE_EXCEPTIONS 1
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wshadow"
#pragma GCC diagnostic ignored "-Wunused-parameter"
#pragma GCC diagnostic ignored "-Wpedantic"
#include <valijson/adapters/nlohmann_json_adapter.hpp>
#include <valijson/schema.hpp>
#include <valijson/schema_parser.hpp>
#include <valijson/validator.hpp>
#pragma GCC diagnostic pop

#include <algorithm>
#include <cstdlib>
#include <map>

#include "contract/schema.h"
#include "contract/schema_random.h"
#include "support/catch.h"

using namespace contract;
using valijson::adapters::NlohmannJsonAdapter;

namespace {

struct Count {
  int valid = 0;
  int invalid = 0;
  void add(bool fits) { ++(fits ? valid : invalid); }
};

// A disagreement that is known, with its reason; "" when there is none. The generator leaves out
// what library-facts 2.4 lists, so today none is known.
std::string known_reason(const nlohmann::json& /*schema*/, const nlohmann::json& /*instance*/) {
  return "";
}

bool oracle_accepts(const valijson::Schema& schema, const nlohmann::json& instance) {
  valijson::Validator validator;
  const NlohmannJsonAdapter adapter(instance);
  return validator.validate(schema, adapter, nullptr);
}

// UNDERSTUDY_DIFFERENTIAL_ROUNDS=20 makes twenty times as many pairs.
int rounds() {
  const char* wanted = std::getenv("UNDERSTUDY_DIFFERENTIAL_ROUNDS");
  return wanted ? std::max(1, std::atoi(wanted)) : 1;
}

}  // namespace

TEST_CASE("the plan and valijson's own validator agree on random schemas") {
  const int schemas = 4000 * rounds();
  constexpr int instances = 5;
  schema_random::Generator generator(20240229);
  std::map<std::string, Count> by_keyword;
  Count pairs;
  for (int i = 0; i < schemas; ++i) {
    const nlohmann::json raw = generator.schema();
    valijson::Schema parsed;
    valijson::SchemaParser(valijson::SchemaParser::kDraft7)
        .populateSchema(NlohmannJsonAdapter(raw), parsed);
    const Json schema = Json::parse(raw.dump());
    const auto plan = compile_schema(schema, Dialect::draft_7);
    INFO("schema " << raw.dump());
    REQUIRE(plan);
    std::set<std::string> used;
    schema_random::each_keyword(raw, [&](const std::string& keyword) { used.insert(keyword); });
    for (int j = 0; j < instances; ++j) {
      const nlohmann::json instance = generator.instance(raw);
      const Json ours = Json::parse(instance.dump());
      const bool expected = oracle_accepts(parsed, instance);
      pairs.add(expected);
      for (const std::string& keyword : used) by_keyword[keyword].add(expected);
      if ((*plan)->accepts(ours) == expected) continue;
      INFO("instance " << instance.dump() << ", valijson says " << expected);
      CHECK_FALSE(known_reason(raw, instance).empty());
    }
  }
  CHECK(pairs.valid + pairs.invalid >= 10'000);
  const double share = static_cast<double>(pairs.valid) / (pairs.valid + pairs.invalid);
  CHECK(share >= 0.3);
  CHECK(share <= 0.7);
  for (const std::string& keyword : schema_random::keywords()) {
    INFO(keyword << ": " << by_keyword[keyword].valid << " valid, " << by_keyword[keyword].invalid
                 << " invalid");
    CHECK(by_keyword[keyword].valid >= 100);
    CHECK(by_keyword[keyword].invalid >= 100);
  }
}
