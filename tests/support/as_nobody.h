#pragma once
// Root may read and write everything: to see a refusal, be somebody else for a while.
#include <unistd.h>

namespace support {

// While it lives the process acts as an ordinary user: as "nobody" when it is root's. `effective`
// is false where root may not become anybody else and may do everything all the same.
class AsNobody {
 public:
  AsNobody() : was_root_(::geteuid() == 0) {
    if (was_root_) changed_ = ::seteuid(nobody) == 0;
  }
  ~AsNobody() {
    if (changed_ && ::seteuid(0) != 0) ::_exit(99);
  }
  AsNobody(const AsNobody&) = delete;
  AsNobody& operator=(const AsNobody&) = delete;
  bool effective() const { return !was_root_ || changed_; }

 private:
  static constexpr uid_t nobody = 65534;
  bool was_root_;
  bool changed_ = false;
};

}  // namespace support
