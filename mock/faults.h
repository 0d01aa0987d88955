#pragma once
// What is made to go wrong on purpose; docs/faults.md is the specification.
//
// Where it acts (mock/responder.h): `status` before a request is looked at, `error` and `reason` of
// the request when everything about it was found right and before anything is tried, `error` of an
// item when its turn comes, `latency` and `lose` when the answer is made and no lock is held.
//
// A lost answer is a value: contract::Response::lost. The writes stay, the response is what the
// client never gets; the server closes the connection instead of sending it.
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "contract/behaviour.h"
#include "contract/document.h"
#include "contract/http.h"

namespace mock {

struct Fault {
  std::string name;  // for the header Understudy-Fault
  std::string api;

  // Which requests: all of these hold. "", null and nothing fit every request.
  std::string operation;
  std::string world;
  std::string method;
  std::shared_ptr<const contract::Pattern> path;  // searched in the path as sent
  std::optional<std::uint64_t> times;             // so many requests, then none

  // What becomes of them. `item` and `key` make `error` that of an item; both: both must hold.
  std::string error;  // a declared name
  std::optional<contract::Reason> reason;
  std::optional<std::size_t> item;  // from 0
  std::optional<std::string> key;   // as text
  int status = 0;                   // a bare answer; 0: none
  contract::Headers headers;        // of the bare answer
  std::optional<std::string> body;  // of the bare answer; nothing: problem+json
  std::chrono::milliseconds latency{0};
  bool lose = false;

  std::string text;  // as it was written, as JSON

  bool of_item() const { return item || key; }
};

inline constexpr std::string_view fault_header = "Understudy-Fault";
inline constexpr std::chrono::milliseconds max_latency{60'000};

struct KnownApi {
  std::string name;
  contract::BehaviourPtr behaviour;
};
// `list` is a list of faults inside `document` (a file, the body of a call, `faults:` of a suite).
// Every complaint with its line: unknown words, operations, errors, APIs; faults that do nothing.
// `api` may be left out where there is one API.
contract::Loaded<std::vector<Fault>> read_faults(const contract::Document& document,
                                                 const contract::Json& list,
                                                 const std::vector<KnownApi>& apis);
// A file: `{faults: [...]}`.
contract::Loaded<std::vector<Fault>> load_faults(const std::string& path,
                                                 const contract::ReadFile& read,
                                                 const std::vector<KnownApi>& apis);

class FaultTouch;

// The faults of one API. Thread-safe; `times` is exact however many requests come at once.
class Faults {
 public:
  struct Status {
    std::uint64_t id = 0;
    Fault fault;
    std::uint64_t touched = 0;  // requests
  };
  // Returns the id: counted from 1 over the life of this object.
  std::uint64_t add(Fault fault);
  std::vector<Status> list() const;
  bool remove(std::uint64_t id);
  void clear();
  void clear(const std::string& world);  // those of this world alone
  // Those that are there now come back with reset(), their counts at zero.
  void keep();
  void reset();

  FaultTouch touching(const std::string& operation, const std::string& world,
                      const contract::Request& request) const;
  // Sleeps, unless and until hurry() is called.
  void wait(std::chrono::milliseconds time);
  // From now on nothing waits: for the end of a server.
  void hurry();

  struct Active;
  using ActivePtr = std::shared_ptr<Active>;

 private:
  mutable std::mutex mutex_;
  std::vector<ActivePtr> active_;
  std::vector<ActivePtr> kept_;
  std::atomic<bool> any_{false};  // so that requests without faults take no lock
  std::uint64_t next_id_ = 1;
  std::condition_variable hurried_;
  bool hurry_ = false;
};

// The faults that may touch one request, and those that did. For one thread.
class FaultTouch {
 public:
  bool empty() const { return candidates_.empty(); }
  // The first fitting fault of the kind, counted; null when there is none (left).
  const Fault* bare();        // `status`
  const Fault* of_request();  // `error` or `reason`, no item
  // The error of an item; null when no fault is for it. `key` is its key as text, if it has one.
  const std::string* of_item(std::size_t index, const std::string* key);
  void on_the_way_out();  // counts those that only delay or lose

  std::chrono::milliseconds latency() const;  // the longest
  bool lose() const;
  std::vector<std::string> names() const;  // of those that touched

 private:
  friend class Faults;
  struct Candidate {
    Faults::ActivePtr active;
    bool touched = false;
    bool spent = false;  // none left when it was asked for
  };
  static bool take(Candidate& candidate);
  std::vector<Candidate> candidates_;
};

}  // namespace mock
