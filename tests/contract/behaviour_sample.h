#pragma once
// A contract and a behaviour.yaml that uses every word of the format, and ways to break it.
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "contract/behaviour.h"

namespace behaviour_sample {

std::string contract_text();
std::string behaviour_text();

contract::ReadFile files(std::map<std::string, std::string> texts);
// `behaviour` as api/behaviour.yaml beside api/shop.yaml.
contract::Loaded<contract::BehaviourPtr> load(const std::string& behaviour,
                                              const std::string& contract = contract_text());
// The loaded sample; fails the test when there are complaints.
contract::BehaviourPtr sample();
// `text` with the first `from` replaced; `from` must occur.
std::string replaced(std::string text, const std::string& from, const std::string& to);

// The sample with `to` for `from` is refused, and `complaints` are all that is said: each is
// "LINE code: words the message has", where LINE is that of the marker `#1`, `#2` … in the text, or
// of `@some text` of the unchanged sample.
struct Broken {
  std::string name;
  std::string from;
  std::string to;
  struct Complaint {
    std::string at;  // "#1", or a piece of text that occurs once
    std::string code;
    std::string words;
  };
  std::vector<Complaint> complaints;
};
void check_broken(const Broken& broken);

}  // namespace behaviour_sample
