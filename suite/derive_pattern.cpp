#include "suite/derive_pattern.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <optional>
#include <set>

#include "contract/schema_pattern.h"

namespace suite::derive_detail {

namespace {

using Texts = std::vector<std::string>;
constexpr std::size_t max_texts = 12;     // of one part of a pattern
constexpr std::size_t max_length = 4096;  // of one text

// ASCII only; everything else is outside of every class we make texts from.
using Class = std::array<bool, 128>;

Texts samples_of(const Class& set) {
  Texts texts;
  for (const std::string_view preferred : {"a0A_-@. /:", "bcdxyz123456789"})
    for (const char c : preferred)
      if (set[static_cast<unsigned char>(c)] && texts.size() < 3) texts.emplace_back(1, c);
  for (std::size_t c = 33; c < 127 && texts.empty(); ++c)
    if (set[c]) texts.emplace_back(1, static_cast<char>(c));
  return texts;
}

void keep_few(Texts& texts) {
  std::stable_sort(texts.begin(), texts.end(),
                   [](const auto& a, const auto& b) { return a.size() < b.size(); });
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  if (texts.size() > max_texts) texts.resize(max_texts);
}

// Every pair where that is few, else the texts side by side.
Texts joined(const Texts& a, const Texts& b) {
  Texts texts;
  if (a.size() * b.size() <= max_texts) {
    for (const auto& left : a)
      for (const auto& right : b) texts.push_back(left + right);
  } else {
    for (std::size_t i = 0; i < std::max(a.size(), b.size()); ++i)
      texts.push_back(a[i % a.size()] + b[i % b.size()]);
  }
  keep_few(texts);
  return texts;
}

struct Repeat {
  std::size_t least = 1;
  std::size_t most = 1;
};

// Recursive descent that computes texts instead of a tree. `broken` once something is not
// understood.
class Reader {
 public:
  Reader(std::string_view pattern, std::size_t length) : rest_(pattern), length_(length) {}

  std::optional<Texts> read() {
    Texts texts = alternatives();
    if (broken_ || !rest_.empty()) return std::nullopt;
    return texts;
  }

