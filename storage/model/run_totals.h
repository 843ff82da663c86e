// What a run counted beside the accounts' scores: topics, listed sources, series by day.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "storage/model/finding.h"
#include "storage/model/ids.h"
#include "storage/model/source_list.h"

namespace vigie {

/// How the shares of a listed source among some posts are made; the rest endorse.
struct StanceCounts {
  std::uint64_t neutral = 0;  ///< Attributed, questioned, or beside a correction.
  std::uint64_t debunk = 0;   ///< Contradict the source.

  friend auto operator<=>(const StanceCounts&, const StanceCounts&) = default;
};

/// Mean tone of the posts of many accounts.
struct Tone {
  std::uint64_t posts = 0;     ///< With a word that a lexicon knows.
  std::optional<double> mean;  ///< -5..5; nothing from too few posts or accounts.
};

/// One monitored topic over the run's window.
struct TopicUse {
  std::string topic;  ///< Id, e.g. `ukraine_war`.
  std::string title;
  std::uint64_t posts = 0;
  std::uint64_t accounts = 0;                ///< Distinct.
  std::uint64_t listed_posts = 0;            ///< Of these posts: with a listed source.
  std::vector<std::uint32_t> posts_per_day;  ///< One per day of the run's window, from its begin.
  Tone tone{};
  std::vector<Tone> tone_per_day{};             ///< As `posts_per_day`.
  std::map<std::string, std::string> titles{};  ///< By language, `title` among them.
};

/// One listed source over the run's window.
struct SourceUse {
  std::string source;  ///< The listed domain, or `platform:handle` of a listed account.
  DomainId domain;     ///< 0 for a listed account.
  SourceTier tier = SourceTier::kLowCredibility;
  std::string family;
  std::string label;
  std::string evidence_url;
  std::string list;  ///< `name version`.
  std::uint64_t posts = 0;
  std::uint64_t accounts = 0;
  std::vector<std::uint32_t> posts_per_day;
  StanceCounts stance{};
};

/// Posts of one account on one topic: a count, no opinion.
struct AccountTopic {
  AccountId account;
  std::string topic;
  std::uint32_t posts = 0;
};

/// Posts of one account with one listed source, named as in SourceUse.
struct AccountSource {
  AccountId account;
  std::string source;
  std::uint32_t posts = 0;
  StanceCounts stance{};
};

/// What is usual among the accounts of a run with enough links: a Beta prior of the share of links
/// that go to listed sources.
struct UsualListedShare {
  double mean = 0.0;      ///< 0..1.
  double strength = 0.0;  ///< Worth so many links.
};

/// What a run counted beside the accounts' scores.
struct RunTotals {
  std::uint64_t posts = 0;
  std::uint64_t accounts = 0;
  std::uint64_t reposts = 0;
  std::uint64_t urls = 0;            ///< Shares of URLs in the window.
  std::uint64_t urls_shortened = 0;  ///< Of these behind a shortener: unknown.
  std::uint64_t listed_posts = 0;
  std::uint64_t listed_accounts = 0;
  std::vector<std::uint32_t> posts_per_day;  ///< One per day of the run's window, from its begin.
  std::vector<TopicUse> topics;
  std::vector<SourceUse> sources;
  std::vector<AccountTopic> account_topics;    ///< For accounts that a report may show.
  std::vector<AccountSource> account_sources;  ///< Likewise.
  /// Accounts that have a value of each signal and enough posts: percentiles are among these.
  std::array<std::uint64_t, kSignalCount> reference_accounts{};
  std::optional<UsualListedShare> usual_listed;  ///< Of a run over one window.
};

}  // namespace vigie
