#include "cli/lint_document.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>

#include "cli/lint_objects.h"
#include "cli/lint_schemas.h"
#include "contract/closest.h"

namespace cli {

namespace {

using contract::Direction;
using contract::Json;

bool is_extension(const std::string& name) { return name.starts_with("x-"); }

// A media type whose examples are JSON values, not texts of another format.
bool holds_json(const std::string& range) {
  return range.find("json") != std::string::npos || range.find("form") != std::string::npos ||
         range == "*/*";
}

class DocumentWalk {
 public:
  DocumentWalk(const contract::Document& document, contract::Dialect dialect)
      : document_(document), dialect_(dialect) {}

  DocumentFindings run() {
    object(document_.root(), Object::document, std::nullopt);
    check_links();
    return std::move(found_);
  }

 private:
  void complain(Severity severity, const char* code, const Json& node, std::string message) {
    found_.complaints.push_back({severity, {code, std::move(message), document_.locate(node)}});
  }

  void wrong_type(const Json& node, std::string_view what, std::string_view expected) {
    complain(Severity::error, "wrong-type", node,
             fmt::format("{} must be {}, found {}; correct it or its indentation", what, expected,
                         node.type_name()));
  }

  // The object a reference leads to, or the node; null (and a complaint) when there is none.
  const Json* resolved(const Json& node) {
    const Json* at = &node;
    const Json* referring = &node;
    for (int hops = 0; at->is_object() && at->contains("$ref") && hops < 32; ++hops) {
      const Json& reference = at->at("$ref");
      if (!reference.is_string()) {
        wrong_type(reference, "$ref", "a text");
        return nullptr;
      }
      const auto& target = reference.get_ref<const std::string&>();
      if (!target.starts_with('#')) return nullptr;  // another file, which its own lint judges
      referring = at;
      at = document_.find(target);
      if (at == nullptr) {
        complain(Severity::error, "unresolved-reference", *referring,
                 fmt::format("$ref '{}' leads nowhere; correct the path", target));
        return nullptr;
      }
    }
    return at;
  }

  void object(const Json& node, Object kind, std::optional<Direction> direction) {
    if (!node.is_object()) return wrong_type(node, name_of(kind), "an object");
    if (may_be_reference(kind) && node.contains("$ref")) {
      resolved(node);
      if (kind != Object::path_item) return;  // what it leads to is walked where it stands
    }
    for (const Word& word : words_of(kind))
      if (word.required && !node.contains(word.name))
        complain(Severity::error, "missing-field", node,
                 fmt::format("{} must have \"{}\"; add it", name_of(kind), word.name));
    if (kind == Object::body) direction = Direction::request;
    if (kind == Object::parameter) direction = Direction::request;
    if (kind == Object::response) direction = Direction::response;
    for (const auto& [name, value] : node.items()) member(kind, name, value, direction);
    if (kind == Object::parameter || kind == Object::header) note_examples(node, direction, true);
    if (kind == Object::media_type) note_examples(node, direction, json_);
    if (kind == Object::link) links_.push_back(&node);
    if (kind == Object::operation && node.contains("operationId")) {
      const Json& id = node.at("operationId");
      if (id.is_string()) ids_.insert(id.get<std::string>());
    }
  }

  void member(Object kind, const std::string& name, const Json& value,
              std::optional<Direction> direction) {
    if (is_extension(name)) return;
    if (kind == Object::callback) return object(value, Object::path_item, std::nullopt);
    const Word* word = find_word(kind, name);
    if (word == nullptr) {
      if (name != "$ref") unknown(kind, name, value);
      return;
    }
    if (word->shape == Shape::one) return held(value, *word, direction);
    if (word->shape == Shape::list) {
      if (!value.is_array()) return wrong_type(value, "\"" + name + "\"", "a list");
      for (const Json& element : value) held(element, *word, direction);
      return;
    }
    if (!value.is_object()) return wrong_type(value, "\"" + name + "\"", "an object");
    for (const auto& [key, element] : value.items()) {
      if (is_extension(key) && word->holds != Object::schema) continue;
      json_ = word->holds != Object::media_type || holds_json(key);
      if (word->holds == Object::media_type) found_.media.emplace_back(key, &element);
      held(element, *word, direction);
    }
  }

  void held(const Json& value, const Word& word, std::optional<Direction> direction) {
    const std::string what = fmt::format("\"{}\"", word.name);
    switch (word.holds) {
      case Object::schema:
        found_.schemas.push_back(&value);
        return walk_schema(document_, dialect_, value, found_);
      case Object::text:
        if (!value.is_string() && word.name != "openapi") wrong_type(value, what, "a text");
        return;
      case Object::flag:
        if (!value.is_boolean()) wrong_type(value, what, "true or false");
        return;
      case Object::texts:
        if (!value.is_array()) wrong_type(value, what, "a list of texts");
        return;
      case Object::anything:
        return;
      default:
        return object(value, word.holds, direction);
    }
  }

  void unknown(Object kind, const std::string& name, const Json& value) {
    std::vector<std::string_view> known;
    for (const Word& word : words_of(kind)) known.push_back(word.name);
    complain(Severity::warning, "unknown-field", value,
             fmt::format("{} has no \"{}\"{}; it is not read", name_of(kind), name,
                         contract::did_you_mean(name, known)));
  }

  void note_examples(const Json& node, std::optional<Direction> direction, bool json) {
    const auto schema = node.find("schema");
    if (schema == node.end() || !json) return;
    const auto note = [&](const Json& value, std::string title) {
      found_.exemplars.push_back({&value, &*schema, direction, std::move(title)});
    };
    if (node.contains("example")) note(node.at("example"), "the example");
    if (node.contains("example") && node.contains("examples"))
      complain(Severity::error, "ambiguous-example", node.at("examples"),
               "\"example\" and \"examples\" exclude each other; keep one");
    const auto examples = node.find("examples");
    if (examples == node.end() || !examples->is_object()) return;
    for (const auto& [name, written] : examples->items()) {
      const Json* entry = written.is_object() ? resolved(written) : nullptr;
      if (entry != nullptr && entry->is_object() && entry->contains("value"))
        note(entry->at("value"), fmt::format("example \"{}\"", name));
    }
  }

  void check_links() {
    for (const Json* link : links_) {
      const auto id = link->find("operationId");
      if (id == link->end() || !id->is_string() || ids_.count(id->get<std::string>()) != 0)
        continue;
      complain(Severity::error, "unknown-operation", *id,
               fmt::format("there is no operation '{}'; correct the operationId",
                           id->get<std::string>()));
    }
  }

  const contract::Document& document_;
  const contract::Dialect dialect_;
  DocumentFindings found_;
  std::vector<const Json*> links_;
  std::set<std::string> ids_;
  bool json_ = true;  // of the media type that is walked
};

}  // namespace

DocumentFindings walk_document(const contract::Document& document, contract::Dialect dialect) {
  return DocumentWalk(document, dialect).run();
}

}  // namespace cli
