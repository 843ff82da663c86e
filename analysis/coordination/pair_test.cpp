#include "analysis/coordination/pair_test.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "analysis/coordination/audiences.h"
#include "analysis/coordination/chance.h"
#include "analysis/coordination/clumpiness.h"
#include "analysis/coordination/common_feed.h"
#include "analysis/coordination/pair_meetings.h"
#include "analysis/coordination/pair_tester.h"
#include "analysis/parallel.h"
#include "storage/model/time.h"

namespace vigie::analysis {
namespace {

/// One row per pair with enough meetings, nothing measured.
std::vector<Measured> runs_of(const std::vector<Meeting>& meetings, std::uint32_t minimum) {
  std::vector<Measured> runs;
  for (std::size_t i = 0; i < meetings.size();) {
    std::size_t end = i;
    while (end < meetings.size() && meetings[end].pair == meetings[i].pair) {
      ++end;
    }
    if (end - i >= minimum) {
      runs.push_back({static_cast<std::uint32_t>(i), static_cast<std::uint32_t>(end - i)});
    }
    i = end;
  }
  return runs;
}

/// -log10 of the p-value that a pair needs in the question about time.
double timing_line(const std::vector<Measured>& measured, const CoordinationOptions& options) {
  std::vector<double> asked;
  for (const Measured& pair : measured) {
    if (pair.asks_about_time) {
      asked.push_back(static_cast<double>(pair.timing_decades));
    }
  }
  return control_false_discoveries(
             asked, static_cast<double>(asked.size()), options.false_discovery)
      .decades;
}

std::uint32_t count_distinct(std::vector<std::int64_t>& values) {
  std::sort(values.begin(), values.end());
  return static_cast<std::uint32_t>(std::unique(values.begin(), values.end()) - values.begin());
}

/// Writes surviving pairs with their meetings and evidence.
class PairWriter {
 public:
  PairWriter(PairTable& table,
             const PairTester& tester,
             const NullModel& null,
             std::uint32_t max_sharers,
             const CoordinationOptions& options)
      : table_{table},
        tester_{tester},
        shares_{null.table()},
        options_{options},
        describer_{null.table(), max_sharers} {}

  /// Nothing when the pair misses the minimum case.
  void append(CoordinatedPair pair, std::span<const Meeting> meetings) {
    std::tie(pair.account_a, pair.account_b) = tester_.accounts_of(meetings.front());
    const std::span<const MeetingFacts> facts = describer_.describe(meetings);
    measure_minimum(pair, meetings, facts);
    if (pair.objects < options_.min_objects || !is_on_enough_days(pair) ||
        pair.symmetry < options_.min_symmetry) {
      return;
    }
    append_meetings(pair, meetings, facts);
    append_evidence(pair, facts);
    table_.pairs.push_back(pair);
  }

 private:
  /// Who comes out for the same two evenings meets on three or four of their objects, minutes
  /// apart, without any plan: on the fewest days a pair needs more objects, or two of them fast.
  [[nodiscard]] bool is_on_enough_days(const CoordinatedPair& pair) const {
    constexpr std::uint32_t kFastOnFewDays = 2;
    return pair.days > options_.min_days || pair.fast_objects >= options_.min_fast ||
           (pair.days == options_.min_days &&
            (pair.objects >= options_.min_fast || pair.fast_objects >= kFastOnFewDays));
  }

  void measure_minimum(CoordinatedPair& pair,
                       std::span<const Meeting> meetings,
                       std::span<const MeetingFacts> facts) const {
    std::vector<std::int64_t> days;
    std::vector<std::int64_t> posts_a;
    std::vector<std::int64_t> posts_b;
    for (std::size_t i = 0; i < meetings.size(); ++i) {
      if (facts[i].layer != static_cast<std::uint8_t>(Layer::kDomain)) {
        posts_a.push_back(shares_.post[meetings[i].share_a]);
        posts_b.push_back(shares_.post[meetings[i].share_b]);
      }
      if (facts[i].counted) {
        ++pair.objects;
        pair.fast_objects += facts[i].gap_ms <= options_.windows_ms[1] ? 1U : 0U;
        days.push_back(shares_.time_ms[meetings[i].share_a] / kDayMs);
      }
    }
    pair.days = count_distinct(days);
    const double a = count_distinct(posts_a);
    const double b = count_distinct(posts_b);
    pair.symmetry = std::min(a, b) / std::max(a, b);
  }

