#include "contract/document_tree.h"

namespace contract::document_detail {

namespace {
constexpr std::size_t node_cost = 64;  // bytes, roughly what a node takes
constexpr std::size_t max_expansion = std::size_t{64} << 20;
constexpr std::size_t many_members = 16;
}  // namespace

bool TreeBuilder::refuse(std::string code, std::string message, Mark mark) {
  if (!error_)
    error_ = Error{std::move(code),
                   std::move(message),
                   {file_, static_cast<int>(mark.line), static_cast<int>(mark.column)}};
  return false;
}

bool TreeBuilder::expects_key() const {
  return !frames_.empty() && frames_.back().is_object && !frames_.back().has_key;
}

bool TreeBuilder::expects_value() const {
  return !frames_.empty() && frames_.back().is_object && frames_.back().has_key;
}

// A member is found at its key, everything else where it begins.
void TreeBuilder::add_mark(Mark mark) {
  const bool is_member = !frames_.empty() && frames_.back().is_object;
  marks_.push_back(is_member ? key_mark_ : mark);
}

void TreeBuilder::attach(Json node, std::size_t height, std::size_t cost) {
  if (frames_.empty()) {
    root_ = std::move(node);
    return;
  }
  Frame& frame = frames_.back();
  frame.height = std::max(frame.height, height);
  frame.cost += cost;
  if (frame.is_object) {
    frame.members.back().value = std::move(node);
    frame.has_key = false;
  } else {
    frame.elements.push_back(std::move(node));
  }
}

void TreeBuilder::remember(std::size_t anchor, const Json& node, std::size_t first_mark,
                           std::size_t height, std::size_t cost) {
  if (anchor == 0) return;
  Anchor& known = anchors_[anchor];
  known.object = node.get_ptr<const Json::object_t*>();
  known.array = node.get_ptr<const Json::array_t*>();
  if (!node.is_structured()) known.scalar = node;
  known.first_mark = first_mark;
  known.last_mark = marks_.size();
  known.height = height;
  known.cost = cost;
  known.finished = true;
}

bool TreeBuilder::begin(bool is_object, Mark mark, std::size_t anchor) {
  if (frames_.size() >= max_depth)
    return refuse("too-deep",
                  "more than " + std::to_string(max_depth) +
                      " levels of nesting; move inner parts to components and use $ref",
                  mark);
  add_mark(mark);
  if (anchor != 0) anchors_[anchor];
  Frame frame;
  frame.is_object = is_object;
  frame.anchor = anchor;
  frame.first_mark = marks_.size() - 1;
  frame.cost = node_cost;
  frames_.push_back(std::move(frame));
  return true;
}

bool TreeBuilder::end() {
  Frame frame = std::move(frames_.back());
  frames_.pop_back();
  Json node;
  // Filled at once and past ordered_map's own insertion, which searches all members for each one.
  if (frame.is_object) {
    Json::object_t members;
    members.reserve(frame.members.size());
    for (Member& member : frame.members)
      members.emplace_back(std::move(member.name), std::move(member.value));
    node = std::move(members);
  } else {
    Json::array_t elements;
    elements.reserve(frame.elements.size());
    for (Json& element : frame.elements) elements.push_back(std::move(element));
    node = std::move(elements);
  }
  remember(frame.anchor, node, frame.first_mark, frame.height + 1, frame.cost);
  attach(std::move(node), frame.height + 1, frame.cost);
  return true;
}

// The line of an earlier member of this name, 0 when there is none.
std::uint32_t TreeBuilder::line_of(Frame& frame, const std::string& name) {
  if (frame.members.size() < many_members) {
    for (const Member& member : frame.members)
      if (member.name == name) return member.line;
    return 0;
  }
  if (frame.lines.empty())
    for (const Member& member : frame.members) frame.lines.emplace(member.name, member.line);
  const auto found = frame.lines.find(name);
  return found == frame.lines.end() ? 0 : found->second;
}

bool TreeBuilder::key(std::string name, Mark mark) {
  Frame& frame = frames_.back();
  if (const std::uint32_t line = line_of(frame, name); line != 0)
    return refuse("duplicate-key",
                  "key \"" + name + "\" is already written in line " + std::to_string(line) +
                      " of the same object; rename or remove one of the two",
                  mark);
  if (!frame.lines.empty()) frame.lines.emplace(name, mark.line);
  frame.cost += name.size();
  frame.members.push_back({std::move(name), mark.line, nullptr});
  frame.has_key = true;
  key_mark_ = mark;
  return true;
}

bool TreeBuilder::value(Json scalar, Mark mark, std::size_t anchor) {
  add_mark(mark);
  const auto* text = scalar.get_ptr<const std::string*>();
  const std::size_t cost = node_cost + (text != nullptr ? text->size() : 0);
  remember(anchor, scalar, marks_.size() - 1, 0, cost);
  attach(std::move(scalar), 0, cost);
  return true;
}

bool TreeBuilder::repeat(std::size_t anchor, Mark mark) {
  const auto found = anchors_.find(anchor);
  if (found == anchors_.end() || !found->second.finished)
    return refuse("looping-alias",
                  "this alias stands inside the node it repeats; use $ref for recursion", mark);
  const Anchor& target = found->second;
  if (frames_.size() + target.height > max_depth)
    return refuse("too-deep",
                  "this alias makes more than " + std::to_string(max_depth) +
                      " levels of nesting; use $ref instead of nested aliases",
                  mark);
  expanded_ += target.cost;
  if (expanded_ > max_expansion)
    return refuse("alias-bomb",
                  "the aliases up to here repeat more than 64 MiB; use $ref instead of aliases",
                  mark);
  add_mark(mark);
  for (std::size_t i = target.first_mark + 1; i < target.last_mark; ++i)
    marks_.push_back(Mark(marks_[i]));
  Json copy = target.object  ? Json(*target.object)
              : target.array ? Json(*target.array)
                             : target.scalar;
  attach(std::move(copy), target.height, target.cost);
  return true;
}

}  // namespace contract::document_detail
