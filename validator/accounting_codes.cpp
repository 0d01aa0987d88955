// Error codes are declared ones, and come with the status they are declared with.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "contract/message.h"
#include "validator/accounting_parts.h"

namespace validator::accounting {

namespace {

using contract::Outcome;
using contract::Reason;
using contract::Rule;
using Root = contract::Reference::Root;

constexpr int item_default_status = 400;

// A declared error, or the one a reason without a declared error gets.
struct Known {
  std::string name;
  std::string code;
  std::set<int> statuses;
};

class Codes {
 public:
  explicit Codes(const Judged& judged) : judged_(judged) {
    for (const auto& [name, spec] : judged.behaviour.errors) add(name, spec);
    for (int n = 0; n <= static_cast<int>(Reason::method_not_allowed); ++n) {
      const auto reason = static_cast<Reason>(n);
      if (is_declared(reason)) continue;
      const std::string word(contract::to_string(reason));
      known_.push_back({word, word, {contract::default_status(reason)}});
    }
  }

  bool open() const { return open_; }  // a code is a template: anything may be one
  std::vector<const Known*> with(const std::string& code) const {
    std::vector<const Known*> found;
    for (const Known& each : known_)
      if (each.code == code) found.push_back(&each);
    return found;
  }
  bool any_has(int status) const {
    return std::any_of(known_.begin(), known_.end(),
                       [&](const Known& each) { return each.statuses.contains(status); });
  }

 private:
  bool is_declared(Reason reason) const {
    return judged_.behaviour.reject.contains(reason) ||
           (judged_.plan && judged_.plan->reject.contains(reason));
  }

  void add(const std::string& name, const contract::ErrorSpec& spec) {
    Known known{name, name, {}};
    for (const auto& [member, value] : spec.members) {
      if (member != "code") continue;
      if (value.kind == contract::Template::Kind::literal)
        known.code = contract::plain_text(value.literal.text);
      else if (value.kind == contract::Template::Kind::expression && value.expression.is_literal())
        known.code = value.expression.literal_text();
      else
        open_ = true;
    }
    known.statuses = statuses_of(name, spec);
    known_.push_back(std::move(known));
  }

  std::set<int> statuses_of(const std::string& name, const contract::ErrorSpec& spec) const {
    if (spec.status) return {*spec.status};
    std::set<int> statuses{item_default_status};
    const auto add_reasons = [&](const std::map<Reason, std::string>& reject) {
      for (const auto& [reason, error] : reject)
        if (error == name) statuses.insert(contract::default_status(reason));
    };
    add_reasons(judged_.behaviour.reject);
    if (judged_.plan) add_reasons(judged_.plan->reject);
    for (const auto& [scheme, rule] : judged_.behaviour.security)
      if (rule.reject == name) statuses.insert(contract::default_status(Reason::unauthorized));
    return statuses;
  }

  const Judged& judged_;
  std::vector<Known> known_;
  bool open_ = false;
};

bool may_carry(const contract::Respond& entry, const std::string& error) {
  const bool fails = can_be(entry, Outcome::failed) || can_be(entry, Outcome::rejected) ||
                     can_be(entry, Outcome::missing) || can_be(entry, Outcome::ambiguous);
  return fails && (entry.errors.empty() || std::find(entry.errors.begin(), entry.errors.end(),
                                                     error) != entry.errors.end());
}

std::string listed(const std::set<int>& statuses) {
  std::string text;
  for (const int status : statuses) text += fmt::format("{}{}", text.empty() ? "" : " or ", status);
  return text;
}

const Bound* find(const std::vector<Bound>& bound, Root root, std::string_view name) {
  for (const Bound& each : bound)
    if (each.reference && each.reference->root == root && each.reference->name == name)
      return &each;
  return nullptr;
}

class Check {
 public:
  Check(const Judged& judged, const Fit& fit, const Possible& possible)
      : judged_(judged), fit_(fit), possible_(possible), codes_(judged) {}

