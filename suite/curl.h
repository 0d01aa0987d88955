#pragma once
// A request as a command line that works when pasted.
#include <string>

#include "contract/behaviour.h"

namespace suite {

// A valid request for `operation` below the contract's first server: credentials every scheme
// accepts, required parameters and those of the query with examples, and the body's example, or one
// made from its schema.
contract::Request sample_request(const contract::Behaviour& behaviour,
                                 const contract::Operation& operation);
// Adds what every scheme of the operation's first requirement accepts, where nothing is written
// yet.
void add_credentials(const contract::Behaviour& behaviour, const contract::Operation& operation,
                     contract::Request& request);
// `url` is the server's, without a slash at the end. Quoted for a POSIX shell.
std::string curl_line(const std::string& url, const contract::Request& request);

}  // namespace suite
