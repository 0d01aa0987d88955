// Values with everything resolved.
#include "suite/values.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "contract/pointer.h"
#include "suite/forms.h"

namespace suite {

namespace {

using contract::Json;
using contract::Result;

constexpr int deepest = 64;  // variables that use each other

tl::unexpected<contract::Error> cannot(std::string message) {
  return tl::unexpected(contract::Error{"unresolved", std::move(message), {}});
}

const Node* find(const Nodes* nodes, const std::string& name) {
  if (!nodes) return nullptr;
  for (const auto& [each, node] : *nodes)
    if (each == name) return &node;
  return nullptr;
}

Result<Json> variable(const std::string& name, Scope& scope) {
  if (const auto known = scope.values.find(name); known != scope.values.end())
    return *known->second;
  const Node* node = find(scope.case_variables, name);
  if (!node) node = find(scope.suite_variables, name);
  if (!node) return cannot(fmt::format("there is no variable `${}`", name));
  if (scope.depth > deepest)
    return cannot(fmt::format("the variable `${}` is made of itself", name));
  const std::optional<std::size_t> index = std::exchange(scope.index, std::nullopt);
  ++scope.depth;
  Result<Json> value = resolve(**node, scope);
  --scope.depth;
  scope.index = index;
  if (value) scope.values[name] = make_node(*value);
  return value;
}

Result<Json> base_of(const TextPart& part, Scope& scope) {
  if (part.root == "index") {
    if (!scope.index) return cannot("`$index` counts inside `$repeat` and `repeat` only");
    return Json(*scope.index);
  }
  if (part.root == "run") return Json(scope.run);
  if (part.root == "uuid") return Json(scope.uuid ? scope.uuid() : std::string());
  if (part.root != "saved") return variable(part.root, scope);
  const auto saved = scope.saved.find(part.name);
  if (saved == scope.saved.end())
    return cannot(fmt::format("nothing was saved as `{}`", part.name));
  return *saved->second;
}

Result<Json> reference(const TextPart& part, Scope& scope) {
  Result<Json> base = base_of(part, scope);
  if (!base || part.pointer.empty()) return base;
  const auto tokens = contract::parse_pointer(part.pointer);
  const Json* found = contract::find_at(*base, tokens.value_or(contract::Tokens{}));
  if (!found)
    return cannot(fmt::format("`${}{}{}` has nothing at {}", part.root,
                              part.name.empty() ? "" : ".", part.name, part.pointer));
  return *found;
}

std::string plain(const Json& value) {
  return value.is_string() ? value.get<std::string>()
                           : value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<Json> resolve_string(const std::string& text, Scope& scope, bool expectation) {
  if (expectation && is_matcher_word(text))
    return Json::object({{std::string(1, matcher_mark) + text.substr(1), nullptr}});
  if (text.find('$') == std::string::npos) return Json(text);
  const Result<Text> parsed = parse_text(text);
  if (!parsed) return tl::unexpected(parsed.error());
  if (parsed->alone) return reference(parsed->parts.front(), scope);
  std::string joined;
  for (const TextPart& part : parsed->parts) {
    if (part.root.empty()) {
      joined += part.literal;
      continue;
    }
    const Result<Json> value = reference(part, scope);
    if (!value) return tl::unexpected(value.error());
    joined += plain(*value);
  }
  return Json(joined);
}

Result<std::size_t> count_of(const Json& value, Scope& scope, std::string_view word) {
  const Result<Json> count = resolve(value, scope);
  if (!count) return tl::unexpected(count.error());
  if (!count->is_number_unsigned() && !(count->is_number_integer() && count->get<long>() >= 0))
    return cannot(fmt::format("`{}` needs a number that is not negative, not {}", word,
                              plain(*count).substr(0, 40)));
  if (count->get<std::size_t>() > most_repeats)
    return cannot(fmt::format("`{}` is more than {}", word, most_repeats));
  return count->get<std::size_t>();
}

Result<Json> repeated(const Json& form, Scope& scope, bool expectation) {
  const Result<std::size_t> count = count_of(form["$repeat"], scope, "$repeat");
  if (!count) return tl::unexpected(count.error());
  std::size_t from = 0;
  if (form.contains("$from")) {
    const auto start = count_of(form["$from"], scope, "$from");
    if (!start) return tl::unexpected(start.error());
    from = *start;
  }
  const bool text = form.contains("$text");
  if (!text && !form.contains("$as")) return cannot("`$repeat` needs `$as` or `$text`");
  const std::optional<std::size_t> outer = scope.index;
  Json list = Json::array();
  std::string joined;
  for (std::size_t i = 0; i < *count; ++i) {
    scope.index = from + i;
    Result<Json> value = resolve(form[text ? "$text" : "$as"], scope, expectation);
    if (!value) return value;
    if (text)
      joined += plain(*value);
    else
      list.push_back(std::move(*value));
  }
  scope.index = outer;
  return text ? Json(joined) : list;
}

Result<Json> concatenated(const Json& parts, Scope& scope, bool expectation) {
  Json list = Json::array();
  for (const Json& part : parts) {
    Result<Json> value = resolve(part, scope, expectation);
    if (!value) return value;
    if (value->is_array())
      list.insert(list.end(), value->begin(), value->end());
    else
      list.push_back(std::move(*value));
  }
  return list;
}

Result<Json> merged(const Json& form, Scope& scope, bool expectation) {
  Json object = Json::object();
  for (const Json& part : form["$merge"]) {
    const Result<Json> value = resolve(part, scope, expectation);
    if (!value) return value;
    if (!value->is_object()) return cannot("`$merge` joins mappings");
    for (const auto& [name, member] : value->items()) object[name] = member;
  }
  if (!form.contains("$without")) return object;
  const Result<Json> names = resolve(form["$without"], scope);
  if (!names) return names;
  for (const Json& name : names->is_array() ? *names : Json::array({*names}))
    object.erase(plain(name));
  return object;
}

Result<Json> resolve_form(const Form& form, const Json& object, Scope& scope, bool expectation) {
  if (form.word == "$repeat") return repeated(object, scope, expectation);
  if (form.word == "$concat") return concatenated(object["$concat"], scope, expectation);
  if (form.word == "$merge") return merged(object, scope, expectation);
  if (!expectation) return cannot(fmt::format("`{}` has a meaning in `then` only", form.word));
  const bool value = form.takes == Form::Takes::value || form.takes == Form::Takes::list ||
                     form.takes == Form::Takes::count;
  const Json& argument = object[std::string(form.word)];
  Result<Json> resolved = value ? resolve(argument, scope, true) : argument;
  if (!resolved) return resolved;
  return Json::object({{matcher_mark + std::string(form.word.substr(1)), std::move(*resolved)}});
}

Result<Json> resolve_object(const Json& object, Scope& scope, bool expectation) {
  std::string word;
  if (const Form* form = form_of(object, word))
    return resolve_form(*form, object, scope, expectation);
  if (!word.empty()) return cannot(fmt::format("there is no form `{}`", word));
  Json resolved = Json::object();
  for (const auto& [name, member] : object.items()) {
    Result<Json> value = resolve(member, scope, expectation);
    if (!value) return value;
    const Result<Json> key =
        name.find('$') == std::string::npos ? Json(name) : resolve_string(name, scope, false);
    if (!key) return key;
    resolved[plain(*key)] = std::move(*value);
  }
  return resolved;
}

}  // namespace

Result<Json> resolve(const Json& value, Scope& scope, bool expectation) {
  if (value.is_string())
    return resolve_string(value.get_ref<const std::string&>(), scope, expectation);
  if (value.is_object()) return resolve_object(value, scope, expectation);
  if (!value.is_array()) return value;
  Json list = Json::array();
  for (const Json& element : value) {
    Result<Json> resolved = resolve(element, scope, expectation);
    if (!resolved) return resolved;
    list.push_back(std::move(*resolved));
  }
  return list;
}

Result<std::string> resolve_text(const Json& value, Scope& scope) {
  const Result<Json> resolved = resolve(value, scope);
  if (!resolved) return tl::unexpected(resolved.error());
  return plain(*resolved);
}

}  // namespace suite
