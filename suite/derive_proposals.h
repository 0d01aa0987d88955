#pragma once
// Lists of candidates, by kind of keyword. Internal to derive_values.cpp.
#include <string>
#include <vector>

#include "suite/derive_values.h"

namespace suite::derive_detail {

using Candidates = std::vector<Candidate>;
inline constexpr const char* extra_member = "understudyExtra";

const Json& word(const Spot& spot);  // the value of the pair's keyword
std::optional<Json> usual(const Spot& spot, Size size);
// What stands there now where it is of the type, else a value made for it.
std::optional<Json> base(const Spot& spot, const char* type, Size size = Size::smallest);
void add(Candidates& list, std::string group, std::optional<Json> value);

Candidates texts_of_length(const Spot& spot, std::size_t length);
Candidates list_of_size(const Spot& spot, std::size_t size);
Candidates object_of_size(const Spot& spot, std::size_t size);
Candidates numbers_near(const Spot& spot, double sign, bool with_bound);
Candidates without_each(const Spot& spot, const Json& names);
Candidates with_member(const Spot& spot, const std::vector<std::string>& names, const Json& value);
Candidates dependent(const Spot& spot, bool keep);
Candidates typed(const Spot& spot);
Candidates wrongly_typed(const Spot&);
Candidates not_listed(const Spot& spot);
Candidates repeated_element(const Spot& spot);
Candidates branches(const Spot& spot);
Candidates outside_of_branches(const Spot& spot);
Candidates texts(const std::vector<std::string>& all);
Candidates wrong_formats(const Spot& spot);
Candidates any_value(const Spot& spot);
Candidates fitting(const Spot& spot, const Json& schema);
Candidates listed(const Spot& spot);
Candidates multiples(const Spot& spot, double offset);

}  // namespace suite::derive_detail
