#include "validator/capture_run.h"

#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <fstream>

#include "api.h"
#include "capture_support.h"
#include "support/as_nobody.h"
#include "support/catch.h"
#include "support/shell.h"
#include "validator/capture_source.h"
#include "validator/report_keys.h"

namespace {

namespace fs = std::filesystem;

validator::Scope scope_of(const std::string& servers = "[{url: 'https://api.example.com/v1'}]") {
  auto document = contract::Document::parse(
      "openapi: 3.1.0\ninfo: {title: t, version: '1'}\nservers: " + servers + R"(
paths:
  /things/{id}:
    get:
      operationId: get
      parameters: [{name: id, in: path, required: true, schema: {type: integer}}]
      responses:
        '200': {description: ok, content: {application/json: {schema: {type: object, required: [id]}}}}
        '404': {description: none}
)",
      "openapi.yaml");
  if (!document) throw std::runtime_error(contract::to_string(document.error()));
  auto api = contract::load_openapi(*document);
  if (!api) throw std::runtime_error(contract::to_string(api.error().front()));
  auto behaviour = std::make_shared<contract::Behaviour>();
  behaviour->document = *document;
  behaviour->api = *api;
  validator::Scope scope;
  scope.apis.push_back(validator::scoped("things", behaviour));
  return scope;
}

std::string line(const std::string& url, int status, const std::string& body) {
  return R"({"request": {"method": "GET", "url": ")" + url + R"("}, "response": {"status": )" +
         std::to_string(status) +
         R"(, "headers": {"Content-Type": "application/json"}, "body": ")" + body + "\"}}\n";
}

const std::string host = "https://api.example.com/v1";
const std::string good = R"({\"id\": 1})";

// Every seventh is broken; every eleventh is for another host.
std::string capture(std::size_t count) {
  std::string text;
  for (std::size_t n = 0; n < count; ++n) {
    if (n % 11 == 0)
      text += line("https://elsewhere.example/x", 200, "x");
    else if (n % 7 == 0)
      text += line(host + "/things/1", 200, "{}");
    else if (n % 5 == 0)
      text += line(host + "/nowhere", 404, "");
    else
      text += line(host + "/things/" + std::to_string(n), n % 3 == 0 ? 404 : 200, good);
  }
  return text;
}

struct Folder {
  support::TemporaryFolder folder;
  std::string file(const std::string& name, const std::string& text) const {
    const fs::path path = folder.path() / name;
    support::spit(path, text);
    return path.string();
  }
};

validator::Report run(const std::string& file, validator::RunOptions options = {},
                      const validator::Scope& scope = scope_of()) {
  return validator::validate_captures({file}, scope, options);
}

