#include "cli/environment.h"

namespace cli {

int complain(const Environment& environment, const contract::Errors& errors) {
  const char* red = environment.err_colour ? "\033[31m" : "";
  const char* plain = environment.err_colour ? "\033[0m" : "";
  for (const contract::Error& error : errors)
    environment.err << red << "error: " << plain << contract::to_string(error) << '\n';
  return exit_unusable;
}

}  // namespace cli
