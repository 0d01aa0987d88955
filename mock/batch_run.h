#pragma once
// What the files of the batch runner share; everyone else includes mock/batch.h.
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "contract/predicate.h"
#include "mock/batch.h"
#include "mock/batch_shape.h"
#include "mock/draft.h"
#include "mock/lookup.h"

namespace mock {

// Ids and time for one batch: a single instant, and the partition's sequence.
class BatchGenerator : public contract::Generator {
 public:
  BatchGenerator(contract::Generator& source, Staged& store) : source_(source), store_(store) {}
  std::string now() override;
  std::string uuid() override { return source_.uuid(); }
  std::uint64_t sequence() override;
  bool counted = false;  // whether sequence() was called since this was last false

 private:
  contract::Generator& source_;
  Staged& store_;
  std::string now_;
};

// One map of `key`, with what the item at hand has for it.
struct KeyLookup {
  const KeyShape* shape = nullptr;
  std::vector<contract::JsonText> values;  // of the map's members
  Match match;                             // `shape->searched` with texts; those of `within` stay
};

// One item while it is tried.
struct ItemState {
  std::size_t index = 0;
  const KeyLookup* key = nullptr;  // null: keyless
  int found = 0;                   // how many records the key finds, at most 2
  RecordId id = 0;                 // the record, when there is one
  contract::RecordPtr record;
  bool keyless = false;   // by its schema: only members of its key are missing
  bool repeated = false;  // an earlier item had the same key
  bool members_read = false;
  std::optional<contract::Verb> drafted;  // the draft holds what this verb would make
  bool changes = false;                   // and that differs from the record
  contract::Scope scope;
};

class BatchRun {
 public:
  BatchRun(const BatchInput& input, Staged& store);
  BatchResult run();

 private:
  // batch.cpp
  void try_item(std::size_t index);
  void try_invalid(ItemState& item);
  void try_valid(ItemState& item);
  const std::string* injected(const ItemState& item) const;
  void show_violations(ItemState& item);
  void reject_invalid();
  void remove_unlisted();
  contract::ItemResult unlisted_result(contract::RecordPtr record) const;

  // batch_key.cpp
  void look_up(ItemState& item);
  bool complete(ItemState& item, KeyLookup& key);
  void find_record(ItemState& item, KeyLookup& key);
  void remember_key(ItemState& item);

  // batch_decide.cpp
  bool is_invalid(std::size_t index) const;
  bool keyless_by_schema(std::size_t index) const;
  contract::Situation situation_of(ItemState& item);
  contract::Situation existing(ItemState& item);
  bool conflicts(const ItemState& item) const;
  bool plainly_unchanged(const ItemState& item);
  bool changes_nothing(ItemState& item);
  contract::Action action_in(contract::Situation situation, const contract::Scope& scope) const;

  // batch_rules.cpp: the error of the first rule or reference that fails; null when none does
  const std::string* broken_rule(const ItemState& item, contract::Situation situation);
  const std::string* broken_reference(const ItemState& item) const;

  // batch_write.cpp
  void act(ItemState& item, const contract::Action& action);
  void create(ItemState& item);
  void change(ItemState& item, contract::Verb verb);
  void remove(ItemState& item);
  bool draft(ItemState& item, contract::Verb verb);  // whether it changes the record
  void draft_key(const ItemState& item, bool top);   // fields of the record, or those inside one
  void read_members(ItemState& item);
  void generate(const ItemState& item, const std::vector<GeneratedField>& fields);
  void generate_changes(const ItemState& item);
  bool changed(const ItemState& item, const contract::Tokens& pointer) const;
  std::optional<std::string> rendered(const GeneratedField& field, const contract::Scope& scope);
  bool used(const contract::Tokens& field, const std::string& json_text) const;
  bool supplied(const ItemState& item, const contract::Tokens& field) const;
  const FieldRules& fields_of(const ItemState& item) const;

  // batch_between.cpp: what holds between records of a partition
  // The error of the first `unique` that `record`, stored under `id` (0: a new one), would break.
  const std::string* taken(RecordId id, const contract::Record& record) const;
  void keep_primary(RecordId id, const contract::Record& record);

  // batch_result.cpp
  contract::ItemResult& result_of(const ItemState& item) { return result_.results[item.index]; }
  void describe_key(const ItemState& item);
  void succeed(const ItemState& item, contract::Verb verb, contract::RecordPtr record);
  void fail(const ItemState& item, const std::string& error);
  void reject(std::size_t index, const std::string& error, const contract::Scope& scope);
  void finish();
  void abort(contract::ItemResult& result) const;

  const BatchInput& input_;
  const contract::Batch& batch_;
  Staged& store_;
  BatchGenerator generator_;
  BatchResult result_;
  contract::Scope scope_;
  std::unique_ptr<const BatchShape> own_shape_;  // of this request alone
  const BatchShape& shape_;
  Within within_;
  std::vector<KeyLookup> keys_;
  std::optional<contract::PredicateSubject> subject_;
  ItemMembers members_;
  Unchanged unchanged_;
  Draft draft_;
  std::unordered_set<std::string> seen_keys_;  // of the items so far, for `duplicate`
  std::unordered_set<RecordId> named_;         // for `unlisted`
  std::size_t start_;                          // savepoint
  bool rejected_ = false;
};

}  // namespace mock
