#include "contract/declarations.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <tuple>

#include "contract/pointer.h"

namespace contract {

namespace {

template <class List, class Text>
std::string joined(const List& list, const Text& text) {
  std::string all;
  for (const auto& each : list) all += (all.empty() ? "" : ", ") + std::string(text(each));
  return all;
}

template <class Word>
std::string words(const std::vector<Word>& list) {
  return joined(list, [](const Word& word) { return std::string(to_string(word)); });
}

std::string cell_text(const Cell& cell) {
  if (!cell.condition) return action_text(cell.then);
  return action_text(cell.then) + " or " + action_text(cell.otherwise) + ", by a condition";
}

// A member of an error as it is declared, when it is a plain value: ", code 7".
std::string member_text(const ErrorSpec& error, std::string_view name) {
  for (const auto& [word, value] : error.members)
    if (word == name && value.kind == Template::Kind::literal)
      return fmt::format(", {} {}", name, value.literal.text);
  return "";
}

class Collector {
 public:
  explicit Collector(const Behaviour& behaviour) : behaviour_(behaviour) {}

  std::vector<Declaration> all() {
    for (const auto& [name, rule] : behaviour_.security)
      add("security scheme " + name, rule.claim, rule.where);
    for (const auto& [name, collection] : behaviour_.collections)
      for (const Unique& unique : collection.unique)
        add(fmt::format("unique {} in {}: fail {}", joined(unique.fields, to_pointer), name,
                        unique.error),
            unique.claim, unique.where);
    for (const auto& [name, error] : behaviour_.errors)
      add("error " + name + member_text(error, "code") + member_text(error, "status"), error.claim,
          error.where);
    for (const MessageRule& rule : behaviour_.messages)
      add("wording of " + rule.keyword + (rule.error.empty() ? "" : ": error " + rule.error),
          rule.claim, rule.where);
    for (const Statement& claim : behaviour_.claims) add(claim.says, claim.claim, claim.where);
    for (const auto& answer : behaviour_.respond) of_answer(*answer, "every operation");
    for (const auto& [id, plans] : behaviour_.operations)
      for (std::size_t i = 0; i < plans.size(); ++i)
        of_plan(plans[i], plans.size() == 1 ? id : fmt::format("{}, plan {}", id, i + 1));
    return in_order();
  }

 private:
  void add(std::string what, const Claim& claim, const Location& where) {
    found_.push_back({std::move(what), claim, where});
  }

  void of_plan(const Plan& plan, const std::string& owner) {
    for (const Guard& guard : plan.guards)
      add(fmt::format("guard of {}: reject {}", owner, guard.error), guard.claim, guard.where);
    for (const Statement& claim : plan.claims)
      add(fmt::format("{}: {}", owner, claim.says), claim.claim, claim.where);
    if (const auto* batch = std::get_if<Batch>(&plan.does)) of_batch(*batch, owner);
    if (const auto* read = std::get_if<ReadPlan>(&plan.does))
      add("read of " + owner, read->claim, read->where);
    if (const auto* list = std::get_if<ListPlan>(&plan.does))
      add("list of " + owner, list->claim, list->where);
    const std::size_t own = plan.respond.size() - behaviour_.respond.size();
    for (std::size_t i = 0; i < own; ++i) of_answer(*plan.respond[i], owner);
  }

  void of_batch(const Batch& batch, const std::string& owner) {
    add("batch of " + owner, batch.claim, batch.where);
    for (const BatchRule& rule : batch.rules)
      add(fmt::format("rule of {}{}: fail {}", owner,
                      rule.on.empty() ? "" : ", on " + words(rule.on), rule.error),
          rule.claim, rule.where);
    for (const Batch::Refer& refer : batch.refers)
      add(fmt::format("reference {} of {} to {}: fail {}", to_pointer(refer.pointer), owner,
                      refer.collection, refer.error),
          refer.claim.value_or(batch.claim), refer.where);
    if (batch.primary)
      add(fmt::format("primary {} of {}", batch.primary->field, owner),
          batch.primary->claim.value_or(batch.claim), batch.primary->where);
    for (const auto& [situation, cell] : batch.decide)
      add(fmt::format("situation {} of {}: {}", to_string(situation), owner, cell_text(cell)),
          cell.claim.value_or(batch.claim), cell.where);
  }

  void of_answer(const Respond& respond, const std::string& owner) {
    const std::string condition = condition_of(respond);
    add(fmt::format("answer of {}, status {}{}", owner, status_of(respond),
                    condition.empty() ? "" : ", to " + condition),
        {respond.evidence, respond.source}, respond.where);
  }

  std::vector<Declaration> in_order() {
    std::stable_sort(found_.begin(), found_.end(), [](const Declaration& a, const Declaration& b) {
      return std::tie(a.where.line, a.where.column) < std::tie(b.where.line, b.where.column);
    });
    return std::move(found_);
  }

  const Behaviour& behaviour_;
  std::vector<Declaration> found_;
};

}  // namespace

std::string condition_of(const Respond& respond) {
  std::string text = words(respond.outcomes);
  const auto add = [&](const std::string& more) { text += (text.empty() ? "" : "; ") + more; };
  if (respond.atomic) add(*respond.atomic ? "atomic" : "not atomic");
  if (!respond.reasons.empty()) add("reason " + words(respond.reasons));
  if (!respond.errors.empty())
    add("error " + joined(respond.errors, [](const std::string& name) { return name; }));
  return text;
}

std::string status_of(const Respond& respond) {
  if (const int* number = std::get_if<int>(&respond.status)) return std::to_string(*number);
  const auto& parts = std::get<Expression>(respond.status).parts;
  const bool of_item =
      !parts.empty() && parts[0].reference && parts[0].reference->root == Reference::Root::result;
  return of_item ? "of the item" : "of the error";
}

std::string action_text(const Action& action) {
  return std::string(to_string(action.verb)) + (action.error.empty() ? "" : " " + action.error);
}

std::vector<Declaration> declarations(const Behaviour& behaviour) {
  return Collector(behaviour).all();
}

}  // namespace contract
