#include "app/live_writing.h"

#include <algorithm>
#include <stop_token>
#include <utility>

#include <fmt/format.h>

namespace vigie::app {

LiveWriting::LiveWriting(LiveWritingContext context)
    : context_(std::move(context)), patience_(context_.patience) {}

/// Said once: the pauses grow, the journal does not. `begun`: when it was tried, for a try that
/// waits for a lock is part of the outage.
void LiveWriting::note_outage(const storage::WriteOutage& outage, WritePatience::Time begun) {
  outage_ = outage;
  const bool is_first = patience_.note_failure(begun);
  if (is_first && !is_ending_ && !patience_.is_at_end(context_.clock.steady_now())) {
    context_.tell(fmt::format(
        "vigie: {}. The sources are held back meanwhile; it is tried again after {} s, then at "
        "growing pauses up to 5 minutes, and goes on by itself",
        outage.what(),
        patience_.pause().count()));
  }
}

bool LiveWriting::attempt(const std::function<void()>& write) {
  const auto begun = context_.clock.steady_now();
  try {
    write();
    return true;
  } catch (const storage::WriteOutage& outage) {
    note_outage(outage, begun);
    if (!is_ending_ && patience_.is_at_end(context_.clock.steady_now())) {
      throw;
    }
    return false;
  }
}

bool LiveWriting::try_again() {
  if (!attempt([this] { context_.store.begin_anew(); })) {
    return false;
  }
  outage_.reset();
  const auto lasted = patience_.note_success(context_.clock.steady_now());
  context_.tell(fmt::format("vigie: the store can be written again after {} s; collecting goes on",
                            std::chrono::duration_cast<std::chrono::seconds>(
                                lasted.value_or(WritePatience::Time::duration::zero()))
                                .count()));
  return true;
}

bool LiveWriting::step(std::chrono::milliseconds wait) {
  if (!outage_) {
    auto batch = context_.queue.pop(wait);
    return batch && attempt([&] { context_.store.append(std::move(*batch)); });
  }
  if (patience_.is_due(context_.clock.steady_now())) {
    return try_again();
  }
  context_.clock.sleep(wait, std::stop_token{});
  return false;
}

void LiveWriting::flush() {
  if (!outage_) {
    attempt([this] { context_.store.flush(); });
  }
}

void LiveWriting::note_away(std::size_t source, const std::string& reason) {
  if (!outage_) {
    attempt([&] { context_.store.note_away(source, reason); });
  }
}

bool LiveWriting::finish() {
  is_ending_ = true;
  bool is_written = !outage_ || try_again();
  while (is_written) {
    auto batch = context_.queue.pop();
    if (!batch) {
      break;
    }
    is_written = attempt([&] { context_.store.append(std::move(*batch)); });
  }
  is_written = is_written && attempt([this] { context_.store.finish(); });
  if (!is_written) {
    context_.queue.close();  // nobody waits for a writer that has given up
  }
  return is_written;
}

}  // namespace vigie::app
