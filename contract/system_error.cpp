#include "contract/system_error.h"

#include <cerrno>
#include <system_error>

namespace contract {

std::string errno_text(int code) { return std::generic_category().message(code); }

std::string_view advice_for(int code) {
  switch (code) {
    case EACCES:
    case EPERM:
    case EROFS:
      return "check the permissions of the path";
    case EISDIR:
      return "name a file in it";
    case ENOSPC:
    case EDQUOT:
      return "make room, or name another place";
    case EMFILE:
    case ENFILE:
      return "raise the number of open files (ulimit -n)";
    default:
      return "check the path";
  }
}

}  // namespace contract
