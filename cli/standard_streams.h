#pragma once
// Standard input, output and error as a caller may have left them.
#include "cli/environment.h"

namespace cli {

// Opens what is closed of the three, so that no file or socket takes its number and gets what was
// meant for it. Reading from or writing to it goes on failing. Call it before anything is opened.
void hold_standard_streams();

// That standard output did not take what was written: with the errno, or 0 when it is not known.
contract::Error lost_output(int reason);

// Everything on standard output has to arrive: exit_unusable and a complaint when it did not, else
// `code`. A reader that has gone because it saw enough (`| head`) is no failure.
int check_standard_output(int code, const Environment& environment);

}  // namespace cli
