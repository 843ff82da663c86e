#include "storage/stated_times.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <string_view>

namespace vigie::storage {
namespace {

constexpr std::chrono::hours kBackdated{1};
constexpr std::chrono::seconds kAhead{120};
constexpr std::size_t kMostExamples = 5;

// Histories read back; what they hold was not received when it was posted.
constexpr std::string_view kLivePosts =
    "SELECT t.post_id, t.created_ms, t.observed_ms, c.format IN ('jetstream', 'jetstream_v2'), "
    "t.native_id FROM post t JOIN collection c ON c.collection_id = t.collection_id "
    "WHERE t.account_id = ?1 AND t.observed_ms >= ?2 AND t.observed_ms < ?3 AND t.state = 0 "
    "AND t.created_ms IS NOT NULL AND c.method = 'stream' AND c.source NOT LIKE '%:history' "
    "AND NOT EXISTS (SELECT 1 FROM post_recheck r WHERE r.post_id = t.post_id "
    "AND r.absent_since_ms IS NOT NULL) "
    "ORDER BY t.observed_ms, t.native_id";

std::int64_t distance(const StatedTime& time) {
  return std::abs((time.claimed - time.received).count());
}

/// The furthest off, then in order of receipt again.
void keep_examples(std::vector<StatedTime>& odd) {
  std::stable_sort(odd.begin(), odd.end(), [](const StatedTime& a, const StatedTime& b) {
    return distance(a) > distance(b);
  });
  odd.resize(std::min(odd.size(), kMostExamples));
  std::stable_sort(odd.begin(), odd.end(), [](const StatedTime& a, const StatedTime& b) {
    return a.received < b.received;
  });
}

}  // namespace

StatedTimesReader::StatedTimesReader(Database& database) : posts_(database, kLivePosts) {}

ReportStatedTimes StatedTimesReader::read(AccountId account, const TimeWindow& window) {
  ReportStatedTimes times;
  posts_.query(account.value, to_ms(window.begin), to_ms(window.end));
  while (posts_.step()) {
    const StatedTime time{.post_id = posts_.integer(0),
                          .claimed = from_ms(posts_.integer(1)),
                          .received = from_ms(posts_.integer(2))};
    const bool is_stamped = posts_.integer(3) != 0;
    const bool is_backdated = is_stamped && time.claimed < time.received - kBackdated;
    const bool is_ahead = time.claimed > time.received + kAhead;
    ++times.posts;
    times.backdated += is_backdated ? 1 : 0;
    times.ahead += is_ahead ? 1 : 0;
    if (is_backdated || is_ahead) {
      times.examples.push_back(time);
    }
  }
  posts_.reset();
  keep_examples(times.examples);
  return times;
}

}  // namespace vigie::storage
