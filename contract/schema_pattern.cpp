#include "contract/schema_pattern.h"

#include <array>
#define PCRE2_CODE_UNIT_WIDTH 8
#include <fmt/format.h>
#include <pcre2.h>

#include "contract/schema_pattern_syntax.h"

namespace contract {
namespace {

constexpr std::size_t steps_per_byte = 16;
constexpr std::size_t jit_stack_bytes = 512 * 1024;

// What one thread needs to match; PCRE2 allows neither to be shared between threads.
struct Scratch {
  Scratch()
      : data(pcre2_match_data_create(1, nullptr)),
        context(pcre2_match_context_create(nullptr)),
        stack(pcre2_jit_stack_create(32 * 1024, jit_stack_bytes, nullptr)) {
    if (stack != nullptr) pcre2_jit_stack_assign(context, nullptr, stack);
  }
  ~Scratch() {
    pcre2_jit_stack_free(stack);
    pcre2_match_context_free(context);
    pcre2_match_data_free(data);
  }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  pcre2_match_data* data;
  pcre2_match_context* context;
  pcre2_jit_stack* stack;
};

Scratch& scratch() {
  thread_local Scratch mine;
  return mine;
}

// ECMA-262 as far as PCRE2 can be told: \uXXXX, $ only at the very end, [] and [^], back references
// to unset groups match nothing.
pcre2_real_code_8* compile_code(std::string_view text, int& error, std::size_t& offset) {
  pcre2_compile_context* context = pcre2_compile_context_create(nullptr);
  if (context == nullptr) return nullptr;
  pcre2_set_compile_extra_options(context, PCRE2_EXTRA_ALT_BSUX);
  pcre2_set_newline(context, PCRE2_NEWLINE_ANYCRLF);
  pcre2_code* code =
      pcre2_compile(reinterpret_cast<PCRE2_SPTR>(text.data()), text.size(),
                    PCRE2_UTF | PCRE2_ALT_BSUX | PCRE2_DOLLAR_ENDONLY | PCRE2_ALLOW_EMPTY_CLASS |
                        PCRE2_MATCH_UNSET_BACKREF | PCRE2_NEVER_BACKSLASH_C,
                    &error, &offset, context);
  pcre2_compile_context_free(context);
  return code;
}

std::string describe(int error) {
  std::array<PCRE2_UCHAR, 128> buffer{};
  pcre2_get_error_message(error, buffer.data(), buffer.size());
  return reinterpret_cast<const char*>(buffer.data());
}

}  // namespace

Result<PatternPtr> Pattern::compile(std::string_view text) {
  const auto refused = [&](std::string_view why) {
    return tl::unexpected(
        Error{"bad-pattern", fmt::format("\"{}\" is not a regular expression: {}", text, why), {}});
  };
  const auto translated = schema_detail::to_pcre2(text);
  if (!translated) return refused(translated.error().message);
  int error = 0;
  std::size_t offset = 0;
  pcre2_code* code = compile_code(*translated, error, offset);
  if (code == nullptr) return refused(describe(error));
  pcre2_jit_compile(code, PCRE2_JIT_COMPLETE);  // where there is no JIT, it is interpreted
  return PatternPtr(new Pattern(std::string(text), code));
}

bool is_ecmascript(std::string_view pattern) {
  const auto translated = schema_detail::to_pcre2(pattern, schema_detail::InlineFlags::refused);
  if (!translated) return false;
  int error = 0;
  std::size_t offset = 0;
  pcre2_code* code = compile_code(*translated, error, offset);
  pcre2_code_free(code);
  return code != nullptr || error == PCRE2_ERROR_LOOKBEHIND_NOT_FIXED_LENGTH;
}

Pattern::Pattern(std::string text, pcre2_real_code_8* code) : text_(std::move(text)), code_(code) {}

Pattern::~Pattern() { pcre2_code_free(code_); }

Pattern::Verdict Pattern::match(std::string_view subject, std::size_t base) const {
  Scratch& mine = scratch();
  const std::size_t steps = base + steps_per_byte * subject.size();
  pcre2_set_match_limit(mine.context, static_cast<std::uint32_t>(std::min<std::size_t>(
                                          steps, std::numeric_limits<std::uint32_t>::max())));
  const auto* bytes = reinterpret_cast<PCRE2_SPTR>(subject.data() ? subject.data() : "");
  const int result = pcre2_match(code_, bytes, subject.size(), 0, 0, mine.data, mine.context);
  if (result >= 0) return Verdict::yes;
  return result == PCRE2_ERROR_NOMATCH ? Verdict::no : Verdict::exhausted;
}

}  // namespace contract
