// What was pushed before an audience, by whom and how fast; narratives; alerts.
//
// Facts about objects and, for the impact of an account, counts of its posts. None of it enters a
// likelihood.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "storage/model/ids.h"
#include "storage/model/share.h"

namespace vigie {

/// What is measured. The numbers are stored; but for sources they are those of ObjectKind.
enum class AmplifiedKind : std::uint8_t { kSource = 0, kUrl = 1, kHashtag = 2, kPost = 4 };

[[nodiscard]] constexpr std::string_view kind_name(AmplifiedKind kind) {
  switch (kind) {
    case AmplifiedKind::kSource:
      return "source";
    case AmplifiedKind::kUrl:
      return "url";
    case AmplifiedKind::kHashtag:
      return "hashtag";
    case AmplifiedKind::kPost:
      return "post";
  }
  return "unknown";
}

/// Shares, and the accounts that made them.
struct CarriedBy {
  std::uint64_t shares = 0;
  std::uint64_t accounts = 0;

  friend auto operator<=>(const CarriedBy&, const CarriedBy&) = default;
};

/// An account among the first that shared an object.
struct FirstMover {
  AccountId account;
  std::int64_t time_ms = 0;

  friend auto operator<=>(const FirstMover&, const FirstMover&) = default;
};

/// One listed source or object over the run's window.
struct Amplification {
  AmplifiedKind kind = AmplifiedKind::kUrl;
  ObjectId object;                  ///< 0 for a source.
  std::string source;               ///< As SourceUse::source; empty for an object.
  std::vector<std::string> topics;  ///< Ids of the topics that it belongs to.
  std::uint64_t shares = 0;
  std::uint64_t accounts = 0;  ///< Reach: distinct accounts that shared or reposted it.
  std::uint64_t reposts = 0;   ///< Received by the posts that carried it; of a post: by itself.
  std::int64_t first_ms = 0;
  std::int64_t last_ms = 0;
  std::int64_t half_ms = 0;  ///< From the first share to that which makes half of all.
  std::uint64_t first_hour_shares = 0;
  double gini = 0.0;               ///< Of the shares per account, 0..1.
  double top_percent_share = 0.0;  ///< Part of the shares by the busiest 1 % of accounts, 0..1.
  double top_ten_share = 0.0;      ///< By the ten busiest accounts.
  CarriedBy declared;              ///< Accounts of a declared class: outlets, institutions, bots.
  CarriedBy above_line;            ///< Ranked accounts at or above the report line.
  CarriedBy grouped;               ///< Members of coordinated groups.
  std::vector<FirstMover> first_movers;
};

/// The impact of one account: what its posts with a listed source reached.
struct Amplifier {
  AccountId account;
  std::uint32_t fib_index = 0;
  std::uint32_t posts = 0;    ///< Own posts with a listed source that they do not contradict.
  std::uint64_t reposts = 0;  ///< That these received.
};

/// Near-duplicate texts and URLs of one topic that go together.
struct Narrative {
  std::string topic;
  std::vector<std::string> terms;  ///< Words that name it, the most telling first.
  std::uint64_t posts = 0;         ///< Reposts included.
  std::uint64_t accounts = 0;
  std::uint32_t texts = 0;  ///< Clusters of near-duplicate texts in it.
  std::int64_t first_ms = 0;
  std::int64_t last_ms = 0;
  CarriedBy declared;
  CarriedBy above_line;
  CarriedBy grouped;
  std::vector<ObjectId> urls;          ///< The most shared first.
  std::vector<PostId> representative;  ///< The oldest posts, to read.
};

/// What an alert compares with.
enum class AlertBaseline : std::uint8_t { kOwnHistory = 1, kNewObjects = 2 };

[[nodiscard]] constexpr std::string_view baseline_name(AlertBaseline baseline) {
  return baseline == AlertBaseline::kOwnHistory ? "own_history" : "new_objects";
}

/// Hours in which an object was shared more than its baseline explains.
struct Alert {
  AmplifiedKind kind = AmplifiedKind::kUrl;
  ObjectId object;
  AlertBaseline baseline = AlertBaseline::kOwnHistory;
  std::int64_t begin_ms = 0;   ///< Of the first such hour.
  std::uint32_t hours = 1;     ///< From the first to the last of them; a gap of one is bridged.
  std::int64_t peak_ms = 0;    ///< Begin of the hour that chance explains least.
  std::uint64_t shares = 0;    ///< In that hour.
  std::uint64_t accounts = 0;  ///< In that hour.
  double expected = 0.0;       ///< Shares in that hour.
  double decades = 0.0;        ///< -log10 p of that hour.
  double q_decades = 0.0;      ///< -log10 of its false discovery rate.
};

/// A post of a window as the store hands it to be measured. Views live for the call.
struct SharingPostRow {
  PostId post;
  AccountId account;
  std::int64_t sort_ms = 0;
  PostKind kind = PostKind::kPost;
  std::string_view platform;
  std::string_view native_id;
  std::int64_t platform_reposts = 0;  ///< The platform's own counter; 0: not said.
};

/// What was looked at.
struct AmplificationCounts {
  std::uint64_t objects = 0;          ///< URLs, hashtags and posts shared in the window.
  std::uint64_t shares = 0;           ///< Of them.
  double tested_hours = 0.0;          ///< Hours of objects with a history of their own.
  std::uint64_t tested_new = 0;       ///< First hours of new objects.
  std::uint64_t untested_new = 0;     ///< Of a kind with too few of them.
  std::uint64_t narrative_texts = 0;  ///< Posts on a topic whose text was compared.
  std::uint64_t sampled_out_texts = 0;
};

/// All of it, ready to be stored.
struct AmplificationFindings {
  std::vector<Amplification> objects;  ///< Sources first; then by kind, falling shares, key.
  std::vector<Amplifier> amplifiers;   ///< By falling index.
  std::vector<Narrative> narratives;   ///< By topic, then falling accounts.
  std::vector<Alert> alerts;           ///< The least explained first.
  AmplificationCounts counts;
};

}  // namespace vigie
