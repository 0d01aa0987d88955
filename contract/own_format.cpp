#include "contract/own_format.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <nlohmann/json.hpp>

#include "contract/behaviour_loading.h"
#include "contract/closest.h"
#include "contract/embedded_schemas.h"

namespace contract {

namespace {

using behaviour_detail::each_member;
using behaviour_detail::each_of;
using behaviour_detail::member;
using behaviour_detail::Names;
using behaviour_detail::text_of;
using behaviour_detail::views;

// The schema as a tree (for its lists of words) and compiled.
struct Format {
  Json tree;
  Loaded<SchemaPtr> schema;
};

// Compiled once per program.
const Format& format_of(std::string_view name) {
  static std::mutex mutex;
  static std::map<std::string, Format, std::less<>> formats;
  const std::lock_guard lock(mutex);
  const auto found = formats.find(name);
  if (found != formats.end()) return found->second;
  Json tree = Json::parse(embedded_schema(name));
  Loaded<SchemaPtr> schema = compile_schema(tree);
  return formats.emplace(std::string(name), Format{std::move(tree), std::move(schema)})
      .first->second;
}

// Follows $ref and the `if: {type}` forks the format is written with.
const Json* settle(const Json& format, const Json* rule, const Json& value) {
  for (int hops = 0; rule && rule->is_object() && hops < 16; ++hops) {
    if (const Json* ref = member(*rule, "$ref")) {
      rule = find_at(format, parse_pointer(text_of(ref).substr(1)).value_or(Tokens{}));
    } else if (const Json* condition = member(*rule, "if")) {
      const std::string type = text_of(member(*condition, "type"));
      const bool holds = (type == "array" && value.is_array()) ||
                         (type == "object" && value.is_object()) ||
                         (type == "string" && value.is_string());
      rule = member(*rule, holds ? "then" : "else");
    } else {
      break;
    }
  }
  return rule;
}

// The part of the format that speaks about the value at `tokens`; null when none does.
const Json* rule_at(const Json& format, const Json& root, const Tokens& tokens) {
  const Json* value = &root;
  const Json* rule = settle(format, &format, root);
  Tokens path;
  for (const std::string& token : tokens) {
    if (!rule || !rule->is_object()) return nullptr;
    path.push_back(token);
    const bool element = value->is_array();
    value = find_at(root, path);
    if (!value) return nullptr;
    const Json* properties = member(*rule, "properties");
    const Json* next = properties ? member(*properties, token) : nullptr;
    if (element) next = member(*rule, "items");
    if (!element && !next) next = member(*rule, "additionalProperties");
    rule = settle(format, next, *value);
  }
  return rule;
}

std::string quoted_word(const std::string& word) { return "'" + word + "'"; }

bool is_index(const std::string& token) {
  return !token.empty() &&
         std::all_of(token.begin(), token.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// The value itself: "'limit' in 'batch' of operation 'x'", "entry 0 in 'messages'".
std::string subject_of(Tokens tokens, const PlaceInWords& place) {
  if (tokens.empty()) return "the file";
  const std::string last = tokens.back();
  tokens.pop_back();
  return (is_index(last) ? "entry " + last : quoted_word(last)) + " " + place(tokens);
}

std::string shortened(const Json& value) {
  if (value.is_null()) return "nothing";
  if (value.is_object()) return "a mapping";
  if (value.is_array()) return "a list";
  std::string text = value.is_string() ? value.get<std::string>()
                                       : value.dump(-1, ' ', false, Json::error_handler_t::replace);
  if (text.size() > 60) text = text.substr(0, 57) + "...";
  return quoted_word(text);
}

std::string type_words(const Json& rule) {
  static const std::map<std::string, std::string> words = {
      {"object", "a mapping"}, {"array", "a list"},
      {"string", "text"},      {"integer", "a whole number"},
      {"number", "a number"},  {"boolean", "true or false"},
      {"null", "nothing"}};
  std::string list;
  each_of(member(rule, "type"), [&](const Json& type) {
    const auto word = words.find(text_of(&type));
    if (word != words.end()) list += (list.empty() ? "" : " or ") + word->second;
  });
  return list;
}

std::string expectation(const Json& rule) {
  const std::string description = text_of(member(rule, "description"));
  const std::string types = type_words(rule);
  if (description.empty()) return types;
  if (types.empty() || description.find("NAME") != std::string::npos) return description;
  return types + " (" + description + ")";
}

Names enum_words(const Json& rule) {
  Names words;
  each_of(member(rule, "enum"), [&](const Json& word) { words.push_back(text_of(&word)); });
  return words;
}

struct Finding {
  const SchemaViolation& violation;
  const Json& value;
  const Json& rule;
  Tokens tokens;
  const PlaceInWords& place;

  std::string subject() const { return subject_of(tokens, place); }
};

std::string unknown_word(const Finding& finding) {
  Names known;
  each_member(member(finding.rule, "properties"),
              [&](const std::string& name, const Json&) { known.push_back(name); });
  const std::string& word = finding.violation.property;
  return "unknown word " + quoted_word(word) + " " + finding.place(finding.tokens) +
         did_you_mean(word, views(known)) + "; expected one of " + list_of(views(known));
}

std::string wrong_type(const Finding& finding) {
  const std::string expected = expectation(finding.rule);
  const std::string subject = finding.subject();
  if (finding.value.is_null())
    return subject + " is empty; expected " + expected +
           ". What belongs to it is indented deeper than it is";
  return subject + " must be " + expected + ", found " + shortened(finding.value);
}

std::string wrong_word(const Finding& finding) {
  const Names words = enum_words(finding.rule);
  const std::string found = text_of(&finding.value);
  return finding.subject() + " is " + shortened(finding.value) + did_you_mean(found, views(words)) +
         "; expected one of " + list_of(views(words));
}

std::string complaint_about(const Finding& finding) {
  const std::string& keyword = finding.violation.keyword;
  if (keyword == "additionalProperties") return unknown_word(finding);
  if (keyword == "required" || keyword == "dependentRequired")
    return quoted_word(finding.violation.property) + " is missing " + finding.place(finding.tokens);
  if (keyword == "type") return wrong_type(finding);
  if (keyword == "enum") return wrong_word(finding);
  if (keyword == "const") {
    const std::string& wanted = finding.violation.expected;
    return finding.subject() + " must be " + wanted +
           (wanted == "1" ? ", the version this program reads" : "") + ", found " +
           shortened(finding.value);
  }
  if (keyword == "minItems" || keyword == "minProperties" || keyword == "minLength")
    return finding.subject() + " is empty; it needs at least one entry or character";
  if (keyword == "uniqueItems") return finding.subject() + " says the same thing twice";
  if (keyword == "pattern" || keyword == "minimum" || keyword == "maximum" ||
      keyword == "exclusiveMinimum") {
    const std::string description = text_of(member(finding.rule, "description"));
    return finding.subject() + " is " + shortened(finding.value) + "; expected " +
           (description.empty() ? "a number of at least 1" : description);
  }
  return finding.subject() + ": " + finding.violation.message;
}

std::string_view code_of(const std::string& keyword) {
  if (keyword == "additionalProperties") return "unknown-word";
  if (keyword == "required" || keyword == "dependentRequired") return "missing-word";
  return "wrong-value";
}

Error complaint_of(const Document& document, const Json& format, const PlaceInWords& place,
                   const SchemaViolation& violation) {
  static const Json none = Json::object();
  Tokens tokens = parse_pointer(violation.pointer).value_or(Tokens{});
  // Engines differ in whether an unknown member is named by its own pointer or its parent's.
  const bool about_member = violation.keyword == "additionalProperties";
  const Json* value = find_at(document.root(), tokens);
  if (about_member && !tokens.empty() && tokens.back() == violation.property &&
      !(value && member(*value, violation.property)))
    tokens.pop_back();
  value = find_at(document.root(), tokens);
  if (!value) value = &document.root();
  const Json* rule = rule_at(format, document.root(), tokens);
  const Json* culprit = about_member ? member(*value, violation.property) : value;
  const Finding finding{violation, *value, rule ? *rule : none, tokens, place};
  return {std::string(code_of(violation.keyword)), complaint_about(finding),
          document.locate(culprit ? *culprit : *value)};
}

}  // namespace

std::string quoted_path(const Tokens& tokens, std::size_t first) {
  std::string inner;
  for (std::size_t i = first; i < tokens.size(); ++i)
    inner += (inner.empty() ? "" : "/") + tokens[i];
  return inner.empty() ? "" : "in " + quoted_word(inner);
}

Errors format_complaints(const Document& document, std::string_view format,
                         const PlaceInWords& place) {
  const Format& own = format_of(format);
  if (!own.schema) return own.schema.error();
  Errors errors;
  for (const SchemaViolation& violation : (*own.schema)->explain(document.root()))
    errors.push_back(complaint_of(document, own.tree, place, violation));
  return errors;
}

}  // namespace contract
