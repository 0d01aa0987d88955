#include "contract/schema_cycles.h"

#include <algorithm>

namespace contract::schema_detail {
namespace {

std::vector<Index> same_instance(const Node& node) {
  std::vector<Index> next;
  if (!node.applied) return next;
  const Applied& applied = *node.applied;
  next = applied.all;
  for (const auto* branches : {&applied.any_of, &applied.one_of})
    if (*branches)
      next.insert(next.end(), (*branches)->schemas.begin(), (*branches)->schemas.end());
  if (applied.negated != none) next.push_back(applied.negated);
  if (const auto& c = applied.conditional)
    next.insert(next.end(), {c->test, c->then, c->otherwise});
  for (const DependentSchema& dependent : applied.dependents) next.push_back(dependent.schema);
  return next;
}

enum class State : std::uint8_t { unknown, open, done };

struct Frame {
  Index index;
  std::vector<Index> next;
  std::size_t at = 0;
};

struct Marks {
  std::vector<State> states;
  std::vector<std::size_t> heights;  // the longest chain below, of those done
};

// Depth first with a stack of its own: chains may be as long as the document.
void visit(const std::vector<Node>& nodes, Index start, Marks& marks, Chains& found) {
  auto& [states, heights] = marks;
  std::vector<Frame> stack;
  const auto open = [&](Index index) {
    states[index] = State::open;
    stack.push_back({index, same_instance(nodes[index])});
  };
  open(start);
  while (!stack.empty()) {
    Frame& frame = stack.back();
    if (frame.at == frame.next.size()) {
      std::size_t height = 0;
      for (const Index next : frame.next) height = std::max(height, heights[next] + 1);
      if (height == max_chain + 1) found.too_long.push_back(frame.index);
      heights[frame.index] = height;
      states[frame.index] = State::done;
      stack.pop_back();
      continue;
    }
    const Index next = frame.next[frame.at++];
    if (states[next] == State::open) found.endless.push_back(next);
    if (states[next] == State::unknown) open(next);
  }
}

}  // namespace

Chains find_chains(const std::vector<Node>& nodes) {
  Marks marks{std::vector<State>(nodes.size(), State::unknown),
              std::vector<std::size_t>(nodes.size(), 0)};
  Chains found;
  for (Index index = 0; index < nodes.size(); ++index)
    if (marks.states[index] == State::unknown) visit(nodes, index, marks, found);
  return found;
}

}  // namespace contract::schema_detail
