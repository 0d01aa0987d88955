#include "contract/behaviour.h"
#include "support/catch.h"

using contract::Batch;
using contract::cell_for;
using contract::Situation;
using contract::Verb;

TEST_CASE("a situation has its default cell until one is declared") {
  Batch batch;
  REQUIRE(cell_for(batch, Situation::missing));
  CHECK(cell_for(batch, Situation::invalid)->then.verb == Verb::reject);
  CHECK(cell_for(batch, Situation::keyless)->then.verb == Verb::create);
  CHECK(cell_for(batch, Situation::missing)->then.verb == Verb::create);
  CHECK(cell_for(batch, Situation::tombstone)->then.verb == Verb::remove);
  CHECK(cell_for(batch, Situation::exists)->then.verb == Verb::update);
  CHECK(cell_for(batch, Situation::unlisted)->then.verb == Verb::keep);
  batch.decide[Situation::missing].then = {Verb::fail, "NOT_FOUND"};
  CHECK(cell_for(batch, Situation::missing)->then.error == "NOT_FOUND");
}

TEST_CASE("situations without a default are not tested until they are declared") {
  Batch batch;
  for (auto situation : {Situation::duplicate, Situation::ambiguous, Situation::absent_tombstone,
                         Situation::conflict, Situation::unchanged}) {
    CHECK(cell_for(batch, situation) == nullptr);
    batch.decide[situation].then = {Verb::skip, ""};
    CHECK(cell_for(batch, situation)->then.verb == Verb::skip);
  }
}
