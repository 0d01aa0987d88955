#pragma once
// The control API of a running mock: /__admin/… (design section 9, docs/admin.md). Never CORS.
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "contract/http.h"
#include "mock/journal.h"
#include "mock/responder.h"

namespace mock {

struct AdminOptions {
  std::string token;  // "": none is asked for; else `Authorization: Bearer TOKEN`
  // Host names besides IP addresses and localhost that may reach the control API. Other names are
  // refused: a page in a browser could make one of its own point at this machine (DNS rebinding).
  std::vector<std::string> hosts;
  std::string version = "0";
  std::function<void()> shutdown;  // called after the answer is made; empty: shutdown is refused
};

inline constexpr std::string_view admin_prefix = "/__admin";
// True for "/__admin" itself and whatever lies below it.
bool is_admin_path(std::string_view path);

// Thread-safe.
class Admin {
 public:
  // `responders` and `journal` outlive it.
  Admin(AdminOptions options, std::vector<std::shared_ptr<Responder>> responders, Journal& journal);
  ~Admin();
  contract::Response answer(const contract::Request& request);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace mock
