#include "contract/render.h"

#include <nlohmann/json.hpp>
#include <set>
#include <unordered_map>

#include "contract/expression_value.h"
#include "contract/parse_json.h"

namespace contract {

namespace {

bool is_in(const ItemResult& result, EachList list) {
  const bool done = result.ok && !result.aborted;
  switch (list) {
    case EachList::results:
      return true;
    case EachList::succeeded:
      return done;
    case EachList::failed:
      return !result.ok && !result.aborted;
    case EachList::created:
      return done && result.verb == Verb::create;
    case EachList::updated:
      return done && result.verb == Verb::update;
    case EachList::replaced:
      return done && result.verb == Verb::replace;
    case EachList::deleted:
      return done && result.verb == Verb::remove;
    case EachList::skipped:
      return done && result.verb == Verb::skip;
    default:
      return false;
  }
}

// Calls f(Scope, Lists) for every element of the list; returns how many there were.
template <class F>
std::size_t for_each_result(EachList list, const Scope& scope, const Lists& lists, F&& f) {
  const bool with_unlisted = list == EachList::deleted;
  std::span<const ItemResult> results = lists.results;
  if (!with_unlisted) results = results.first(std::min(lists.total, results.size()));
  Scope inner = scope;
  Lists below = lists;
  std::size_t count = 0;
  for (const ItemResult& result : results) {
    if (!is_in(result, list)) continue;
    inner.result = &result;
    inner.record = result.record.get();
    inner.error = result.error ? &*result.error : nullptr;
    inner.violation = result.violations.empty() ? nullptr : &result.violations.front();
    below.violations = result.violations;
    f(inner, below);
    ++count;
  }
  return count;
}

template <class F>
std::size_t for_each_element(EachList list, const Scope& scope, const Lists& lists, F&& f) {
  Scope inner = scope;
  if (list == EachList::violations) {
    for (const Violation& violation : lists.violations) {
      inner.violation = &violation;
      f(inner, lists);
    }
    return lists.violations.size();
  }
  if (list == EachList::records) {
    for (const RecordPtr& record : lists.records) {
      inner.record = record.get();
      f(inner, lists);
    }
    return lists.records.size();
  }
  return for_each_result(list, scope, lists, f);
}

// Writes a comma before every element but the first, and takes it back when an element is absent.
class Sequence {
 public:
  Sequence(std::string& out, char open) : out_(out) { out_ += open; }
  template <class Write>
  void add(Write&& write) {
    const std::size_t mark = out_.size();
    if (!first_) out_ += ',';
    if (write())
      first_ = false;
    else
      out_.resize(mark);
  }
  void close(char bracket) { out_ += bracket; }

 private:
  std::string& out_;
  bool first_ = true;
};

bool append_name(std::string& out, const Expression& name, const Scope& scope) {
  std::string text;
  if (name.alone) {
    if (!append_plain(text, resolve(*name.parts.front().reference, scope))) return false;
  } else {
    append_text(text, name, scope);
  }
  append_quoted(out, text);
  out += ':';
  return true;
}

bool render_member(std::string& out, const Template::Member& member, const Scope& scope,
                   const Lists& lists) {
  if (!member.text.empty()) {
    out += member.text;
    return member.value->kind == Template::Kind::literal ||
           render(out, *member.value, scope, lists);
  }
  return append_name(out, member.name, scope) && render(out, *member.value, scope, lists);
}

void render_object(std::string& out, const Template& node, const Scope& scope, const Lists& lists) {
  Sequence members(out, '{');
  for (const Template::Member& member : node.members)
    members.add([&] { return render_member(out, member, scope, lists); });
  members.close('}');
}

void render_array(std::string& out, const Template& node, const Scope& scope, const Lists& lists) {
  Sequence elements(out, '[');
  for (const auto& element : node.elements)
    elements.add([&] { return render(out, *element, scope, lists); });
  elements.close(']');
}

// Members of `later` laid over `earlier`; where both hold an object, their members again.
void merge(Json& earlier, const Json& later) {
  if (!earlier.is_object() || !later.is_object()) {
    earlier = later;
    return;
  }
  for (const auto& [name, value] : later.items()) {
    const auto known = earlier.find(name);
    if (known == earlier.end())
      earlier[name] = value;
    else
      merge(*known, value);
  }
}

std::string merged(const std::string& earlier, const std::string& later) {
  if (earlier.front() != '{' || later.front() != '{') return later;
  Json result = Json::parse(earlier, nullptr, false);
  merge(result, Json::parse(later, nullptr, false));
  return to_json_text(result).text;
}

// Members of a keyed $each in order of their first appearance.
class KeyedMembers {
 public:
  void add(std::string key, std::string json_text) {
    const auto [known, is_new] = places_.try_emplace(std::move(key), members_.size());
    if (is_new)
      members_.emplace_back(&known->first, std::move(json_text));
    else
      members_[known->second].second = merged(members_[known->second].second, json_text);
  }
  void append_to(std::string& out) const {
    Sequence members(out, '{');
    for (const auto& [key, json_text] : members_)
      members.add([&, &name = *key, &value = json_text] {
        append_quoted(out, name);
        out += ':';
        out += value;
        return true;
      });
    members.close('}');
  }

