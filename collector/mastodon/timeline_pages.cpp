#include "collector/mastodon/timeline_pages.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include <fmt/format.h>

#include "collector/archive/time_format.h"
#include "collector/mastodon/web_address.h"

namespace vigie::collector::mastodon {
namespace {

constexpr int kMostPages = 500;  // of one call: 20,000 statuses

/// When Mastodon gave an id: its upper 48 bits are milliseconds. Other servers' ids say nothing.
std::optional<UtcTime> time_of_id(std::string_view id) {
  std::uint64_t number = 0;
  const auto read = std::from_chars(id.data(), id.data() + id.size(), number);
  if (read.ec != std::errc{} || read.ptr != id.data() + id.size()) {
    return std::nullopt;
  }
  const UtcTime time = from_ms(static_cast<std::int64_t>(number >> 16U));
  return is_plausible_time(time) ? std::optional{time} : std::nullopt;
}

/// The pages of one call, and what they add up to.
class Walk {
 public:
  Walk(Site& site, StatusReader& reader, TimelinePlace& place, const LiveRun& run)
      : site_(site), reader_(reader), place_(place), run_(run), is_first_(place.last_id.empty()) {}

  tl::expected<void, LiveError> go() {
    std::string next = is_first_ ? place_.path : page_after(place_.last_id);
    for (int page = 0; page < kMostPages && !next.empty(); ++page) {
      asked_ = site_.tools().clock.now();
      const auto answer = site_.get(next, run_.stop);
      if (!answer) {
        return tl::unexpected{live_error(answer.error())};
      }
      if (auto taken = take(*answer, next); !taken) {
        return tl::unexpected{std::move(taken.error())};
      }
    }
    if (next.empty()) {
      tell_span();
    }
    return {};
  }

 private:
  [[nodiscard]] std::string page_after(std::string_view id) const {
    return fmt::format("{}&min_id={}", place_.path, query_value(id));
  }

  /// Hands on one page and says where the next is; empty: this was the last.
  tl::expected<void, LiveError> take(const HttpResponse& answer, std::string& next) {
    RecordBatch batch = empty_batch();
    const auto read = reader_.read_page(answer.body, site_.tools().clock.now(), batch);
    if (!read) {
      return tl::unexpected{LiveError{
          .kind = LiveErrorKind::kPark,
          .message =
              fmt::format("{}: a page cannot be read: {}", site_.host(), read.error().reason),
          .gap_reason = "error"}};
    }
    next.clear();
    const bool is_newer =
        !read->newest_id.empty() &&
        (place_.last_id.empty() || is_earlier_id(place_.last_id, read->newest_id));
    const bool is_newest_page = goes_back(*read);
    if (is_newest_page) {
      note_missed(batch);
    }
    if (!oldest_) {
      oldest_ = read->oldest;
    }
    if (is_newer) {
      place_.last_id = read->newest_id;
      batch.cursor = place_.last_id;
      ++pages_;
    }
    hand_on(std::move(batch), run_);
    if (is_newer && !is_first_ && !is_newest_page) {
      next = linked_page(header_value(answer.headers, "Link"), "prev", site_.origin());
      next = next.empty() ? page_after(place_.last_id) : next;
    }
    return {};
  }

  /// A server that knows `min_id` never gives what is not after it. One that does not gives its
  /// newest page again and again.
  [[nodiscard]] bool goes_back(const ReadStatuses& read) const {
    return !is_first_ && !read.oldest_id.empty() && !is_earlier_id(place_.last_id, read.oldest_id);
  }

  /// Its first page connects when it reaches back to the cursor, and only then.
  void note_missed(RecordBatch& batch) {
    if (pages_ > 0 && oldest_) {
      const UtcTime begin = std::min(begin_of_span().value_or(*oldest_), *oldest_);
      batch.gaps.push_back({.begin = begin, .end = *oldest_, .reason = "error"});
      place_.seen_until = *oldest_;
    }
  }

  [[nodiscard]] std::optional<UtcTime> begin_of_span() const {
    if (to_ms(place_.seen_until) > 0) {
      return place_.seen_until;
    }
    return is_first_ ? oldest_ : time_before_;
  }

  void tell_span() {
    RecordBatch batch = empty_batch();
    const auto begin = begin_of_span();
    const auto from = begin ? begin : oldest_;
    if (from && *from < asked_) {
      batch.seen.push_back({.account_native_id = place_.account, .begin = *from, .end = asked_});
      if (!place_.account.empty()) {
        batch.seen.push_back({.account_native_id = {}, .begin = *from, .end = asked_});
      }
    }
    place_.seen_until = asked_;
    hand_on(std::move(batch), run_);
  }

  Site& site_;
  StatusReader& reader_;
  TimelinePlace& place_;
  const LiveRun& run_;
  bool is_first_;
  std::optional<UtcTime> time_before_ = time_of_id(place_.last_id);
  std::optional<UtcTime> oldest_;  ///< Of the first page.
  UtcTime asked_{};                ///< When the last page was asked for.
  int pages_ = 0;
};

}  // namespace

tl::expected<void, LiveError> catch_up(Site& site,
                                       StatusReader& reader,
                                       TimelinePlace& place,
                                       const LiveRun& run) {
  return Walk{site, reader, place, run}.go();
}

void hand_on(RecordBatch batch, const LiveRun& run) {
  if (batch.empty()) {
    return;
  }
  run.meter.count_events(batch.records_read);
  run.meter.count_rejects(batch.rejects.size());
  for (const Post& post : batch.posts) {
    run.meter.set_last_event(post.created.value_or(*post.observed));
  }
  for (std::size_t i = 0; i < batch.gaps.size(); ++i) {
    run.meter.count_gap();
  }
  run.sink.accept(std::move(batch));
}

RecordBatch empty_batch() {
  RecordBatch batch;
  batch.platform = "mastodon";
  batch.raw_format = "mastodon";
  return batch;
}

}  // namespace vigie::collector::mastodon
