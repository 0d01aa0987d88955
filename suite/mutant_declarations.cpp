// Operators on what the operations share: collections, errors, messages, security.
#include <algorithm>

#include "suite/mutant_edits.h"

namespace suite::mutant_detail {

namespace {

// Does an entry that can answer with this error show this member of it?
bool shows(const Json& respond, const std::string& name, const std::string& member) {
  if (!respond.is_array()) return false;
  for (const Json& entry : respond) {
    const Json when = entry.value("when", Json::object());
    if (when.contains("error")) {
      const Json& errors = when["error"];
      const bool named = errors == Json(name) ||
                         (errors.is_array() &&
                          std::find(errors.begin(), errors.end(), Json(name)) != errors.end());
      if (!named) continue;
    } else if (when.contains("outcome")) {
      const std::string outcomes = when["outcome"].dump();
      if (outcomes.find("failed") == std::string::npos &&
          outcomes.find("rejected") == std::string::npos &&
          outcomes.find("partial") == std::string::npos &&
          outcomes.find("missing") == std::string::npos)
        continue;
    }
    if (entry.dump().find("$error." + member) != std::string::npos) return true;
    if (when.contains("error")) return false;  // it answers, and does not show it
  }
  return false;
}

bool shows_anywhere(const Place& root, const std::string& name, const std::string& member) {
  if (const Place tail = root.at("respond"); tail && shows(*tail.node, name, member)) return true;
  bool shown = false;
  each_child(root.at("operations"), [&](const Place& operation) {
    auto look = [&](const Json& plan) {
      shown = shown || shows(plan.value("respond", Json::array()), name, member);
    };
    if (operation.node->is_array())
      for (const Json& plan : *operation.node) look(plan);
    else
      look(*operation.node);
  });
  return shown;
}

Json other_code(const Json& code) {
  if (code.is_number_integer()) return code.get<std::int64_t>() + 1;
  return code.is_string() ? Json(code.get<std::string>() + "_X") : Json("X");
}

void mutate_text(const Place& text, Mutants& mutants) {
  if (!text || !text.node->is_string()) return;
  const std::string said = text.node->get<std::string>();
  // An expression alone goes on in braces.
  mutants.change("text-changed", text, (said.starts_with("$") ? "{" + said + "}" : said) + " X");
}

void mutate_index(const Place& message, Mutants& mutants) {
  if (!message || !message.node->is_string()) return;
  std::string text = message.node->get<std::string>();
  const std::string embedded = "{$result.index}";
  const auto at = text.find(embedded);
  if (at == std::string::npos) return;
  text.replace(at, embedded.size(), std::string(index_mark) + embedded);
  mutants.change("index-off-by-one", message, text);
}

void mutate_generate(const Place& generate, Mutants& mutants) {
  for (const char* when : {"create", "update"})
    each_child(generate.at(when), [&](const Place& field) {
      mutants.drop("generated-field-dropped", field);
      if (field.node->is_object() && field.node->contains("unless"))
        mutants.drop("generated-field-dropped", field.at("unless"));
    });
  each_child(generate.at("change"), [&](const Place& watched) {
    mutants.drop("generated-field-dropped", watched);
    each_child(watched,
               [&](const Place& field) { mutants.drop("generated-field-dropped", field); });
  });
}

}  // namespace

void mutate_collections(const Place& root, Mutants& mutants) {
  each_child(root.at("collections"), [&](const Place& collection) {
    mutants.change("partition-ignored", collection.at("partition"), "all");
    if (const Place list = collection.at("partition"); list && list.node->is_array())
      each_child(list, [&](const Place& each) {
        if (list.node->size() > 1) mutants.drop("partition-ignored", each);
      });
    each_child(collection.at("defaults"),
               [&](const Place& field) { mutants.drop("default-lost", field); });
    mutate_generate(collection.at("generate"), mutants);
    each_child(collection.at("unique"), [&](const Place& rule) {
      mutants.drop("unique-dropped", rule);
      each_child(rule.at("fields"), [&](const Place& field) {
        if (rule.at("fields").node->size() > 1) mutants.drop("unique-dropped", field);
      });
    });
  });
}

std::string another_error(const Place& root, const std::string& name) {
  const Place errors = root.at("errors");
  if (!errors || !errors.node->contains(name)) return "";
  const auto code_of = [&](const std::string& each) {
    return (*errors.node)[each].value("code", Json(each));
  };
  for (const auto& member : errors.node->items())
    if (code_of(member.key()) != code_of(name)) return member.key();
  return "";
}

void mutate_errors(const Place& root, Mutants& mutants) {
  each_child(root.at("errors"), [&](const Place& error) {
    const std::string name = error.pointer.substr(error.pointer.rfind('/') + 1);
    if (shows_anywhere(root, name, "code"))
      mutants.change("code-changed", error.at("code"),
                     other_code(error.at("code") ? *error.at("code").node : Json(name)));
    if (shows_anywhere(root, name, "status") && error.at("status"))
      mutants.change("status-changed", error.at("status"),
                     *error.at("status").node == 418 ? 417 : 418);
    mutate_index(error.at("message"), mutants);
    for (const char* member : {"message", "type"})
      if (shows_anywhere(root, name, member)) mutate_text(error.at(member), mutants);
  });
  each_child(root.at("reject"), [&](const Place& reason) {
    const std::string other = another_error(root, reason.node->get<std::string>());
    if (!other.empty()) mutants.change("wrong-code", reason, other);
  });
  each_child(root.at("messages"), [&](const Place& message) {
    mutants.drop("message-rule-dropped", message);
    mutate_text(message.at("message"), mutants);
  });
  each_child(root.at("words"), [&](const Place& word) {
    if (word.node->is_string())
      mutants.change("text-changed", word, word.node->get<std::string>() + "X");
  });
  each_child(root.at("security"), [&](const Place& scheme) {
    each_child(scheme.at("enum"),
               [&](const Place& value) { mutants.drop("security-values-changed", value); });
    mutants.drop("security-values-changed", scheme.at("enum"));
    mutants.drop("security-values-changed", scheme.at("format"));
    if (const Place reject = scheme.at("reject"); reject)
      if (const auto other = another_error(root, reject.node->get<std::string>()); !other.empty())
        mutants.change("wrong-code", reject, other);
  });
}

}  // namespace suite::mutant_detail