std::string gzipped(const std::string& text) {
  z_stream stream{};
  deflateInit2(&stream, 6, Z_DEFLATED, MAX_WBITS + 16, 8, Z_DEFAULT_STRATEGY);
  std::string out(deflateBound(&stream, text.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(text.data()));
  stream.avail_in = static_cast<uInt>(text.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

}  // namespace

TEST_CASE("a capture becomes a report") {
  const Folder folder;
  const auto report = run(folder.file("c.ndjson", capture(100)));
  CHECK(report.counts.exchanges == 100);
  CHECK(report.counts.out_of_scope == 10);
  CHECK(report.counts.judged == 90);
  CHECK(report.files[0].format == "ndjson");
  CHECK(report.files[0].entries == 100);
  const auto found = validator::findings(report, false);
  REQUIRE_FALSE(found.empty());
  CHECK(found[0]->entry == 5);
  CHECK(found[0]->violation.rule == contract::Rule::unknown_path);
  CHECK(found[0]->target == "/v1/nowhere");
  CHECK(report.coverage.at({"things", "get", "404", ""}).seen > 0);
  CHECK(validator::verdict(report) == validator::Verdict::failed);
}

TEST_CASE("any number of threads gives the same report") {
  const Folder folder;
  const std::string file = folder.file("c.ndjson", capture(20'000));
  const auto one = run(file);
  for (const unsigned jobs : {2u, 5u}) {
    validator::RunOptions options;
    options.jobs = jobs;
    CHECK(run(file, options) == one);
  }
}

TEST_CASE("shards, joined, give the report of a single run") {
  const Folder folder;
  const std::string file = folder.file("c.ndjson", capture(500) + "{\"request\"");
  auto whole = run(file);
  std::optional<validator::Report> joined;
  for (const unsigned shard : {3u, 1u, 2u}) {
    validator::RunOptions options;
    options.limits.shard = shard;
    options.limits.of = 3;
    auto part = run(file, options);
    joined = joined ? *validator::merge(std::move(*joined), std::move(part)) : std::move(part);
  }
  validator::settle(*joined);
  CHECK(*joined == whole);
}

TEST_CASE("gzip is inflated by content, and what is cut off keeps what came before") {
  const Folder folder;
  const std::string text = capture(300);
  const auto plain = run(folder.file("a.ndjson", text));
  auto packed =
      run(folder.file("b.har", gzipped(text.substr(0, 4000)) + gzipped(text.substr(4000))));
  CHECK(packed.counts == plain.counts);
  CHECK(packed.groups == plain.groups);
  const std::string half = gzipped(text).substr(0, gzipped(text).size() / 2);
  const auto cut = run(folder.file("c.gz", half));
  CHECK(cut.counts.exchanges > 10);
  CHECK(validator::verdict(cut) == validator::Verdict::incomplete);
  REQUIRE(cut.problems.size() == 1);
  CHECK(cut.problems[0].message == "the gzip data is corrupt or cut off");
}

TEST_CASE("devices, folders and missing files are refused, not read") {
  const Folder folder;
  const auto refusal = [](const std::string& path) {
    const auto source = validator::open_capture(path);
    REQUIRE_FALSE(source);
    return source.error().message;
  };
  CHECK(refusal("/dev/zero").starts_with("is a device"));
  CHECK(refusal(folder.folder.path().string()).starts_with("is a directory"));
  CHECK(refusal("/nowhere/at/all").starts_with("cannot be read: No such file"));
  const auto report = run("/dev/zero");
  CHECK(validator::verdict(report) == validator::Verdict::incomplete);
}

TEST_CASE("a file that may not be read is refused") {
  const Folder folder;
  const std::string file = folder.file("c.har", "{}");
  ::chmod(file.c_str(), 0);
  const support::AsNobody nobody;
  if (!nobody.effective()) {
    WARN("SKIPPED: root may read everything, and may not become anybody else");
    return;
  }
  CHECK(validator::open_capture(file).error().message.find("denied") != std::string::npos);
}

TEST_CASE("a line of a gigabyte is skipped in bounded memory") {
  // 1 GiB of zero bytes, which take no room on the disk, in the middle of NDJSON.
  const Folder folder;
  const std::string path = (folder.folder.path() / "huge.ndjson").string();
  {
    std::ofstream file(path, std::ios::binary);
    file << line(host + "/things/1", 200, good);
    file.seekp(std::streamoff{1} << 30, std::ios::cur);
    file << "\n" << line(host + "/things/2", 200, good);
  }
  const auto report = run(path);
  CHECK(report.counts.judged == 2);
  REQUIRE(report.problems.size() == 1);
  CHECK(report.problems[0].kind == validator::Problem::Kind::too_large);
  CHECK(report.problems[0].entry == 1);
}

TEST_CASE("a run that is stopped reports what was judged") {
  const Folder folder;
  std::atomic<bool> stop{false};
  validator::RunOptions options;
  options.stop = &stop;
  options.progress = [&](const validator::Progress& progress) { stop = progress.exchanges > 0; };
  const auto report = run(folder.file("c.ndjson", capture(20'000)), options);
  CHECK(report.interrupted);
  CHECK(report.counts.exchanges > 0);
  CHECK(report.counts.exchanges < 20'000);
  CHECK(report.problems.empty());
}

TEST_CASE("credentials in a target are covered in findings") {
  const Folder folder;
  const auto report =
      run(folder.file("c", line(host + "/nowhere?access_token=secret&x=1", 200, "")));
  CHECK(validator::findings(report, false).at(0)->target == "/v1/nowhere?access_token=***&x=1");
}

TEST_CASE("an unanswered exchange is counted and not judged") {
  const Folder folder;
  const auto report = run(
      folder.file("c", R"({"request": {"method": "GET", "url": "https://api.example.com/v1/x"}})"));
  CHECK(report.counts.unanswered == 1);
  CHECK(report.counts.violations == 0);
}
