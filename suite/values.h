#pragma once
// Values of a suite: text with $references, forms ($repeat, $concat, $merge), matchers.
#include <functional>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "contract/error.h"
#include "suite/suite.h"

namespace suite {

// One piece of text: a literal, or a reference `$name`, `$saved.name`, either with `#/pointer`.
struct TextPart {
  std::string literal;
  std::string root;  // "index", "uuid", "run", "saved", or a variable; "": a literal
  std::string name;  // of saved
  std::string pointer;
};
struct Text {
  std::vector<TextPart> parts;
  bool alone = false;  // one reference, which keeps its JSON type
};
// The error (code `invalid-expression`) has no `where`.
contract::Result<Text> parse_text(std::string_view text);

// What the values of one case see. For one thread.
struct Scope {
  const Nodes* suite_variables = nullptr;
  const Nodes* case_variables = nullptr;
  std::string run;                     // $run: names the case and the seed
  std::function<std::string()> uuid;   // $uuid
  std::map<std::string, Node> saved;   // $saved.name
  std::map<std::string, Node> values;  // of variables, once they are used
  std::optional<std::size_t> index;    // $index
  int depth = 0;
};

// The value with everything resolved. In an expectation matchers come out as objects with one
// member, whose name starts with `matcher_mark`. The error says what could not be resolved and has
// no `where`.
contract::Result<contract::Json> resolve(const contract::Json& value, Scope& scope,
                                         bool expectation = false);
// As text: strings without quotes.
contract::Result<std::string> resolve_text(const contract::Json& value, Scope& scope);

inline constexpr std::size_t most_repeats = 1'000'000;  // of $repeat

inline constexpr char matcher_mark = '\x01';

// The names a value may use.
struct Known {
  std::set<std::string> variables;
  std::set<std::string> saved;
  bool index = false;
  bool expectation = false;
};
// Complaints about references and forms that can never be resolved.
void check_value(const contract::Json& value, const Known& known,
                 const std::function<void(const contract::Json& at, std::string_view code,
                                          std::string message)>& complain);
// Names that variables cannot have.
bool is_reserved(std::string_view name);

}  // namespace suite
