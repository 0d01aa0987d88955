#pragma once
// The files of specs/ and the suites of fixtures/, compiled into the binary.
#include <span>
#include <string_view>

namespace cli {

struct BundledFile {
  std::string_view path;  // "<api>/openapi.yaml": below specs/ or fixtures/
  std::string_view text;
};

// Sorted by path. Defined in a generated source, see cmake/embed_files.cmake.
std::span<const BundledFile> bundled_files();
// "<api>/<name>.suite.yaml" and "<api>/equivalent-mutants.yaml".
std::span<const BundledFile> bundled_suite_files();

}  // namespace cli
