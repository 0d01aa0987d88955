#include "cli/describe_page.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>
#include <set>

#include "cli/describe_words.h"
#include "contract/declarations.h"
#include "contract/pointer.h"
#include "suite/curl.h"

namespace cli {

namespace {

using contract::Behaviour;
using contract::Claim;
using contract::Operation;

std::string row_text(const std::vector<std::string>& cells) {
  std::string line = "|";
  for (const std::string& cell : cells) {
    line += ' ';
    for (const char c : cell) line += c == '|' ? "\\|" : c == '\n' ? " " : std::string(1, c);
    line += " |";
  }
  return line + '\n';
}

std::string code_text(const std::string& text) { return text.empty() ? "" : "`" + text + "`"; }

// A member of a declared error as it is written; "" when it has none.
std::string written(const Behaviour& behaviour, const std::string& error, const char* member) {
  if (!behaviour.document) return "";
  const contract::Json* node =
      behaviour.document->find(contract::to_pointer({"errors", error, member}));
  if (node == nullptr) return "";
  return node->is_string() ? node->get<std::string>() : node->dump();
}

std::vector<std::string> code_row(const Behaviour& behaviour, const Cause& cause) {
  const auto found = behaviour.errors.find(cause.error);
  if (found == behaviour.errors.end())
    return {code_text(cause.reason), std::to_string(cause.status), cause.text, "", "assumed", ""};
  const contract::ErrorSpec& error = found->second;
  std::string code = written(behaviour, error.name, "code");
  if (code.empty()) code = error.name;
  return {code_text(code),
          std::to_string(error.status.value_or(cause.status)),
          cause.text,
          code_text(written(behaviour, error.name, "message")),
          std::string(to_string(error.claim.evidence)),
          error.claim.source};
}

std::string code_table(const Behaviour& behaviour, const std::vector<Cause>& causes) {
  MarkdownTable table({"code", "HTTP", "cause", "message", "evidence", "source"});
  for (const Cause& cause : causes) table.add(code_row(behaviour, cause));
  return table.text();
}

std::string evidence_of(const Claim& claim) {
  return fmt::format("{}{}", to_string(claim.evidence),
                     claim.source.empty() ? "" : ", " + claim.source);
}

std::string atomic_text(const contract::Batch& batch) {
  if (batch.atomic)
    return fmt::format("The request says whether it is all or nothing; unsaid, {}.",
                       batch.atomic_default != batch.atomic_negated ? "it is" : "it is not");
  return batch.atomic_default ? "All or nothing." : "Items succeed and fail each by itself.";
}

std::string batch_text(const contract::Batch& batch) {
  const bool single = batch.items.index() == 1;
  std::string text =
      fmt::format("Writes {} `{}`", single ? "one record of" : "a batch to", batch.collection);
  if (batch.decide.count(contract::Situation::exists) != 0 &&
      batch.decide.at(contract::Situation::exists).then.verb == contract::Verb::read)
    text = fmt::format("Reads several records of `{}`", batch.collection);
  if (batch.limit) text += fmt::format(", at most {} items", *batch.limit);
  text += fmt::format(" ({}).", evidence_of(batch.claim));
  return single ? text : text + " " + atomic_text(batch);
}

std::string situation_table(const contract::Batch& batch) {
  MarkdownTable table({"when", "then", "evidence", "source"});
  for (const auto& [situation, cell] : batch.decide) {
    const Claim claim = cell.claim.value_or(batch.claim);
    std::string action = action_text(cell.then);
    if (cell.condition) action += " if asked to, else " + action_text(cell.otherwise);
    table.add({words_of(situation), action, std::string(to_string(claim.evidence)), claim.source});
  }
  return table.text();
}

std::string does_text(const contract::Plan& plan) {
  if (const auto* batch = std::get_if<contract::Batch>(&plan.does)) return batch_text(*batch);
  if (const auto* read = std::get_if<contract::ReadPlan>(&plan.does))
    return fmt::format("Reads one record of `{}` ({}).", read->collection,
                       evidence_of(read->claim));
  const auto* list = std::get_if<contract::ListPlan>(&plan.does);
  if (list == nullptr) return "Keeps nothing.";
  std::string text =
      fmt::format("Lists records of `{}` ({}).", list->collection, evidence_of(list->claim));
  if (list->default_limit != 0) text += fmt::format(" {} on a page.", list->default_limit);
  return text;
}

std::string answer_table(const Behaviour& behaviour, const contract::Plan& plan) {
  MarkdownTable table({"answer", "to", "evidence", "source"});
  const std::size_t own = plan.respond.size() - behaviour.respond.size();
  for (std::size_t i = 0; i < own; ++i) {
    const contract::Respond& answer = *plan.respond[i];
    table.add({status_of(answer), condition_of(answer), std::string(to_string(answer.evidence)),
               answer.source});
  }
  return table.text();
}

std::string statement_list(const std::vector<contract::Statement>& claims) {
  std::string text;
  for (const contract::Statement& claim : claims)
    text += fmt::format("- {} ({})\n", claim.says, evidence_of(claim.claim));
  return text;
}

std::string section(const std::string& text) { return text.empty() ? "" : "\n" + text; }

std::string operation_text(const Behaviour& behaviour, const Operation& operation) {
  const std::string base =
      behaviour.api->base_paths.empty() ? "" : behaviour.api->base_paths.front();
  std::string text =
      fmt::format("\n## {}\n\n`{} {}{}`{}\n", operation.id, operation.method, base, operation.path,
                  operation.summary.empty() ? "" : ": " + operation.summary);
  text += fmt::format(
      "\n```sh\n{}\n```\n",
      suite::curl_line("http://127.0.0.1:4010", suite::sample_request(behaviour, operation)));
  const auto* plans = behaviour.plans(operation.id);
  if (plans == nullptr) return text + "\nNo behaviour: answered from the contract's examples.\n";
  for (std::size_t i = 0; i < plans->size(); ++i) {
    const contract::Plan& plan = (*plans)[i];
    if (plans->size() > 1) text += fmt::format("\n### Plan {} of {}\n", i + 1, plans->size());
    text += "\n" + does_text(plan) + "\n";
    text += section(statement_list(plan.claims));
    if (const auto* batch = std::get_if<contract::Batch>(&plan.does))
      text += section(situation_table(*batch));
    text += section(answer_table(behaviour, plan));
    text += section(code_table(behaviour, causes_of(behaviour, operation, plan)));
  }
  return text;
}

std::string overview(const Behaviour& behaviour) {
  MarkdownTable table({"operation", "request", "limit"});
  for (const Operation& operation : behaviour.api->operations) {
    std::string limit;
    const auto* plans = behaviour.plans(operation.id);
    if (plans != nullptr)
      if (const auto* batch = std::get_if<contract::Batch>(&plans->front().does);
          batch && batch->limit)
        limit = fmt::format("{} items", *batch->limit);
    table.add({code_text(operation.id), code_text(operation.method + " " + operation.path), limit});
  }
  return table.text();
}

// What no operation names in its causes: raised by an injected fault only.
std::vector<Cause> fault_causes(const Behaviour& behaviour) {
  std::set<std::string> named;
  std::vector<Cause> causes = common_causes(behaviour);
  for (const Cause& cause : causes) named.insert(cause.error);
  for (const Operation& operation : behaviour.api->operations)
    if (const auto* plans = behaviour.plans(operation.id))
      for (const contract::Plan& plan : *plans)
        for (const Cause& cause : causes_of(behaviour, operation, plan)) named.insert(cause.error);
  for (const auto& [name, error] : behaviour.errors)
    if (named.count(name) == 0) causes.push_back({name, 400, "", "an injected fault"});
  return causes;
}

}  // namespace

MarkdownTable::MarkdownTable(const std::vector<std::string>& head)
    : head_(row_text(head) + row_text(std::vector<std::string>(head.size(), "---"))) {}

void MarkdownTable::add(const std::vector<std::string>& row) { rows_ += row_text(row); }

std::string MarkdownTable::text() const { return rows_.empty() ? "" : head_ + rows_; }

std::string describe_page(const LoadedApi& api) {
  const Behaviour& behaviour = *api.behaviour;
  std::string text = fmt::format(
      "# {}\n\nMade by `understudy describe {}` from the declarations; do not edit. A code's cause "
      "comes from the rule that raises it,\nits evidence says who says so: `documented` (stated), "
      "`example` (shown only), `observed` (seen in traffic or clients) or\n`assumed` (our "
      "inference).\n\n",
      api.name, api.name);
  text += overview(behaviour);
  if (!behaviour.claims.empty())
    text += "\n## What holds for all of it\n\n" + statement_list(behaviour.claims);
  for (const Operation& operation : behaviour.api->operations)
    text += operation_text(behaviour, operation);
  text += "\n## Codes outside an operation, and those of injected faults\n\n";
  return text + code_table(behaviour, fault_causes(behaviour));
}

}  // namespace cli
