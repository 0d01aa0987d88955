#pragma once
// Bounds on the work of one judgement, shared by its walks.
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace contract::schema_detail {

// What a judgement ran out of.
enum class Spent : std::uint8_t { nothing, depth, steps, matching };

// A body of n values (10 KiB have at most some 5,000) may cost `base + per_value * n` of what grows
// faster than the body: steps inside nested alternatives, and steps of backtracking patterns.
class Effort {
 public:
  static constexpr int max_depth = 4096;  // nested checks
#ifdef __SANITIZE_ADDRESS__
  static constexpr std::size_t max_stack = 6 << 20;  // its frames are several times as large
#else
  // Bytes of stack the checks may take. A level takes some 500 (tests/contract/schema_depth_test);
  // the smallest stack glibc gives a thread by default is 2 MiB.
  static constexpr std::size_t max_stack = 1 << 20;
#endif
  static constexpr int watched_trials = 5;  // nested alternatives from which steps count
  static constexpr std::size_t base_steps = 500'000;
  static constexpr std::size_t steps_per_value = 100;
  static constexpr std::size_t quick_match = 5'000;  // steps, besides those for the text's length
  static constexpr std::size_t slow_match = 100'000;
  static constexpr std::size_t base_matching = 5'000'000;
  static constexpr std::size_t matching_per_value = 1'000;

  // `count` gives the number of values of `root`; it is asked once, and rarely.
  Effort(const void* root, std::size_t (*count)(const void*))
      : root_(root), count_(count), stack_(here()) {}

  // At the start and the end of each check. False: nothing can be said any more.
  bool enter() {
    ++steps_;
    if (++depth_ > max_depth || stack_ - here() > static_cast<std::ptrdiff_t>(max_stack))
      give_up(Spent::depth);
    if (trials_ >= watched_trials && ++watched_ > base_steps && watched_ > steps_allowed())
      give_up(Spent::steps);
    return !exhausted();
  }
  void leave() { --depth_; }
  void begin_trial() { ++trials_; }
  void end_trial() { --trials_; }
  // Whether one more slow match may be tried.
  bool may_match_slowly() {
    matching_ += slow_match;
    return matching_ <= base_matching || matching_ <= base_matching + matching_per_value * values();
  }

  void give_up(Spent what) {
    if (spent_ == Spent::nothing) spent_ = what;
  }
  bool exhausted() const { return spent_ != Spent::nothing; }
  Spent spent() const { return spent_; }
  std::size_t steps() const { return steps_; }
  std::size_t matching() const { return matching_; }

 private:
  static const char* here() { return static_cast<const char*>(__builtin_frame_address(0)); }
  std::size_t values() {
    if (values_ == 0) values_ = count_(root_);
    return values_;
  }
  std::size_t steps_allowed() { return base_steps + steps_per_value * values(); }

  const void* root_;
  std::size_t (*count_)(const void*);
  const char* stack_;
  int depth_ = 0;
  int trials_ = 0;
  std::size_t steps_ = 0;
  std::size_t watched_ = 0;
  std::size_t matching_ = 0;
  std::size_t values_ = 0;
  Spent spent_ = Spent::nothing;
};

template <class View>
std::size_t count_values(const View& value) {
  std::size_t count = 1;
  value.each_element([&](const View& element) {
    count += count_values(element);
    return true;
  });
  value.each_member([&](std::string_view, const View& member) {
    count += count_values(member);
    return true;
  });
  return count;
}

template <class View>
Effort effort_for(const View& root) {
  return {&root, [](const void* view) { return count_values(*static_cast<const View*>(view)); }};
}

}  // namespace contract::schema_detail
