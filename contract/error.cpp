#include "contract/error.h"

namespace contract {

std::string to_string(const Location& where) {
  std::string text = where.file;
  if (where.line > 0) text += ":" + std::to_string(where.line);
  if (where.line > 0 && where.column > 0) text += ":" + std::to_string(where.column);
  return text;
}

std::string to_string(const Error& error) {
  const std::string where = to_string(error.where);
  return where.empty() ? error.message : where + ": " + error.message;
}

}  // namespace contract
