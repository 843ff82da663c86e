#include "tests/dashboards/example_report.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "storage/model/time.h"

namespace vigie::tests {
namespace {

const UtcTime kEnd = *parse_iso8601("2026-11-24T00:00:00Z");

constexpr std::array<std::string_view, 10> kHandles{"north-wind-daily.example",
                                                    "la_verite_en_face",
                                                    "clear.skies88412907.example",
                                                    "jeanne-du-port.example",
                                                    "eagle_truth_2291",
                                                    "marc.carnet.example",
                                                    "the-quiet-observer.example",
                                                    "peuple_debout_13",
                                                    "old.mill.example",
                                                    "sept-heures-du-matin.example"};

constexpr std::array<std::string_view, 6> kTexts{
    "Who still believes the official version? Read this, and ask yourself why nobody talks about "
    "it. "
    "#ukraine #truth",
    "Encore un milliard pour la guerre, et rien pour nos h\u00f4pitaux. Jusqu\u2019\u00e0 quand ? "
    "https://www.rt.com/news/592001-budget-crisis/",
    "Sanctions hurt Europe, not Russia! The numbers are there, in black and white. #sanctions",
    "Les \u00e9lections approchent, et l\u2019on nous cache les vrais chiffres. Partagez avant que "
    "ce "
    "soit supprim\u00e9.",
    "@neighbour.example I disagree, but the second chart is fair. Where does it come from?",
    "The port strike enters its third week. Prices rise, trust falls."};

struct Measured {
  Signal signal;
  double value;
  double nats;
  double percentile;
};

constexpr std::array kStrong{Measured{Signal::kRhythmDelayEntropy, 0.41, 1.12, 0.02},
                             Measured{Signal::kRhythmEmptyHours, 2.0, 0.71, 0.01},
                             Measured{Signal::kSecondAlignment, 0.38, 0.52, 0.99},
                             Measured{Signal::kQuestionShare, 0.27, 0.94, 0.96},
                             Measured{Signal::kMultiSentenceShare, 0.66, 0.58, 0.93},
                             Measured{Signal::kListedSourceShare, 0.34, 0.55, 0.985},
                             Measured{Signal::kTopicFocus, 0.91, 0.31, 0.94},
                             Measured{Signal::kPostingRate, 71.0, 0.38, 0.97},
                             Measured{Signal::kRepostLatency, 2520.0, -0.33, 0.61},
                             Measured{Signal::kCommas, 0.04, -0.21, 0.08}};

constexpr std::array kWeak{Measured{Signal::kHashtagsPerPost, 1.3, 0.44, 0.88},
                           Measured{Signal::kTopicFocus, 0.62, 0.12, 0.71},
                           Measured{Signal::kBurstiness, 0.48, -0.35, 0.66},
                           Measured{Signal::kSleepGap, 7.0, -0.62, 0.58},
                           Measured{Signal::kAccountAge, 3011.0, -0.18, 0.83}};

double logistic(double log_odds) {
  return 1.0 / (1.0 + std::exp(-log_odds));
}

std::vector<std::uint32_t> wave(std::size_t days, std::uint32_t height, std::size_t phase) {
  std::vector<std::uint32_t> counts(days);
  for (std::size_t day = 0; day < days; ++day) {
    const double angle = static_cast<double>((day * 5 + phase * 3) % 13) / 13.0;
    counts[day] = static_cast<std::uint32_t>(std::lround(height * angle));
  }
  return counts;
}

std::vector<ReportPost> posts_of(std::size_t account, std::size_t count, std::string_view text) {
  constexpr std::array<std::string_view, 4> kKinds{"post", "repost", "reply", "quote"};
  std::vector<ReportPost> posts;
  for (std::size_t i = 0; i < count; ++i) {
    ReportPost post;
    post.post_id = static_cast<std::int64_t>(account * 1000 + i + 1);
    post.native_id = fmt::format("native-{}-{}", account, i);
    const auto offset = static_cast<std::int64_t>(i) * 2 * kDayMs + 3'600'000 + 2'000;
    post.time = kExampleBegin + std::chrono::milliseconds{offset};
    post.kind = kKinds.at(i % kKinds.size());
    if (post.kind == "repost") {
      post.subject = fmt::format("at://did:plc:invented{}/app.bsky.feed.post/3k{}", i, account);
    } else {
      post.text = text.empty() ? kTexts.at((account + i) % kTexts.size()) : text;
    }
    if (i % 2 == 0) {
      post.urls.push_back(
          fmt::format("https://www.rt.com/news/59{}-invented/?utm=a&b={}", account, i));
    }
    posts.push_back(post);
  }
  return posts;
}

template <typename Signals>
void measure(ReportAccount& account, const Signals& signals, double scale) {
  double sum = 0.0;
  for (const Measured& measured : signals) {
    ReportContribution contribution{
        measured.signal, measured.value, measured.nats * scale, measured.percentile, {}};
    const std::size_t first = account.contributions.size();
    for (std::size_t i = 0; i < 3 && !account.posts_shown.empty(); ++i) {
      const std::size_t index = (first + i * 4) % account.posts_shown.size();
      contribution.evidence.push_back(account.posts_shown[index].post_id);
    }
    std::sort(contribution.evidence.begin(), contribution.evidence.end());
    contribution.evidence.erase(
        std::unique(contribution.evidence.begin(), contribution.evidence.end()),
        contribution.evidence.end());
    account.group_nats.at(static_cast<std::size_t>(info(measured.signal).group)) +=
        contribution.nats;
    sum += contribution.nats;
    account.contributions.push_back(contribution);
  }
  std::stable_sort(
      account.contributions.begin(), account.contributions.end(), [](const auto& a, const auto& b) {
        return std::abs(a.nats) > std::abs(b.nats);
      });
  account.likelihood = logistic(std::log(0.05 / 0.95) + sum);
  account.likelihood_prior_1 = logistic(std::log(0.01 / 0.99) + sum);
  account.likelihood_prior_15 = logistic(std::log(0.15 / 0.85) + sum);
  account.low = logistic(std::log(0.05 / 0.95) + sum - 0.7);
  account.high = logistic(std::log(0.05 / 0.95) + sum + 0.6);
  account.automation_likelihood =
      logistic(std::log(0.05 / 0.95) + account.group_nats[0] + account.group_nats[1]);
}

void fill_hours(ReportAccount& account, bool sleeps) {
  for (std::size_t day = 0; day < 7; ++day) {
    for (std::size_t hour = 0; hour < 24; ++hour) {
      const bool night = hour < 6 || hour > 22;
      const std::size_t mix = (day * 7 + hour * 5 + account.rank) % 11;
      account.hour_by_weekday.at(day).at(hour) =
          sleeps && night ? 0 : static_cast<std::uint32_t>(mix);
    }
  }
}

ReportAccount account_of(std::size_t number, std::size_t posts, std::string_view text) {
  ReportAccount account;
  account.rank = static_cast<std::uint32_t>(number);
  account.platform = number % 4 == 0 ? "mastodon" : "bluesky";
  account.native_id = fmt::format("did:plc:invented{:06}", number);
  const std::string_view handle = kHandles.at((number - 1) % kHandles.size());
  account.handle = number > 10 ? fmt::format("n{}.{}", number, handle) : std::string{handle};
  account.display_name = number % 3 == 0 ? "" : fmt::format("Invented Name {}", number);
  account.grade = number % 5 == 0 ? Grade::kC : number % 3 == 0 ? Grade::kB : Grade::kA;
  account.window = {kExampleBegin, kEnd};
  account.posts = static_cast<std::uint32_t>(1900 / number + 12);
  account.active_days = static_cast<std::uint32_t>(28 - number % 9);
  account.posts_shown = posts_of(number, posts, text);
  account.posts_per_day = wave(28, static_cast<std::uint32_t>(90 / number + 3), number);
  account.linking_posts = account.posts / 2;
  const bool strong = number <= 8;
  fill_hours(account, !strong);
  if (strong) {
    measure(account, kStrong, 1.18 - 0.05 * static_cast<double>(number));
    account.listed_posts = account.posts / 6;
    account.listed_domains = {{"rt.com", "sanctioned", account.posts / 9},
                              {"sputnikglobe.com", "sanctioned", account.posts / 30},
                              {"news-pravda.com", "network", 3}};
  } else {
    measure(account, kWeak, 1.6 - 0.02 * static_cast<double>(number));
    account.listed_posts = number % 4 == 1 ? 2 : 0;
  }
  account.topics = {{"ukraine_war", account.posts / 2}, {"sanctions", account.posts / 7}};
  return account;
}

std::vector<ReportAccount> declared_accounts() {
  std::vector<ReportAccount> declared;
  constexpr std::array<std::string_view, 3> kNames{
      "city-gazette.example", "prefecture-info.example", "tide-times-bot.example"};
  for (std::size_t i = 0; i < kNames.size(); ++i) {
    ReportAccount account;
    account.platform = "bluesky";
    account.handle = kNames.at(i);
    account.native_id = fmt::format("did:plc:declared{}", i);
    account.account_class = static_cast<AccountClass>(i + 1);
    account.grade = Grade::kA;
    account.window = {kExampleBegin, kEnd};
    account.posts = static_cast<std::uint32_t>(900 - i * 200);
    account.posts_per_day = wave(28, 30, i);
    declared.push_back(account);
  }
  return declared;
}

std::vector<ReportDomain> domains() {
  return {{"rt.com",
           "sanctioned",
           "RT",
           "RT",
           "https://eur-lex.europa.eu/eli/reg/2022/350/oj",
           "sanctioned 2026-11-01",
           1204,
           61,
           wave(28, 60, 1)},
          {"sputnikglobe.com",
           "sanctioned",
           "Sputnik",
           "Sputnik International",
           "https://eur-lex.europa.eu/eli/reg/2022/350/oj",
           "sanctioned 2026-11-01",
           411,
           33,
           wave(28, 20, 2)},
          {"news-pravda.com",
           "network",
           "Pravda",
           "Pravda network",
           "https://www.sgdsn.gouv.fr/publications",
           "networks 2026-11-01",
           187,
           12,
           wave(28, 12, 3)},
          {"hostile.example",
           "clone",
           "Clone",
           "A clone",
           "javascript:alert(1)",
           "clones 2026-11-01",
           9,
           2,
           wave(28, 2, 4)}};
}

void fill_run(ReportData& data) {
  data.run.id = RunId{42};
  data.run.window = {kExampleBegin, kEnd};
  data.run.started = *parse_iso8601("2026-11-24T05:00:12Z");
  data.run.code_version = "0.1.0";
  data.run.model = "unit12";
  data.run.config_hash = "9f3c6a51d0b7e284";
  data.run.seed = 1;
  data.run.list_versions = {"clones 2026-11-01 77ab01c2de34f567",
                            "networks 2026-11-01 11fe98a7b6c5d4e3",
                            "sanctioned 2026-11-01 5c0ffee15c0ffee1"};
  data.run.topics = {"sanctions", "ukraine_war"};
  data.run.notes = {"coordination_not_tested", "precision_not_measured"};
  data.vigie_version = "0.1.0";
  data.platforms = {"bluesky", "mastodon"};
}

}  // namespace

ReportData example_report() {
  ReportData data;
  fill_run(data);
  data.posts = 48'211;
  data.accounts = 1'312;
  data.reposts = 20'144;
  data.accounts_by_grade = {204, 377, 410, 321};
  data.listed_posts = 1'811;
  data.listed_accounts = 97;
  data.urls = 23'418;
  data.urls_shortened = 1'203;
  data.posts_per_day = wave(28, 2000, 1);
  for (std::size_t number = 1; number <= 30; ++number) {
    data.ranked.push_back(account_of(number, 12, {}));
  }
  data.above_line = static_cast<std::uint64_t>(std::count_if(
      data.ranked.begin(), data.ranked.end(), [](const auto& a) { return *a.likelihood >= 0.5; }));
  data.declared = declared_accounts();
  data.domains = domains();
  data.topics = {{"ukraine_war", "War in Ukraine", 21'904, 1'011, 1'502, wave(28, 900, 2)},
                 {"sanctions", "Sanctions", 6'120, 498, 611, wave(28, 300, 5)}};
  data.collections = {{"bluesky",
                       "jetstream",
                       "stream",
                       51'020,
                       47'333,
                       3'600,
                       9,
                       78,
                       false,
                       false,
                       kExampleBegin,
                       kEnd},
                      {"mastodon",
                       "posts-2026-11.csv",
                       "import",
                       900,
                       878,
                       20,
                       2,
                       0,
                       true,
                       true,
                       kExampleBegin,
                       kEnd}};
  data.rejects = {{"time missing", 7, "posts-2026-11.csv line 12"},
                  {"text too long", 4, "jetstream record 20114"}};
  data.simulated = true;
  return data;
}

ReportData large_report(std::size_t accounts, std::size_t posts, std::size_t text_characters) {
  ReportData data = example_report();
  data.ranked.clear();
  std::string text;
  for (std::size_t i = 0; i < text_characters; ++i) {
    text += i % 6 == 5 ? " " : "\u0439";
  }
  for (std::size_t number = 1; number <= accounts; ++number) {
    ReportAccount account = account_of(number, posts, text);
    if (number > 8) {  // every account as full as the first
      account.contributions.clear();
      measure(account, kStrong, 0.9);
    }
    data.ranked.push_back(account);
  }
  data.above_line = accounts;
  return data;
}

ReportAccount account_with(std::vector<ReportContribution> contributions) {
  ReportAccount account;
  account.contributions = std::move(contributions);
  return account;
}

}  // namespace vigie::tests
