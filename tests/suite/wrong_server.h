#pragma once
// A server that is wrong on purpose, in one way at a time.
#include <string>
#include <vector>

#include "suite/bundled_suites.h"

namespace wrong_server {

// One way to be wrong: a change of the declaration, or of what goes in and out of the mock.
struct Wrongness {
  std::string api;
  std::string name;
  bundled::Edit edit;
  std::function<bundled::Answer(mock::Mock&)> wrap;
};

// Of ARTU limit, half-stored, index, code, swapped, created, leaked. Of the others what they have
// of it: an order and actions to tell wrongly, codes, customers; a limit, a batch that is refused
// as a whole.
std::vector<Wrongness> all();

std::vector<Wrongness> of_artu();
std::vector<Wrongness> of_emarsys();
std::vector<Wrongness> of_propeller();

// Changes JSON answers of the API, never those of the control API.
Wrongness of_answers(std::string api, std::string name, void (*change)(contract::Json& body));
// Changes requests to it.
Wrongness of_requests(std::string api, std::string name,
                      void (*change)(contract::Request& request));
// Every `from` in a file of the declaration whose path ends like this; there must be one.
bundled::Edit edited(const std::string& file, const std::string& from, const std::string& to);
// The list under `name`; null when there is none.
contract::Json* list_in(contract::Json& body, const char* name);
// A batch below this path that was refused has stored what stands before its end. `loosen` makes
// the rest of the batch one that is stored.
Wrongness half_stored(std::string api, std::string path, const char* items,
                      void (*loosen)(contract::Json& body));

}  // namespace wrong_server
