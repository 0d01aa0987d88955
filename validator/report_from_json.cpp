// Reads back what report_as_json.cpp wrote, for `merge`.
#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "contract/embedded_schemas.h"
#include "contract/parse_json.h"
#include "contract/schema.h"
#include "validator/report_formats.h"
#include "validator/report_json_members.h"
#include "validator/report_keys_json.h"

namespace validator {

namespace {

using contract::Json;
using contract::JsonView;

const contract::Schema& format() {
  static const contract::SchemaPtr schema =
      contract::compile_schema(Json::parse(contract::embedded_schema("report"))).value();
  return *schema;
}

class Reader {
 public:
  // What is wrong beyond the schema: "" when nothing is.
  const std::string& complaint() const { return complaint_; }

  Report read(const JsonView& root) {
    report_.strict = flag_at(root, "strict");
    report_.interrupted = flag_at(root, "interrupted");
    report_.max_listed = number_at(root, "maxListed");
    read_counts(*root.find("counts"));
    each_in(root, "files", [&](const JsonView& each) { read_file(each); });
    each_in(root, "groups", [&](const JsonView& each) {
      report_.groups[group_key(each, flag_at(each, "note"))].count = number_at(each, "count");
    });
    each_in(root, "violations", [&](const JsonView& each) { read_finding(each, false); });
    each_in(root, "notes", [&](const JsonView& each) { read_finding(each, true); });
    each_in(root, "coverage", [&](const JsonView& each) { read_coverage(each); });
    each_in(root, "problems", [&](const JsonView& each) { read_problem(each); });
    each_in(root, "keys", [&](const JsonView& each) { read_keyed(each); });
    if (const auto end = root.find("keysEnd"))
      report_.keys_end = {file_of(*end), number_at(*end, "entry")};
    return std::move(report_);
  }

 private:
  void read_counts(const JsonView& counts) {
    report_.counts = {number_at(counts, "exchanges"),  number_at(counts, "judged"),
                      number_at(counts, "outOfScope"), number_at(counts, "unanswered"),
                      number_at(counts, "broken"),     number_at(counts, "violations"),
                      number_at(counts, "notes"),      number_at(counts, "problems")};
  }

  void read_file(const JsonView& object) {
    CaptureFile file{text_at(object, "name"),
                     text_at(object, "format"),
                     number_at(object, "entries"),
                     {},
                     unsigned(small_at(object, "of"))};
    each_in(object, "shards", [&](const JsonView& shard) {
      file.shards.push_back(static_cast<unsigned>(number_of(shard)));
    });
    report_.files.push_back(std::move(file));
  }

  GroupKey group_key(const JsonView& object, bool note) {
    const std::string code = text_at(object, "rule");
    const auto rule = contract::rule_from(code);
    if (!rule && complaint_.empty())
      complaint_ = fmt::format("the rule \"{}\" is not known to this version", code);
    return {text_at(object, "api"), text_at(object, "operation"),
            rule.value_or(contract::Rule::invalid_body), note};
  }

  std::size_t file_of(const JsonView& source) {
    const std::string name = text_at(source, "file");
    const auto file = std::find_if(report_.files.begin(), report_.files.end(),
                                   [&](const CaptureFile& each) { return each.name == name; });
    if (file == report_.files.end() && complaint_.empty())
      complaint_ = fmt::format("\"files\" has no \"{}\"", name);
    return static_cast<std::size_t>(file - report_.files.begin());
  }

  void read_violation(const JsonView& object, contract::Violation& violation) {
    violation.operation = text_at(object, "operation");
    violation.part =
        text_at(object, "part") == "response" ? contract::Part::response : contract::Part::request;
    violation.in = text_at(object, "in");
    violation.name = text_at(object, "name");
    violation.pointer = text_at(object, "pointer");
    violation.keyword = text_at(object, "keyword");
    violation.property = text_at(object, "property");
    violation.expected = text_at(object, "expected");
    violation.found = text_at(object, "found");
    violation.message = text_at(object, "message");
    if (const auto item = object.find("item")) violation.item = number_of(*item);
    if (const auto line = object.find("contract"))
      violation.contract = {text_at(*line, "file"), small_at(*line, "line"),
                            small_at(*line, "column")};
    violation.evidence = contract::evidence_from(text_at(object, "evidence"));
  }

  void read_finding(const JsonView& object, bool note) {
    const GroupKey key = group_key(object, note);
    const JsonView source = *object.find("source");
    Finding finding;
    finding.file = file_of(source);
    finding.entry = number_at(source, "entry");
    finding.api = key.api;
    if (const auto request = object.find("request")) {
      finding.method = text_at(*request, "method");
      finding.target = text_at(*request, "target");
    }
    finding.status = small_at(object, "status");
    read_violation(object, finding.violation);
    finding.violation.rule = key.rule;
    finding.violation.note = note;
    Group& group = report_.groups[key];
    group.findings.push_back(std::move(finding));
    if (group.count < group.findings.size() && complaint_.empty())
      complaint_ = "\"groups\" counts fewer violations than are listed";
  }

  void read_coverage(const JsonView& object) {
    report_.coverage[{text_at(object, "api"), text_at(object, "operation"),
                      text_at(object, "status"), text_at(object, "mediaType")}] = {
        text_at(object, "method"), text_at(object, "path"), flag_at(object, "documented"),
        number_at(object, "seen")};
  }

  void read_problem(const JsonView& object) {
    const JsonView source = *object.find("source");
    report_.problems.push_back(
        {problem_kind_from(text_at(object, "kind")).value_or(Problem::Kind::unreadable),
         file_of(source), number_at(source, "entry"), number_at(object, "offset"),
         text_at(object, "message")});
  }

  void read_keyed(const JsonView& object) {
    auto keyed = keyed_from(object);
    if (!keyed) {
      if (complaint_.empty()) complaint_ = keyed.error().message;
      return;
    }
    keyed->file = file_of(*object.find("source"));
    report_.keys.push_back(std::move(*keyed));
  }

  Report report_;
  std::string complaint_;
};

tl::unexpected<contract::Error> not_a_report(const std::string& name, std::string_view why) {
  return tl::unexpected(contract::Error{
      "not-a-report",
      fmt::format("this is not a report of `understudy validate --report json`: {}", why),
      {name, 0, 0}});
}

}  // namespace

contract::Result<Report> read_json_report(std::string_view text, const std::string& name) {
  const auto parsed = contract::parse_json(text);
  if (!parsed) return not_a_report(name, parsed.error().message);
  const JsonView root = parsed->root();
  if (!format().accepts(root)) {
    const auto broken = format().explain(root).front();
    return not_a_report(name,
                        broken.pointer + (broken.pointer.empty() ? "" : ": ") + broken.message);
  }
  Reader reader;
  Report report = reader.read(root);
  if (!reader.complaint().empty()) return not_a_report(name, reader.complaint());
  return report;
}

}  // namespace validator
