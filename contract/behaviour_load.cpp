// behaviour.yaml from text to a checked Behaviour: the order of the passes.
#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "contract/behaviour_loading.h"
#include "contract/words.h"

namespace contract {

namespace {

using namespace behaviour_detail;

constexpr auto evidence_words =
    std::to_array<std::string_view>({"documented", "example", "observed", "assumed"});

Result<DocumentPtr> read_document(const std::string& path, const ReadFile& read) {
  const Result<std::string> text = read(path);
  if (!text) return tl::unexpected(text.error());
  return Document::parse(*text, path);
}

// Relative to the directory of the behaviour file.
std::string beside(const std::string& file, const std::string& relative) {
  const std::filesystem::path directory = std::filesystem::path(file).parent_path();
  return (directory / relative).lexically_normal().generic_string();
}

void each_plan(const Document& document, const std::function<void(const Json&)>& f) {
  each_member(member(document.root(), "operations"),
              [&](const std::string&, const Json& plans) { each_of(&plans, f); });
}

// Schemas of the contract that plans name; what does not exist is complained about later.
std::vector<std::string> named_schemas(const Document& behaviour, const Document& contract) {
  std::set<std::string> pointers;
  each_plan(behaviour, [&](const Json& plan) {
    const std::string pointer = text_of(member(plan, "schema"));
    if (pointer.starts_with("#/components/schemas/") && contract.find(pointer))
      pointers.insert(pointer);
  });
  return {pointers.begin(), pointers.end()};
}

void append(Errors& errors, Errors more) {
  errors.insert(errors.end(), std::make_move_iterator(more.begin()),
                std::make_move_iterator(more.end()));
}

OpenApiPtr read_contract(Loading& loading, const std::string& path, const References& references) {
  const Json* node = member(loading.document().root(), "contract");
  const std::string relative = text_of(node);
  if (relative.empty()) return nullptr;
  Result<DocumentPtr> contract = read_document(beside(path, relative), references.read);
  if (!contract) {
    if (contract.error().where.line > 0)
      loading.errors.push_back(contract.error());
    else
      loading.complain(*node, contract.error().code,
                       contract.error().where.file + " " + contract.error().message);
    return nullptr;
  }
  Loaded<OpenApiPtr> api =
      load_openapi(*contract, named_schemas(loading.document(), **contract), references);
  if (api) return *api;
  append(loading.errors, std::move(api.error()));
  return nullptr;
}

void note_structure(Loading& loading) {
  loading.errors = structure_complaints(loading.document());
  for (const Error& error : loading.errors)
    loading.malformed.insert({error.where.line, error.where.column});
}

void collect_variables(Loading& loading) {
  std::set<std::string> names;
  each_plan(loading.document(), [&](const Json& plan) {
    each_member(member(plan, "variables"),
                [&](const std::string& name, const Json&) { names.insert(name); });
  });
  loading.variables.assign(names.begin(), names.end());
}

void read_sections(Loading& loading) {
  const bool well_formed = loading.errors.empty();
  read_errors(loading);
  read_words(loading);
  read_collections(loading);
  read_operations(loading);
  if (!well_formed) return;  // what is missing would be complained about twice
  check_situations(loading);
  check_answers(loading);
}

void sort_by_line(Errors& errors) {
  std::stable_sort(errors.begin(), errors.end(), [](const Error& a, const Error& b) {
    return std::tie(a.where.file, a.where.line, a.where.column) <
           std::tie(b.where.file, b.where.line, b.where.column);
  });
  errors.erase(std::unique(errors.begin(), errors.end()), errors.end());
}

}  // namespace

std::string_view to_string(Evidence evidence) { return word_of(evidence_words, evidence); }
std::optional<Evidence> evidence_from(std::string_view word) {
  return from_word<Evidence>(evidence_words, word);
}

const std::vector<Plan>* Behaviour::plans(std::string_view operation_id) const {
  const auto found = operations.find(std::string(operation_id));
  return found == operations.end() ? nullptr : &found->second;
}

Loaded<BehaviourPtr> load_behaviour(const std::string& path, const ReadFile& read,
                                    const ReferenceMap& map) {
  const Result<DocumentPtr> document = read_document(path, read);
  if (!document) return tl::unexpected(Errors{document.error()});
  Loading loading;
  loading.behaviour.document = *document;
  note_structure(loading);
  collect_variables(loading);
  const References references{read, map};
  loading.behaviour.api = read_contract(loading, path, references);
  compile_schemas(loading, references);
  if (loading.behaviour.api) read_sections(loading);
  if (loading.errors.empty())
    return std::make_shared<const Behaviour>(std::move(loading.behaviour));
  sort_by_line(loading.errors);
  return tl::unexpected(std::move(loading.errors));
}

Loaded<BehaviourPtr> load_contract(const std::string& path, const ReadFile& read,
                                   const ReferenceMap& map) {
  const Result<DocumentPtr> document = read_document(path, read);
  if (!document) return tl::unexpected(Errors{document.error()});
  Loaded<OpenApiPtr> api = load_openapi(*document, {}, {read, map});
  if (!api) return tl::unexpected(std::move(api.error()));
  auto behaviour = std::make_shared<Behaviour>();
  behaviour->document = *document;
  behaviour->api = std::move(*api);
  return behaviour;
}

}  // namespace contract
