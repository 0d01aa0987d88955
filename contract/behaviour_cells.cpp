// decide of behaviour.yaml: which verbs a situation may have, and what is done where nothing is
// said.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "contract/behaviour_loading.h"
#include "contract/closest.h"

namespace contract {

namespace behaviour_detail {

namespace {

// The rows of docs/behaviour.md, "decide".
std::vector<Verb> verbs_of(Situation situation) {
  using enum Verb;
  switch (situation) {
    case Situation::keyless:
    case Situation::missing:
      return {create, skip, fail, reject};
    case Situation::tombstone:
      return {remove, read, skip, fail, reject};
    case Situation::unchanged:
      return {skip, read, update, replace, fail, reject};
    case Situation::exists:
      return {update, replace, remove, read, skip, fail, reject};
    case Situation::unlisted:
      return {keep, remove};
    default:
      return {skip, fail, reject};
  }
}

std::string words_of(const std::vector<Verb>& verbs) {
  std::string words;
  for (const Verb verb : verbs) {
    words += (words.empty() ? "" : ", ") + std::string(to_string(verb));
    if (verb == Verb::fail) words += " NAME";
    if (verb == Verb::reject) words += " [NAME]";
  }
  return words;
}

Action read_action(Loading& loading, const Json& node, Situation situation) {
  const auto [word, name] = split_verb(text_of(&node));
  const std::vector<Verb> allowed = verbs_of(situation);
  const std::optional<Verb> verb = verb_from(word);
  const bool fits = verb && std::find(allowed.begin(), allowed.end(), *verb) != allowed.end();
  const bool named = verb == Verb::fail || verb == Verb::reject;
  if (!fits || (!named && !name.empty()) || (verb == Verb::fail && name.empty())) {
    loading.complain(node, "wrong-value",
                     "'" + text_of(&node) + "' cannot be done in situation '" +
                         std::string(to_string(situation)) + "'; it takes " + words_of(allowed));
    return {};
  }
  check_error(loading, node, name);
  return {*verb, name};
}

Cell read_cell(Loading& loading, const Json& node, Situation situation, const Names& variables) {
  Cell cell;
  cell.where = loading.document().locate(node);
  if (!node.is_object()) {
    cell.then = read_action(loading, node, situation);
    return cell;
  }
  cell.claim = read_own_claim(node);
  if (const Json* condition = member(node, "if"))
    cell.condition = read_expression(loading, *condition, {Place::cell, &variables, "if"});
  if (const Json* then = member(node, "then")) cell.then = read_action(loading, *then, situation);
  if (const Json* otherwise = member(node, "else"))
    cell.otherwise = read_action(loading, *otherwise, situation);
  return cell;
}

}  // namespace

std::pair<std::string, std::string> split_verb(std::string_view text) {
  const std::size_t blank = text.find(' ');
  if (blank == std::string_view::npos) return {std::string(text), ""};
  const std::size_t name = text.find_first_not_of(' ', blank);
  return {std::string(text.substr(0, blank)),
          name == std::string_view::npos ? "" : std::string(text.substr(name))};
}

std::map<Situation, Cell> read_decide(Loading& loading, const Json* node, const Names& variables) {
  std::map<Situation, Cell> decide;
  each_member(node, [&](const std::string& word, const Json& cell) {
    if (const std::optional<Situation> situation = situation_from(word))
      decide[*situation] = read_cell(loading, cell, *situation, variables);
  });
  return decide;
}

}  // namespace behaviour_detail

}  // namespace contract
