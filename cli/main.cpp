#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <iostream>

#include "cli/apis.h"
#include "cli/command.h"

namespace {

bool colour_on(int descriptor) {
  const char* no_color = std::getenv("NO_COLOR");
  return isatty(descriptor) != 0 && (no_color == nullptr || *no_color == '\0');
}

}  // namespace

int main(int argc, char** argv) {
  std::signal(SIGPIPE, SIG_IGN);
  cli::Environment environment{std::cout, std::cerr, cli::with_bundled(contract::read_file)};
  environment.err_colour = colour_on(STDERR_FILENO);
  environment.out_colour = colour_on(STDOUT_FILENO);
  try {
    return cli::run(argc, argv, environment);
  } catch (const std::exception& error) {
    std::cerr << "error: understudy failed unexpectedly: " << error.what() << '\n';
    return cli::exit_cannot_run;
  }
}
