#include "tests/analysis/small_world.h"

#include <algorithm>
#include <random>
#include <set>
#include <utility>

namespace vigie::tests {
namespace {

using analysis::ActivityBuilder;

SourceEntry listed(std::string pattern, SourceTier tier) {
  SourceEntry entry;
  entry.pattern = std::move(pattern);
  entry.tier = tier;
  entry.family = "RT";
  entry.evidence_url = "https://evidence.example/";
  return entry;
}

std::vector<std::string> keys_in_order(const World& world, bool tags) {
  std::vector<std::string> keys;
  std::set<std::string> seen;
  for (const WorldPost& post : world.posts) {
    for (const std::string& key : tags ? post.tags : post.hosts) {
      if (seen.insert(key).second) {
        keys.push_back(key);
      }
    }
  }
  return keys;
}

std::int64_t id_of(const std::vector<std::string>& keys, const std::string& key) {
  return std::find(keys.begin(), keys.end(), key) - keys.begin() + 1;
}

/// Feeds the rows in the order that a store keeps.
class Feeder {
 public:
  explicit Feeder(const World& world)
      : world_(world), hosts_(keys_in_order(world, false)), tags_(keys_in_order(world, true)) {
    for (const WorldPost& post : world.posts) {
      if (std::find(accounts_.begin(), accounts_.end(), post.account) == accounts_.end()) {
        accounts_.push_back(post.account);
      }
    }
  }

  void feed(ActivityBuilder& builder) {
    feed_objects(builder);
    feed_posts(builder);
    feed_accounts(builder);
  }

 private:
  void feed_objects(ActivityBuilder& builder) {
    for (const std::string& host : hosts_) {
      builder.add_domain({DomainId{id_of(hosts_, host)}, host, host});
    }
    for (const std::string& host : hosts_) {
      const std::int64_t id = id_of(hosts_, host);
      builder.add_object({ObjectId{id}, ObjectKind::kUrl, "u", DomainId{id}, UrlState::kPlain});
    }
    for (const std::string& tag : tags_) {
      builder.add_object({ObjectId{tag_id(tag)}, ObjectKind::kHashtag, tag, {}, {}});
    }
  }

  [[nodiscard]] std::int64_t tag_id(const std::string& tag) const {
    return static_cast<std::int64_t>(hosts_.size()) + id_of(tags_, tag);
  }

  void feed_posts(ActivityBuilder& builder) {
    std::vector<std::size_t> by_time(world_.posts.size());
    for (std::size_t i = 0; i < by_time.size(); ++i) {
      by_time[i] = i;
    }
    std::stable_sort(by_time.begin(), by_time.end(), [&](std::size_t a, std::size_t b) {
      return world_.posts[a].time_ms < world_.posts[b].time_ms;
    });
    for (const std::size_t i : by_time) {
      const WorldPost& post = world_.posts[i];
      PostRow row;
      row.post = PostId{static_cast<std::int64_t>(i) + 1};
      row.account = AccountId{id_of(accounts_, post.account)};
      row.sort_ms = post.time_ms;
      row.kind = post.kind;
      row.text = post.text;
      row.text_hash = std::hash<std::string>{}(post.text);
      if (post.subject_created_ms >= 0) {
        row.subject_created_ms = post.subject_created_ms;
      }
      builder.add_post(row);
    }
    for (std::size_t i = 0; i < world_.posts.size(); ++i) {  // by post id
      for (const std::string& host : world_.posts[i].hosts) {
        builder.add_share(
            {PostId{static_cast<std::int64_t>(i) + 1}, ObjectId{id_of(hosts_, host)}});
      }
      for (const std::string& tag : world_.posts[i].tags) {
        builder.add_share({PostId{static_cast<std::int64_t>(i) + 1}, ObjectId{tag_id(tag)}});
      }
    }
  }

  void feed_accounts(ActivityBuilder& builder) {
    for (const std::string& account : accounts_) {
      AccountRow row;
      const auto profile = world_.profiles.find(account);
      if (profile != world_.profiles.end()) {
        row = profile->second;
      }
      row.account = AccountId{id_of(accounts_, account)};
      row.platform = "test";
      row.native_id = account;
      if (row.handle.empty()) {
        row.handle = account;
      }
      builder.add_account(row);
    }
    for (const World::Span& span : world_.extra_coverage) {
      builder.add_coverage(
          {AccountId{id_of(accounts_, span.account)}, span.begin_ms, span.end_ms, true});
    }
    if (!world_.coverage) {
      return;
    }
    for (const std::string& account : accounts_) {
      CoverageRow row;
      row.account = AccountId{id_of(accounts_, account)};
      row.begin_ms = INT64_MAX;
      for (const WorldPost& post : world_.posts) {
        if (post.account == account) {
          row.begin_ms = std::min(row.begin_ms, post.time_ms);
          row.end_ms = std::max(row.end_ms, post.time_ms);
        }
      }
      builder.add_coverage(row);
    }
  }

