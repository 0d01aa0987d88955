#include <algorithm>
#include <optional>
#include <tuple>

#include "contract/pointer.h"
#include "validator/unrender_reader.h"

namespace validator::unrender_detail {

namespace {

using contract::EachList;

bool may_be_left_out(const Template& node) {
  if (node.kind == Template::Kind::choice) return true;
  return node.kind == Template::Kind::expression && node.expression.alone;
}

std::string below(const std::string& pointer, std::string_view token, bool top) {
  if (!top) return {};
  std::string longer = pointer;
  contract::append_token(longer, token);
  return longer;
}

void add(Unrendered& to, Unrendered&& more) {
  to.cost += more.cost;
  to.literals += more.literals;
  const auto move_all = [](auto& target, auto& source) {
    target.insert(target.end(), std::make_move_iterator(source.begin()),
                  std::make_move_iterator(source.end()));
  };
  move_all(to.bound, more.bound);
  move_all(to.choices, more.choices);
  move_all(to.lists, more.lists);
  move_all(to.differing, more.differing);
}

}  // namespace

void Reader::not_there(const Template& node, const std::string& pointer, Unrendered& found) const {
  if (may_be_left_out(node)) return;
  found.cost += absent;
  if (node.kind == Template::Kind::each)
    found.lists.push_back({node.list, node.key.has_value(), pointer, false, {}});
}

void Reader::object(const Template& node, const JsonView& value, const std::string& pointer,
                    bool top, Unrendered& found) const {
  if (value.type() != JsonType::object) {
    found.cost += wrong_shape;
    return;
  }
  for (const Template::Member& member : node.members) {
    if (member.name.is_literal()) {
      const std::string name = member.name.literal_text();
      const auto held = value.find(name);
      if (held)
        read(*member.value, *held, below(pointer, name, top), top, found);
      else
        not_there(*member.value, below(pointer, name, top), found);
      continue;
    }
    bool any = false;
    value.each_member([&](std::string_view name, const JsonView& held) {
      if (std::any_of(node.members.begin(), node.members.end(), [&](const auto& known) {
            return known.name.is_literal() && known.name.literal_text() == name;
          }))
        return true;
      any = true;
      if (member.name.alone)
        found.bound.push_back({&*member.name.parts.front().reference, std::nullopt, name, {}});
      else
        embedded(member.name, name, found);
      read(*member.value, held, below(pointer, name, top), top, found);
      return true;
    });
    if (!any) found.cost += wrong_value;
  }
}

void Reader::array(const Template& node, const JsonView& value, const std::string& pointer,
                   bool top, Unrendered& found) const {
  if (value.type() != JsonType::array) {
    found.cost += wrong_shape;
    return;
  }
  std::size_t i = 0;
  value.each_element([&](const JsonView& held) {
    if (i == node.elements.size()) return false;
    read(*node.elements[i], held, below(pointer, std::to_string(i), top), top, found);
    ++i;
    return true;
  });
  if (value.size() != node.elements.size()) found.cost += wrong_value;
}

Element Reader::element(const Template& node, const JsonView& value, std::string token) const {
  constexpr std::size_t usual = 4;  // references in what is told of an item
  Unrendered found;
  found.bound.reserve(usual);
  read(*node.as, value, {}, false, found);
  return {std::move(found.bound), std::move(found.choices), std::move(token), found.cost};
}

// The member's name is what `$key` gave.
void Reader::named(const Expression& key, std::string_view name, Element& element) const {
  if (key.alone) {
    element.bound.push_back({&*key.parts.front().reference, std::nullopt, name, {}});
    return;
  }
  Unrendered found;
  embedded(key, name, found);
  element.cost += found.cost;
  for (Bound& bound : found.bound) element.bound.push_back(std::move(bound));
}

void Reader::each(const Template& node, const JsonView& value, const std::string& pointer,
                  Unrendered& found) const {
  if (node.list == EachList::violations || node.list == EachList::records) {
    if (value.type() != JsonType::array) found.cost += wrong_shape;
    return;
  }
  SeenList list{node.list, node.key.has_value(), pointer, true, {}};
  const JsonType wanted = node.key ? JsonType::object : JsonType::array;
  if (value.type() != wanted) {
    // $empty, or the empty container of the other kind: there is nothing in it either way.
    Unrendered empty;
    if (node.otherwise) read(*node.otherwise, value, {}, false, empty);
    const bool nothing = (node.otherwise && empty.cost == 0) || value.size() == 0;
    const bool container = value.type() == JsonType::array || value.type() == JsonType::object;
    list.visible = nothing && (container || node.otherwise);
    if (!list.visible) found.cost += wrong_shape;
    found.lists.push_back(std::move(list));
    return;
  }
  list.elements.reserve(value.size());
  value.each_element([&](const JsonView& held) {
    list.elements.push_back(element(node, held, std::to_string(list.elements.size())));
    return true;
  });
  value.each_member([&](std::string_view name, const JsonView& held) {
    list.elements.push_back(element(node, held, std::string(name)));
    named(*node.key, name, list.elements.back());
    return true;
  });
  int cost = 0;
  for (const Element& each : list.elements) cost = std::min(cost + each.cost, most_of_elements);
  found.cost += cost;
  found.lists.push_back(std::move(list));
}

void Reader::choice(const Template& node, const JsonView& value, const std::string& pointer,
                    bool top, Unrendered& found) const {
  std::optional<Unrendered> best;
  Choice choice{&node, 0, false};
  const auto consider = [&](const Template& branch, std::uint64_t word) {
    Unrendered tried;
    read(branch, value, pointer, top, tried);
    const auto rank = std::make_tuple(tried.cost, -tried.literals);
    const bool same = best && rank == std::make_tuple(best->cost, -best->literals);
    const bool better = !best || rank < std::make_tuple(best->cost, -best->literals);
    if (better) choice = {&node, 0, false};
    if (!better && !same) return;
    choice.words |= word;
    if (word == 0) choice.otherwise = true;
    if (better) best = std::move(tried);
  };
  std::uint64_t word = 1;
  for (const Template::Member& member : node.members) {
    consider(*member.value, word);
    if (word << 1) word <<= 1;
  }
  if (node.otherwise) consider(*node.otherwise, 0);
  if (!best) return;
  add(found, std::move(*best));
  found.choices.push_back(choice);
}

}  // namespace validator::unrender_detail
