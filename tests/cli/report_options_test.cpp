#include "cli/report_options.h"

#include <sstream>

#include "support/catch.h"
#include "support/shell.h"

namespace {

using validator::ReportFormat;

// The message of the only complaint.
std::string complaint(const std::vector<std::string>& words) {
  const auto sinks = cli::parse_reports(words);
  if (sinks) return "";
  CHECK(sinks.error().size() == 1);
  return sinks.error().front().message;
}

struct Streams {
  std::ostringstream out, err;
  cli::Environment environment{out, err, contract::read_file};
};

}  // namespace

TEST_CASE("text goes to standard output unless something else does") {
  const auto none = cli::parse_reports({});
  REQUIRE(none);
  REQUIRE(none->size() == 1);
  CHECK(none->front().format == ReportFormat::text);
  CHECK(none->front().file.empty());
  const auto file = cli::parse_reports({"junit=a.xml"});
  REQUIRE(file);
  REQUIRE(file->size() == 2);
  CHECK((*file)[0].format == ReportFormat::text);
  CHECK((*file)[1].file == "a.xml");
  const auto out = cli::parse_reports({"tap", "json=b=c.json"});
  REQUIRE(out);
  REQUIRE(out->size() == 2);
  CHECK((*out)[0].format == ReportFormat::tap);
  CHECK((*out)[1].file == "b=c.json");
}

TEST_CASE("a dash is standard output") {
  const auto sinks = cli::parse_reports({"json=-"});
  REQUIRE(sinks);
  REQUIRE(sinks->size() == 1);
  CHECK(sinks->front().file.empty());
}

TEST_CASE("an unknown format is refused with the nearest and all there are") {
  CHECK(complaint({"junti=a.xml"}) ==
        "--report: there is no format 'junti' (did you mean 'junit'?); there are text, json, "
        "junit, sarif, html, tap, github");
  CHECK(complaint({"pdf"}).find("there is no format 'pdf'; there are text") != std::string::npos);
  CHECK(complaint({"JSON"}).find("no format 'JSON'") != std::string::npos);
  CHECK(complaint({""}).find("there is no format ''") != std::string::npos);
}

TEST_CASE("two reports for one place are refused, however the file is spelled") {
  CHECK(complaint({"json", "junit"}).find("only one report can go to standard output") !=
        std::string::npos);
  CHECK(complaint({"json", "tap=-"}).find("only one report") != std::string::npos);
  CHECK(complaint({"json=a", "junit=./b/../a"}) ==
        "--report: two reports would be written to ./b/../a");
  CHECK(complaint({"json=a", "json=a"}).find("two reports") != std::string::npos);
  CHECK(complaint({"json=a", "junit=b"}) == "");
}

TEST_CASE("a format with = and no file name is refused") {
  CHECK(complaint({"json="}).find("no file name behind the '='") != std::string::npos);
}

TEST_CASE("a file that cannot be written is refused before the work, naming the reason") {
  const support::TemporaryFolder folder;
  Streams streams;
  const std::string file = (folder.path() / "missing/report.xml").string();
  CHECK_FALSE(cli::open_reports({"junit=" + file}, streams.environment));
  CHECK(streams.err.str() ==
        "error: cannot write the report " + file + ": No such file or directory; check the path\n");
  CHECK_FALSE(cli::open_reports({"junit=" + folder.path().string()}, streams.environment));
  CHECK(streams.err.str().find("Is a directory") != std::string::npos);
}

TEST_CASE("every report lands where it was asked for, and an old one is gone at once") {
  const support::TemporaryFolder folder;
  const auto file = folder.path() / "report.json";
  support::spit(file, "an old report, longer than the new one");
  Streams streams;
  streams.environment.out_colour = true;
  const auto sinks = cli::open_reports({"json=" + file.string()}, streams.environment);
  REQUIRE(sinks);
  CHECK(support::slurp(file).empty());
  const auto render = [](ReportFormat format, const validator::ReportStyle& style) {
    CHECK(style.working_directory.starts_with("/"));
    return std::string(to_string(format)) + (style.colour ? " coloured" : " plain");
  };
  CHECK(cli::write_reports(*sinks, streams.environment, 1, render) == 1);
  CHECK(streams.out.str() == "text coloured");
  CHECK(support::slurp(file) == "json plain");
}

TEST_CASE("a report that could not be written in full is a failure of its own") {
  Streams streams;
  const auto sinks = cli::open_reports({"json=/dev/full"}, streams.environment);
  REQUIRE(sinks);
  const auto render = [](ReportFormat, const validator::ReportStyle&) {
    return std::string(100'000, 'x');
  };
  CHECK(cli::write_reports(*sinks, streams.environment, cli::exit_well, render) ==
        cli::exit_unusable);
  CHECK(streams.err.str() ==
        "error: cannot write the report /dev/full: No space left on device; make room, or name "
        "another "
        "place\n");
}

TEST_CASE(
    "the option --report is taken from a command line, repeated, without eating what follows") {
  CLI::App app;
  std::vector<std::string> rest;
  app.add_option("REST", rest);
  const auto words = cli::add_report_option(app);
  app.parse("--report json --report=junit=a.xml file", false);
  CHECK(*words == std::vector<std::string>{"json", "junit=a.xml"});
  CHECK(rest == std::vector<std::string>{"file"});
}
