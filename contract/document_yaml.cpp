// YAML through yaml-cpp's events, which leave it to us what a scalar means. The only user of
// yaml-cpp.
#include <simdjson.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <array>
#include <istream>
#include <streambuf>

#include "contract/document_tree.h"

namespace contract::document_detail {

namespace {

struct Refused {};  // leaves the parser; the builder has the error

// Reads the caller's text in place.
class TextBuffer : public std::streambuf {
 public:
  explicit TextBuffer(std::string_view text) {
    char* begin = const_cast<char*>(text.data());  // streambuf's interface; nothing writes to it
    setg(begin, begin, begin + text.size());
  }
};

Mark to_mark(const YAML::Mark& mark) {
  if (mark.is_null()) return {};
  return {static_cast<std::uint32_t>(mark.line) + 1, static_cast<std::uint32_t>(mark.column) + 1};
}

constexpr std::string_view core = "tag:yaml.org,2002:";

class Handler : public YAML::EventHandler {
 public:
  Handler(TreeBuilder& builder, std::string_view text) : builder_(builder), text_(text) {}

  void OnDocumentStart(const YAML::Mark& mark) override {
    if (seen_)
      refuse("several-documents",
             "a second YAML document begins here, one per file is read; remove the '---', or "
             "correct the indentation that ended the first one",
             mark);
    seen_ = true;
  }
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    if (builder_.expects_key()) {
      if (!is_written(mark)) refuse("missing-key", "there is no key before this colon", mark);
      keep(builder_.key("null", to_mark(mark)));
      return;
    }
    if (builder_.expects_value())
      check_colon();
    else if (char_at(mark) == ',')
      refuse("invalid-yaml", "not YAML: there is no element before this comma; remove the comma",
             mark);
    keep(builder_.value(nullptr, to_mark(mark), anchor));
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    if (builder_.expects_key()) refuse_key(mark);
    keep(builder_.repeat(anchor, to_mark(mark)));
  }

  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    if (tag != "?" && !simdjson::validate_utf8(value))  // yaml-cpp writes these as single bytes
      refuse("invalid-yaml", "not YAML we can read: write \\u0085 for \\N and \\u00A0 for \\_",
             mark);
    if (builder_.expects_key()) {
      if (value == "<<" && tag == "?")
        refuse("merge-key",
               "merge keys (<<) are not YAML 1.2; write the members out, or quote \"<<\" if a "
               "member is really called so",
               mark);
      if (anchor != 0)
        refuse("complex-key", "a key cannot have an anchor; remove the '&…' before it", mark);
      last_ = {mark, value, tag == "?"};
      keep(builder_.key(value, to_mark(mark)));
      return;
    }
    last_ = {mark, value, tag == "?"};
    keep(builder_.value(resolve(mark, tag, value), to_mark(mark), anchor));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    if (builder_.expects_key()) refuse_key(mark);
    if (tag != "?" && tag != "!" && tag != std::string(core) + "seq") refuse_tag(mark, tag);
    keep(builder_.begin_array(to_mark(mark), anchor));
  }
  void OnSequenceEnd() override { keep(builder_.end()); }

  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    if (builder_.expects_key()) refuse_key(mark);
    if (tag != "?" && tag != "!" && tag != std::string(core) + "map") refuse_tag(mark, tag);
    keep(builder_.begin_object(to_mark(mark), anchor));
  }
  void OnMapEnd() override { keep(builder_.end()); }

  // yaml-cpp takes a quote that the end of the file cut off for a whole one.
  void check_last_quote() {
    if (end_of(last_) != std::string_view::npos) return;
    builder_.refuse("invalid-yaml", "not YAML: the quote that opens here is not closed; close it",
                    to_mark(last_.mark));
  }

 private:
  struct Scalar {
    YAML::Mark mark;
    std::string value;
    bool plain = true;
  };

  // The byte behind a scalar; npos when its closing quote is missing. For other notations (block,
  // tagged) a place inside it.
  std::size_t end_of(const Scalar& scalar) const {
    auto at = static_cast<std::size_t>(std::max(scalar.mark.pos, 0));
    if (scalar.plain) return std::min(at + scalar.value.size(), text_.size());
    while (at < text_.size() && (text_[at] == '!' || text_[at] == '&')) {
      at = std::min(text_.find_first_of(" \t\r\n", at), text_.size());
      at = std::min(text_.find_first_not_of(" \t\r\n", at), text_.size());
    }
    if (at >= text_.size()) return text_.size();
    const char quote = text_[at];
    if (quote != '"' && quote != '\'') return at;
    for (++at; at < text_.size(); ++at) {
      if (quote == '"' && text_[at] == '\\') {
        ++at;
      } else if (text_[at] == quote) {
        if (quote == '"' || text_.substr(at + 1, 1) != "'") return at + 1;
        ++at;
      }
    }
    return std::string_view::npos;
  }

  // yaml-cpp takes a last line without a colon for a key without a value.
  void check_colon() {
    const std::size_t end = end_of(last_);
    if (end == std::string_view::npos) return;  // told later
    const std::size_t next = text_.find_first_not_of(" \t", end);
    if (next != std::string_view::npos && text_.find_first_of("\r\n#", next) != next) return;
    const auto begin = static_cast<std::size_t>(std::max(last_.mark.pos, 0));
    const std::size_t before = text_.substr(0, begin).find_last_not_of(" \t");
    if (before != std::string_view::npos && text_[before] == '?') return;
    refuse("invalid-yaml",
           "not YAML: \"" + last_.value.substr(0, 40) +
               "\" is neither a key with a colon nor a value; check the colon and the indentation",
           last_.mark);
  }

  static void keep(bool accepted) {
    if (!accepted) throw Refused{};
  }
  [[noreturn]] void refuse(const char* code, std::string message, const YAML::Mark& mark) {
    builder_.refuse(code, std::move(message), to_mark(mark));
    throw Refused{};
  }
  [[noreturn]] void refuse_key(const YAML::Mark& mark) {
    refuse("complex-key",
           "a key must be a plain text, not a list, an object or an alias; quote a key that begins "
           "with one of [ { * &, and close every bracket",
           mark);
  }
  [[noreturn]] void refuse_tag(const YAML::Mark& mark, const std::string& tag) {
    refuse("unsupported-tag",
           "tag \"" + tag +
               "\" is not known here; !!str, !!int, !!float, !!bool, !!null, !!seq and !!map are, "
               "remove this one",
           mark);
  }
  // Whether a null was written ("null", "~") and not just left out.
  bool is_written(const YAML::Mark& mark) const {
    const char c = char_at(mark);
    return c == '~' || c == 'n' || c == 'N';
  }
  char char_at(const YAML::Mark& mark) const {
    const auto at = static_cast<std::size_t>(std::max(mark.pos, 0));
    return at < text_.size() ? text_[at] : '\0';
  }

  Json resolve(const YAML::Mark& mark, const std::string& tag, const std::string& value) {
    if (tag == "!" || tag == std::string(core) + "str") return value;
    std::optional<Json> resolved = resolve_plain_scalar(value);
    if (!resolved)
      refuse("number-out-of-range",
             "number " + value.substr(0, 40) +
                 " is larger than JSON programs can hold (binary64); quote it if it is a text",
             mark);
    if (tag == "?") return *std::move(resolved);
    const bool fits = (tag == std::string(core) + "int" && resolved->is_number_integer()) ||
                      (tag == std::string(core) + "float" && resolved->is_number()) ||
                      (tag == std::string(core) + "bool" && resolved->is_boolean()) ||
                      (tag == std::string(core) + "null" && resolved->is_null());
    if (!fits && tag.rfind(core, 0) == 0 && tag.size() <= core.size() + 5)
      refuse("unsupported-tag", "\"" + value.substr(0, 40) + "\" is not a value of its tag " + tag,
             mark);
    if (!fits) refuse_tag(mark, tag);
    return *std::move(resolved);
  }

  TreeBuilder& builder_;
  std::string_view text_;
  Scalar last_;
  bool seen_ = false;
};

