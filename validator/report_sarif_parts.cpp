#include "validator/report_sarif_parts.h"

#include <fmt/format.h>

#include <nlohmann/json.hpp>

#include "contract/json.h"
#include "validator/report_text.h"
#include "validator/text.h"

namespace validator {

namespace {

using contract::Json;

constexpr std::string_view bundled = "bundled:";

// A path as the path of a URI (RFC 3986 section 3.3).
std::string uri_path(std::string_view path) {
  constexpr std::string_view plain = "-._~/!$&'()*+,;=@";
  std::string out;
  for (const char c : path) {
    if (is_alphanumeric(c) || plain.find(c) != std::string_view::npos)
      out += c;
    else
      out += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return out;
}

std::string_view without(std::string_view text, std::string_view prefix) {
  return text.starts_with(prefix) ? text.substr(prefix.size()) : text;
}

// Compiled-in files have no path in anybody's working copy: they are relative to a base of their
// own. An absolute path outside the working directory becomes a file URI.
Json artifact(std::string_view file, std::string_view working_directory) {
  if (file.starts_with(bundled))
    return {{"uri", uri_path(without(file, bundled))}, {"uriBaseId", "BUNDLED"}};
  const std::string folder = std::string(working_directory) + '/';
  if (!working_directory.empty() && file.starts_with(folder)) file = without(file, folder);
  if (file.starts_with('/')) return {{"uri", "file://" + uri_path(file)}};
  while (file.starts_with("./")) file.remove_prefix(2);
  return {{"uri", uri_path(file)}};
}

Json location(const SarifResult& result, std::string_view working_directory) {
  Json place = Json::object();
  if (!result.where.file.empty()) {
    place["physicalLocation"]["artifactLocation"] = artifact(result.where.file, working_directory);
    place["physicalLocation"]["region"]["startLine"] = std::max(result.where.line, 1);
  }
  if (!result.logical.empty())
    place["logicalLocations"] =
        Json::array({{{"fullyQualifiedName", valid_utf8(result.logical)}, {"kind", "member"}}});
  return place;
}

Json rule_object(const SarifRule& rule) {
  Json object = {{"id", rule.id}, {"shortDescription", {{"text", rule.description}}}};
  if (!rule.help.empty()) object["help"] = {{"text", rule.help}};
  return object;
}

Json result_object(const SarifLog& log, const SarifResult& result, std::string_view folder) {
  Json object = {{"ruleId", log.rules.at(result.rule).id}, {"ruleIndex", result.rule}};
  object["level"] = result.level;
  object["message"]["text"] = printable(result.message);
  if (Json place = location(result, folder); !place.empty())
    object["locations"] = Json::array({std::move(place)});
  object["partialFingerprints"]["understudy/v1"] = fingerprint_of(result.fingerprint);
  object["occurrenceCount"] = result.occurrences;
  return object;
}

bool uses_bundled(const SarifLog& log) {
  for (const SarifResult& result : log.results)
    if (result.where.file.starts_with(bundled)) return true;
  return false;
}

}  // namespace

std::string fingerprint_of(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return fmt::format("{:016x}", hash);
}

std::string sarif_text(const SarifLog& log, std::string_view working_directory) {
  Json driver = {{"name", "understudy"}, {"rules", Json::array()}};
  for (const SarifRule& rule : log.rules) driver["rules"].push_back(rule_object(rule));
  Json run = Json::object();
  run["tool"]["driver"] = std::move(driver);
  run["invocations"] = Json::array({{{"executionSuccessful", log.complete}}});
  if (uses_bundled(log))
    run["originalUriBaseIds"]["BUNDLED"]["description"]["text"] =
        "Files inside the understudy binary; `understudy export` writes them.";
  run["results"] = Json::array();
  for (const SarifResult& result : log.results)
    run["results"].push_back(result_object(log, result, working_directory));
  const Json text = {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                     {"version", "2.1.0"},
                     {"runs", Json::array({std::move(run)})}};
  return text.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace validator