 private:
  bool next(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  char take() {
    if (rest_.empty()) {
      broken_ = true;
      return '\0';
    }
    const char c = rest_.front();
    rest_.remove_prefix(1);
    return c;
  }

  Texts alternatives() {
    Texts all = sequence();
    while (!broken_ && next('|')) {
      Texts more = sequence();
      all.insert(all.end(), more.begin(), more.end());
    }
    return all;
  }

  Texts sequence() {
    Texts texts{""};
    while (!broken_ && !rest_.empty() && rest_.front() != '|' && rest_.front() != ')') {
      Texts part = atom();
      if (broken_ || part.empty()) {
        broken_ = true;
        break;
      }
      const Repeat repeat = quantifier();
      texts = joined(texts, repeated(part, repeat));
    }
    return texts;
  }

  Texts repeated(const Texts& part, const Repeat& repeat) const {
    if (repeat.least == 1 && repeat.most == 1) return part;
    std::set<std::size_t> counts{repeat.least, std::min(repeat.least + 1, repeat.most)};
    const std::size_t width = std::max<std::size_t>(part.front().size(), 1);
    for (std::size_t shorter = 0; shorter < 4 && length_ > 0; ++shorter)
      if (length_ / width >= shorter)
        counts.insert(std::clamp(length_ / width - shorter, repeat.least, repeat.most));
    Texts texts;
    for (const std::size_t count : counts) {
      if (count * width > max_length) continue;
      for (std::size_t first = 0; first < std::min<std::size_t>(part.size(), 2); ++first) {
        std::string text;
        for (std::size_t i = 0; i < count; ++i) text += part[(first + i) % part.size()];
        texts.push_back(std::move(text));
      }
    }
    return texts;
  }

  std::size_t number() {
    std::size_t value = 0;
    while (!rest_.empty() && std::isdigit(static_cast<unsigned char>(rest_.front())) != 0)
      value = std::min<std::size_t>(value * 10 + static_cast<std::size_t>(take() - '0'), 1'000'000);
    return value;
  }

  Repeat quantifier() {
    Repeat repeat;
    if (next('*'))
      repeat = {0, max_length};
    else if (next('+'))
      repeat = {1, max_length};
    else if (next('?'))
      repeat = {0, 1};
    else if (next('{')) {
      repeat.least = number();
      repeat.most = repeat.least;
      if (next(',')) repeat.most = rest_.substr(0, 1) == "}" ? max_length : number();
      if (!next('}') || repeat.most < repeat.least) broken_ = true;
    } else {
      return repeat;
    }
    next('?');  // lazy: the same texts
    return repeat;
  }

  Texts atom() {
    const char c = take();
    if (c == '^' || c == '$') return {""};
    if (c == '(') return group();
    if (c == '[') return samples_of(bracket());
    if (c == '\\') return escape();
    if (c == '.') return {"a", "0"};
    if (c == '*' || c == '+' || c == '?' || c == '{') broken_ = true;
    return {std::string(1, c)};
  }

  Texts group() {
    if (next('?') && !next(':')) {  // a named group is as good; look-around is not
      if (!next('<') || rest_.substr(0, 1) == "=" || rest_.substr(0, 1) == "!") broken_ = true;
      while (!broken_ && take() != '>') continue;
    }
    Texts texts = alternatives();
    if (!next(')')) broken_ = true;
    return texts;
  }

  static void add(Class& set, bool (*has)(int), bool negated) {
    for (int c = 32; c < 127; ++c)
      if (has(c) != negated) set[static_cast<std::size_t>(c)] = true;
  }
  // \d \w \s and their opposites; false for another letter.
  static bool named(char letter, Class& set) {
    const bool negated = std::isupper(static_cast<unsigned char>(letter)) != 0;
    switch (std::tolower(static_cast<unsigned char>(letter))) {
      case 'd':
        add(
            set, [](int c) { return std::isdigit(c) != 0; }, negated);
        return true;
      case 'w':
        add(
            set, [](int c) { return std::isalnum(c) != 0 || c == '_'; }, negated);
        return true;
      case 's':
        add(
            set, [](int c) { return c == ' '; }, negated);
        return true;
      default:
        return false;
    }
  }

  // What follows a backslash and is one character.
  char escaped(char letter) {
    const std::string_view letters = "nrtfv";
    const std::string_view controls = "\n\r\t\f\v";
    if (const auto at = letters.find(letter); at != std::string_view::npos) return controls[at];
    if (letter == 'x' || letter == 'u') {
      std::size_t value = 0;
      for (int digits = letter == 'x' ? 2 : 4; digits > 0; --digits) {
        const int c = take();
        if (std::isxdigit(c) == 0) broken_ = true;
        value = value * 16 +
                static_cast<std::size_t>(std::isdigit(c) != 0 ? c - '0' : (c | 32) - 'a' + 10);
      }
      if (value > 126) broken_ = true;
      return static_cast<char>(value & 127U);
    }
    if (std::isalnum(static_cast<unsigned char>(letter)) != 0) broken_ = true;  // \1, \p, \k, …
    return letter;
  }

  Texts escape() {
    const char letter = take();
    if (letter == 'b' || letter == 'B') return {""};
    Class set{};
    if (named(letter, set)) return samples_of(set);
    return {std::string(1, escaped(letter))};
  }

  Class bracket() {
    const bool negated = next('^');
    Class set{};
    while (!broken_ && !next(']')) {
      char first = take();
      if (first == '\\') {
        first = take();
        if (named(first, set)) continue;
        first = escaped(first);
      }
      char last = first;
      if (rest_.size() > 1 && rest_[0] == '-' && rest_[1] != ']') {
        take();
        last = take();
        if (last == '\\') last = escaped(take());
      }
      for (int c = std::max<int>(first, 0); c <= last; ++c) set[static_cast<std::size_t>(c)] = true;
    }
    if (negated)
      for (std::size_t c = 0; c < set.size(); ++c) set[c] = !set[c] && c >= 32 && c < 127;
    return set;
  }

  std::string_view rest_;
  std::size_t length_;
  bool broken_ = false;
};

Texts with_verdict(const contract::Pattern& pattern, Texts texts,
                   contract::Pattern::Verdict wanted) {
  std::erase_if(texts, [&](const std::string& text) { return pattern.match(text) != wanted; });
  keep_few(texts);
  return texts;
}

}  // namespace

Texts matching_texts(std::string_view pattern, std::size_t length) {
  const auto compiled = contract::Pattern::compile(pattern);
  auto texts = Reader(pattern, length).read();
  if (!compiled || !texts) return {};
  if (length == 0) texts->emplace_back("text");
  return with_verdict(**compiled, std::move(*texts), contract::Pattern::Verdict::yes);
}

Texts failing_texts(std::string_view pattern) {
  const auto compiled = contract::Pattern::compile(pattern);
  if (!compiled) return {};
  Texts texts{"", "!", "~~", "x", "0", "none of these", "\xC3\xA4"};
  for (const std::string& good : matching_texts(pattern)) {
    texts.push_back(good + "!");
    texts.push_back("!" + good);
    if (!good.empty()) texts.push_back(good.substr(1));
  }
  return with_verdict(**compiled, std::move(texts), contract::Pattern::Verdict::no);
}

}  // namespace suite::derive_detail
