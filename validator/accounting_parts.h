#pragma once
// What the files of bulk accounting share; everyone else includes accounting.h.
#include <optional>
#include <string>
#include <vector>

#include "validator/accounting.h"
#include "validator/accounting_fates.h"
#include "validator/accounting_items.h"
#include "validator/judge.h"
#include "validator/unrender.h"

namespace validator::accounting {

// The `respond` entry an answer was made by, as far as can be told, and what it says.
struct Fit {
  const contract::Respond* entry = nullptr;
  Unrendered answer;
};
// Of the entries whose status fits; none when none of their bodies does. `answer` null: no body.
std::vector<Fit> fits_of(const Judged& judged, const std::optional<contract::JsonView>& answer);
// The entries of the plan; where none is known, of the operation's first, as the mock does.
const std::vector<std::shared_ptr<const contract::Respond>>& respond_of(const Judged& judged);
bool can_be(const contract::Respond& entry, contract::Outcome outcome);

// Whom an element of a list is about.
struct Claim {
  enum class About : std::uint8_t { item, group, anyone, stray };
  About about = About::anyone;
  std::size_t place = 0;  // of the item or group
  Fates fates = any_fate;
  const Element* element = nullptr;
};

// One list, claim by claim.
struct Page {
  const SeenList* list = nullptr;
  std::vector<Claim> claims;
};

// Everything there is to know about one answered batch.
struct Ledger {
  Ledger(const Judged& j, const contract::Batch& b, std::vector<contract::JsonView> of_batch);

  const Judged& judged;
  const contract::Batch& batch;
  std::vector<contract::JsonView> items;
  ItemSchema schema;
  ItemKeys keys;
  Possible possible;
  const contract::Respond* entry = nullptr;
  Unrendered answer;
  std::vector<Page> pages;  // of the visible lists
  contract::Violations violations;

  std::size_t count(Fates among) const;  // claims that are certainly one of these
  // `of_batch`: the batch's declaration is broken rather than that of the answer.
  contract::Violation& report(contract::Rule rule, std::string message, std::string pointer = {},
                              std::optional<std::size_t> item = {});
  contract::Violation& report_batch(contract::Rule rule, std::string message);
};

// Reads the pages; reports index_out_of_range, key_not_sent and key_mismatch.
void identify(Ledger& ledger);
// item_repeated, item_succeeded_and_failed, item_missing
void check_once(Ledger& ledger);
// invalid_item_accepted
void check_invalid(Ledger& ledger);
// atomic_with_failures, atomic_mismatch; `fits` has the other entries, too
void check_atomic(Ledger& ledger, const std::vector<Fit>& fits);
// count_mismatch
void check_counts(Ledger& ledger);
// undeclared_code, error_status_mismatch; for answers of operations without a batch, too
contract::Violations check_codes(const Judged& judged, const Fit& fit, const Possible& possible);
// over_limit_accepted
void check_limit(Ledger& ledger, const std::vector<Fit>& fits);

// What the exchange says about keys; `ledger` null: nothing is known of its answer.
std::optional<KeyFacts> keys_of(const Judged& judged, const contract::Batch& batch,
                                const std::vector<contract::JsonView>& items, const Ledger* ledger);

std::string pointer_of(const Page& page, const Claim& claim);
contract::Violation of_answer(const Judged& judged, const contract::Respond& entry,
                              contract::Rule rule, std::string message, std::string pointer);

}  // namespace validator::accounting
