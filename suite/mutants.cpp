#include "suite/mutants.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "suite/derive_rehearsal.h"
#include "suite/mutant_edits.h"

namespace suite {

namespace mutant_detail {

namespace {

constexpr std::size_t longest_shown = 60;

std::string shown(const Json& value) {
  std::string text = value.dump();
  if (text.size() > longest_shown) text = text.substr(0, longest_shown) + "…";
  return text;
}

}  // namespace

Place Place::at(const std::string& token) const {
  Place place = *this;
  contract::append_token(place.pointer, token);
  place.node = nullptr;
  if (node == nullptr) return place;
  if (node->is_object()) {
    const auto found = node->find(token);
    if (found != node->end()) place.node = &*found;
  } else if (node->is_array() && !token.empty() && token.size() < 9 &&
             std::all_of(token.begin(), token.end(), [](char c) { return c >= '0' && c <= '9'; })) {
    const std::size_t index = std::stoul(token);
    if (index < node->size()) place.node = &(*node)[index];
  }
  return place;
}

void each_child(const Place& place, const std::function<void(const Place&)>& f) {
  if (place.node == nullptr) return;
  if (place.node->is_object())
    for (const auto& member : place.node->items()) f(place.at(member.key()));
  if (place.node->is_array())
    for (std::size_t i = 0; i < place.node->size(); ++i) f(place.at(i));
}

void Mutants::add(Mutant mutant, const Place& place) {
  mutant.part =
      mutant.hook == MutantHook::none || mutant.value ? place.part : Mutant::Part::answers;
  mutant.document = place.document;
  mutant.other_file = place.other_file;
  mutant.pointer = place.pointer;
  mutant.operations = place.operations;
  // What is not there yet has the line of what it would stand in.
  for (std::string up = place.pointer; mutant.where.line == 0;) {
    if (const Json* node = place.document->find(up)) mutant.where = place.document->locate(*node);
    if (up.empty()) break;
    up = up.substr(0, up.rfind('/'));
  }
  list_.push_back(std::move(mutant));
  added_ = true;
}

void Mutants::change(const char* op, const Place& place, Json value) {
  added_ = false;
  if (place.node != nullptr && *place.node == value) return;
  Mutant mutant;
  mutant.op = op;
  const std::string name = place.pointer.substr(place.pointer.rfind('/') + 1);
  mutant.what = place.node != nullptr
                    ? fmt::format("{}: {} -> {}", name, shown(*place.node), shown(value))
                    : fmt::format("{}: (nothing) -> {}", name, shown(value));
  if (value.is_string() &&
      value.get_ref<const std::string&>().find(index_mark) != std::string::npos)
    mutant.hook = MutantHook::index_shifted;
  mutant.value = std::make_shared<const Json>(std::move(value));
  add(std::move(mutant), place);
}

void Mutants::drop(const char* op, const Place& place) {
  added_ = false;
  if (place.node == nullptr) return;
  Mutant mutant;
  mutant.op = op;
  mutant.what = fmt::format("{}: {} -> (nothing)",
                            place.pointer.substr(place.pointer.rfind('/') + 1), shown(*place.node));
  add(std::move(mutant), place);
}

void Mutants::hook(MutantHook hook, const Place& place, const std::string& what) {
  Mutant mutant;
  mutant.op = std::string(to_string(hook));
  mutant.hook = hook;
  mutant.what = what.empty() ? mutant.op : what;
  add(std::move(mutant), place);
}

void Mutants::also(const Place& place, std::optional<Json> value) {
  if (!added_) return;
  list_.back().also.emplace_back(place.pointer,
                                 value ? std::make_shared<const Json>(std::move(*value)) : nullptr);
}

std::vector<Mutant> Mutants::take() { return std::move(list_); }

}  // namespace mutant_detail

using mutant_detail::Json;
using mutant_detail::Place;

namespace {

// Null: the place is removed.
void edit(Json& tree, const std::string& pointer, const Json* value) {
  const Json::json_pointer at(pointer);
  if (value != nullptr) {
    tree[at] = *value;
    return;
  }
  Json& parent = tree[at.parent_pointer()];
  if (parent.is_array())
    parent.erase(std::stoul(at.back()));
  else
    parent.erase(at.back());
}

}  // namespace

std::string Mutant::id() const {
  const std::string file = other_file.empty() ? "" : other_file + "#";
  // Several edits of one place: the new value tells them apart.
  return value ? fmt::format("{} {}{} {}", op, file, pointer, value->dump())
               : fmt::format("{} {}{}", op, file, pointer);
}

std::vector<Mutant> mutants_of(const contract::Behaviour& behaviour) {
  mutant_detail::Mutants mutants;
  mutate_schemas(behaviour, mutants);
  if (behaviour.document != behaviour.api->document) {
    const Place root{
        Mutant::Part::behaviour, behaviour.document, "", "", &behaviour.document->root(), {}};
    mutate_collections(root, mutants);
    mutate_errors(root, mutants);
    mutate_plans(root, mutants);
    mutate_respond(root.at("respond"), mutants);
    mutate_answers(behaviour, root, mutants);
  }
  auto list = mutants.take();
  std::set<std::string> seen;
  std::erase_if(list, [&](const Mutant& mutant) { return !seen.insert(mutant.id()).second; });
  return list;
}

contract::Loaded<contract::BehaviourPtr> load_mutant(const contract::Behaviour& behaviour,
                                                     const Mutant& mutant) {
  derive_detail::Texts texts(behaviour);
  if (mutant.hook != MutantHook::none && !mutant.value) return texts.load();
  Json tree = mutant.document->root();
  edit(tree, mutant.pointer, mutant.value.get());
  texts.put(mutant.document->name(), tree);
  auto alone = texts.load();
  if (alone || mutant.also.empty()) return alone;
  for (const auto& [pointer, value] : mutant.also) edit(tree, pointer, value.get());
  texts.put(mutant.document->name(), tree);
  return texts.load();
}

}  // namespace suite
