#include "mock/near_misses.h"

#include <algorithm>
#include <numeric>

#include "validator/text.h"

namespace mock {

namespace {

// Insertions, deletions and changes (Levenshtein), of at most 64 bytes each.
double text_distance(std::string_view a, std::string_view b) {
  a = a.substr(0, 64);
  b = b.substr(0, 64);
  if (a.empty() && b.empty()) return 0;
  std::vector<std::size_t> row(b.size() + 1);
  std::iota(row.begin(), row.end(), std::size_t{0});
  for (std::size_t i = 1; i <= a.size(); ++i) {
    std::size_t diagonal = row[0];
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
      diagonal = row[j];
      row[j] = std::min({change, row[j] + 1, row[j - 1] + 1});
    }
  }
  return static_cast<double>(row.back()) / static_cast<double>(std::max(a.size(), b.size()));
}

// Segment by segment; a template's parameter is as good as equal, a missing segment as bad as none.
double path_distance(std::string_view path, std::string_view pattern) {
  const auto sent = validator::split(path, {"/"});
  const auto wanted = validator::split(pattern, {"/"});
  const std::size_t most = std::max(sent.size(), wanted.size());
  double sum = 0;
  for (std::size_t i = 0; i < most; ++i) {
    if (i >= sent.size() || i >= wanted.size())
      sum += 1;
    else if (wanted[i].find('{') == std::string_view::npos || sent[i].empty())
      sum += text_distance(sent[i], wanted[i]);
  }
  return most <= 1 ? 0
                   : sum / static_cast<double>(most - 1);  // what is before the first "/" is empty
}

double distance(const contract::Request& request, const contract::Operation& operation,
                const std::vector<std::string>& base_paths) {
  double best = path_distance(request.path(), operation.path);
  for (const std::string& base : base_paths)
    best = std::min(best, path_distance(request.path(), base + operation.path));
  const double method = request.method == operation.method ? 0 : 0.2;
  return std::min(1.0, best * 0.8 + method);
}

}  // namespace

std::vector<NearMiss> near_misses(const contract::Request& request,
                                  const std::vector<std::shared_ptr<Responder>>& responders) {
  std::vector<NearMiss> all;
  for (const auto& responder : responders) {
    const contract::OpenApi& api = *responder->behaviour().api;
    for (const contract::Operation& operation : api.operations) {
      const double how_far = distance(request, operation, api.base_paths);
      if (how_far <= 0.5)
        all.push_back({responder->name(), operation.id, operation.method, operation.path, how_far});
    }
  }
  std::stable_sort(all.begin(), all.end(),
                   [](const NearMiss& a, const NearMiss& b) { return a.distance < b.distance; });
  if (all.size() > 3) all.resize(3);
  return all;
}

}  // namespace mock