 private:
  std::unordered_map<std::string, std::size_t> places_;
  std::vector<std::pair<const std::string*, std::string>> members_;
};

std::size_t render_keyed(std::string& out, const Template& node, const Scope& scope,
                         const Lists& lists) {
  KeyedMembers members;
  const std::size_t count =
      for_each_element(node.list, scope, lists, [&](const Scope& inner, const Lists& below) {
        std::string value;
        if (render(value, *node.as, inner, below))
          members.add(evaluate_text(*node.key, inner), std::move(value));
      });
  members.append_to(out);
  return count;
}

std::size_t render_list(std::string& out, const Template& node, const Scope& scope,
                        const Lists& lists) {
  Sequence elements(out, '[');
  const std::size_t count =
      for_each_element(node.list, scope, lists, [&](const Scope& inner, const Lists& below) {
        elements.add([&] { return render(out, *node.as, inner, below); });
      });
  elements.close(']');
  return count;
}

bool render_each(std::string& out, const Template& node, const Scope& scope, const Lists& lists) {
  const std::size_t mark = out.size();
  const std::size_t count =
      node.key ? render_keyed(out, node, scope, lists) : render_list(out, node, scope, lists);
  if (count > 0 || !node.otherwise) return true;
  out.resize(mark);
  return render(out, *node.otherwise, scope, lists);
}

bool render_choice(std::string& out, const Template& node, const Scope& scope, const Lists& lists) {
  const std::string value = evaluate_text(node.expression, scope);
  for (const Template::Member& member : node.members)
    if (evaluate_text(member.name, scope) == value) return render(out, *member.value, scope, lists);
  return node.otherwise && render(out, *node.otherwise, scope, lists);
}

// Names of `fields`: an array of names or one name. Field ids may be numbers.
std::set<std::string, std::less<>> picked_names(const Expression& fields, const Scope& scope) {
  std::set<std::string, std::less<>> names;
  const auto text = evaluate(fields, scope);
  if (!text || text->text == "null") return names;
  const auto parsed = parse_json(text->text);
  if (!parsed) return names;
  if (parsed->root().type() != JsonType::array) return {plain_text(text->text)};
  parsed->root().each_element([&](const JsonView& name) {
    names.insert(plain_text(to_json_text(name).text));
    return true;
  });
  return names;
}

bool render_pick(std::string& out, const Template& node, const Scope& scope) {
  if (scope.record == nullptr) return false;
  const Record& record = *scope.record;
  auto names = picked_names(node.fields, scope);
  if (names.empty()) {
    out += record.text();
    return true;
  }
  names.insert(node.always.begin(), node.always.end());
  Sequence members(out, '{');
  for (std::size_t i = 0; i < record.size(); ++i)
    members.add([&] {
      if (!names.contains(record.name(i))) return false;
      append_quoted(out, record.name(i));
      out += ':';
      out += record.value(i);
      return true;
    });
  members.close('}');
  return true;
}

}  // namespace

bool render(std::string& out, const Template& node, const Scope& scope, const Lists& lists) {
  switch (node.kind) {
    case Template::Kind::literal:
      out += node.literal.text;
      return true;
    case Template::Kind::expression:
      return append(out, node.expression, scope);
    case Template::Kind::array:
      return render_array(out, node, scope, lists), true;
    case Template::Kind::object:
      return render_object(out, node, scope, lists), true;
    case Template::Kind::each:
      return render_each(out, node, scope, lists);
    case Template::Kind::choice:
      return render_choice(out, node, scope, lists);
    case Template::Kind::pick:
      return render_pick(out, node, scope);
  }
  return false;
}

}  // namespace contract
