#include "collector/live/account_queue.h"

#include <algorithm>
#include <charconv>
#include <system_error>

namespace vigie::collector {
namespace {

constexpr std::int64_t kMsPerDay = 86'400'000;

}  // namespace

AccountQueue::AccountQueue(DeepenOptions options, Clock& clock)
    : options_(options), clock_(clock), forget_at_(4 * options.most_waiting) {}

/// Called with the lock. Weeks of a stream meet millions of accounts once: those that neither wait
/// nor were fetched lately are forgotten, and count from the start when they come again.
void AccountQueue::forget_strangers() {
  if (known_.size() < forget_at_) {
    return;
  }
  const UtcTime now = clock_.now();
  std::erase_if(known_, [&](const auto& entry) {
    const Known& known = entry.second;
    return !known.is_queued && (!known.fetched || now - *known.fetched >= options_.refresh);
  });
  forget_at_ = std::max(4 * options_.most_waiting, 2 * known_.size());
}

void AccountQueue::touch(std::string_view native_id) {
  const std::scoped_lock lock{mutex_};
  forget_strangers();
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
void AccountQueue::begin_day() {
  const std::int64_t today = to_ms(clock_.now()) / kMsPerDay;
  if (today != day_) {
    day_ = today;
    taken_today_ = 0;
  }
}

std::string AccountQueue::spent() const {
  const std::scoped_lock lock{mutex_};
  return std::to_string(day_) + ":" + std::to_string(taken_today_);
}

void AccountQueue::restore(std::string_view spent) {
  const char* const end = spent.data() + spent.size();
  std::int64_t day = 0;
  std::uint32_t taken = 0;
  const auto [colon, day_error] = std::from_chars(spent.data(), end, day);
  if (day_error != std::errc{} || colon == end || *colon != ':') {
    return;
  }
  const auto [rest, taken_error] = std::from_chars(colon + 1, end, taken);
  if (taken_error != std::errc{} || rest != end) {
    return;
  }
  const std::scoped_lock lock{mutex_};
  begin_day();
  if (day == day_) {
    taken_today_ = std::max(taken_today_, taken);
  }
}

/// Called with the lock.
bool AccountQueue::is_due() {
  begin_day();
  return !waiting_.empty() && taken_today_ < options_.accounts_per_day;
}

/// Called with the lock.
std::optional<std::string> AccountQueue::take() {
  if (!is_due()) {
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
  changed_.wait_for(lock, stop, wait, [this] { return is_due(); });
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