  const World& world_;
  std::vector<std::string> hosts_;
  std::vector<std::string> tags_;
  std::vector<std::string> accounts_;
};

}  // namespace

World::World() : model(plain_model()) {
  SourceList list;
  list.name = "sanctioned";
  list.version = "2026-03-01";
  list.entries = {listed("rt.com", SourceTier::kSanctioned)};
  lists = {list};
  analysis::TopicDefinition topic;
  topic.id = "vote";
  topic.title = "Vote";
  topic.keywords = {{"en", {"ballot"}, {}}};
  topics = {topic};
}

void World::add_clock(const std::string& account,
                      std::int64_t step_ms,
                      int count,
                      const std::string& text) {
  for (int i = 0; i < count; ++i) {
    posts.push_back({account, kBegin + i * step_ms, text, {}, {}, PostKind::kPost, -1});
  }
}

void World::add_person(const std::string& account, int days, std::uint64_t seed) {
  constexpr int kPostsPerDay = 8;
  std::mt19937_64 random{seed};
  for (int day = 0; day < days; ++day) {
    for (int i = 0; i < kPostsPerDay; ++i) {
      const auto after_eight = static_cast<std::int64_t>(random() % (14 * kHourMs));
      posts.push_back({account,
                       kBegin + day * kDayMs + 8 * kHourMs + after_eight,
                       "just some words here",
                       {},
                       {},
                       PostKind::kPost,
                       -1});
    }
  }
}

analysis::ScoreModel plain_model() {
  analysis::ScoreModel model;
  model.name = "plain";
  model.weights = {{Signal::kRhythmDelayEntropy, {0.2, 0.6, 0.8}, {0.7, 0.0, -0.5}},
                   {Signal::kRhythmEmptyHours, {0.0, 9.0, 16.0}, {0.7, 0.0, -0.5}},
                   {Signal::kBurstiness, {-1.0, 0.0, 0.4}, {1.5, 0.3, -0.2}},
                   {Signal::kDelayModeMass, {0.05, 0.5}, {0.0, 1.0}},
                   {Signal::kSleepGap, {2.0, 6.0}, {0.9, -0.5}},
                   {Signal::kQuestionShare, {0.0, 0.5}, {-0.2, 0.6}},
                   {Signal::kSentenceEndShare, {0.0, 1.0}, {-0.2, 0.6}},
                   {Signal::kRepostLatency, {10.0, 300.0}, {0.6, 0.0}},
                   {Signal::kListedSourceShare, {0.0, 0.5}, {0.0, 0.9}},
                   {Signal::kTopicFocus, {0.0, 0.6}, {0.0, 0.4}},
                   {Signal::kPostingRate, {20.0, 144.0}, {0.0, 0.6}},
                   {Signal::kAccountAge, {0.0, 365.0}, {0.4, 0.0}}};
  model.caps = {
      {{2.5, 4.0}, {2.0, 2.0}, {3.5, 3.5}, {0.8, 0.0}, {0.6, 0.0}, {0.6, 0.0}, {0.6, 0.0}}};
  return model;
}

WorldResult analyze(const World& world, int windows) {
  const analysis::SourceIndex sources{world.lists};
  analysis::TopicMatcher topics{world.topics};
  constexpr std::int64_t kWindow = 28 * kDayMs;
  const TimeWindow span{from_ms(kBegin), from_ms(kBegin + windows * kWindow)};
  const analysis::WordingReader wording{world.lexicons, analysis::names_of_sources(world.lists)};
  ActivityBuilder builder{span, sources, topics, &wording};
  Feeder{world}.feed(builder);
  const analysis::Activity activity = builder.build();
  std::vector<TimeWindow> cuts;
  for (int w = 0; w < windows; ++w) {
    cuts.push_back({from_ms(kBegin + w * kWindow), from_ms(kBegin + (w + 1) * kWindow)});
  }
  WorldResult result;
  result.raw = analysis::analyze({.activity = activity,
                                  .windows = cuts,
                                  .sources = sources,
                                  .listed_sources = builder.listed_sources(),
                                  .topics = world.topics,
                                  .model = world.model,
                                  .options = world.options});
  for (const AccountScore& score : result.raw.scores) {
    const auto owner =
        std::find_if(activity.accounts.begin(), activity.accounts.end(), [&](const auto& account) {
          return account.account == score.account;
        });
    Outcome outcome{score, {}};
    for (const Contribution& contribution : score.contributions) {
      for (const PostId post : contribution.evidence) {
        outcome.evidence.push_back(
            std::string{info(contribution.signal).name} + ": " +
            std::to_string(world.posts[static_cast<std::size_t>(post.value) - 1].time_ms));
      }
    }
    result.accounts.emplace(owner->native_id, std::move(outcome));
  }
  return result;
}

}  // namespace vigie::tests
