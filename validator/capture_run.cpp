#include "validator/capture_run.h"

#include <condition_variable>
#include <csignal>
#include <deque>
#include <map>
#include <mutex>
#include <thread>

#include "validator/report_keys.h"

namespace validator {

namespace {

bool stopped(const RunOptions& options) { return options.stop && *options.stop; }

// Threads that are started meanwhile get no signals.
class NoSignals {
 public:
  NoSignals() {
    sigset_t all;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before_);
  }
  ~NoSignals() { pthread_sigmask(SIG_SETMASK, &before_, nullptr); }
  NoSignals(const NoSignals&) = delete;
  NoSignals& operator=(const NoSignals&) = delete;

 private:
  sigset_t before_{};
};

// Takes chunks in order of reading, gives their reports in the same order to one report. Bounded:
// `put` waits while too many chunks are on their way.
class Workers {
 public:
  Workers(const Scope& scope, const RunOptions& options, Report& report)
      : scope_(scope),
        options_(options),
        report_(report),
        limit_(2 * options.jobs + 1),
        keys_(options.limits.of == 1) {
    const NoSignals here;  // they are for the thread that reads
    for (unsigned n = 1; n < options.jobs; ++n) threads_.emplace_back([this] { work(); });
  }
  Workers(const Workers&) = delete;
  Workers& operator=(const Workers&) = delete;
  ~Workers() { finish(); }

  // With no thread to hand it to, or a full queue, the caller judges a chunk itself.
  void put(Chunk chunk) {
    std::unique_lock lock(mutex_);
    waiting_.push_back({next_number_++, std::move(chunk)});
    ++on_their_way_;
    ready_.notify_one();
    while (on_their_way_ >= limit_ || (threads_.empty() && !waiting_.empty())) {
      if (!waiting_.empty())
        judge_one(lock, own_parser_);
      else
        drained_.wait(lock);
    }
  }

  // Memory of a chunk that was judged, for the next one.
  std::string spare_bytes() {
    const std::lock_guard lock(mutex_);
    if (spare_.empty()) return {};
    std::string bytes = std::move(spare_.back());
    spare_.pop_back();
    return bytes;
  }

  void finish() {
    {
      std::unique_lock lock(mutex_);
      while (!waiting_.empty()) judge_one(lock, own_parser_);
      closed_ = true;
      ready_.notify_all();
    }
    for (std::thread& thread : threads_) thread.join();
    threads_.clear();
  }

 private:
  struct Numbered {
    std::uint64_t number = 0;
    Chunk chunk;
  };

  void work() {
    EntryParser parser;
    std::unique_lock lock(mutex_);
    for (;;) {
      ready_.wait(lock, [this] { return closed_ || !waiting_.empty(); });
      if (waiting_.empty()) return;
      judge_one(lock, parser);
    }
  }

  // Holds `lock` when called and when it returns, but not while it judges.
  void judge_one(std::unique_lock<std::mutex>& lock, EntryParser& parser) {
    Numbered work = std::move(waiting_.front());
    waiting_.pop_front();
    lock.unlock();
    Report part = judge_chunk(work.chunk, scope_, options_, parser);
    lock.lock();
    keep_spare(std::move(work.chunk.bytes));
    done_.emplace(work.number, std::move(part));
    for (auto next = done_.begin(); next != done_.end() && next->first == next_result_;
         next = done_.erase(next), ++next_result_, --on_their_way_) {
      std::vector<Keyed> keys = std::move(next->second.keys);
      next->second.keys.clear();
      absorb(report_, std::move(next->second));
      keys_.take(report_, std::move(keys));
    }
    drained_.notify_all();
  }

  void keep_spare(std::string bytes) {
    constexpr std::size_t largest = 1u << 20;  // what a large entry took is given back
    if (bytes.capacity() <= largest && spare_.size() < limit_) spare_.push_back(std::move(bytes));
  }

  const Scope& scope_;
  const RunOptions& options_;
  Report& report_;
  const std::size_t limit_;
  KeyKeeper keys_;
  std::mutex mutex_;
  std::condition_variable ready_, drained_;
  std::deque<Numbered> waiting_;
  std::vector<std::string> spare_;
  std::map<std::uint64_t, Report> done_;
  std::uint64_t next_number_ = 0, next_result_ = 0;
  std::size_t on_their_way_ = 0;
  bool closed_ = false;
  EntryParser own_parser_;
  std::vector<std::thread> threads_;
};

class Reading {
 public:
  Reading(const RunOptions& options, CaptureFile& file, std::size_t index)
      : options_(options), file_(file), index_(index) {}

  void operator()(Workers& workers) {
    auto source = open_capture(file_.name, options_.stop);
    if (!source) {
      if (options_.limits.shard == 1 && !stopped(options_)) refuse(workers, source.error().message);
      return;
    }
    CaptureLimits limits = options_.limits;
    limits.stop = options_.stop;
    CaptureReader reader(std::move(*source), index_, limits);
    const std::uint64_t size = capture_size(file_.name);
    Chunk chunk;
    while (!stopped(options_) && reader.next(chunk)) {
      workers.put(std::move(chunk));
      chunk.bytes = workers.spare_bytes();
      if (options_.progress)
        options_.progress({file_.name, reader.position(), size, reader.entries()});
    }
    file_.entries = reader.entries();
    if (reader.format()) file_.format = to_string(*reader.format());
  }

 private:
  void refuse(Workers& workers, std::string message) {
    Chunk chunk;
    chunk.problems.push_back({Problem::Kind::unreadable, index_, 0, 0, std::move(message)});
    workers.put(std::move(chunk));
  }

  const RunOptions& options_;
  CaptureFile& file_;
  std::size_t index_;
};

}  // namespace

Report validate_captures(const std::vector<std::string>& paths, const Scope& scope,
                         const RunOptions& options) {
  Report report;
  report.max_listed = options.max_listed;
  report.strict = options.judge.strict;
  report.one_shard = options.limits.of > 1;
  for (const ScopedApi& api : scope.apis) expect(report, api.name, *api.behaviour->api);
  std::vector<CaptureFile> files;
  for (const std::string& path : paths)
    files.push_back({path, "", 0, {options.limits.shard}, options.limits.of});
  {
    Workers workers(scope, options, report);
    for (std::size_t index = 0; index < files.size() && !stopped(options); ++index)
      Reading(options, files[index], index)(workers);
    workers.finish();
  }
  report.files = std::move(files);
  report.interrupted = stopped(options);
  return report;
}

}  // namespace validator