  void append_meetings(CoordinatedPair& pair,
                       std::span<const Meeting> meetings,
                       std::span<const MeetingFacts> facts) {
    pair.first_meeting = static_cast<std::uint32_t>(table_.meetings.size());
    pair.meetings = static_cast<std::uint32_t>(meetings.size());
    for (std::size_t i = 0; i < meetings.size(); ++i) {
      const TableObject& object = shares_.objects[facts[i].object];
      table_.meetings.push_back({object.layer,
                                 facts[i].counted,
                                 object.object,
                                 shares_.post[meetings[i].share_a],
                                 shares_.post[meetings[i].share_b],
                                 shares_.time_ms[meetings[i].share_a],
                                 shares_.time_ms[meetings[i].share_b]});
    }
  }

  void append_evidence(CoordinatedPair& pair, std::span<const MeetingFacts> facts) {
    pair.first_evidence = static_cast<std::uint32_t>(table_.evidence.size());
    const Tally seen = tally_meetings(facts, options_);
    Expected expected = tester_.expect(pair.account_a, pair.account_b);
    if (pair.audience) {
      expected.sources = {};
    }
    for (std::size_t layer = 0; layer < kLayerCount; ++layer) {
      for (std::size_t span = 0; span < kSpanCount; ++span) {
        const std::uint32_t observed = seen[layer][span].back();
        if (observed > 0) {
          const double mean = tester_.reported_expectation(expected, layer, span);
          table_.evidence.push_back({static_cast<Layer>(layer),
                                     static_cast<std::uint8_t>(span),
                                     observed,
                                     mean,
                                     poisson_upper_decades(mean, observed)});
        }
      }
    }
    pair.evidence = static_cast<std::uint32_t>(table_.evidence.size()) - pair.first_evidence;
  }

  PairTable& table_;
  const PairTester& tester_;
  const ShareTable& shares_;
  const CoordinationOptions& options_;
  PairMeetings describer_;
};

/// Meetings that following one account does not explain. Who follows two of them is asked twice.
std::vector<Meeting> without_feeds(std::span<const Meeting> meetings,
                                   const ShareTable& table,
                                   PairMeetings& describer,
                                   const CoordinationOptions& options) {
  std::vector<Meeting> rest{meetings.begin(), meetings.end()};
  while (!rest.empty()) {
    const std::vector<bool> explained =
        explain_by_feed(rest, describer.describe(rest), table, options);
    if (explained.empty()) {
      break;
    }
    std::size_t kept = 0;
    for (std::size_t i = 0; i < rest.size(); ++i) {
      if (!explained[i]) {
        rest[kept++] = rest[i];
      }
    }
    rest.resize(kept);
  }
  return rest;
}

/// Two members of an audience that acts as one.
struct MemberPair {
  std::uint64_t pair = 0;  ///< As in `Meeting`.
  double q_decades = 0.0;

