// A bounded queue between the thread that reads and the thread that writes.
#pragma once

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>

#include "storage/model/prepared_batch.h"

namespace vigie::app {

/// One producer, one consumer. Closing it from either side wakes the other.
class BatchQueue {
 public:
  explicit BatchQueue(std::size_t capacity) : capacity_(capacity) {}

  /// Waits for room. False: the queue was closed, the batch is not taken.
  bool push(PreparedBatch batch) {
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [this] { return closed_ || batches_.size() < capacity_; });
    if (closed_) {
      return false;
    }
    batches_.push_back(std::move(batch));
    changed_.notify_all();
    return true;
  }

  /// Waits for a batch. Nothing: the queue was closed and is empty.
  std::optional<PreparedBatch> pop() {
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [this] { return closed_ || !batches_.empty(); });
    if (batches_.empty()) {
      return std::nullopt;
    }
    PreparedBatch batch = std::move(batches_.front());
    batches_.pop_front();
    changed_.notify_all();
    return batch;
  }

  void close() {
    const std::scoped_lock lock{mutex_};
    closed_ = true;
    changed_.notify_all();
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<PreparedBatch> batches_;
  std::size_t capacity_;
  bool closed_ = false;
};

}  // namespace vigie::app
