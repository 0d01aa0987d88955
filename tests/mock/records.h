#pragma once
// Short ways to write records and matches in tests.
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "contract/record.h"
#include "mock/index.h"

inline contract::RecordPtr record(const std::string& json) {
  const contract::Json tree = contract::Json::parse(json);
  return std::make_shared<contract::Record>(contract::Record::from(tree));
}

inline mock::Match where(const std::string& field, const std::string& text) {
  return {{*contract::parse_pointer(field)}, {text}};
}
