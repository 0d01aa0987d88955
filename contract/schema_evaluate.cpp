// The first tier: the verdict alone.
#include <nlohmann/json.hpp>

#include "contract/schema.h"
#include "contract/schema_simd_view.h"
#include "contract/schema_walk.h"

namespace contract {

namespace {

schema_detail::QuickView quick(SimdView view) { return view; }
TreeView quick(TreeView view) { return view; }

}  // namespace

bool Schema::accepts(const JsonView& instance) const {
  using namespace schema_detail;
  return instance.visit([&](auto any) {
    const auto view = quick(any);
    Verdict verdict;
    Effort effort = effort_for(view);
    const bool ok = Walk<std::remove_const_t<decltype(view)>, Verdict>(*plan_, verdict, effort)
                        .fits(entry_, view);
    return ok && !effort.exhausted();
  });
}

Schema::Work Schema::work(const JsonView& instance) const {
  using namespace schema_detail;
  return instance.visit([&](auto any) {
    const auto view = quick(any);
    Verdict verdict;
    Effort effort = effort_for(view);
    Walk<std::remove_const_t<decltype(view)>, Verdict>(*plan_, verdict, effort).fits(entry_, view);
    return Work{effort.steps(), effort.matching()};
  });
}

}  // namespace contract
