#include "contract/documents.h"

#include <fmt/format.h>

#include <filesystem>
#include <nlohmann/json.hpp>

#include "contract/uri.h"

namespace contract {

namespace {

// "" for what stays inside the document.
std::string_view file_part(std::string_view reference) {
  return reference.substr(0, reference.find('#'));
}

std::string_view fragment_part(std::string_view reference) {
  const auto hash = reference.find('#');
  return hash == std::string_view::npos ? "" : reference.substr(hash);
}

Error unfollowed(const char* code, std::string_view uri, std::string_view why) {
  return {code, fmt::format("the reference to \"{}\" cannot be followed: {}", uri, why), {}};
}

Error not_mapped(const std::string& uri) {
  return unfollowed(
      "remote-reference", uri,
      fmt::format("nothing is fetched over the network; save that document to a file and give "
                  "--ref-map {}=FILE",
                  uri));
}

}  // namespace

Documents::Documents(DocumentPtr main, References references) : references_(std::move(references)) {
  const std::string uri = uri_of_path(main->name());
  by_uri_.emplace(uri, main);
  by_file_.emplace(file_identity(path_of_uri(uri)), main);
  entries_.push_back({uri, std::move(main)});
}

// The longest row of the map that fits; else the path the URI itself means.
Result<std::string> Documents::path_of(const std::string& uri) const {
  const std::pair<std::string, std::string>* best = nullptr;
  for (const auto& row : references_.map) {
    const std::string_view url = row.first;
    const bool fits = url.ends_with('/') ? uri.starts_with(url) : uri == file_part(url);
    if (fits && (best == nullptr || best->first.size() < url.size())) best = &row;
  }
  if (best != nullptr) {
    if (!best->first.ends_with('/')) return best->second;
    const std::filesystem::path folder = best->second;
    return (folder / percent_decoded(std::string_view(uri).substr(best->first.size()))).string();
  }
  if (is_remote(uri)) return tl::unexpected(not_mapped(uri));
  return path_of_uri(uri);
}

Result<DocumentPtr> Documents::read(const std::string& uri) {
  if (!references_.read)
    return tl::unexpected(
        unfollowed("unsupported-reference", uri, "only references inside this document are read"));
  const auto path = path_of(uri);
  if (!path) return tl::unexpected(path.error());
  const std::string identity = file_identity(*path);
  if (const auto known = by_file_.find(identity); known != by_file_.end()) return known->second;
  const auto text = references_.read(*path);
  if (!text)
    return tl::unexpected(
        unfollowed("unresolved-reference", uri,
                   fmt::format("{} {}", text.error().where.file, text.error().message)));
  auto document = Document::parse(*text, *path);
  if (!document) {
    if (document.error().where.line == 0) document.error().where.line = 1;
    return document;
  }
  by_file_.emplace(identity, *document);
  entries_.push_back({uri, *document});
  return document;
}

Result<DocumentPtr> Documents::load(const std::string& uri) {
  if (const auto known = by_uri_.find(uri); known != by_uri_.end()) return known->second;
  return by_uri_.emplace(uri, read(uri)).first->second;
}

const Documents::Entry& Documents::entry_of(const Json& node) const {
  if (entries_.size() == 1) return entries_.front();
  const std::size_t recent = recent_.load(std::memory_order_relaxed);
  if (entries_[recent].document->holds(node)) return entries_[recent];
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (!entries_[i].document->holds(node)) continue;
    recent_.store(i, std::memory_order_relaxed);
    return entries_[i];
  }
  return entries_.front();
}

Result<const Json*> Documents::follow(const Json& from, std::string_view reference) {
  const Entry& entry = entry_of(from);
  DocumentPtr document = entry.document;
  if (const std::string_view file = file_part(reference); !file.empty()) {
    auto found = load(resolve_uri(entry.uri, file));
    if (!found) return tl::unexpected(std::move(found.error()));
    document = *found;
  }
  const std::string_view fragment = fragment_part(reference);
  const Json* node = fragment.size() <= 1 ? &document->root() : document->find(fragment);
  if (node != nullptr) return node;
  return tl::unexpected(Error{
      "unresolved-reference",
      fmt::format("$ref '{}' leads nowhere: {} has nothing there", reference, document->name()),
      {}});
}

const Json* Documents::target(const Json& referring) const {
  if (!referring.is_object()) return nullptr;
  const auto member = referring.find("$ref");
  if (member == referring.end() || !member->is_string()) return nullptr;
  const std::string_view reference = member->get_ref<const std::string&>();
  const Entry& entry = entry_of(referring);
  const Document* document = entry.document.get();
  if (const std::string_view file = file_part(reference); !file.empty()) {
    const auto found = by_uri_.find(resolve_uri(entry.uri, file));
    if (found == by_uri_.end() || !found->second) return nullptr;
    document = found->second->get();
  }
  const std::string_view fragment = fragment_part(reference);
  return fragment.size() <= 1 ? &document->root() : document->find(fragment);
}

}  // namespace contract
