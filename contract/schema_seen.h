#pragma once
#include <cstddef>
#include <vector>

namespace contract::schema_detail {

// Which members (by position) or elements of one instance have been evaluated: the annotations that
// unevaluatedProperties and unevaluatedItems ask for.
class Seen {
 public:
  void mark(std::size_t position) {
    if (position >= marks_.size()) marks_.resize(position + 1);
    marks_[position] = true;
  }
  void mark_all() { all_ = true; }
  bool has(std::size_t position) const {
    return all_ || (position < marks_.size() && marks_[position]);
  }
  void merge(const Seen& other) {
    all_ = all_ || other.all_;
    for (std::size_t i = 0; i < other.marks_.size(); ++i)
      if (other.marks_[i]) mark(i);
  }

 private:
  std::vector<bool> marks_;
  bool all_ = false;
};

}  // namespace contract::schema_detail
