#include "analysis/coordination/candidates.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

#include <gtest/gtest.h>

#include "analysis/coordination/mixing.h"
#include "analysis/coordination/null_model.h"
#include "analysis/coordination/pair_meetings.h"

namespace vigie::analysis {
namespace {

void add(LayerShares& layer, std::uint32_t account, std::uint32_t object, std::int64_t time_ms) {
  layer.account.push_back(account);
  layer.object.push_back(object);
  layer.time_ms.push_back(time_ms);
  layer.post.push_back(static_cast<std::uint32_t>(layer.post.size()));
  layer.objects = std::max(layer.objects, object + 1);
}

/// Three links, each shared by accounts 0 to 5 ten seconds apart, and by account 6 an hour later.
CoordinationInput three_popular_links() {
  CoordinationInput input;
  input.accounts = 7;
  LayerShares& layer = input.layers.emplace_back();
  for (std::uint32_t object = 0; object < 3; ++object) {
    for (std::uint32_t account = 0; account < 6; ++account) {
      add(layer, account, object, account * 10'000);
    }
    add(layer, 6, object, 3'650'000);
  }
  return input;
}

CoordinationOptions popular_from_five() {
  CoordinationOptions options;
  options.max_sharers = 4;
  options.neighbours = 2;
  return options;
}

using Pair = std::pair<std::uint32_t, std::uint32_t>;

std::map<Pair, std::uint32_t> count_pairs(const Candidates& found, std::uint32_t accounts) {
  std::map<Pair, std::uint32_t> pairs;
  for (const Meeting& meeting : found.meetings) {
    ++pairs[{static_cast<std::uint32_t>(meeting.pair / accounts),
             static_cast<std::uint32_t>(meeting.pair % accounts)}];
  }
  return pairs;
}

TEST(FindCandidates, GivesPopularObjectsNearestNeighboursOnly) {
  const CoordinationInput input = three_popular_links();
  const ShareTable table = make_share_table(input);

  const Candidates found = find_candidates(table, input.accounts, popular_from_five());

  // Neighbours at most two apart: 5 pairs of distance one and 4 of distance two, on each link.
  const std::map<Pair, std::uint32_t> expected{{{0, 1}, 3},
                                               {{0, 2}, 3},
                                               {{1, 2}, 3},
                                               {{1, 3}, 3},
                                               {{2, 3}, 3},
                                               {{2, 4}, 3},
                                               {{3, 4}, 3},
                                               {{3, 5}, 3},
                                               {{4, 5}, 3}};
  EXPECT_EQ(count_pairs(found, input.accounts), expected);
  EXPECT_EQ(found.popular_objects, 3U);
  EXPECT_EQ(found.popular_shares, 21U);
  EXPECT_EQ(found.co_shares, 27U);
}

TEST(NullModel, CountsPopularObjectsInTheWindowsOnly) {
  const CoordinationInput input = three_popular_links();
  const ShareTable table = make_share_table(input);
  const CoordinationOptions options = popular_from_five();
  const NullModel null{input, table, options, options.max_sharers};
  const auto url = static_cast<std::size_t>(Layer::kUrl);

  EXPECT_EQ(popularity_of(7, options.max_sharers), kPopularityCount - 1);
  EXPECT_EQ(null.expected_by_degree(url, kWholeSpan, 0, 1).back(), 0.0);
  EXPECT_GT(null.expected_by_degree(url, 0, 0, 1).back(), 0.0);
  EXPECT_EQ(null.expected_by_degree(url, 0, 0, 1)[kPopularityCount - 2], 0.0);
}

TEST(FindCandidates, FindsWhatComparingAllPairsFinds) {
  constexpr std::uint32_t kAccounts = 40;
  CoordinationInput input;
  input.accounts = kAccounts;
  for (const Layer layer : {Layer::kUrl, Layer::kText, Layer::kDomain}) {
    LayerShares& shares = input.layers.emplace_back();
    shares.layer = layer;
    for (std::uint32_t i = 0; i < 400; ++i) {
      const std::uint64_t mixed = mix(static_cast<std::uint64_t>(layer), i);
      add(shares,
          static_cast<std::uint32_t>(mixed % kAccounts),
          static_cast<std::uint32_t>((mixed >> 20U) % 70),
          static_cast<std::int64_t>((mixed >> 40U) % 100'000));
    }
  }
  const ShareTable table = make_share_table(input);
  std::map<Pair, std::uint32_t> strong;
  std::map<Pair, std::uint32_t> all;
  std::uint64_t co_shares = 0;
  for (const TableObject& object : table.objects) {
    for (std::uint32_t i = object.first; i < object.first + object.sharers; ++i) {
      for (std::uint32_t k = object.first; k < i; ++k) {
        const Pair pair = std::minmax(table.account[i], table.account[k]);
        ++all[pair];
        if (object.layer != Layer::kDomain) {
          ++strong[pair];
          ++co_shares;
        }
      }
    }
  }
  std::erase_if(all, [&](const auto& entry) { return strong[entry.first] < 3; });

  CoordinationOptions options;
  for (const std::uint32_t threads : {1U, 2U}) {
    options.threads = threads;
    const Candidates found = find_candidates(table, kAccounts, options);
    EXPECT_EQ(count_pairs(found, kAccounts), all);
    EXPECT_EQ(found.co_shares, co_shares);
    EXPECT_TRUE(std::is_sorted(
        found.meetings.begin(), found.meetings.end(), [&](const Meeting& a, const Meeting& b) {
          return std::tuple{a.pair, table.owner[a.share_a]} <
                 std::tuple{b.pair, table.owner[b.share_a]};
        }));
  }
  EXPECT_GT(all.size(), 20U);
}

/// Accounts 0 and 1 on `links` links. Account 0 needs a post for two links, account 1 for four.
CoordinationInput posts_with_several_links(std::uint32_t links) {
  CoordinationInput input;
  input.accounts = 2;
  LayerShares& layer = input.layers.emplace_back();
  for (std::uint32_t object = 0; object < links; ++object) {
    add(layer, 0, object, 0);
    layer.post.back() = object / 2;
    add(layer, 1, object, 5'000);
    layer.post.back() = 1'000 + object / 4;
  }
  return input;
}

TEST(PairMeetings, CountsAPostOfEitherAccountOnce) {
  // Of four links in a row only the first finds both posts unused; 20 and 80 links take two ways.
  for (const std::uint32_t links : {20U, 80U}) {
    const CoordinationInput input = posts_with_several_links(links);
    const ShareTable table = make_share_table(input);
    const Candidates found = find_candidates(table, 2, {});
    PairMeetings describer{table, 500};

    const auto facts = describer.describe(found.meetings);

    ASSERT_EQ(facts.size(), links);
    EXPECT_EQ(describer.counted(), links / 4);
    for (std::size_t i = 0; i < facts.size(); ++i) {
      EXPECT_EQ(facts[i].counted, i % 4 == 0) << i;
      EXPECT_EQ(facts[i].gap_ms, 5'000);
    }
  }
}

TEST(NullModel, ComparesAccountsOfOneLanguageWithTheirOwn) {
  // Accounts 0, 1, 2 write one language, 3 and 4 another. Link 0 is shared by 0, 1, 3, link 1 by
  // 0, 1, link 2 by 3, 4, link 3 by 2 alone: 5 shares of the first language, 3 of the second.
  CoordinationInput input;
  input.accounts = 5;
  LayerShares& layer = input.layers.emplace_back();
  for (const auto& [account, object] :
       std::vector<Pair>{{0, 0}, {1, 0}, {3, 0}, {0, 1}, {1, 1}, {3, 2}, {4, 2}, {2, 3}}) {
    add(layer, account, object, 0);
  }
  const ShareTable table = make_share_table(input);
  const auto url = static_cast<std::size_t>(Layer::kUrl);
  const NullModel one{input, table, {}, 500};
  input.stratum = {1, 1, 1, 2, 2};
  const NullModel two{input, table, {}, 500};

  EXPECT_EQ(one.strata(), 1U);
  EXPECT_EQ(two.strata(), 3U) << "the languages, and the rest, which is empty here";
  // k_u k_v times the sum of d (d - 1) / E^2: (3*2 + 2*1 + 2*1) / 8^2.
  EXPECT_DOUBLE_EQ(one.expected_by_degree(url, kWholeSpan, 0, 1).back(), 4.0 * 10.0 / 64.0);
  EXPECT_DOUBLE_EQ(one.expected_by_degree(url, kWholeSpan, 3, 4).back(), 2.0 * 10.0 / 64.0);
  // Within the languages: (2*1 + 2*1) / 5^2 and 2*1 / 3^2; across, 2*1 / (5 * 3).
  EXPECT_DOUBLE_EQ(two.expected_by_degree(url, kWholeSpan, 0, 1).back(), 4.0 * 4.0 / 25.0);
  EXPECT_DOUBLE_EQ(two.expected_by_degree(url, kWholeSpan, 3, 4).back(), 2.0 * 2.0 / 9.0);
  EXPECT_DOUBLE_EQ(two.expected_by_degree(url, kWholeSpan, 0, 3).back(), 4.0 * 2.0 / 15.0);
  // All three pooled links were shared at one instant: a rate of (3 + 0.5) / (3 + 1).
  EXPECT_DOUBLE_EQ(two.expected_by_degree(url, 0, 0, 1).back(), 0.875 * 0.64);
}

}  // namespace
}  // namespace vigie::analysis
