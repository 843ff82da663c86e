#include "app/ingest.h"

#include <chrono>
#include <stop_token>
#include <thread>
#include <utility>

#include "analysis/share_extraction.h"
#include "app/bounded_queue.h"
#include "app/interrupt.h"
#include "storage/model/prepared_batch.h"

namespace vigie::app {
namespace {

constexpr std::size_t kQueuedBatches = 8;
constexpr std::size_t kBatchesUnderWay = kQueuedBatches + 2;  ///< One with the reader, one written.

/// Extracts the objects of each post and passes the batch on. Written batches come back: the thread
/// that took their memory, and will take as much again, gives it back, which costs it less than the
/// writer, for whom everybody waits.
class PreparingSink final : public collector::PostSink {
 public:
  PreparingSink(std::vector<std::string> shorteners,
                BoundedQueue<PreparedBatch>& queue,
                BoundedQueue<PreparedBatch>& written,
                std::stop_source& stop)
      : extractor_(std::move(shorteners)), queue_(queue), written_(written), stop_(stop) {}

  void accept(RecordBatch batch) override {
    PreparedBatch prepared = empty_batch();
    prepared.posts.reserve(batch.posts.size());
    for (Post& post : batch.posts) {
      repaired_ += post.text_repaired ? 1U : 0U;
      prepared.posts.push_back(extractor_.prepare(std::move(post)));
    }
    for (const auto& [reason, records] : batch.ignored_reasons) {
      ignored_reasons_[reason] += records;
    }
    batch.posts.clear();
    prepared.records = std::move(batch);
    if (!queue_.push(std::move(prepared)) || InterruptGuard::requested()) {
      stop_.request_stop();
    }
  }

  [[nodiscard]] std::uint64_t repaired() const { return repaired_; }

  [[nodiscard]] const std::map<std::string, std::uint64_t>& ignored_reasons() const {
    return ignored_reasons_;
  }

 private:
  /// A written one where there is one: with room for as many posts.
  [[nodiscard]] PreparedBatch empty_batch() {
    PreparedBatch batch = written_.pop(std::chrono::milliseconds{0}).value_or(PreparedBatch{});
    batch.posts.clear();
    return batch;
  }

  std::uint64_t repaired_ = 0;
  std::map<std::string, std::uint64_t> ignored_reasons_;
  analysis::ShareExtractor extractor_;
  BoundedQueue<PreparedBatch>& queue_;
  BoundedQueue<PreparedBatch>& written_;
  std::stop_source& stop_;
};

}  // namespace

IngestResult ingest(const IngestRequest& request) {
  BoundedQueue<PreparedBatch> queue{kQueuedBatches};
  BoundedQueue<PreparedBatch> written{kBatchesUnderWay};
  std::stop_source stop;
  IngestResult result;
  std::exception_ptr failure;

  std::jthread reader{[&] {
    const ClosingQueue closing{queue};
    try {
      PreparingSink sink{request.shorteners, queue, written, stop};
      const auto outcome = request.source.run(sink, stop.get_token());
      result.repaired = sink.repaired();
      result.ignored_reasons = sink.ignored_reasons();
      if (!outcome) {
        result.error = outcome.error();
      }
    } catch (...) {
      failure = std::current_exception();
    }
  }};

  {
    const ClosingQueue closing{queue};  // a failing writer must not leave the reader waiting
    while (auto batch = queue.pop()) {
      result.counts += request.store.append(request.collection, *batch);
      if (request.progress) {
        request.progress(result.counts);
      }
      written.try_push(*batch);
    }
  }
  reader.join();
  if (failure) {
    std::rethrow_exception(failure);
  }
  return result;
}

}  // namespace vigie::app
