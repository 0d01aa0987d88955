#pragma once
// A hash map from numbers, open addressing with linear probing: one allocation, no nodes.
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace mock {

// Keys are spread well already or small; 0 is no key. Pointers are good until the next insertion
// or erasure.
template <class Value>
class FlatMap {
 public:
  std::size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  const Value* find(std::uint64_t key) const {
    const std::size_t at = place(key);
    return at < slots_.size() && slots_[at].key == key ? &slots_[at].value : nullptr;
  }
  Value* find(std::uint64_t key) { return const_cast<Value*>(std::as_const(*this).find(key)); }
  // The value of `key`, made when there is none.
  Value& at(std::uint64_t key) {
    if (2 * (size_ + 1) > slots_.size()) grow();
    Slot& slot = slots_[place(key)];
    if (slot.key == 0) {
      slot.key = key;
      ++size_;
    }
    return slot.value;
  }
  void erase(std::uint64_t key) {
    std::size_t hole = place(key);
    if (hole >= slots_.size() || slots_[hole].key != key) return;
    --size_;
    // What was pushed past the hole moves back, so that probing needs no markers.
    for (std::size_t next = after(hole); slots_[next].key != 0; next = after(next)) {
      const std::size_t home = spread(slots_[next].key);
      if (((next - home) & mask()) < ((next - hole) & mask())) continue;
      slots_[hole] = std::move(slots_[next]);
      hole = next;
    }
    slots_[hole] = Slot();
  }
  void clear() {
    slots_.clear();
    size_ = 0;
  }
  // f(key, value) in no particular order.
  template <class F>
  void each(F&& f) {
    for (Slot& slot : slots_)
      if (slot.key != 0) f(slot.key, slot.value);
  }
  template <class F>
  void each(F&& f) const {
    for (const Slot& slot : slots_)
      if (slot.key != 0) f(slot.key, slot.value);
  }

 private:
  struct Slot {
    std::uint64_t key = 0;
    Value value{};
  };
  std::size_t mask() const { return slots_.size() - 1; }
  std::size_t after(std::size_t at) const { return (at + 1) & mask(); }
  std::size_t spread(std::uint64_t key) const {  // Fibonacci hashing
    return static_cast<std::size_t>((key * 0x9e3779b97f4a7c15u) >> 32) & mask();
  }
  // Where `key` is or would be; at most half of the slots are taken, so this ends.
  std::size_t place(std::uint64_t key) const {
    if (slots_.empty()) return 0;
    std::size_t at = spread(key);
    while (slots_[at].key != 0 && slots_[at].key != key) at = after(at);
    return at;
  }
  void grow() {
    std::vector<Slot> old(slots_.empty() ? 32 : 2 * slots_.size());
    old.swap(slots_);
    for (Slot& slot : old)
      if (slot.key != 0) slots_[place(slot.key)] = std::move(slot);
  }

  std::vector<Slot> slots_;
  std::size_t size_ = 0;
};

}  // namespace mock
