// JSON text through nlohmann's SAX parser, with the line of every token.
#include <iterator>

#include "contract/document_tree.h"

namespace contract::document_detail {

namespace {

// Follows the parser character by character. A number is only known once the character behind it
// was read, so the place of a token is kept from when it began.
class Cursor {
 public:
  void advance(char c) {
    const bool quote = c == '"' && !escaped_;
    escaped_ = in_string_ && c == '\\' && !escaped_;
    if (in_string_) {
      if (quote) in_string_ = false;
      was_word_ = false;
    } else {
      const bool opens = quote || c == '{' || c == '[';
      const bool word = !opens && !is_blank(c) && c != '}' && c != ']' && c != ',' && c != ':';
      if (opens || (word && !was_word_)) token_ = here_;
      was_word_ = word;
      in_string_ = quote;
    }
    last_ = here_;
    if (c == '\n') {
      ++here_.line;
      here_.column = 1;
    } else {
      ++here_.column;
    }
  }
  Mark token() const { return token_; }
  Mark last() const { return last_; }

 private:
  static bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

  Mark here_{1, 1};   // of the next character
  Mark last_{1, 1};   // of the one before
  Mark token_{1, 1};  // where the token that was read last began
  bool in_string_ = false;
  bool escaped_ = false;
  bool was_word_ = false;
};

class CountingIterator {
 public:
  using iterator_category = std::input_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  CountingIterator(const char* at, Cursor* cursor) : at_(at), cursor_(cursor) {}
  reference operator*() const { return *at_; }
  CountingIterator& operator++() {
    cursor_->advance(*at_);
    ++at_;
    return *this;
  }
  CountingIterator operator++(int) {
    CountingIterator old = *this;
    ++*this;
    return old;
  }
  bool operator==(const CountingIterator& other) const { return at_ == other.at_; }
  bool operator!=(const CountingIterator& other) const { return at_ != other.at_; }

 private:
  const char* at_;
  Cursor* cursor_;
};

// What is behind "[json.exception.parse_error.101] parse error at line 1, column 2: ".
std::string reason(std::string what) {
  if (what.starts_with('[')) what.erase(0, what.find("] ") + 2);
  if (what.starts_with("parse error")) what.erase(0, what.find(": ") + 2);
  return what;
}

class Handler : public nlohmann::json_sax<Json> {
 public:
  Handler(TreeBuilder& builder, const Cursor& cursor) : builder_(builder), cursor_(cursor) {}

  bool null() override { return add(nullptr); }
  bool boolean(bool value) override { return add(value); }
  bool number_integer(number_integer_t value) override { return add(value); }
  bool number_unsigned(number_unsigned_t value) override { return add(value); }
  bool number_float(number_float_t value, const string_t&) override { return add(value); }
  bool string(string_t& value) override { return add(std::move(value)); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return builder_.begin_object(cursor_.token()); }
  bool key(string_t& name) override { return builder_.key(std::move(name), cursor_.token()); }
  bool end_object() override { return builder_.end(); }
  bool start_array(std::size_t) override { return builder_.begin_array(cursor_.token()); }
  bool end_array() override { return builder_.end(); }
  bool parse_error(std::size_t, const std::string&,
                   const nlohmann::detail::exception& error) override {
    return builder_.refuse("invalid-json",
                           "not JSON: " + reason(error.what()) +
                               " (a file that begins with { or [ is read as JSON, not YAML)",
                           cursor_.last());
  }

 private:
  template <class T>
  bool add(T&& value) {
    return builder_.value(Json(std::forward<T>(value)), cursor_.token());
  }

  TreeBuilder& builder_;
  const Cursor& cursor_;
};

}  // namespace

Result<Tree> parse_json_tree(std::string_view text, const std::string& file) {
  TreeBuilder builder(file);
  Cursor cursor;
  Handler handler(builder, cursor);
  Json::sax_parse(CountingIterator(text.data(), &cursor),
                  CountingIterator(text.data() + text.size(), &cursor), &handler);
  if (builder.error()) return tl::unexpected(*builder.error());
  return builder.take();
}

}  // namespace contract::document_detail
