#pragma once
// What the naive model needs of expressions, pointers and predicates, over plain nlohmann trees.
// Shares nothing with contract/: the two are compared with each other.
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace naive {

using json = nlohmann::json;

std::optional<json> at(const json& root, const std::string& pointer);
void set_at(json& root, const std::string& pointer, const json& value);
void remove_at(json& root, const std::string& pointer);

std::string text_of(const json& value);          // strings bare, the rest serialised
bool is_true(const std::optional<json>& value);  // as a cell's `if` reads it
bool is_present(const std::optional<json>& value);

// `declared` is an expression when it is a string that looks like one; `environment` holds the
// roots as members: {"request": {"body": …}, "item": …, "record": …}.
std::optional<json> evaluate(const json& declared, const json& environment);
// The text with its {$…} filled in.
std::string expand(std::string text, const json& environment);
// required, properties, const, enum and not.
bool holds(const json& schema, const json& instance);

}  // namespace naive
