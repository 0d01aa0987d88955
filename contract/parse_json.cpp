#include "contract/parse_json.h"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <vector>

#include "contract/json_guard.h"

namespace contract {

struct ParsedJson::Owner {
  simdjson::dom::document document;
  std::optional<Json> tree;  // instead of `document`: numbers simdjson does not read
};

namespace {

// Documents that are done with serve the next texts of their thread: their memory is what costs.
template <class Owner>
class Unused {
 public:
  Unused() { owners_.reserve(most); }
  ~Unused() { over = true; }

  static void put(std::unique_ptr<Owner> owner) {
    if (!owner || owner->tree || owner->document.capacity() > largest || over) return;
    if (owners().size() < most) owners().push_back(std::move(owner));
  }
  static std::unique_ptr<Owner> take() {
    if (over || owners().empty()) return std::make_unique<Owner>();
    auto owner = std::move(owners().back());
    owners().pop_back();
    return owner;
  }

 private:
  static constexpr std::size_t most = 3;
  static constexpr std::size_t largest = 128u << 10;  // bytes of text it has room for

  static std::vector<std::unique_ptr<Owner>>& owners() {
    thread_local Unused here;
    return here.owners_;
  }

  static inline thread_local bool over = false;  // the thread ends
  std::vector<std::unique_ptr<Owner>> owners_;
};

}  // namespace

ParsedJson::ParsedJson(std::unique_ptr<Owner> owner) : owner_(std::move(owner)) {}
ParsedJson::~ParsedJson() { Unused<Owner>::put(std::move(owner_)); }
ParsedJson::ParsedJson(ParsedJson&&) noexcept = default;
ParsedJson& ParsedJson::operator=(ParsedJson&& other) noexcept {
  std::swap(owner_, other.owner_);
  return *this;
}

JsonView ParsedJson::root() const {
  if (owner_->tree) return JsonView(TreeView(*owner_->tree));
  return JsonView(SimdView(owner_->document.root()));
}

namespace {

using namespace json_detail;

constexpr std::size_t kept_parser_capacity = 1u << 20;  // bytes of text a thread's parser keeps

struct TreeRefusal {
  Error error;
};

// Depth and duplicate names, seen by nlohmann's parser as it goes.
class TreeGuard {
 public:
  explicit TreeGuard(std::size_t depth) : depth_(depth) {}
  bool operator()(int depth, Json::parse_event_t event, Json& parsed) {
    using Event = Json::parse_event_t;
    if (event == Event::object_start || event == Event::array_start) {
      if (static_cast<std::size_t>(depth) >= depth_) throw TreeRefusal{nested_too_deep(depth_)};
      names_.emplace_back();
    } else if (event == Event::object_end || event == Event::array_end) {
      names_.pop_back();
    } else if (event == Event::key) {
      const auto& name = parsed.get_ref<const std::string&>();
      if (!names_.back().insert(name).second) throw TreeRefusal{duplicate_name(name)};
    }
    return true;
  }

 private:
  std::size_t depth_;
  std::vector<std::set<std::string, std::less<>>> names_;
};

// Slower, and tells where a text goes wrong.
Result<Json> parse_tree(std::string_view text, std::size_t depth) {
  try {
    return Json::parse(text, TreeGuard(depth));
  } catch (const TreeRefusal& refusal) {
    return tl::unexpected(refusal.error);
  } catch (const Json::parse_error& error) {
    const std::size_t at = error.byte == 0 ? 0 : error.byte - 1;
    return tl::unexpected(
        invalid_json(at >= text.size() ? std::string("the JSON text ends too early")
                                       : fmt::format("the text is not valid JSON at byte {}", at)));
  } catch (const Json::exception&) {
    return tl::unexpected(invalid_json("a number is too large for binary64"));
  }
}

simdjson::error_code parse_document(std::string_view text, std::size_t depth,
                                    simdjson::dom::document& document) {
  thread_local std::unique_ptr<simdjson::dom::parser> kept;
  std::unique_ptr<simdjson::dom::parser> large;
  std::unique_ptr<simdjson::dom::parser>& parser =
      text.size() > kept_parser_capacity ? large : kept;
  if (!parser) parser = std::make_unique<simdjson::dom::parser>();
  const std::size_t levels = depth + 1;
  if (parser->max_depth() != levels || parser->capacity() < text.size())
    if (const auto error = parser->allocate(std::max<std::size_t>(text.size(), 4096), levels))
      return error;
  return parser->parse_into_document(document, text.data(), text.size()).error();
}

}  // namespace

Result<ParsedJson> parse_json(std::string_view text, const JsonLimits& limits) {
  if (text.substr(0, 3) == "\xEF\xBB\xBF")
    return tl::unexpected(invalid_json("the text starts with a byte order mark"));
  auto owner = Unused<ParsedJson::Owner>::take();
  const auto error = parse_document(text, limits.depth, owner->document);
  if (error == simdjson::SUCCESS) {
    if (auto refusal = refusal_of(owner->document.root(), limits.depth))
      return tl::unexpected(std::move(*refusal));
    return ParsedJson(std::move(owner));
  }
  if (error == simdjson::DEPTH_ERROR) return tl::unexpected(nested_too_deep(limits.depth));
  auto tree = parse_tree(text, limits.depth);
  if (!tree) return tl::unexpected(tree.error());
  owner->tree = std::move(*tree);
  return ParsedJson(std::move(owner));
}

}  // namespace contract
