#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <iostream>

#include "cli/apis.h"
#include "cli/command.h"
#include "cli/interrupt.h"
#include "cli/standard_streams.h"

namespace {

bool colour_on(int descriptor) {
  const char* no_color = std::getenv("NO_COLOR");
  return isatty(descriptor) != 0 && (no_color == nullptr || *no_color == '\0');
}

}  // namespace

int main(int argc, char** argv) {
  cli::hold_standard_streams();
  std::signal(SIGPIPE, SIG_IGN);
  cli::exit_on_interrupt();
  cli::Environment environment{std::cout, std::cerr, cli::with_bundled(contract::read_file)};
  environment.err_colour = colour_on(STDERR_FILENO);
  environment.out_colour = colour_on(STDOUT_FILENO);
  try {
    return cli::check_standard_output(cli::run(argc, argv, environment), environment);
  } catch (const std::exception& error) {
    std::cerr << "error: understudy failed unexpectedly: " << error.what() << '\n';
    return cli::exit_cannot_run;
  }
}
