// What can be said about a value before anything runs.
#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "contract/closest.h"
#include "contract/pointer.h"
#include "contract/schema_pattern.h"
#include "suite/forms.h"
#include "suite/values.h"

namespace suite {

namespace {

using contract::Json;
using Complain = std::function<void(const Json& at, std::string_view code, std::string message)>;

std::vector<std::string_view> views(const std::set<std::string>& names) {
  return {names.begin(), names.end()};
}

std::string have(const std::set<std::string>& names) {
  const auto list = views(names);
  return list.empty() ? "there are none" : "there are " + contract::list_of(list);
}

// "" when the reference can be resolved.
std::string fault_of(const TextPart& part, const Known& known) {
  if (part.root == "index" && !known.index)
    return "`$index` counts inside `$repeat` and in steps with `repeat` only";
  if (part.root == "saved") {
    if (known.saved.count(part.name)) return "";
    return fmt::format("nothing is saved as `{}` before this{}; saved {}", part.name,
                       contract::did_you_mean(part.name, views(known.saved)), have(known.saved));
  }
  if (part.root == "index" || part.root == "run" || part.root == "uuid") return "";
  if (is_reserved(part.root))
    return fmt::format("`${}` is a matcher: it has a meaning as a whole value in `then` only",
                       part.root);
  if (known.variables.count(part.root)) return "";
  return fmt::format("there is no variable `${}`{}; of variables {}", part.root,
                     contract::did_you_mean(part.root, views(known.variables)),
                     have(known.variables));
}

void check_text(const std::string& text, const Json& at, const Known& known,
                const Complain& complain) {
  if (text.find('$') == std::string::npos) return;
  if (known.expectation && is_matcher_word(text)) return;
  const auto parsed = parse_text(text);
  if (!parsed) return complain(at, parsed.error().code, parsed.error().message);
  for (const TextPart& part : parsed->parts) {
    if (part.root.empty()) continue;
    if (const std::string fault = fault_of(part, known); !fault.empty())
      complain(at, "unknown-word", fault);
  }
}

bool is_reference(const Json& value) {
  return value.is_string() && value.get_ref<const std::string&>().starts_with('$');
}

std::string wrong_argument(const Form& form, const Json& value) {
  using Takes = Form::Takes;
  if (form.takes == Takes::count && !value.is_number_unsigned() && !is_reference(value))
    return "a number that is not negative";
  if (form.word == "$repeat" && value.is_number_unsigned() && value > most_repeats)
    return fmt::format("a number up to {}", most_repeats);
  if (form.takes == Takes::list && !value.is_array()) return "a list";
  if (form.takes == Takes::pattern) {
    if (!value.is_string()) return "a regular expression";
    const auto pattern = contract::Pattern::compile(value.get_ref<const std::string&>());
    if (!pattern) return "a regular expression: " + pattern.error().message;
  }
  static const std::set<std::string> types = {"null",   "boolean", "integer", "number",
                                              "string", "array",   "object"};
  if (form.takes == Takes::type && !(value.is_string() && types.count(value.get<std::string>())))
    return "one of null, boolean, integer, number, string, array, object";
  return "";
}

void check_members(const Form& form, const Json& object, const Complain& complain) {
  for (const auto& [name, value] : object.items()) {
    const std::string padded = fmt::format(" {} {} ", form.word, form.others);
    if (padded.find(" " + name + " ") == std::string::npos)
      complain(value, "unknown-word",
               fmt::format("`{}` does not belong beside `{}`", name, form.word));
  }
  if (form.word == "$repeat" && object.contains("$as") == object.contains("$text"))
    complain(object, "missing-word",
             "`$repeat` needs either `$as` (a list of such values) or `$text` (one text)");
}

void check_form(const Form& form, const Json& object, const Known& known,
                const Complain& complain) {
  if (form.matcher && !known.expectation)
    return complain(
        object, "unknown-word",
        fmt::format("`{}` is a matcher and has a meaning in `then` and `stored` only", form.word));
  check_members(form, object, complain);
  const Json& argument = object[std::string(form.word)];
  if (const std::string wanted = wrong_argument(form, argument); !wanted.empty())
    return complain(argument, "wrong-value", fmt::format("`{}` needs {}", form.word, wanted));
  if (form.takes == Form::Takes::pattern || form.takes == Form::Takes::type) return;
  for (const auto& [name, value] : object.items()) {
    Known inside = known;
    inside.index = known.index || name == "$as" || name == "$text";
    if (name == "$without" || name == "$from" || form.word == "$repeat") {
      inside.expectation = known.expectation && name == "$as";
    }
    check_value(value, inside, complain);
  }
}

std::string unknown_form(const std::string& word) {
  std::vector<std::string_view> words;
  for (const Form& form : forms()) words.push_back(form.word);
  return fmt::format("there is no form `{}`{}; there are {}. Write `${}` for a member of this name",
                     word, contract::did_you_mean(word, words), contract::list_of(words), word);
}

}  // namespace

void check_value(const Json& value, const Known& known, const Complain& complain) {
  if (value.is_string())
    return check_text(value.get_ref<const std::string&>(), value, known, complain);
  if (value.is_array()) {
    for (const Json& element : value) check_value(element, known, complain);
    return;
  }
  if (!value.is_object()) return;
  std::string word;
  if (const Form* form = form_of(value, word)) return check_form(*form, value, known, complain);
  if (!word.empty()) return complain(value, "unknown-word", unknown_form(word));
  Known names = known;
  names.expectation = false;
  for (const auto& [name, member] : value.items()) {
    check_text(name, member, names, complain);
    check_value(member, known, complain);
  }
}

}  // namespace suite
