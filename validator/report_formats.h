#pragma once
// The formats of validate's Report. All pure; what they write is valid UTF-8.
// To add a format: a word in results.cpp, a writer here and in results.h, a section in
// docs/reports.md.
#include <string>
#include <string_view>
#include <vector>

#include "contract/error.h"
#include "validator/report.h"
#include "validator/results.h"

namespace validator {

std::string text_report(const Report& report, const ReportStyle& style = {});
std::string html_report(const Report& report);
// Violations and notes that differ only in item, entry and value are one result.
std::string sarif_report(const Report& report, const ReportStyle& style = {});

// specs/report.schema.json; read_json_report gives back an equal report (bytes that are no UTF-8
// apart). `name` is the file's, for complaints: `not-a-report`.
std::string json_report(const Report& report);
contract::Result<Report> read_json_report(std::string_view text, const std::string& name);

// For JUnit, TAP and GitHub: one failed result per operation and rule, one passed or skipped
// (never seen) per other operation, one error per problem. Notes are none.
std::vector<TestResult> as_results(const Report& report);

std::string report_as(ReportFormat format, const Report& report, const ReportStyle& style = {});

// "1,204 exchanges: 3 violations in 2 of them".
std::string verdict_sentence(const Report& report);

}  // namespace validator