struct Hint {
  std::string_view complaint;  // as yaml-cpp words it
  std::string_view advice;
};
constexpr std::array hints{
    Hint{"illegal tab", "indent with spaces, tabs are not allowed there"},
    Hint{"end of map flow", "a '{' before this is not closed"},
    Hint{"end of sequence flow", "a '[' before this is not closed"},
    Hint{"illegal flow end", "a bracket is closed here that was not opened"},
    Hint{"end of map", "check the indentation of this line"},
    Hint{"end of sequence", "check the indentation of this line"},
    Hint{"illegal block entry", "check the indentation of this '- '"},
    Hint{"illegal map", "check the indentation, and quote a text that contains ': '"},
    Hint{"illegal EOF in scalar", "a quote before this is not closed"},
    Hint{"unknown token", "quote a text that begins with @, ` or %"},
    Hint{"escape character", "in double quotes write \\\\ for a backslash, or use single quotes"},
    Hint{"hex number", "a \\x, \\u or \\U escape needs 2, 4 or 8 hex digits"},
    Hint{"invalid unicode", "write characters beyond U+FFFF as they are or as \\U0001F600"},
    Hint{"anchor is not defined", "quote a text that begins with '*'"},
    Hint{"alias not found", "quote a text that begins with '*'"},
    Hint{"anchor not found", "quote a text that begins with '&'"},
};

std::string explain(const std::string& complaint) {
  for (const Hint& hint : hints)
    if (complaint.find(hint.complaint) != std::string::npos)
      return "not YAML: " + complaint + "; " + std::string(hint.advice);
  return "not YAML: " + complaint + "; correct this line";
}

// Only the first tab is told: it is what made the parser stumble, if any did.
bool indented_by_tab(std::string_view text, std::uint32_t line) {
  std::size_t begin = 0;
  for (std::uint32_t at = 1; at < line && begin != std::string_view::npos; ++at) {
    begin = text.find('\n', begin);
    if (begin != std::string_view::npos) ++begin;
  }
  if (begin == std::string_view::npos) return false;
  const std::size_t end = text.find_first_not_of(" \t", begin);
  return text.substr(begin, end - begin).find('\t') != std::string_view::npos;
}

}  // namespace

Result<Tree> parse_yaml_tree(std::string_view text, const std::string& file) {
  TreeBuilder builder(file);
  Handler handler(builder, text);
  try {
    TextBuffer buffer(text);
    std::istream stream(&buffer);
    YAML::Parser parser(stream);
    while (parser.HandleNextDocument(handler)) {
    }
    handler.check_last_quote();
  } catch (const Refused&) {
  } catch (const YAML::Exception& error) {
    const Mark mark = to_mark(error.mark);
    const bool tab = indented_by_tab(text, mark.line);
    builder.refuse("invalid-yaml", explain(tab ? "illegal tab in the indentation" : error.msg),
                   mark);
  } catch (const std::exception& error) {
    builder.refuse("invalid-yaml", explain(error.what()), {});
  }
  if (builder.error()) return tl::unexpected(*builder.error());
  return builder.take();
}

}  // namespace contract::document_detail
