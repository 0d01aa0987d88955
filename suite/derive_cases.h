#pragma once
// What the makers of cases share. Internal to suite/derive*.
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "suite/derive.h"
#include "suite/derive_homes.h"

namespace suite::derive_detail {

struct Cases {
  const Operations& operations;
  Derivation derivation;
  std::vector<std::pair<Json, std::vector<Json>>> list;  // head of a case, its steps
  std::set<std::string> names;

  // Every draft becomes a step that expects what the declaration says to it. Returns the last
  // reply.
  Reply add(const std::string& name, const std::vector<Draft>& drafts);
};

void derive_bodies(Cases& cases, const contract::Operation& operation);
void derive_parameters(Cases& cases, const contract::Operation& operation);
void derive_batches(Cases& cases, const contract::Operation& operation);
void derive_edges(Cases& cases, const contract::Operation& operation);

// The cases of one derived pair; `sent` makes the request of an instance, or nothing.
// `as_text`: a parameter or a form.
using Sent = std::function<std::vector<std::vector<Draft>>(const Json& instance)>;
void add_pair(Cases& cases, const contract::Operation& operation, const std::string& part,
              const DerivedPair& derived, bool as_text, const Sent& sent);

}  // namespace suite::derive_detail
