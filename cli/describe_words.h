#pragma once
// What can go wrong with a request, in plain words: each error a plan can answer with its cause.
#include <string>
#include <vector>

#include "contract/behaviour.h"

namespace cli {

struct Cause {
  std::string error;   // its name under `errors`; "" when the reason names none
  int status = 400;    // where the error declares none
  std::string reason;  // the word that stands for the error then
  std::string text;    // "no record has the key"
};

// In the order in which a request meets them, each once. To add a cause: a row in
// describe_words.cpp.
std::vector<Cause> causes_of(const contract::Behaviour& behaviour,
                             const contract::Operation& operation, const contract::Plan& plan);
// Of requests that reach no operation, and of injected faults.
std::vector<Cause> common_causes(const contract::Behaviour& behaviour);

std::string words_of(contract::Situation situation);  // "no record has the key"

}  // namespace cli
