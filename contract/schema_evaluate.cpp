// The first tier: the verdict alone.
#include <nlohmann/json.hpp>

#include "contract/schema.h"
#include "contract/schema_walk.h"

namespace contract {

bool Schema::accepts(const JsonView& instance) const {
  using namespace schema_detail;
  return instance.visit([&](auto view) {
    Verdict verdict;
    Effort effort = effort_for(view);
    const bool ok = Walk<decltype(view), Verdict>(*plan_, verdict, effort).fits(entry_, view);
    return ok && !effort.exhausted();
  });
}

Schema::Work Schema::work(const JsonView& instance) const {
  using namespace schema_detail;
  return instance.visit([&](auto view) {
    Verdict verdict;
    Effort effort = effort_for(view);
    Walk<decltype(view), Verdict>(*plan_, verdict, effort).fits(entry_, view);
    return Work{effort.steps(), effort.matching()};
  });
}

}  // namespace contract
