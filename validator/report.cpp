#include "validator/report.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "contract/words.h"
#include "validator/media_types.h"

namespace validator {

namespace {

using Word = std::string_view;

constexpr auto problem_kinds =
    std::to_array<Word>({"too-large", "malformed", "damaged", "unreadable"});
constexpr auto verdicts = std::to_array<Word>({"passed", "failed", "incomplete", "interrupted"});
constexpr std::size_t max_rows = 20'000;  // of the coverage; then media types are lumped together

bool earlier(const Finding& a, const Finding& b) {
  return std::tie(a.file, a.entry) < std::tie(b.file, b.entry);
}
bool before(const Problem& a, const Problem& b) {
  return std::tie(a.file, a.offset, a.entry) < std::tie(b.file, b.offset, b.entry);
}

// Keeps `list` sorted and at most `limit` long; equal elements stay in the order they came.
template <class T, class Less>
void insert_sorted(std::vector<T>& list, T value, std::size_t limit, Less less) {
  if (list.size() >= limit && (limit == 0 || !less(value, list.back()))) return;
  const auto at = list.empty() || !less(value, list.back())
                      ? list.end()
                      : std::upper_bound(list.begin(), list.end(), value, less);
  list.insert(at, std::move(value));
  if (list.size() > limit) list.pop_back();
}

CoverageKey key_of(const std::string& api, const contract::Operation& operation,
                   const contract::Response& response, bool& documented) {
  const contract::ResponseSpec* spec = operation.response(response.status);
  CoverageKey key{api, operation.id, spec ? spec->status : std::to_string(response.status), ""};
  documented = spec != nullptr;
  if (response.body.empty() || (spec && spec->content.empty())) return key;
  const std::string type = response.headers.get("Content-Type").value_or("");
  const contract::MediaType* range = spec ? best_media_type(spec->content, type) : nullptr;
  if (!range) documented = false;
  key.media_type = range ? range->range : contract::media_type_of(type).substr(0, 80);
  return key;
}

Counts sum(Counts a, const Counts& b) {
  a.exchanges += b.exchanges;
  a.judged += b.judged;
  a.out_of_scope += b.out_of_scope;
  a.unanswered += b.unanswered;
  a.broken += b.broken;
  a.violations += b.violations;
  a.notes += b.notes;
  a.problems += b.problems;
  return a;
}

contract::Error overlap(const CaptureFile& file, unsigned shard) {
  return {"shards-overlap",
          fmt::format("shard {}/{} of {} is in two of the reports and would be counted twice; "
                      "leave one out, or rename one of two captures that share a name",
                      shard, file.of, file.name),
          {}};
}

contract::Result<std::size_t> join_file(Report& into, const CaptureFile& file) {
  const auto known = std::find_if(into.files.begin(), into.files.end(),
                                  [&](const auto& each) { return each.name == file.name; });
  if (known == into.files.end()) {
    into.files.push_back(file);
    return into.files.size() - 1;
  }
  if (known->of != file.of)
    return tl::unexpected(contract::Error{
        "shards-differ",
        fmt::format("{} was cut in {} shards for one report and in {} for another; use one number",
                    file.name, known->of, file.of),
        {}});
  for (const unsigned shard : file.shards) {
    const auto at = std::lower_bound(known->shards.begin(), known->shards.end(), shard);
    if (at != known->shards.end() && *at == shard) return tl::unexpected(overlap(*known, shard));
    known->shards.insert(at, shard);
  }
  known->entries = std::max(known->entries, file.entries);
  if (known->format.empty()) known->format = file.format;
  return static_cast<std::size_t>(known - into.files.begin());
}

// `files`: index there → index here; empty: they are the same.
std::size_t moved(std::size_t file, const std::vector<std::size_t>& files) {
  return files.empty() ? file : files.at(file);
}

void join_keys(Report& into, Report&& from, const std::vector<std::size_t>& files) {
  for (Keyed& keyed : from.keys) {
    keyed.file = moved(keyed.file, files);
    into.keys.push_back(std::move(keyed));
  }
  if (!from.keys_end) return;
  from.keys_end->file = moved(from.keys_end->file, files);
  into.keys_end = std::min(into.keys_end.value_or(*from.keys_end), *from.keys_end);
}

void join(Report& into, Report&& from, const std::vector<std::size_t>& files) {
  into.interrupted = into.interrupted || from.interrupted;
  into.counts = sum(into.counts, from.counts);
  for (auto& [key, group] : from.groups) {
    Group& place = into.groups[key];
    place.count += group.count;
    for (Finding& finding : group.findings) {
      finding.file = moved(finding.file, files);
      insert_sorted(place.findings, std::move(finding), into.max_listed, earlier);
    }
  }
  for (auto& [key, row] : from.coverage) {
    Coverage& place = into.coverage.try_emplace(key, row.method, row.path, false, 0u).first->second;
    place.documented = place.documented || row.documented;
    place.seen += row.seen;
  }
  for (Problem& problem : from.problems) {
    problem.file = moved(problem.file, files);
    insert_sorted(into.problems, std::move(problem), into.max_listed, before);
  }
  join_keys(into, std::move(from), files);
}

}  // namespace

std::string_view to_string(Problem::Kind kind) { return contract::word_of(problem_kinds, kind); }
std::optional<Problem::Kind> problem_kind_from(std::string_view word) {
  return contract::from_word<Problem::Kind>(problem_kinds, word);
}
std::string_view to_string(Verdict verdict) { return contract::word_of(verdicts, verdict); }

Verdict verdict(const Report& report) {
  if (report.interrupted) return Verdict::interrupted;
  if (report.counts.problems > 0 || !missing_shards(report).empty()) return Verdict::incomplete;
  return report.counts.violations > 0 ? Verdict::failed : Verdict::passed;
}

void expect(Report& report, const std::string& api, const contract::OpenApi& contract) {
  for (const contract::Operation& operation : contract.operations)
    for (const contract::ResponseSpec& spec : operation.responses) {
      const Coverage row{operation.method, operation.path, true, 0};
      if (spec.content.empty())
        report.coverage.emplace(CoverageKey{api, operation.id, spec.status, ""}, row);
      for (const contract::MediaType& type : spec.content)
        report.coverage.emplace(CoverageKey{api, operation.id, spec.status, type.range}, row);
    }
}

void cover(Report& report, const std::string& api, const contract::Operation& operation,
           const contract::Response& response) {
  bool documented = false;
  CoverageKey key = key_of(api, operation, response, documented);
  auto row = report.coverage.find(key);
  if (row == report.coverage.end() && key.media_type.empty() && documented) {
    // An answer without the body its status has: 304, HEAD, or a missing body. The status was seen.
    const auto first = report.coverage.lower_bound(key);
    if (first != report.coverage.end() && first->first.operation == key.operation &&
        first->first.status == key.status)
      row = first;
  }
  if (row == report.coverage.end()) {
    if (report.coverage.size() > max_rows) key.media_type = "other";
    row = report.coverage
              .emplace(std::move(key), Coverage{operation.method, operation.path, documented, 0})
              .first;
  }
  ++row->second.seen;
}

void add(Report& report, Finding finding) {
  const contract::Violation& violation = finding.violation;
  Group& group = report.groups[{finding.api, violation.operation, violation.rule, violation.note}];
  ++group.count;
  ++(violation.note ? report.counts.notes : report.counts.violations);
  insert_sorted(group.findings, std::move(finding), report.max_listed, earlier);
}

void add(Report& report, Problem problem) {
  ++report.counts.problems;
  insert_sorted(report.problems, std::move(problem), report.max_listed, before);
}

std::string problem_line(const Report& report, const Problem& problem) {
  const std::string& name = report.files.at(problem.file).name;
  const std::string_view file = name == "-" ? std::string_view("standard input") : name;
  if (problem.kind == Problem::Kind::unreadable) return fmt::format("{} {}", file, problem.message);
  return fmt::format("{}: entry {} at byte {}: {}", file, problem.entry, problem.offset,
                     problem.message);
}

std::vector<const Finding*> findings(const Report& report, bool notes) {
  std::vector<const Finding*> list;
  for (const auto& [key, group] : report.groups) {
    if (key.note != notes) continue;
    for (const Finding& finding : group.findings) list.push_back(&finding);
  }
  std::stable_sort(list.begin(), list.end(),
                   [](const Finding* a, const Finding* b) { return earlier(*a, *b); });
  return list;
}

void absorb(Report& into, Report&& part) { join(into, std::move(part), {}); }

contract::Result<Report> merge(Report a, Report b) {
  std::vector<std::size_t> files;
  for (const CaptureFile& file : b.files) {
    const auto index = join_file(a, file);
    if (!index) return tl::unexpected(index.error());
    files.push_back(*index);
  }
  a.max_listed = std::max(a.max_listed, b.max_listed);
  a.strict = a.strict || b.strict;
  a.one_shard = false;
  join(a, std::move(b), files);
  return a;
}

std::vector<std::string> missing_shards(const Report& report) {
  std::vector<std::string> missing;
  if (report.one_shard) return missing;
  for (const CaptureFile& file : report.files)
    for (unsigned shard = 1; shard <= file.of; ++shard)
      if (!std::binary_search(file.shards.begin(), file.shards.end(), shard))
        missing.push_back(fmt::format("{}/{} of {}", shard, file.of, file.name));
  return missing;
}

}  // namespace validator
