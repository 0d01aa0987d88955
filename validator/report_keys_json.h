#pragma once
<<<<<<< HEAD
// Report::keys in the JSON report: what a shard keeps for `merge`. Facts can be many: they are
// written and read one by one, never as one tree.
#include <string>

#include "contract/json.h"
=======
// Report::keys as JSON, for the reports of shards. Written one by one: there may be a million
// facts.
#include <string>

>>>>>>> 2d10b6d (wip)
#include "validator/report.h"

namespace validator {

<<<<<<< HEAD
// One line of the list "keys"; `file` is the name of the capture.
std::string json_line(const Keyed& keyed, const std::string& file);
// Of an object of that list, but for `file`. The schema has been asked.
contract::Result<Keyed> keyed_from(const contract::JsonView& object);
=======
// Appends the elements of an array, separated by commas; nothing when there are none.
void append_keys(std::string& out, const Report& report);
// Adds one element of that array; false when it is none. `file` is known by its name already.
contract::Result<Keyed> keyed_from(const contract::JsonView& element, std::size_t file);
>>>>>>> 2d10b6d (wip)

}  // namespace validator
