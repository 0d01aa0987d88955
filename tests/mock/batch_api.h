#pragma once
// A batch in a few lines: its declaration as YAML, a store, and what a body does to it.
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "mock/batch.h"
#include "mock/generator.h"

namespace batch_test {

// Errors A, B and C exist: code their name, message "{$result.index}:{$result.key}".
class Api {
 public:
  // `batch` and `collection` are the YAML of `batch:` and of the one collection, `things`; `head`
  // are further members of the file. Another collection, `others`, holds nothing of interest.
  explicit Api(const std::string& batch, const std::string& collection = "{}",
               const std::string& head = "");
  ~Api();
  Api(const Api&) = delete;

  // Runs the batch over the body and keeps what it stores. Item n of `invalid` breaks its schema.
  mock::BatchResult send(const std::string& body);
  void seed(const std::string& records);   // of things, a JSON list
  void others(const std::string& records);  // of others, marks it seeded
  std::string stored() const;              // things, as a JSON list
  std::string dump() const;                // the whole store

  contract::Violations violate(std::size_t item, const std::string& keyword = "type",
                               const std::string& pointer = "", const std::string& property = "");
  contract::Request request{"PUT", "/things", {}, ""};
  contract::Facts facts;
  std::vector<contract::Violations> violations;  // of the next send
  mock::Source source{1, "2026-01-02T03:04:05.678Z"};
  mock::Store store;
  const contract::Behaviour& behaviour() const;
  const contract::Plan& plan() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// "create:1 fail(A):2 aborted:3": verb, error and key of every result.
std::string summary(const mock::BatchResult& result);
std::string record_text(const contract::ItemResult& result);  // "" without

}  // namespace batch_test
