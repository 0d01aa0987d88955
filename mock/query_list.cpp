#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <utility>

#include "mock/lookup.h"
#include "mock/query.h"

namespace mock {
namespace {

using contract::Tokens;

constexpr std::string_view how_to_go_on = "leave it out to start from the beginning";

// What a record must have to be listed.
struct Filter {
  Match match;
  std::vector<Tokens> silent;  // absent or null
};

// A whole number written as a JSON number or as text.
std::optional<std::size_t> count_of(const std::string& text) {
  double value = 0;
  const char* end = text.data() + text.size();
  const auto [stop, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || stop != end || text.empty()) return std::nullopt;
  if (value < 0 || value != std::floor(value) || value > 9007199254740992.0) return std::nullopt;
  return static_cast<std::size_t>(value);
}

class Listing {
 public:
  Listing(const contract::ListPlan& plan, const contract::Facts& facts, const Staged& store)
      : plan_(plan), store_(store) {
    scope_.facts = &facts;
  }
  QueryResult run();

 private:
  std::optional<std::string> text_of(const std::optional<contract::Expression>& expression) const;
  std::size_t count(std::string_view word, const std::optional<contract::Expression>& expression,
                    std::size_t otherwise);
  void read_filter();
  std::vector<RecordId> matching() const;
  bool fits(const contract::Record& record, std::size_t checked) const;
  std::uint64_t fingerprint(RecordId last) const;
  std::string cursor_after(RecordId last) const;
  std::size_t start(const std::vector<RecordId>& ids);
  void refuse(std::string why) {
    if (!result_.refused) result_.refused = std::move(why);
  }

  const contract::ListPlan& plan_;
  const Staged& store_;
  contract::Scope scope_;
  Within within_;
  Filter filter_;
  QueryResult result_;
};

std::optional<std::string> Listing::text_of(
    const std::optional<contract::Expression>& expression) const {
  if (!expression) return std::nullopt;
  auto value = contract::evaluate(*expression, scope_);
  if (!value || value->text == "null") return std::nullopt;
  return contract::plain_text(value->text);
}

std::size_t Listing::count(std::string_view word,
                           const std::optional<contract::Expression>& expression,
                           std::size_t otherwise) {
  const auto text = text_of(expression);
  if (!text) return otherwise;
  const auto number = count_of(*text);
  if (!number)
    refuse(fmt::format("{} is {:?}, expected a whole number that is not negative", word, *text));
  return number.value_or(otherwise);
}

void Listing::read_filter() {
  within_ = resolve_within(plan_.within, scope_);
  filter_.match = within_.match;
  for (const auto& [field, expression] : plan_.filter) {
    const auto value = contract::evaluate(expression, scope_);
    if (!value) continue;
    if (value->text.starts_with('{') || value->text.starts_with('['))
      refuse(fmt::format("the filter {} is an {}, expected text, a number, a boolean or null",
                         contract::to_pointer(field),
                         value->text.starts_with('{') ? "object" : "array"));
    else if (value->text == "null")
      filter_.silent.push_back(field);
    else {
      filter_.match.fields.push_back(field);
      filter_.match.texts.push_back(contract::plain_text(value->text));
    }
  }
}

// The index is that of `within` and one filter: clients choose filters, and each set of fields that
// is looked up by costs an index.
std::vector<RecordId> Listing::matching() const {
  if (within_.sees_nothing) return {};
  Match match = filter_.match;
  const std::size_t indexed = std::min(match.fields.size(), within_.match.fields.size() + 1);
  match.fields.resize(indexed);
  match.texts.resize(indexed);
  std::vector<RecordId> ids = store_.find(match);
  if (indexed < filter_.match.fields.size() || !filter_.silent.empty())
    std::erase_if(ids, [&](RecordId id) { return !fits(*store_.find(id), indexed); });
  return ids;
}

bool Listing::fits(const contract::Record& record, std::size_t checked) const {
  for (std::size_t i = checked; i < filter_.match.fields.size(); ++i) {
    const auto value = record.at(filter_.match.fields[i]);
    if (!value || *value == "null" || value->front() == '[' || value->front() == '{') return false;
    if (contract::plain_text(*value) != filter_.match.texts[i]) return false;
  }
  return std::all_of(filter_.silent.begin(), filter_.silent.end(), [&](const Tokens& field) {
    const auto value = record.at(field);
    return !value || *value == "null";
  });
}

// FNV-1a over what makes this list this list.
std::uint64_t Listing::fingerprint(RecordId last) const {
  std::string all = fmt::format("{} {}", plan_.collection, last);
  for (std::size_t i = 0; i < filter_.match.fields.size(); ++i)
    all += fmt::format(" {} {:?}", contract::to_pointer(filter_.match.fields[i]),
                       filter_.match.texts[i]);
  for (const Tokens& field : filter_.silent) all += ' ' + contract::to_pointer(field);
  std::uint64_t hash = 0xcbf29ce484222325u;
  for (const char c : all) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return hash;
}

std::string Listing::cursor_after(RecordId last) const {
  return fmt::format("{:016x}{:x}", fingerprint(last), last);
}

std::size_t Listing::start(const std::vector<RecordId>& ids) {
  const std::size_t offset = count("offset", plan_.offset, 0);
  const auto cursor = text_of(plan_.cursor);
  if (!cursor) return std::min(offset, ids.size());
  RecordId last = 0;
  const char* end = cursor->data() + cursor->size();
  if (cursor->size() > 16) std::from_chars(cursor->data() + 16, end, last, 16);
  if (last == 0 || *cursor != cursor_after(last)) {
    refuse(fmt::format("this list gave out no cursor {:?}; {}", *cursor, how_to_go_on));
    return 0;
  }
  const auto next = std::upper_bound(ids.begin(), ids.end(), last);
  return static_cast<std::size_t>(next - ids.begin());
}

QueryResult Listing::run() {
  read_filter();
  std::size_t limit = count("limit", plan_.limit, plan_.default_limit);
  const bool limited = text_of(plan_.limit) || plan_.default_limit > 0;
  const std::vector<RecordId> ids = matching();
  const std::size_t begin = start(ids);
  if (result_.refused) return std::move(result_);
  const std::size_t end = limited ? begin + std::min(limit, ids.size() - begin) : ids.size();
  for (std::size_t i = begin; i < end; ++i) result_.records.push_back(store_.find(ids[i]));
  result_.page.total = ids.size();
  result_.page.has_more = end < ids.size();
  if (result_.page.has_more && end > 0) result_.page.next_cursor = cursor_after(ids[end - 1]);
  return std::move(result_);
}

}  // namespace

QueryResult run_list(const contract::ListPlan& plan, const contract::Facts& facts,
                     const Staged& store) {
  return Listing(plan, facts, store).run();
}

}  // namespace mock
