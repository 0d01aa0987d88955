// Many threads on one partition: a batch is all there or not there at all.
#include <atomic>
#include <thread>

#include "mock/shelf.h"
#include "support/catch.h"

using namespace shelf;

namespace {

// Every batch of `run` writes one title to all five books; every third one also fails.
void write(mock::Responder& api, int run, std::atomic<int>& wrong) {
  for (int round = 0; round < 60; ++round) {
    const bool fails = round % 3 == 2;
    const std::string title =
        std::to_string(run) + "-" + std::to_string(round) + (fails ? "!" : "");
    std::string items;
    for (int isbn = 1; isbn <= 5; ++isbn)
      items += (isbn > 1 ? "," : "") + book(isbn, fails && isbn == 5 ? "taken" : title);
    const auto answer = api.respond(batch(items));
    if (answer.response.status != (fails ? 409 : 200)) ++wrong;
  }
}

void read(mock::Responder& api, const std::atomic<bool>& done, std::atomic<int>& wrong,
          std::atomic<int>& seen) {
  while (!done) {
    const auto books = body_of(api.respond(request("GET", "/books")).response)["books"];
    if (books.empty()) continue;
    if (books.size() != 5) ++wrong;
    for (const auto& each : books) {
      if (each["title"] != books[0]["title"]) ++wrong;
      if (each["title"].get<std::string>().back() == '!') ++wrong;
    }
    ++seen;
  }
}

}  // namespace

TEST_CASE("atomic batches of eight threads on one partition stay whole") {
  const auto api = responder({}, {mock::SelfCheck::sample, {}});
  std::atomic<int> wrong{0}, seen{0};
  std::atomic<bool> done{false};
  std::vector<std::thread> writers, readers;
  for (int i = 0; i < 2; ++i) readers.emplace_back([&] { read(*api, done, wrong, seen); });
  for (int run = 0; run < 6; ++run) writers.emplace_back([&, run] { write(*api, run, wrong); });
  for (std::thread& writer : writers) writer.join();
  while (seen == 0) std::this_thread::yield();
  done = true;
  for (std::thread& reader : readers) reader.join();
  CHECK(wrong == 0);
  CHECK(count(*api) == 5);
}

TEST_CASE("threads in worlds of their own do not meet") {
  const auto api = responder({}, {mock::SelfCheck::off, {}});
  std::atomic<int> wrong{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&, i] {
      for (int round = 0; round < 20; ++round) {
        contract::Request sent = batch(book(i * 100 + round));
        sent.headers.add("Understudy-World", std::to_string(i));
        if (api->respond(sent).response.status != 200) ++wrong;
        contract::Request look = request("GET", "/books");
        look.headers.add("Understudy-World", std::to_string(i));
        if (body_of(api->respond(look).response)["total"] != round + 1) ++wrong;
      }
    });
  for (std::thread& thread : threads) thread.join();
  CHECK(wrong == 0);
}
