#include "cli/describe_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "contract/message.h"
#include "contract/pointer.h"

namespace cli {

namespace {

using contract::Reason;
using contract::Situation;

constexpr std::array<std::pair<Reason, const char*>, 10> reason_words{{
    {Reason::invalid_json, "the body is not JSON"},
    {Reason::unsupported_media_type, "the body has another media type"},
    {Reason::unauthorized, "credentials are missing or malformed"},
    {Reason::forbidden, "an injected fault"},
    {Reason::invalid_request, "the request breaks its schema"},
    {Reason::too_many_items, "more items than the limit"},
    {Reason::body_too_large, "the body is larger than the server takes"},
    {Reason::rate_limited, "an injected fault"},
    {Reason::not_found, "there is no such path"},
    {Reason::method_not_allowed, "the path does not have the method"},
}};

constexpr std::array<std::pair<Situation, const char*>, 11> situation_words{{
    {Situation::invalid, "an item breaks its schema"},
    {Situation::duplicate, "an earlier item has the same key"},
    {Situation::keyless, "an item has no value for the key"},
    {Situation::ambiguous, "several records have the key"},
    {Situation::tombstone, "an item marks a record as deleted"},
    {Situation::absent_tombstone, "an item deletes what is not there"},
    {Situation::missing, "no record has the key"},
    {Situation::conflict, "an item would change a fixed field"},
    {Situation::unchanged, "an item would change nothing"},
    {Situation::exists, "a record has the key"},
    {Situation::unlisted, "a record that no item names"},
}};

template <class Word, std::size_t Size>
std::string word_for(const std::array<std::pair<Word, const char*>, Size>& table, Word word) {
  for (const auto& [each, text] : table)
    if (each == word) return text;
  return "";
}

class Causes {
 public:
  Causes(const contract::Behaviour& behaviour, const contract::Plan* plan)
      : behaviour_(behaviour), plan_(plan) {}

  void of_request(const contract::Operation& operation) {
    for (const auto& requirement : operation.security)
      for (const std::string& scheme : requirement) {
        const auto rule = behaviour_.security.find(scheme);
        const bool own = rule != behaviour_.security.end() && !rule->second.reject.empty();
        rejected(Reason::unauthorized, own ? rule->second.reject : "",
                 own ? fmt::format("the credentials of `{}` are missing or unknown", scheme) : "");
      }
    if (!operation.parameters.empty() || operation.request_body) rejected(Reason::invalid_request);
    if (!operation.request_body) return;
    for (const Reason reason :
         {Reason::unsupported_media_type, Reason::invalid_json, Reason::body_too_large})
      rejected(reason);
    for (const contract::MessageRule& rule : behaviour_.messages)
      if (!rule.error.empty())
        add(rule.error, fmt::format("`{}` is broken{}", rule.keyword,
                                    rule.pointer || rule.property ? " at certain members" : ""));
  }

  void of_plan() {
    for (const contract::Guard& guard : plan_->guards)
      add(guard.error, "a guard of the operation holds");
    if (const auto* batch = std::get_if<contract::Batch>(&plan_->does)) of_batch(*batch);
    if (const auto* read = std::get_if<contract::ReadPlan>(&plan_->does)) {
      if (!read->missing.empty()) add(read->missing, word_for(situation_words, Situation::missing));
      if (!read->ambiguous.empty())
        add(read->ambiguous, word_for(situation_words, Situation::ambiguous));
    }
  }

  void rejected(Reason reason, std::string error = "", std::string text = "") {
    for (const auto* reject : {plan_ ? &plan_->reject : nullptr, &behaviour_.reject}) {
      if (!reject || !error.empty()) continue;
      if (const auto named = reject->find(reason); named != reject->end()) error = named->second;
    }
    keep({error, contract::default_status(reason), std::string(to_string(reason)),
          text.empty() ? word_for(reason_words, reason) : std::move(text)});
  }

  std::vector<Cause> take() { return std::move(causes_); }

 private:
  void of_batch(const contract::Batch& batch) {
    if (batch.limit)
      rejected(Reason::too_many_items, "", fmt::format("more than {} items", *batch.limit));
    for (const contract::BatchRule& rule : batch.rules) {
      std::string text = "an item meets a rule's condition";
      for (const Situation situation : rule.on)
        text += fmt::format("{} {}", situation == rule.on.front() ? ", and" : " or",
                            word_for(situation_words, situation));
      add(rule.error, text);
    }
    for (const contract::Batch::Refer& refer : batch.refers)
      add(refer.error, fmt::format("`{}` names nothing in `{}`, once that is seeded",
                                   contract::to_pointer(refer.pointer), refer.collection));
    for (const auto& [situation, cell] : batch.decide)
      for (const contract::Action* action : {&cell.then, &cell.otherwise})
        if (!action->error.empty()) add(action->error, word_for(situation_words, situation));
    const auto kept = behaviour_.collections.find(batch.collection);
    if (kept == behaviour_.collections.end()) return;
    for (const contract::Unique& unique : kept->second.unique) {
      std::string fields;
      for (const contract::Tokens& field : unique.fields)
        fields += (fields.empty() ? "`" : ", `") + contract::to_pointer(field) + "`";
      add(unique.error, fields + " would be those of another record");
    }
  }

  void add(const std::string& error, std::string text) { keep({error, 400, "", std::move(text)}); }

  void keep(Cause cause) {
    const auto same = [&](const Cause& other) {
      return other.error == cause.error && other.text == cause.text;
    };
    if (std::none_of(causes_.begin(), causes_.end(), same)) causes_.push_back(std::move(cause));
  }

  const contract::Behaviour& behaviour_;
  const contract::Plan* plan_;
  std::vector<Cause> causes_;
};

}  // namespace

std::vector<Cause> causes_of(const contract::Behaviour& behaviour,
                             const contract::Operation& operation, const contract::Plan& plan) {
  Causes causes(behaviour, &plan);
  causes.of_request(operation);
  causes.of_plan();
  return causes.take();
}

std::vector<Cause> common_causes(const contract::Behaviour& behaviour) {
  Causes causes(behaviour, nullptr);
  for (const Reason reason : {Reason::not_found, Reason::method_not_allowed, Reason::body_too_large,
                              Reason::forbidden, Reason::rate_limited})
    causes.rejected(reason);
  return causes.take();
}

std::string words_of(Situation situation) { return word_for(situation_words, situation); }

}  // namespace cli
