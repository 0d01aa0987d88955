#pragma once
// The line `mock` prints per exchange.
#include <string>

#include "mock/journal.h"

namespace cli {

// "14:03:07 PUT /items/batch 200 complete 1.2 ms", with the first violation behind it.
std::string request_line(const mock::JournalEntry& entry, bool colour);

}  // namespace cli
