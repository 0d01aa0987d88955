#pragma once
// Members of the JSON reports: what is empty is left out.
#include <nlohmann/json_fwd.hpp>
#include <string_view>

#include "contract/error.h"
#include "contract/json.h"

namespace validator {

void put_text(contract::Json& object, const char* name, std::string_view text);
void put_location(contract::Json& object, const char* name, const contract::Location& where);

}  // namespace validator
