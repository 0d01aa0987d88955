#pragma once
// The suites of fixtures/, and a mock of an API behind a socket to run them against.
#include <functional>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "mock/mock.h"
#include "mock/server.h"
#include "suite/run.h"
#include "suite/suite.h"

namespace bundled {

inline const std::vector<std::string> apis = {"artu", "emarsys", "propeller"};

// Of specs/<name>. `edit` changes the text of a file before it is read.
using Edit = std::function<std::string(const std::string& path, std::string text)>;
contract::BehaviourPtr behaviour(const std::string& name, const Edit& edit = {});
// fixtures/<name>/*.suite.yaml in the order of their names. Fails the test when one does not load.
std::vector<suite::SuitePtr> suites(const std::string& name);
// "suite / case: the first failure" of all that did not pass.
std::vector<std::string> failures(const std::vector<suite::RanCase>& ran);
// "suite / case" of them.
std::vector<std::string> failed_names(const std::vector<suite::RanCase>& ran);

using Answer = std::function<contract::Response(const contract::Request&)>;

// Serves until it goes. `wrap` stands before the mock.
class Served {
 public:
  explicit Served(const std::vector<std::string>& names, const Edit& edit = {},
                  const std::function<Answer(mock::Mock&)>& wrap = {});
  ~Served();
  Served(const Served&) = delete;
  Served& operator=(const Served&) = delete;
  std::string url() const;
  std::unique_ptr<suite::Target> target() const;
  mock::Mock& mock() { return *mock_; }

 private:
  std::unique_ptr<mock::Mock> mock_;
  std::unique_ptr<mock::Server> server_;
  std::thread thread_;
};

}  // namespace bundled
