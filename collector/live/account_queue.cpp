#include "collector/live/account_queue.h"

#include <algorithm>

namespace vigie::collector {
namespace {

constexpr std::int64_t kMsPerDay = 86'400'000;

}  // namespace

AccountQueue::AccountQueue(DeepenOptions options, Clock& clock)
    : options_(options), clock_(clock) {}

void AccountQueue::touch(std::string_view native_id) {
  const std::scoped_lock lock{mutex_};
  Known& known = known_[std::string{native_id}];
  ++known.touches;
  const bool is_fresh = known.fetched && clock_.now() - *known.fetched < options_.refresh;
  if (known.is_queued || is_fresh || known.touches < options_.min_posts) {
    return;
  }
  if (waiting_.size() >= options_.most_waiting) {
    ++dropped_;
    return;
  }
  known.is_queued = true;
  waiting_.emplace_back(native_id);
  changed_.notify_one();
}

void AccountQueue::want(std::string_view native_id) {
  const std::scoped_lock lock{mutex_};
  Known& known = known_[std::string{native_id}];
  if (known.is_queued) {
    return;
  }
  known.is_queued = true;
  waiting_.emplace_front(native_id);
  changed_.notify_one();
}

/// Called with the lock.
std::optional<std::string> AccountQueue::take() {
  const std::int64_t today = to_ms(clock_.now()) / kMsPerDay;
  if (today != day_) {
    day_ = today;
    taken_today_ = 0;
  }
  if (waiting_.empty() || taken_today_ >= options_.accounts_per_day) {
    return std::nullopt;
  }
  ++taken_today_;
  std::string next = std::move(waiting_.front());
  waiting_.pop_front();
  Known& known = known_[next];
  known.is_queued = false;
  known.touches = 0;
  known.fetched = clock_.now();
  return next;
}

std::optional<std::string> AccountQueue::next(std::chrono::milliseconds wait,
                                              const std::stop_token& stop) {
  std::unique_lock lock{mutex_};
  if (auto ready = take()) {
    return ready;
  }
  changed_.wait_for(lock, stop, wait, [this] { return !waiting_.empty(); });
  if (stop.stop_requested()) {
    return std::nullopt;
  }
  return take();
}

std::size_t AccountQueue::waiting() const {
  const std::scoped_lock lock{mutex_};
  return waiting_.size();
}

std::uint64_t AccountQueue::dropped() const {
  const std::scoped_lock lock{mutex_};
  return dropped_;
}

}  // namespace vigie::collector
