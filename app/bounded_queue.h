// A bounded queue between threads that read and the one that writes.
#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <deque>
#include <mutex>
#include <optional>
#include <utility>

namespace vigie::app {

/// Any number of producers, one consumer. Closing it from either side wakes all.
template <typename T>
class BoundedQueue {
 public:
  explicit BoundedQueue(std::size_t capacity) : capacity_(capacity) {}

  /// Waits for room. False: the queue was closed, the item is not taken.
  bool push(T item) {
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [this] { return closed_ || items_.size() < capacity_; });
    if (closed_) {
      return false;
    }
    items_.push_back(std::move(item));
    changed_.notify_all();
    return true;
  }

  /// Takes the item when there is room now; else leaves it as it is.
  bool try_push(T& item) {
    const std::scoped_lock lock{mutex_};
    if (closed_ || items_.size() >= capacity_) {
      return false;
    }
    items_.push_back(std::move(item));
    changed_.notify_all();
    return true;
  }

  /// Waits for an item. Nothing: the queue was closed and is empty.
  std::optional<T> pop() {
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [this] { return closed_ || !items_.empty(); });
    return take();
  }

  /// The same, for `wait` at most.
  std::optional<T> pop(std::chrono::milliseconds wait) {
    std::unique_lock lock{mutex_};
    changed_.wait_for(lock, wait, [this] { return closed_ || !items_.empty(); });
    return take();
  }

  void close() {
    const std::scoped_lock lock{mutex_};
    closed_ = true;
    changed_.notify_all();
  }

 private:
  /// Called with the lock.
  std::optional<T> take() {
    if (items_.empty()) {
      return std::nullopt;
    }
    T item = std::move(items_.front());
    items_.pop_front();
    changed_.notify_all();
    return item;
  }

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<T> items_;
  std::size_t capacity_;
  bool closed_ = false;
};

/// Closes the queue however the scope is left, so that neither side waits for ever.
template <typename T>
class ClosingQueue {
 public:
  explicit ClosingQueue(BoundedQueue<T>& queue) : queue_(queue) {}

  ~ClosingQueue() { queue_.close(); }

  ClosingQueue(const ClosingQueue&) = delete;
  ClosingQueue& operator=(const ClosingQueue&) = delete;
  ClosingQueue(ClosingQueue&&) = delete;
  ClosingQueue& operator=(ClosingQueue&&) = delete;

 private:
  BoundedQueue<T>& queue_;
};

}  // namespace vigie::app
