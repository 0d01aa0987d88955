#include "contract/router.h"

#include <algorithm>
#include <optional>
#include <set>
#include <span>

#include "contract/http.h"

namespace contract {

namespace {

std::size_t literal_length(const SegmentTemplate& segment) {
  std::size_t length = 0;
  for (const std::string& literal : segment.literals) length += literal.size();
  return length;
}

std::optional<std::vector<std::string>> decoded_segments(std::string_view path) {
  std::vector<std::string> segments;
  for (const std::string_view raw : split_path(path)) {
    std::optional<std::string> segment = percent_decode(raw);
    if (!segment) return std::nullopt;
    segments.push_back(*std::move(segment));
  }
  return segments;
}

}  // namespace

struct Router::Search {
  std::string_view method;
  std::span<const std::string> rest;  // segments still to match
  Route route;
  std::set<std::string> allow;  // of every path that fits
};

Router::Router(const OpenApi& api) {
  nodes_.emplace_back();
  for (const Operation& operation : api.operations) add(operation);
  for (const std::string& base : api.base_paths)
    if (auto segments = decoded_segments(base); segments && !segments->empty())
      base_paths_.push_back(*std::move(segments));
  std::stable_sort(base_paths_.begin(), base_paths_.end(),
                   [](const Segments& a, const Segments& b) { return a.size() > b.size(); });
  base_paths_.emplace_back();
}

void Router::add(const Operation& operation) {
  std::size_t node = 0;
  for (const std::string_view segment : split_path(operation.path)) node = step(node, segment);
  nodes_[node].methods.emplace(operation.method, &operation);
}

// The node behind a segment of a template, made when it is new.
std::size_t Router::step(std::size_t node, std::string_view text) {
  SegmentTemplate segment = parse_segment_template(text);
  const std::size_t fresh = nodes_.size();
  if (segment.names.empty()) {
    const auto [at, added] = nodes_[node].literals.emplace(segment.literals[0], fresh);
    const std::size_t next = at->second;
    if (added) nodes_.emplace_back();
    return next;
  }
  std::vector<Branch>& branches = nodes_[node].branches;
  for (const Branch& branch : branches)
    if (branch.text == text) return branch.next;
  const auto at = std::find_if(branches.begin(), branches.end(), [&](const Branch& branch) {
    return literal_length(branch.segment) < literal_length(segment);
  });
  branches.insert(at, Branch{std::string(text), std::move(segment), fresh});
  nodes_.emplace_back();
  return fresh;
}

// Every node is reached in one way only, so this visits each at most once.
bool Router::descend(std::size_t at, Search& search) const {
  const Node& node = nodes_[at];
  if (search.rest.empty()) {
    for (const auto& [method, operation] : node.methods) search.allow.insert(method);
    auto found = node.methods.find(search.method);
    if (found == node.methods.end() && search.method == "HEAD") found = node.methods.find("GET");
    if (found == node.methods.end()) return false;
    search.route.operation = found->second;
    return true;
  }
  const std::string& segment = search.rest.front();
  const auto rest = search.rest;
  search.rest = rest.subspan(1);
  if (const auto next = node.literals.find(segment); next != node.literals.end())
    if (descend(next->second, search)) return true;
  const std::size_t before = search.route.path_parameters.size();
  for (const Branch& branch : node.branches) {
    if (match_segment(branch.segment, segment, search.route.path_parameters) &&
        descend(branch.next, search))
      return true;
    search.route.path_parameters.resize(before);
  }
  search.rest = rest;
  return false;
}

std::variant<Route, NoRoute> Router::find(std::string_view method, std::string_view path) const {
  if (nodes_.empty() || (!path.empty() && path[0] != '/')) return NoRoute{};
  const auto segments = decoded_segments(path);
  if (!segments) return NoRoute{};
  Search search{method, {}, {}, {}};
  for (const Segments& base : base_paths_) {
    if (base.size() > segments->size()) continue;
    if (!std::equal(base.begin(), base.end(), segments->begin())) continue;
    search.rest = std::span(*segments).subspan(base.size());
    if (descend(0, search)) return std::move(search.route);
  }
  if (search.allow.contains("GET")) search.allow.insert("HEAD");
  return NoRoute{{search.allow.begin(), search.allow.end()}};
}

}  // namespace contract
