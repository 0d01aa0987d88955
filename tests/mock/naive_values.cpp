#include "tests/mock/naive_values.h"

#include <algorithm>

namespace naive {

std::optional<json> at(const json& root, const std::string& pointer) {
  const json::json_pointer place(pointer);
  if (pointer.empty()) return root;
  if (!root.is_structured() || !root.contains(place)) return std::nullopt;
  return root.at(place);
}

void set_at(json& root, const std::string& pointer, const json& value) {
  if (!root.is_object()) root = json::object();
  const std::size_t slash = pointer.find('/', 1);
  const std::string name = pointer.substr(1, slash == std::string::npos ? slash : slash - 1);
  if (slash == std::string::npos)
    root[name] = value;
  else
    set_at(root[name], pointer.substr(slash), value);
}

void remove_at(json& root, const std::string& pointer) {
  const std::size_t last = pointer.rfind('/');
  const json::json_pointer parent(pointer.substr(0, last));
  if (!root.is_object() || !root.contains(parent) || !root.at(parent).is_object()) return;
  root.at(parent).erase(pointer.substr(last + 1));
}

std::string text_of(const json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

bool is_true(const std::optional<json>& value) {
  if (!value || value->is_null()) return false;
  if (value->is_number()) return value->get<double>() != 0;
  const std::string text = text_of(*value);
  return !text.empty() && text != "0" && text != "false";
}

bool is_present(const std::optional<json>& value) {
  if (!value || value->is_null() || value->is_structured()) return false;
  return !value->is_string() || !value->get<std::string>().empty();
}

std::string expand(std::string text, const json& environment) {
  for (std::size_t open = text.rfind("{$"); open != std::string::npos; open = text.rfind("{$")) {
    const std::size_t close = text.find('}', open);
    const auto value = evaluate(text.substr(open + 1, close - open - 1), environment);
    text.replace(open, close - open + 1, value ? text_of(*value) : "");
  }
  return text;
}

std::optional<json> evaluate(const json& declared, const json& environment) {
  if (!declared.is_string()) return declared;
  const std::string text = expand(declared.get<std::string>(), environment);
  if (!declared.get<std::string>().starts_with('$')) return text;
  const std::size_t hash = text.find('#');
  std::string path = "/" + text.substr(1, hash == std::string::npos ? hash : hash - 1);
  std::replace(path.begin(), path.end(), '.', '/');
  const auto root = at(environment, path);
  if (!root || hash == std::string::npos) return root;
  return at(*root, text.substr(hash + 1));
}

bool holds(const json& schema, const json& instance) {
  if (schema.contains("const") && schema["const"] != instance) return false;
  if (schema.contains("not") && holds(schema["not"], instance)) return false;
  if (schema.contains("enum") &&
      std::find(schema["enum"].begin(), schema["enum"].end(), instance) == schema["enum"].end())
    return false;
  if (!instance.is_object()) return true;
  for (const json& name : schema.value("required", json::array()))
    if (!instance.contains(name.get<std::string>())) return false;
  const json properties = schema.value("properties", json::object());
  for (const auto& [name, below] : properties.items())
    if (instance.contains(name) && !holds(below, instance[name])) return false;
  return true;
}

}  // namespace naive
