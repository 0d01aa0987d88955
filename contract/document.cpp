#include "contract/document.h"

#include <simdjson.h>

#include <algorithm>

#include "contract/document_tree.h"
#include "contract/http.h"
#include "contract/pointer.h"

namespace contract {

using document_detail::Tree;

namespace {

constexpr std::size_t many_members = 16;

// Where byte `at` of `text` is.
Mark mark_at(std::string_view text, std::size_t at) {
  const std::string_view before = text.substr(0, at);
  const auto lines = std::count(before.begin(), before.end(), '\n');
  const std::size_t line_start = before.rfind('\n') + 1;  // npos + 1 is 0
  return {static_cast<std::uint32_t>(lines) + 1, static_cast<std::uint32_t>(at - line_start) + 1};
}

Error refusal(const std::string& file, const char* code, std::string message, Mark mark = {}) {
  return {
      code, std::move(message), {file, static_cast<int>(mark.line), static_cast<int>(mark.column)}};
}

// The first byte that is not part of a well-formed line; only called when there is one.
std::size_t first_bad_line(std::string_view text) {
  std::size_t begin = 0;
  while (begin < text.size()) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    if (!simdjson::validate_utf8(text.data() + begin, end - begin)) break;
    begin = end + 1;
  }
  return std::min(begin, text.size());
}

std::optional<Error> not_text(std::string_view text, const std::string& file) {
  const std::string advice = "; save it as UTF-8 text";
  if (text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"))
    return refusal(file, "not-text", "the file is UTF-16" + advice);
  if (const std::size_t nul = text.find('\0'); nul != std::string_view::npos)
    return refusal(file, "not-text",
                   "a NUL byte stands here, YAML or JSON text was expected" + advice,
                   mark_at(text, nul));
  if (!simdjson::validate_utf8(text.data(), text.size()))
    return refusal(file, "not-text", "this line is not UTF-8" + advice,
                   {mark_at(text, first_bad_line(text)).line, 0});
  return std::nullopt;
}

std::optional<std::size_t> array_index(const std::string& token) {
  const bool leading_zero = token.size() > 1 && token[0] == '0';
  if (token.empty() || token.size() > 9 || leading_zero) return std::nullopt;
  if (token.find_first_not_of("0123456789") != std::string::npos) return std::nullopt;
  return std::stoul(token);
}

}  // namespace

Document::Document(std::string name, Tree tree)
    : name_(std::move(name)), root_(std::make_unique<Json>(std::move(tree.root))) {
  marks_.reserve(tree.marks.size());
  place(*root_, tree.marks);
  std::sort(marks_.begin(), marks_.end(),
            [](const auto& a, const auto& b) { return std::less<>()(a.first, b.first); });
}

// Parents before children, as the marks were recorded. Depth is bounded by the parsers.
void Document::place(const Json& node, const std::vector<Mark>& marks) {
  marks_.emplace_back(&node, marks[marks_.size()]);
  if (const auto* elements = node.get_ptr<const Json::array_t*>())
    for (const Json& element : *elements) place(element, marks);
  const auto* members = node.get_ptr<const Json::object_t*>();
  if (members == nullptr) return;
  for (const auto& [name, value] : *members) place(value, marks);
  if (members->size() <= many_members) return;
  Index& index = indexes_[&node];
  for (const auto& [name, value] : *members) index.emplace(name, &value);
}

const Json& Document::root() const { return *root_; }

const Mark* Document::mark_of(const Json& node) const {
  const auto found = std::lower_bound(
      marks_.begin(), marks_.end(), &node,
      [](const auto& entry, const Json* wanted) { return std::less<>()(entry.first, wanted); });
  return found == marks_.end() || found->first != &node ? nullptr : &found->second;
}

bool Document::holds(const Json& node) const { return mark_of(node) != nullptr; }

Location Document::locate(const Json& node) const {
  const Mark* mark = mark_of(node);
  if (mark == nullptr) return {name_, 0, 0};
  return {name_, static_cast<int>(mark->line), static_cast<int>(mark->column)};
}

const Json* Document::member(const Json& object, std::string_view name) const {
  const auto* members = object.get_ptr<const Json::object_t*>();
  if (members == nullptr) return nullptr;
  if (const auto index = indexes_.find(&object); index != indexes_.end()) {
    const auto found = index->second.find(name);
    return found == index->second.end() ? nullptr : found->second;
  }
  for (const auto& [key, value] : *members)
    if (key == name) return &value;
  return nullptr;
}

const Json* Document::find(std::string_view pointer) const {
  std::string decoded;
  if (pointer.starts_with('#')) {
    std::optional<std::string> fragment = percent_decode(pointer.substr(1));
    if (!fragment) return nullptr;
    decoded = *std::move(fragment);
    pointer = decoded;
  }
  const std::optional<Tokens> tokens = parse_pointer(pointer);
  if (!tokens) return nullptr;
  const Json* node = root_.get();
  for (const std::string& token : *tokens) {
    if (const auto* elements = node->get_ptr<const Json::array_t*>()) {
      const std::optional<std::size_t> index = array_index(token);
      node = index && *index < elements->size() ? &(*elements)[*index] : nullptr;
    } else {
      node = member(*node, token);
    }
    if (node == nullptr) return nullptr;
  }
  return node;
}

Result<DocumentPtr> Document::parse(std::string_view text, std::string name) {
  if (std::optional<Error> error = not_text(text, name)) return tl::unexpected(*std::move(error));
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  const std::size_t first = text.find_first_not_of(" \t\r\n");
  const bool is_json =
      first != std::string_view::npos && (text[first] == '{' || text[first] == '[');
  Result<Tree> tree = is_json ? document_detail::parse_json_tree(text, name)
                              : document_detail::parse_yaml_tree(text, name);
  if (!tree) return tl::unexpected(tree.error());
  if (tree->root.is_null())
    return tl::unexpected(refusal(name, "empty-document",
                                  "the file is empty; YAML or JSON with at least one member was "
                                  "expected"));
  return DocumentPtr(new Document(std::move(name), *std::move(tree)));
}

}  // namespace contract
