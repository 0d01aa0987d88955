#include "validator/report_json_write.h"

#include <nlohmann/json.hpp>

namespace validator {

void put_text(contract::Json& object, const char* name, std::string_view text) {
  if (!text.empty()) object[name] = text;
}

void put_location(contract::Json& object, const char* name, const contract::Location& where) {
  if (where.file.empty()) return;
  contract::Json& place = object[name] = {{"file", where.file}};
  if (where.line > 0) place["line"] = where.line;
  if (where.column > 0) place["column"] = where.column;
}

}  // namespace validator
