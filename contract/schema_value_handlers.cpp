// Keywords about values: types, numbers, strings, sizes, required names.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <nlohmann/json.hpp>
#include <unordered_map>

#include "contract/schema_decimal.h"
#include "contract/schema_step.h"
#include "contract/schema_words.h"

namespace contract::schema_detail {
namespace {

using Name = const std::string&;

constexpr std::array<std::string_view, 7> type_names = {"null",   "boolean", "integer", "number",
                                                        "string", "array",   "object"};

bool boolean_bounds(Dialect dialect) {
  return dialect == Dialect::draft_4 || dialect == Dialect::openapi_3_0;
}

void lower_type(Step& step, Name keyword, const Json& value) {
  const bool openapi_3_0 = step.dialect == Dialect::openapi_3_0;
  if (openapi_3_0 && value.is_array())
    return step.bad(keyword, "one type name (OpenAPI 3.0 has no lists; use nullable)", value);
  Json names = Json::array();
  const std::size_t count = value.is_array() ? value.size() : 1;
  for (std::size_t i = 0; i < count; ++i) {
    const Json& name = value.is_array() ? value[i] : value;
    const bool known = name.is_string() && std::count(type_names.begin(), type_names.end(),
                                                      name.get_ref<const std::string&>()) > 0;
    if (!known || (openapi_3_0 && name == "null"))
      return step.bad(keyword, "the name of a JSON type", value);
    names.push_back(name.get<std::string>());
  }
  if (names.empty()) return step.bad(keyword, "at least one type", value);
  if (openapi_3_0 && step.schema.value("nullable", false)) names.push_back("null");
  step.out["type"] = std::move(names);
}

void lower_nullable(Step& step, Name keyword, const Json& value) {
  if (!value.is_boolean()) step.bad(keyword, "true or false", value);
}

void add_choice(Step& step, std::vector<const Json*> values, bool constant) {
  Choice choice;
  choice.constant = constant;
  std::vector<std::string> strings;
  for (const Json* value : values) {
    if (value->is_string()) {
      strings.push_back(value->get<std::string>());
    } else {
      choice.others.push_back(std::make_shared<const Json>(*value));
    }
  }
  choice.strings = NameTable(std::move(strings));
  choice.shown = shown_list(values);
  step.rules.emplace_back(std::move(choice));
}

void lower_enum(Step& step, Name keyword, const Json& value) {
  if (!value.is_array()) return step.bad(keyword, "an array of values", value);
  std::vector<const Json*> values;
  for (const Json& element : value) values.push_back(&element);
  add_choice(step, std::move(values), false);
}

void lower_const(Step& step, Name, const Json& value) { add_choice(step, {&value}, true); }

void lower_format(Step& step, Name keyword, const Json& value) {
  if (!value.is_string()) return step.bad(keyword, "the name of a format", value);
  if (const Format* format = find_format(value.get_ref<const std::string&>()))
    step.rules.emplace_back(FormatRule{format});
}

void lower_pattern(Step& step, Name keyword, const Json& value) {
  if (!value.is_string()) return step.bad(keyword, "a regular expression", value);
  if (auto pattern = step.all.pattern(value.get<std::string>(), value, step.place))
    step.rules.emplace_back(std::move(pattern));
}

void lower_multiple_of(Step& step, Name keyword, const Json& value) {
  const auto divisor = value.is_number() ? decimal(TreeView(value).number()) : std::nullopt;
  if (!divisor || divisor->negative || divisor->magnitude.digits == 0)
    return step.bad(keyword, "a number greater than 0", value);
  step.rules.emplace_back(MultipleRule{divisor->magnitude, to_json_text(value).text});
}

void lower_bound(Step& step, Name keyword, const Json& value) {
  const bool upper = keyword.find("ax") != std::string::npos;
  const bool exclusive = keyword.front() == 'e';
  if (exclusive && boolean_bounds(step.dialect)) {
    if (!value.is_boolean()) step.bad(keyword, "true or false", value);
    return;
  }
  if (!value.is_number()) return step.bad(keyword, "a number", value);
  Bound bound{TreeView(value).number(), upper, exclusive};
  if (boolean_bounds(step.dialect)) {
    const auto flag = step.schema.find(upper ? "exclusiveMaximum" : "exclusiveMinimum");
    bound.exclusive = flag != step.schema.end() && *flag == true;
  }
  step.rules.emplace_back(bound);
}

void lower_count(Step& step, Name keyword, const Json& value) {
  const auto number = value.is_number() ? TreeView(value).number() : Number{-1.0};
  constexpr double too_large = 9.2e18;
  if (!number.is_integer() || number.as_double() < 0 || number.as_double() > too_large)
    return step.bad(keyword, "a whole number from 0", value);
  step.out[keyword] = value.is_number_float() ? static_cast<std::int64_t>(number.as_double())
                                              : value.get<std::int64_t>();
}

void lower_unique_items(Step& step, Name keyword, const Json& value) {
  if (!value.is_boolean()) return step.bad(keyword, "true or false", value);
  step.out[keyword] = value.get<bool>();
}

bool is_name_list(const Json& value) {
  return value.is_array() &&
         std::all_of(value.begin(), value.end(), [](const Json& name) { return name.is_string(); });
}

void lower_required(Step& step, Name keyword, const Json& value) {
  if (!is_name_list(value)) return step.bad(keyword, "an array of member names", value);
  const auto& exempt = step.all.scope(step.here).exempt;
  Json names = Json::array();
  for (const Json& name : value)
    if (exempt.count(name.get_ref<const std::string&>()) == 0)
      names.push_back(escaped_name(name.get_ref<const std::string&>()));
  step.out["required"] = std::move(names);
}

void lower_dependent_required(Step& step, Name keyword, const Json& value) {
  if (!value.is_object()) return step.bad(keyword, "an object of name lists", value);
  for (const auto& member : value.items()) {
    if (!is_name_list(member.value()))
      return step.bad(keyword, "an array of member names", member.value());
    auto& names = step.out["dependencies"][escaped_name(member.key())];
    if (names.is_null()) names = Json::array();
    for (const Json& name : member.value())
      names.push_back(escaped_name(name.get_ref<const std::string&>()));
  }
}

}  // namespace

void Step::bad(const std::string& keyword, std::string_view expected, const Json& value) {
  all.fail("bad-keyword",
           fmt::format("\"{}\": expected {}, found {}", keyword, expected, shown(value)), value,
           place);
}

Handler find_value_handler(std::string_view keyword) {
  static const std::unordered_map<std::string_view, Handler> handlers{
      {"type", lower_type},
      {"nullable", lower_nullable},
      {"enum", lower_enum},
      {"const", lower_const},
      {"format", lower_format},
      {"pattern", lower_pattern},
      {"multipleOf", lower_multiple_of},
      {"minimum", lower_bound},
      {"maximum", lower_bound},
      {"exclusiveMinimum", lower_bound},
      {"exclusiveMaximum", lower_bound},
      {"minLength", lower_count},
      {"maxLength", lower_count},
      {"minItems", lower_count},
      {"maxItems", lower_count},
      {"minProperties", lower_count},
      {"maxProperties", lower_count},
      {"uniqueItems", lower_unique_items},
      {"required", lower_required},
      {"dependentRequired", lower_dependent_required},
  };
  const auto row = handlers.find(keyword);
  return row == handlers.end() ? nullptr : row->second;
}

}  // namespace contract::schema_detail
