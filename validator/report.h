#pragma once
// What a `validate` run found, as a value that shards can be joined from. Writers: report_json.h,
// report_text.h, …; this file knows no format.
//
// Constant in the size of the capture: of each group (API, operation, rule) all violations are
// counted and the first `max_listed`, by file and entry, are kept. That holds for joined shards,
// too: a joined report equals the one a single run would have made.
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "contract/http.h"
#include "contract/openapi.h"
#include "contract/violation.h"
#include "validator/key_table.h"

namespace validator {

// One violation or note and the exchange it was found in.
struct Finding {
  std::size_t file = 0;        // in Report::files
  std::uint64_t entry = 0;     // counted from 0, as HAR's entries and NDJSON's lines are
  std::string api;             // "" when no API claims the exchange
  std::string method, target;  // of the request; credentials are redacted, 200 bytes at most
  int status = 0;
  contract::Violation violation;

  bool operator==(const Finding&) const = default;
};

// What findings are grouped by, in the order reports show them.
struct GroupKey {
  std::string api, operation;  // operation "": no route
  contract::Rule rule = contract::Rule::unknown_path;
  bool note = false;

  auto operator<=>(const GroupKey&) const = default;
};
struct Group {
  std::uint64_t count = 0;
  std::vector<Finding> findings;  // the first max_listed, by file and entry

  bool operator==(const Group&) const = default;
};

struct CoverageKey {
  std::string api, operation;
  std::string status;      // as the contract says it ("200", "4XX", "default"), else the number
  std::string media_type;  // the contract's range, else the type that was sent; "" for no body

  auto operator<=>(const CoverageKey&) const = default;
};
struct Coverage {
  std::string method, path;  // of the operation
  bool documented = false;
  std::uint64_t seen = 0;

  bool operator==(const Coverage&) const = default;
};

// Why a part of a capture could not be judged. Any of them makes the run incomplete.
struct Problem {
  enum class Kind : std::uint8_t {
    too_large,   // one entry over --max-entry: skipped
    malformed,   // one entry that is no exchange: skipped
    damaged,     // nothing behind this place could be read
    unreadable,  // the capture as a whole: no such file, not a capture, …
  };
  Kind kind = Kind::unreadable;
  std::size_t file = 0;
  std::uint64_t entry = 0;   // the entry, or how many came before
  std::uint64_t offset = 0;  // bytes, of the capture after inflating
  std::string message;       // one sentence

  bool operator==(const Problem&) const = default;
};
std::string_view to_string(Problem::Kind kind);
std::optional<Problem::Kind> problem_kind_from(std::string_view word);

// A capture and which of its shards this report is about.
struct CaptureFile {
  std::string name;              // as on the command line; "-" is standard input
  std::string format;            // "har", "ndjson", "wiremock"; "" when it could not be told
  std::uint64_t entries = 0;     // in all of it, judged here or not
  std::vector<unsigned> shards;  // from 1, sorted; {1} of 1 when it was not cut
  unsigned of = 1;

  bool operator==(const CaptureFile&) const = default;
};

// What an exchange says about keys, and what a finding about them needs. `facts.file` stays empty:
// `file` says it.
struct Keyed {
  std::size_t file = 0;
  std::uint64_t entry = 0;
  std::string api, method, target;
  int status = 0;
  bool broken = false;  // counted in Counts::broken already
  KeyFacts facts;

  bool operator==(const Keyed&) const = default;
};

// The first exchange the rules about keys no longer looked at, for want of memory.
struct KeysEnd {
  std::size_t file = 0;
  std::uint64_t entry = 0;

  auto operator<=>(const KeysEnd&) const = default;
};

struct Counts {
  std::uint64_t exchanges = 0;     // read, of our shards; the sum of the next three
  std::uint64_t judged = 0;        // complete exchanges with an API
  std::uint64_t out_of_scope = 0;  // for hosts that are no API's
  std::uint64_t unanswered = 0;    // aborted: no answer was captured
  std::uint64_t broken = 0;        // judged, with at least one violation
  std::uint64_t violations = 0;
  std::uint64_t notes = 0;
  std::uint64_t problems = 0;

  bool operator==(const Counts&) const = default;
};

struct Report {
  std::size_t max_listed = 200;  // per group; also the most problems that are listed
  bool strict = false;
  bool interrupted = false;
  bool one_shard = false;  // of a run with --shard: the other shards are not missed
  Counts counts;
  std::vector<CaptureFile> files;
  std::map<GroupKey, Group> groups;
  std::map<CoverageKey, Coverage> coverage;
  std::vector<Problem> problems;  // by file and offset
  std::vector<Keyed> keys;        // of a shard: not judged yet; see report_keys.h
  std::optional<KeysEnd> keys_end;

  bool operator==(const Report&) const = default;
};

enum class Verdict : std::uint8_t { passed, failed, incomplete, interrupted };
// Interrupted, then incomplete (problems, or shards that are missing) win over failed.
Verdict verdict(const Report& report);
std::string_view to_string(Verdict verdict);

// Every documented operation × status × media type, not yet seen.
void expect(Report& report, const std::string& api, const contract::OpenApi& contract);
// One answer of `operation` was seen.
void cover(Report& report, const std::string& api, const contract::Operation& operation,
           const contract::Response& response);
void add(Report& report, Finding finding);
void add(Report& report, Problem problem);
// "c.har: entry 3 at byte 120: …", as complaints on stderr show it.
std::string problem_line(const Report& report, const Problem& problem);
// Of all groups, by file and entry: those that are notes, or those that are not.
std::vector<const Finding*> findings(const Report& report, bool notes);

// Joins two reports. Codes: `shards-overlap` when a shard of a file is in both (it would be counted
// twice), `shards-differ` when a file was cut in different ways.
contract::Result<Report> merge(Report a, Report b);
// A part of the same run: its files are those of `into`, and it has none of its own.
void absorb(Report& into, Report&& part);
// "3/4 of capture.har", for each shard that is not there; [] when the report is whole, or one
// shard's own.
std::vector<std::string> missing_shards(const Report& report);

}  // namespace validator
