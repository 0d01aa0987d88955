#pragma once
// What the declaration says to a request: it is put to two mocks whose clock, ids and numbers
// differ, so that what is the same in both answers is what the declaration promises.
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "contract/behaviour.h"
#include "mock/responder.h"
#include "suite/derive_draft.h"

namespace suite::derive_detail {

struct Reply {
  int status = 0;
  bool accepted = false;  // 2xx, and no item failed
  Json expected;          // of the body; "$any" for what may differ; discarded: nothing to say
  Json body;
};

class Rehearsal {
 public:
  static contract::Loaded<std::unique_ptr<Rehearsal>> make(contract::BehaviourPtr behaviour);
  // One after the other in a fresh world; the replies to each.
  std::vector<Reply> play(const std::vector<Draft>& drafts);
  // The last one's acceptance alone, on one mock.
  bool accepts(const std::vector<Draft>& drafts);
  const contract::Behaviour& behaviour() const { return *behaviour_; }

 private:
  Rehearsal(contract::BehaviourPtr behaviour, contract::BehaviourPtr other);
  contract::Response send(mock::Responder& responder, const Draft& draft, bool& failed);

  contract::BehaviourPtr behaviour_;
  mock::Responder first_;
  mock::Responder second_;
};

// The text of an API's documents by name, to be loaded again from memory: `behaviour`, its contract
// and what that refers to.
class Texts {
 public:
  explicit Texts(const contract::Behaviour& behaviour);
  // `name` as Document::name says it.
  void put(const std::string& name, const Json& tree);
  contract::Loaded<contract::BehaviourPtr> load() const;

 private:
  std::string behaviour_;
  std::string contract_;
  std::map<std::string, std::string> texts_;
  contract::ReferenceMap map_;  // where the documents behind URLs are
};

}  // namespace suite::derive_detail