  contract::Violations run() {
    if (codes_.open()) return {};
    top(fit_.answer.bound);
    for (const SeenList& list : fit_.answer.lists)
      for (const Element& element : list.elements) {
        pointer_ = list.pointer;
        contract::append_token(pointer_, element.token);
        of_element(element.bound);
      }
    return std::move(violations_);
  }

 private:
  // The answer's own status must be the one the error has.
  void top(const std::vector<Bound>& bound) {
    const Bound* code = find(bound, Root::error, "code");
    if (!code) return;
    pointer_ = code->pointer;
    const auto known = codes_.with(text_of(*code));
    if (known.empty()) return undeclared(text_of(*code));
    std::set<int> allowed, told;
    for (const Known* each : known) {
      told.insert(each->statuses.begin(), each->statuses.end());
      for (const auto& entry : respond_of(judged_)) {
        if (!may_carry(*entry, each->name)) continue;
        if (const int* fixed = std::get_if<int>(&entry->status))
          allowed.insert(*fixed);
        else
          allowed.insert(each->statuses.begin(), each->statuses.end());
      }
    }
    if (!allowed.empty() && !allowed.contains(judged_.response.status))
      return wrong_status(text_of(*code), std::to_string(judged_.response.status), allowed);
    if (const Bound* status = find(bound, Root::error, "status")) {
      pointer_ = status->pointer;
      compare(text_of(*code), text_of(*status), told);
    }
  }

  void of_element(const std::vector<Bound>& bound) {
    std::set<int> statuses;
    std::string last;
    for (const Bound& each : bound) {
      if (!each.reference || each.reference->root != Root::error || each.reference->name != "code")
        continue;
      last = text_of(each);
      const auto known = codes_.with(last);
      if (known.empty()) return undeclared(last);
      for (const Known* one : known) statuses.insert(one->statuses.begin(), one->statuses.end());
    }
    const Bound* status = find(bound, Root::error, "status");
    if (!status) status = find(bound, Root::result, "status");
    if (!status) return;
    if (!last.empty()) return compare(last, text_of(*status), statuses);
    const std::string text = text_of(*status);
    if (!is_item_status(text))
      report(Rule::error_status_mismatch, fmt::format("no item can have the status {:.40}", text));
  }

  bool is_item_status(const std::string& text) const {
    if (text == "201") return (possible_.fates & created) != 0;
    if (text == "200") return (possible_.fates & success & ~Fates{created}) != 0;
    if (text == "424" && (possible_.fates & aborted)) return true;
    return text.size() == 3 && text.find_first_not_of("0123456789") == std::string::npos &&
           codes_.any_has(std::stoi(text));
  }

  void compare(const std::string& code, const std::string& status, const std::set<int>& statuses) {
    for (const int each : statuses)
      if (std::to_string(each) == status) return;
    wrong_status(code, status, statuses);
  }

  void undeclared(const std::string& code) {
    report(Rule::undeclared_code,
           fmt::format("the behaviour declares no error with the code {:.80}", code));
  }

  void wrong_status(const std::string& code, const std::string& status,
                    const std::set<int>& allowed) {
    report(Rule::error_status_mismatch,
           fmt::format("the error {:.80} comes with the status {:.40}, declared is {}", code,
                       status, listed(allowed)));
  }

  void report(Rule rule, std::string message) {
    violations_.push_back(of_answer(judged_, *fit_.entry, rule, std::move(message), pointer_));
  }

  const Judged& judged_;
  const Fit& fit_;
  const Possible& possible_;
  const Codes codes_;
  std::string pointer_;
  contract::Violations violations_;
};

bool tells_errors(const std::vector<Bound>& bound) {
  return find(bound, Root::error, "code") || find(bound, Root::error, "status") ||
         find(bound, Root::result, "status");
}

}  // namespace

contract::Violations check_codes(const Judged& judged, const Fit& fit, const Possible& possible) {
  bool any = tells_errors(fit.answer.bound);
  for (const SeenList& list : fit.answer.lists)
    any = any || std::any_of(list.elements.begin(), list.elements.end(),
                             [](const Element& each) { return tells_errors(each.bound); });
  if (!any) return {};
  return Check(judged, fit, possible).run();
}

}  // namespace validator::accounting
