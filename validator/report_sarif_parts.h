#pragma once
// The frame of a SARIF 2.1.0 log (OASIS, sarif-v2.1.0-errata01), shared by the reports that have
// one.
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "contract/error.h"

namespace validator {

struct SarifRule {
  std::string id;           // kebab-case
  std::string description;  // one sentence
  std::string help;         // what to do; "" when there is nothing to add
};

struct SarifResult {
  std::size_t rule = 0;      // index into the rules
  std::string_view level;    // "error", "note"
  std::string message;       // any number of lines
  contract::Location where;  // no file: a result without a place
  std::string logical;       // the operation; "" when unknown
  std::string fingerprint;   // text that stays the same while the finding is the same
  std::size_t occurrences = 1;
};

struct SarifLog {
  std::vector<SarifRule> rules;
  std::vector<SarifResult> results;
  bool complete = true;  // false: not everything could be judged
};

// Files below `working_directory` (absolute, no slash at the end) are named relative to it.
std::string sarif_text(const SarifLog& log, std::string_view working_directory);

// 16 hexadecimal digits of FNV-1a: stable across versions and machines.
std::string fingerprint_of(std::string_view text);

}  // namespace validator