  friend auto operator<=>(const MemberPair&, const MemberPair&) = default;
};

/// By pair; of several audiences the surest.
std::vector<MemberPair> pairs_of_members(const AudienceTable& table, std::uint64_t accounts) {
  std::vector<MemberPair> pairs;
  for (const ActingAudience& audience : table.audiences) {
    const auto members = std::span{table.members}.subspan(audience.first_member, audience.members);
    for (std::size_t i = 0; i < members.size(); ++i) {
      for (std::size_t k = i + 1; k < members.size(); ++k) {
        pairs.push_back({members[i].account * accounts + members[k].account, audience.q_decades});
      }
    }
  }
  std::sort(pairs.begin(), pairs.end(), [](const MemberPair& a, const MemberPair& b) {
    return a.pair != b.pair ? a.pair < b.pair : a.q_decades > b.q_decades;
  });
  const auto same = [](const MemberPair& a, const MemberPair& b) { return a.pair == b.pair; };
  pairs.erase(std::unique(pairs.begin(), pairs.end(), same), pairs.end());
  return pairs;
}

/// Decades that a pair of members needs: p <= 0.01.
constexpr double kMembersLine = 2.0;

Measured whole(std::span<const Meeting> meetings) {
  Measured all;
  all.count = static_cast<std::uint32_t>(meetings.size());
  return all;
}

/// Pairs of three objects or more, measured, in the order of the candidates.
std::vector<Measured> measure_pairs(const std::vector<Meeting>& meetings,
                                    const PairTester& tester,
                                    const PairMeetings& fresh_describer,
                                    const CoordinationOptions& options) {
  std::vector<Measured> measured = runs_of(meetings, options.min_objects);
  constexpr std::size_t kBlock = 64;
  for_each_index((measured.size() + kBlock - 1) / kBlock, options.threads, [&](std::size_t block) {
    PairMeetings describer = fresh_describer;
    const std::size_t end = std::min(measured.size(), (block + 1) * kBlock);
    for (std::size_t i = block * kBlock; i < end; ++i) {
      measured[i] = tester.measure(measured[i], meetings, describer);
    }
  });
  std::erase_if(measured, [](const Measured& pair) { return pair.count == 0; });
  return measured;
}

}  // namespace

PairTable test_pairs(const Candidates& candidates,
                     const NullModel& null,
                     std::uint32_t accounts,
                     std::uint32_t max_sharers,
                     const CoordinationOptions& options) {
  PairTable table;
  table.clumpiness = measure_clumpiness(candidates, null, accounts, max_sharers);
  const double family = static_cast<double>(accounts) * (static_cast<double>(accounts) - 1.0) / 2.0;
  const double alone = std::log10(family / options.false_discovery);
  const PairTester tester{null, accounts, options, table.clumpiness, alone};
  const std::vector<Measured> measured =
      measure_pairs(candidates.meetings, tester, PairMeetings{null.table(), max_sharers}, options);
  table.tested = measured.size();
  for (const Measured& pair : measured) {
    table.asked_about_time += pair.asks_about_time ? 1U : 0U;
  }
  const double line = timing_line(measured, options);
  std::vector<double> decades;
  decades.reserve(measured.size());
  for (const Measured& pair : measured) {
    decades.push_back(tester.fuse(pair, line));
  }
  const Discoveries found = control_false_discoveries(decades, family, options.false_discovery);
  const AudienceTable audiences =
      test_audiences(null.table(), accounts, max_sharers, table.clumpiness, options);
  table.audiences = audiences.tested;
  table.acting_audiences = audiences.audiences.size();
  const std::vector<MemberPair> members = pairs_of_members(audiences, accounts);
  auto member = members.begin();
  PairWriter writer{table, tester, null, max_sharers, options};
  PairMeetings describer{null.table(), max_sharers};
  for (std::size_t i = 0; i < measured.size(); ++i) {
    const auto meetings =
        std::span{candidates.meetings}.subspan(measured[i].first, measured[i].count);
    if (decades[i] < found.decades) {
      member = std::find_if(member, members.end(), [&](const MemberPair& m) {
        return m.pair >= meetings.front().pair;
      });
      if (member != members.end() && member->pair == meetings.front().pair) {
        const double beyond = tester.measure_beyond_sources(meetings, describer);
        if (beyond >= kMembersLine) {
          writer.append({.decades = beyond, .q_decades = member->q_decades, .audience = true},
                        meetings);
        }
      }
      continue;
    }
    const std::vector<Meeting> rest = without_feeds(meetings, null.table(), describer, options);
    CoordinatedPair pair{.decades = decades[i],
                         .q_decades = found.q_decades[i],
                         .timing_decades = static_cast<double>(measured[i].timing_decades)};
    if (rest.size() < meetings.size()) {
      // What is left must pass by itself; the line is the one drawn with all that was measured.
      const Measured again = tester.measure(whole(rest), rest, describer);
      pair.decades = tester.fuse(again, line);
      pair.timing_decades = static_cast<double>(again.timing_decades);
      if (pair.decades < found.decades) {
        ++table.following;
        continue;
      }
    }
    writer.append(pair, rest);
  }
  return table;
}

}  // namespace vigie::analysis
