#include "validator/raw_path.h"

#include "support/catch.h"

using validator::raw_path_value;

TEST_CASE("the undecoded text of a path parameter is found from the end of the path") {
  CHECK(raw_path_value("/a/{id}", "/a/x%2Cy", "id") == "x%2Cy");
  CHECK(raw_path_value("/a/{id}/b", "/base/v2/a/1/b", "id") == "1");
  CHECK(raw_path_value("/a/{id}", "/a/1/", "id") == "1");
  CHECK(raw_path_value("/a/{id}.json", "/a/1.json", "id") == "1");
}

TEST_CASE("a segment with two parameters is left to the router") {
  CHECK_FALSE(raw_path_value("/a/{x}-{y}", "/a/1-2", "x"));
}

TEST_CASE("a parameter the template lacks has no text") {
  CHECK_FALSE(raw_path_value("/a/{x}", "/a/1", "y"));
}
