#include "analysis/covered_time.h"

#include <algorithm>
#include <map>

namespace vigie::analysis {
namespace {

constexpr std::int64_t kSameArchiveMs = 2 * kDayMs;

/// Ascending; spans at most `apart` ms from each other are one.
std::vector<TimeSpanMs> joined_spans(std::vector<TimeSpanMs> spans, std::int64_t apart) {
  std::sort(spans.begin(), spans.end());
  std::vector<TimeSpanMs> result;
  for (const auto& [begin, end] : spans) {
    if (!result.empty() && begin - result.back().second <= apart) {
      result.back().second = std::max(result.back().second, end);
    } else {
      result.emplace_back(begin, end);
    }
  }
  return result;
}

/// Adds the parts of `spans` (ascending, apart) that lie in `within`.
void add_within(const std::vector<TimeSpanMs>& spans,
                TimeSpanMs within,
                std::vector<TimeSpanMs>& parts) {
  auto span = std::upper_bound(
      spans.begin(), spans.end(), within.first, [](std::int64_t time, const TimeSpanMs& there) {
        return time < there.second;
      });
  for (; span != spans.end() && span->first < within.second; ++span) {
    parts.emplace_back(std::max(span->first, within.first), std::min(span->second, within.second));
  }
}

/// What of `span` lies in none of `others`, which ascend and are apart.
void add_without(TimeSpanMs span,
                 const std::vector<TimeSpanMs>& others,
                 std::vector<TimeSpanMs>& parts) {
  for (const auto& [begin, end] : others) {
    if (end <= span.first || begin >= span.second) {
      continue;
    }
    if (begin > span.first) {
      parts.emplace_back(span.first, begin);
    }
    span.first = end;
  }
  if (span.first < span.second) {
    parts.push_back(span);
  }
}

/// The spans in which the account was watched, in any order; they may overlap.
std::vector<TimeSpanMs> watched_spans(std::span<const CoverageRow> coverage,
                                      const LiveLedger& ledger) {
  std::vector<TimeSpanMs> watched;
  std::map<std::int64_t, std::vector<TimeSpanMs>> assumed;  // by live source; 0: archives
  std::vector<std::int64_t> sources;
  for (const CoverageRow& row : coverage) {
    if (row.live_source != 0) {
      sources.push_back(row.live_source);
    }
    (row.assumed ? assumed[row.live_source] : watched).emplace_back(row.begin_ms, row.end_ms);
  }
  for (auto& [source, spans] : assumed) {
    for (const TimeSpanMs& span : joined_spans(std::move(spans), kSameArchiveMs)) {
      add_without(span, ledger.missed(source, sources, span), watched);
    }
  }
  return watched;
}

}  // namespace

LiveLedger::LiveLedger(std::span<const LedgerRow> rows) {
  for (const LedgerRow& row : rows) {
    if (row.begin_ms < row.end_ms) {
      Source& source = sources_[row.live_source];
      (row.is_missed ? source.missed : source.seen).emplace_back(row.begin_ms, row.end_ms);
    }
  }
  for (auto& [id, source] : sources_) {
    source.missed = joined_spans(std::move(source.missed), 0);
    source.seen = joined_spans(std::move(source.seen), 0);
  }
}

std::vector<TimeSpanMs> LiveLedger::missed(std::int64_t source,
                                           std::span<const std::int64_t> sources,
                                           TimeSpanMs within) const {
  std::vector<TimeSpanMs> missed;
  if (const auto own = sources_.find(source); own != sources_.end()) {
    add_within(own->second.missed, within, missed);
  }
  if (missed.empty()) {
    return missed;
  }
  std::vector<TimeSpanMs> seen;
  for (const std::int64_t id : sources) {
    if (const auto other = sources_.find(id); other != sources_.end()) {
      add_within(other->second.seen, within, seen);
    }
  }
  seen = joined_spans(std::move(seen), 0);
  std::vector<TimeSpanMs> unseen;
  for (const TimeSpanMs& span : missed) {
    add_without(span, seen, unseen);
  }
  return unseen;
}

double covered_days(std::span<const CoverageRow> coverage,
                    const LiveLedger& ledger,
                    TimeWindow window) {
  std::int64_t covered = 0;
  std::int64_t reached = to_ms(window.begin);
  for (const auto& [begin, end] : joined_spans(watched_spans(coverage, ledger), 0)) {
    const std::int64_t until = std::min(end, to_ms(window.end));
    covered += std::max<std::int64_t>(0, until - std::max(begin, reached));
    reached = std::max(reached, until);
  }
  constexpr auto kDayMsAsDouble = static_cast<double>(kDayMs);
  return static_cast<double>(covered) / kDayMsAsDouble;
}

}  // namespace vigie::analysis
