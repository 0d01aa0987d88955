#pragma once
// A batch in a few lines: its declaration as YAML, a store, and what a body does to it.
#include <memory>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "mock/batch.h"
#include "mock/generator.h"

// Members of flow mappings: "key: {id: $item#/id}, decide: {exists: fail A}".
struct Declared {
  std::string batch = {};       // besides `collection: things, items: $request.body#/items`
  std::string collection = {};  // of `things`
  std::string head = {};        // of the file, in block style
  std::string plan = {};        // besides `batch`
};

// Errors A, B and C exist; their message is "<index>:<key>". So does a collection `others`.
class Api {
 public:
  explicit Api(const Declared& declared);
  ~Api();
  Api(const Api&) = delete;
  Api& operator=(const Api&) = delete;

  // Runs the batch over the body and keeps what is to be stored.
  mock::BatchResult send(const std::string& body);
  // Runs over {"items": items}.
  mock::BatchResult items(const std::string& items) { return send("{\"items\":" + items + "}"); }
  void seed(const std::string& things);     // a list of records
  void others(const std::string& records);  // the same
  std::string stored() const;               // things, as a list
  std::string dump() const;                 // the whole store
  // Item n of the next send breaks its schema in one more place below the item.
  void violate(std::size_t item, const std::string& keyword, const std::string& pointer = "",
               const std::string& property = "");

  contract::BehaviourPtr behaviour;
  contract::Request request{"PUT", "/things/o1", {{"X-Mode", "m"}}, ""};
  contract::Facts facts;  // $request.path.owner is o1, $principal is p
  mock::Source source{1, "2026-01-02T03:04:05.678Z"};
  mock::Store store;

 private:
  const contract::Plan& plan() const;
  std::vector<std::pair<std::size_t, contract::Violation>> violations_;
};

// "create:1 fail(A):2 aborted:3": action, error and key of every result.
std::string summary(const mock::BatchResult& result);
std::string text_of(const contract::RecordPtr& record);  // "" for none
