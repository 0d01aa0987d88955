#pragma once
// What lint prints.
#include <span>
#include <string>

#include "cli/lint_complaints.h"
#include "validator/results.h"

namespace cli {

// specs/lint-report.schema.json.
std::string lint_json(std::span<const LintedApi> apis);
// A line per complaint ("error: file:line:column: message"), then one per API.
std::string lint_text(std::span<const LintedApi> apis, const validator::ReportStyle& style);
std::string lint_report(validator::ReportFormat format, std::span<const LintedApi> apis,
                        const validator::ReportStyle& style);

std::string complaint_line(const Complaint& complaint, bool colour);
std::string summary_line(const LintedApi& api);  // "shop: 3 operations, 2 with behaviour, …"

}  // namespace cli
