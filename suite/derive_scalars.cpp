// The scalars of derive_maker.h.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <nlohmann/json.hpp>

#include "suite/derive_maker.h"
#include "suite/derive_pattern.h"

namespace suite::derive_detail {

namespace {

struct FormatTexts {
  std::string_view format;
  std::array<const char*, 2> texts;
};
constexpr std::array format_texts{
    FormatTexts{"date-time", {"2026-01-02T03:04:05Z", "2026-12-31T23:59:59.5+01:00"}},
    FormatTexts{"date", {"2026-01-02", "2024-02-29"}},
    FormatTexts{"time", {"03:04:05Z", "23:59:59+01:00"}},
    FormatTexts{"duration", {"P1D", "PT36H"}},
    FormatTexts{"email", {"user@example.com", "user+tag@example.org"}},
    FormatTexts{"hostname", {"example.com", "a.example"}},
    FormatTexts{"ipv4", {"192.0.2.1", "255.255.255.255"}},
    FormatTexts{"ipv6", {"2001:db8::1", "::1"}},
    FormatTexts{"uri", {"https://example.com/", "urn:a:b"}},
    FormatTexts{"uri-reference", {"/example", "?q"}},
    FormatTexts{"uuid",
                {"00000000-0000-4000-8000-000000000000", "3C90C3CC-0d44-4b50-8888-8dd25736052a"}},
    FormatTexts{"json-pointer", {"/example", ""}},
    FormatTexts{"regex", {"^.*$", "a"}},
    FormatTexts{"byte", {"ZXhhbXBsZQ==", ""}},
};

// The tightest of a lower or an upper bound among the parts; `exclusive` ones moved by `step`.
double bound(const Shape& shape, bool upper, double step) {
  double tightest = upper ? INFINITY : -INFINITY;
  auto take = [&](double value) {
    tightest = upper ? std::min(tightest, value) : std::max(tightest, value);
  };
  for (const Json* part : shape) {
    const Json* plain = member_of(*part, upper ? "maximum" : "minimum");
    const Json* exclusive = member_of(*part, upper ? "exclusiveMaximum" : "exclusiveMinimum");
    const double gap = upper ? -step : step;
    const bool excluded = exclusive != nullptr && exclusive->is_boolean() && exclusive->get<bool>();
    if (plain != nullptr && plain->is_number()) take(plain->get<double>() + (excluded ? gap : 0));
    if (exclusive != nullptr && exclusive->is_number()) take(exclusive->get<double>() + gap);
  }
  return tightest;
}

Json number(double value) {
  if (std::floor(value) == value && std::abs(value) < 9.1e15)
    return static_cast<std::int64_t>(value);
  return value;
}

std::size_t count_or(const Json* value, std::size_t otherwise) {
  if (value == nullptr || !value->is_number() || value->get<double>() < 0) return otherwise;
  return static_cast<std::size_t>(std::min(value->get<double>(), 1e9));
}

std::vector<std::string> guessed_types(const Shape& shape) {
  static const std::map<std::string_view, const char*> hints{{"properties", "object"},
                                                             {"required", "object"},
                                                             {"minProperties", "object"},
                                                             {"patternProperties", "object"},
                                                             {"items", "array"},
                                                             {"minItems", "array"},
                                                             {"additionalProperties", "object"},
                                                             {"maxItems", "array"},
                                                             {"prefixItems", "array"},
                                                             {"minimum", "integer"},
                                                             {"maximum", "integer"},
                                                             {"multipleOf", "integer"},
                                                             {"contains", "array"},
                                                             {"uniqueItems", "array"}};
  for (const Json* part : shape)
    for (const auto& member : part->items())
      if (const auto hint = hints.find(member.key()); hint != hints.end())
        return {hint->second, "string"};
  return {"string", "integer", "object", "array", "boolean", "null"};
}

}  // namespace

std::vector<std::string> texts_of_format(const std::string& format) {
  for (const FormatTexts& row : format_texts)
    if (row.format == format) return {row.texts.begin(), row.texts.end()};
  return {};
}

std::vector<std::string> types_of(const Shape& shape) {
  std::optional<std::vector<std::string>> types;
  for (const Json* part : shape) {
    const Json* type = member_of(*part, "type");
    if (type == nullptr) continue;
    std::vector<std::string> these;
    for (const Json& word : type->is_array() ? *type : Json::array({*type}))
      if (word.is_string()) these.push_back(word.get<std::string>());
    if (const Json* nullable = member_of(*part, "nullable");
        nullable != nullptr && *nullable == true)
      these.emplace_back("null");
    if (!types)
      types = these;
    else
      std::erase_if(*types, [&](const std::string& word) {
        const bool narrower =
            word == "number" && std::find(these.begin(), these.end(), "integer") != these.end();
        return !narrower && std::find(these.begin(), these.end(), word) == these.end();
      });
  }
  return types ? *types : guessed_types(shape);
}

Bounds bounds_of(const Shape& shape, const char* least, const char* most) {
  Bounds bounds;
  for (const Json* part : shape) {
    bounds.least = std::max(bounds.least, count_or(member_of(*part, least), 0));
    bounds.most = std::min(bounds.most, count_or(member_of(*part, most), bounds.most));
  }
  return bounds;
}

std::optional<Json> Maker::make_text(const Shape& shape, const Bounds& length) const {
  std::vector<std::string> candidates;
  for (const Json* part : shape)
    if (const Json* format = member_of(*part, "format"); format != nullptr && format->is_string())
      for (auto& text : texts_of_format(format->get<std::string>())) candidates.push_back(text);
  for (const Json* part : shape)
    if (const Json* pattern = member_of(*part, "pattern");
        pattern != nullptr && pattern->is_string())
      for (const std::size_t wanted : {std::size_t{0}, length.least, length.most})
        if (wanted <= 4096)
          for (auto& text : matching_texts(pattern->get_ref<const std::string&>(), wanted))
            candidates.push_back(text);
  std::string word = seed_ == 0 ? "text" : "text" + std::to_string(seed_);
  if (word.size() < length.least && length.least <= 100'000) word.resize(length.least, 'x');
  if (word.size() > length.most) word.resize(length.most);
  candidates.push_back(word);
  for (const char* tail : {"@example.com", ".example.com"})  // formats that can be stretched
    if (const std::size_t size = std::string_view(tail).size();
        length.least > size && length.least <= 4096)
      candidates.push_back(std::string(length.least - size, 'a') + tail);
  for (const std::string& text : candidates) {
    // The candidates are ASCII, so bytes are code points.
    if (text.size() < length.least || text.size() > length.most) continue;
    if (Json value(text); accepts(shape, value)) return value;
  }
  return std::nullopt;
}

std::optional<Json> Maker::make_number(const Shape& shape, bool integer) const {
  double step = integer ? 1 : 0;
  for (const Json* part : shape)
    if (const Json* multiple = member_of(*part, "multipleOf");
        multiple != nullptr && multiple->is_number())
      step = std::max(step, multiple->get<double>());
  const double gap = step > 0 ? step : 0.5;
  const double low = bound(shape, false, gap);
  const double high = bound(shape, true, gap);
  auto fitted = [&](double value) { return step > 0 ? std::ceil(value / step) * step : value; };
  for (const double wanted :
       {1.0 + static_cast<double>(seed_ % 1000), 1.0, low, high, 0.0, low + gap})
    if (std::isfinite(wanted))
      if (Json value = number(fitted(std::min(std::max(wanted, low), high))); accepts(shape, value))
        return value;
  return std::nullopt;
}

}  // namespace suite::derive_detail
