// The first pass: the file against specs/behaviour.schema.json, complaints in plain words.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "contract/behaviour_loading.h"
#include "contract/closest.h"
#include "contract/embedded_schemas.h"
#include "contract/pointer.h"

namespace contract::behaviour_detail {

namespace {

// The schema as a tree (for its lists of words) and compiled.
struct Format {
  Json tree;
  Loaded<SchemaPtr> schema;
};

const Format& format() {
  static const Format loaded = [] {
    Json tree = Json::parse(embedded_schema("behaviour"));
    Loaded<SchemaPtr> schema = compile_schema(tree);
    return Format{std::move(tree), std::move(schema)};
  }();
  return loaded;
}

// Follows $ref and the `if: {type}` forks the format is written with.
const Json* settle(const Json* rule, const Json& value) {
  for (int hops = 0; rule && rule->is_object() && hops < 16; ++hops) {
    if (const Json* ref = member(*rule, "$ref")) {
      rule = find_at(format().tree, parse_pointer(text_of(ref).substr(1)).value_or(Tokens{}));
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
const Json* rule_at(const Json& root, const Tokens& tokens) {
  const Json* value = &root;
  const Json* rule = settle(&format().tree, root);
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
    rule = settle(next, *value);
  }
  return rule;
}

std::string quoted_word(const std::string& word) { return "'" + word + "'"; }

// "in 'batch/rules/0' of operation 'x'", "in error 'X'", "at the top of the file".
std::string place_of(const Tokens& tokens) {
  if (tokens.empty()) return "at the top of the file";
  static const std::map<std::string, std::string> nouns = {{"operations", "operation"},
                                                           {"collections", "collection"},
                                                           {"errors", "error"},
                                                           {"security", "security scheme"}};
  const auto noun = nouns.find(tokens[0]);
  const bool named = noun != nouns.end() && tokens.size() > 1;
  std::string inner;
  for (std::size_t i = named ? 2 : 0; i < tokens.size(); ++i)
    inner += (inner.empty() ? "" : "/") + tokens[i];
  if (!named) return "in " + quoted_word(inner);
  const std::string owner = noun->second + " " + quoted_word(tokens[1]);
  return inner.empty() ? "in " + owner : "in " + quoted_word(inner) + " of " + owner;
}

bool is_index(const std::string& token) {
  return !token.empty() &&
         std::all_of(token.begin(), token.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// The value itself: "'limit' in 'batch' of operation 'x'", "entry 0 in 'messages'".
std::string subject_of(Tokens tokens) {
  if (tokens.empty()) return "the file";
  const std::string last = tokens.back();
  tokens.pop_back();
  return (is_index(last) ? "entry " + last : quoted_word(last)) + " " + place_of(tokens);
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
};

std::string unknown_word(const Finding& finding) {
  Names known;
  each_member(member(finding.rule, "properties"),
              [&](const std::string& name, const Json&) { known.push_back(name); });
  const std::string& word = finding.violation.property;
  return "unknown word " + quoted_word(word) + " " + place_of(finding.tokens) +
         did_you_mean(word, views(known)) + "; expected one of " + list_of(views(known));
}

std::string wrong_type(const Finding& finding) {
  const std::string expected = expectation(finding.rule);
  const std::string subject = subject_of(finding.tokens);
  if (finding.value.is_null())
    return subject + " is empty; expected " + expected +
           ". What belongs to it is indented deeper than it is";
  return subject + " must be " + expected + ", found " + shortened(finding.value);
}

std::string wrong_word(const Finding& finding) {
  const Names words = enum_words(finding.rule);
  const std::string found = text_of(&finding.value);
  return subject_of(finding.tokens) + " is " + shortened(finding.value) +
         did_you_mean(found, views(words)) + "; expected one of " + list_of(views(words));
}

std::string complaint_about(const Finding& finding) {
  const std::string& keyword = finding.violation.keyword;
  if (keyword == "additionalProperties") return unknown_word(finding);
  if (keyword == "required" || keyword == "dependentRequired")
    return quoted_word(finding.violation.property) + " is missing " + place_of(finding.tokens);
  if (keyword == "type") return wrong_type(finding);
  if (keyword == "enum") return wrong_word(finding);
  if (keyword == "const")
    return subject_of(finding.tokens) + " must be 1, the version this program reads, found " +
           shortened(finding.value);
  if (keyword == "minItems" || keyword == "minProperties" || keyword == "minLength")
    return subject_of(finding.tokens) + " is empty; it needs at least one entry or character";
  if (keyword == "uniqueItems") return subject_of(finding.tokens) + " says the same thing twice";
  if (keyword == "pattern" || keyword == "minimum" || keyword == "maximum") {
    const std::string description = text_of(member(finding.rule, "description"));
    return subject_of(finding.tokens) + " is " + shortened(finding.value) + "; expected " +
           (description.empty() ? "a number of at least 1" : description);
  }
  return subject_of(finding.tokens) + ": " + finding.violation.message;
}

std::string_view code_of(const std::string& keyword) {
  if (keyword == "additionalProperties") return "unknown-word";
  if (keyword == "required" || keyword == "dependentRequired") return "missing-word";
  return "wrong-value";
}

Error complaint_of(const Document& document, const SchemaViolation& violation) {
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
  const Json* rule = rule_at(document.root(), tokens);
  const Json* culprit = about_member ? member(*value, violation.property) : value;
  const Finding finding{violation, *value, rule ? *rule : none, tokens};
  return {std::string(code_of(violation.keyword)), complaint_about(finding),
          document.locate(culprit ? *culprit : *value)};
}

}  // namespace

Errors structure_complaints(const Document& document) {
  const Format& behaviour = format();
  if (!behaviour.schema) return behaviour.schema.error();
  const Json& root = document.root();
  if (member(root, "openapi") && !member(root, "behaviour"))
    return {{"wrong-value", "this is an OpenAPI description; a behaviour.yaml was expected",
             document.locate(root)}};
  Errors errors;
  for (const SchemaViolation& violation : (*behaviour.schema)->explain(root))
    errors.push_back(complaint_of(document, violation));
  return errors;
}

}  // namespace contract::behaviour_detail
