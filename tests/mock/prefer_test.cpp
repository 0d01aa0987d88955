#include "mock/prefer.h"

#include "support/catch.h"

using mock::preference_of;

namespace {

mock::Preference of_header(const std::string& value) {
  return preference_of({"GET", "/", {{"Prefer", value}}, ""}, {});
}

}  // namespace

TEST_CASE("a preference names a status, an example and dynamic answers") {
  const auto preference = of_header("code=404, example=\"not found\"; dynamic=true");
  CHECK(preference.code == 404);
  CHECK(preference.example == "not found");
  CHECK(preference.dynamic);
}

TEST_CASE("other preferences and nonsense are ignored") {
  CHECK_FALSE(of_header("return=minimal, wait=10").any());
  CHECK_FALSE(of_header("code=abc, code=99, code=600, dynamic=false, ,=").any());
  CHECK_FALSE(preference_of({"GET", "/", {}, ""}, {{"code", "404"}, {"_code", "404"}}).any());
}

TEST_CASE("the query wins over the header") {
  const auto preference = preference_of({"GET", "/", {{"Prefer", "code=404, example=a"}}, ""},
                                        {{"__code", "500"}, {"__dynamic", "true"}});
  CHECK(preference.code == 500);
  CHECK(preference.example == "a");
  CHECK(preference.dynamic);
}
