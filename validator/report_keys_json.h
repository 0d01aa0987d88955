#pragma once
// Report::keys in the JSON report: what a shard keeps for `merge`. Facts can be many: they are
// written and read one by one, never as one tree.
#include <string>

#include "contract/json.h"
#include "validator/report.h"

namespace validator {

// One line of the list "keys"; `file` is the name of the capture.
std::string json_line(const Keyed& keyed, const std::string& file);
// Of an object of that list, but for `file`. The schema has been asked.
contract::Result<Keyed> keyed_from(const contract::JsonView& object);

}  // namespace validator
