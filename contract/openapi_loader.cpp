#include "contract/openapi_loader.h"

#include <algorithm>

namespace contract::openapi_detail {

void Loader::refuse(const char* code, const Json& node, std::string message) {
  errors.push_back({code, std::move(message), where(node)});
}

void Loader::warn(const char* code, const Json& node, std::string message) {
  api.warnings.push_back({code, std::move(message), where(node)});
}

std::string describe(const Json& node) {
  if (node.is_object()) return "an object";
  if (node.is_array()) return "a list";
  if (node.is_null()) return "nothing (null)";
  std::string text = node.is_string() ? node.get<std::string>() : node.dump();
  if (text.size() > 40) text.resize(text.find_last_of(' ', 40) == std::string::npos ? 0 : 40);
  if (!node.is_string()) return text;
  return text.empty() ? "a text" : "the text \"" + text + "\"";
}

bool is_extension(std::string_view key) { return key.starts_with("x-"); }

const Json* Loader::any(const Json& parent, std::string_view name) const {
  return document->member(parent, name);
}

namespace {

std::string wrong_type(std::string_view name, std::string_view expected, const Json& found) {
  return "\"" + std::string(name) + "\" must be " + std::string(expected) + ", not " +
         describe(found) + "; correct it or its indentation";
}

}  // namespace

const Json* Loader::object(const Json& parent, std::string_view name) {
  const Json* node = any(parent, name);
  if (node == nullptr || node->is_object()) return node;
  refuse("wrong-type", *node, wrong_type(name, "an object", *node));
  return nullptr;
}

const Json* Loader::array(const Json& parent, std::string_view name) {
  const Json* node = any(parent, name);
  if (node == nullptr || node->is_array()) return node;
  refuse("wrong-type", *node, wrong_type(name, "a list", *node));
  return nullptr;
}

std::optional<std::string> Loader::string(const Json& parent, std::string_view name) {
  const Json* node = any(parent, name);
  if (node == nullptr) return std::nullopt;
  if (node->is_string()) return node->get<std::string>();
  refuse("wrong-type", *node, wrong_type(name, "a text", *node));
  return std::nullopt;
}

bool Loader::boolean(const Json& parent, std::string_view name, bool fallback) {
  const Json* node = any(parent, name);
  if (node == nullptr) return fallback;
  if (node->is_boolean()) return node->get<bool>();
  refuse("wrong-type", *node, wrong_type(name, "true or false", *node));
  return fallback;
}

const Json* Loader::schema(const Json& parent, std::string_view name) {
  const Json* node = any(parent, name);
  if (node == nullptr || node->is_object()) return node;
  const bool booleans = api.dialect != Dialect::openapi_3_0;
  if (booleans && node->is_boolean()) return node;
  refuse("wrong-type", *node,
         wrong_type(name, booleans ? "a schema (an object or a boolean)" : "a schema (an object)",
                    *node));
  return nullptr;
}

const Json* Loader::unfollowed(const Json& referring, const Json& reference, std::string_view what,
                               const Error& error) {
  if (!bad_references.insert(&referring).second) return nullptr;
  if (error.where.line > 0) {  // the other document is broken
    errors.push_back(error);
    return nullptr;
  }
  std::string message = error.message;
  const auto& text = reference.get_ref<const std::string&>();
  if (error.code == "unresolved-reference" && text.starts_with('#'))
    message = "$ref '" + text + "' leads nowhere; add " + std::string(what) +
              " there or correct the path";
  if (error.code == "unsupported-reference")
    message = "$ref '" + text + "' leads to another document: " + message;
  refuse(error.code.c_str(), referring, std::move(message));
  return nullptr;
}

// Everything but schemas goes through here.
const Json* Loader::resolve(const Json& start, std::string_view what) {
  std::vector<const Json*> seen;
  const Json* node = &start;
  const auto fail = [&](const char* code, std::string message) {
    const Json& at = seen.empty() ? *node : *seen.back();
    if (bad_references.insert(&at).second) refuse(code, at, std::move(message));
    return static_cast<const Json*>(nullptr);
  };
  for (;;) {
    if (!node->is_object())
      return fail("wrong-type", std::string(what) + " must be an object, not " + describe(*node) +
                                    "; correct it or its indentation");
    const Json* reference = any(*node, "$ref");
    if (reference == nullptr) return node;
    if (std::find(seen.begin(), seen.end(), node) != seen.end())
      return fail("looping-reference", "this $ref leads back to itself; point it at " +
                                           std::string(what) + " that is written out");
    seen.push_back(node);
    if (!reference->is_string())
      return fail("wrong-type",
                  "$ref must be a text such as '#/components/…', not " + describe(*reference));
    const auto target = documents->follow(*node, reference->get_ref<const std::string&>());
    if (!target) return unfollowed(*node, *reference, what, target.error());
    node = *target;
  }
}

}  // namespace contract::openapi_detail
