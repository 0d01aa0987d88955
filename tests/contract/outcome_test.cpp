#include "contract/outcome.h"

#include "contract/violation.h"
#include "support/catch.h"

TEST_CASE("every word of behaviour.yaml is read back as what it was written from") {
  using namespace contract;
  for (int i = 0; i <= static_cast<int>(Situation::unlisted); ++i)
    CHECK(situation_from(to_string(static_cast<Situation>(i))) == static_cast<Situation>(i));
  for (int i = 0; i <= static_cast<int>(Verb::reject); ++i)
    CHECK(verb_from(to_string(static_cast<Verb>(i))) == static_cast<Verb>(i));
  for (int i = 0; i <= static_cast<int>(Outcome::ambiguous); ++i)
    CHECK(outcome_from(to_string(static_cast<Outcome>(i))) == static_cast<Outcome>(i));
  for (int i = 0; i <= static_cast<int>(Reason::method_not_allowed); ++i)
    CHECK(reason_from(to_string(static_cast<Reason>(i))) == static_cast<Reason>(i));
  for (int i = 0; i <= static_cast<int>(Rule::invalid_header); ++i)
    CHECK(rule_from(code(static_cast<Rule>(i))) == static_cast<Rule>(i));
  CHECK(to_string(Verb::remove) == "delete");
  CHECK_FALSE(verb_from("remove"));
  CHECK_FALSE(situation_from(""));
}
