#pragma once
// The schemas of a document once more, closed (Members::closed), for those who judge strictly.
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "contract/schema.h"

namespace contract {

class ClosedSchemas {
 public:
  struct Twin {
    const Json* node;
    Direction direction;
    std::string uri;  // of the document that holds it
    SchemaPtr open;
  };
  ClosedSchemas(DocumentPtr document, Dialect dialect, FindDocument find_document,
                std::vector<Twin> twins);
  // The closed twin of an open schema; null when it has none. Compiles all of them the first time.
  SchemaPtr of(const SchemaPtr& open) const;

 private:
  void compile() const;

  DocumentPtr document_;
  Dialect dialect_;
  FindDocument find_document_;
  std::vector<Twin> twins_;
  mutable std::once_flag once_;
  mutable std::map<const Schema*, SchemaPtr> closed_;
};

}  // namespace contract
