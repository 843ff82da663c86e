// A few accounts, posts and lists, built by hand, as the store would hand them to analysis.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "analysis/activity.h"
#include "analysis/analyze.h"
#include "storage/model/time.h"

namespace vigie::tests {
/// Monday 2 March 2026, 00:00 UTC.
inline constexpr std::int64_t kBegin = 1'772'409'600'000;

struct WorldPost {
  std::string account;
  std::int64_t time_ms = 0;
  std::string text;
  std::vector<std::string> hosts;  ///< One URL each.
  std::vector<std::string> tags;
  PostKind kind = PostKind::kPost;
  std::int64_t subject_created_ms = -1;
};

/// Posts by account name; keys are given in the order of `posts`, so shuffling them changes every
/// database id.
struct World {
  std::vector<WorldPost> posts;
  std::vector<SourceList> lists;
  std::vector<analysis::TopicDefinition> topics;
  std::vector<analysis::LexiconDefinition> lexicons;  ///< None: no tone, every share endorses.
  analysis::ScoreModel model;
  analysis::AnalysisOptions options;
  std::map<std::string, AccountRow>
      profiles;          ///< Only handle, created_ms and declared_bot are used.
  bool coverage = true;  ///< Each account covered from first to last post.

  /// Assumed spans besides: account, begin, end.
  struct Span {
    std::string account;
    std::int64_t begin_ms = 0;
    std::int64_t end_ms = 0;
  };

  std::vector<Span> extra_coverage;

  World();

  /// `count` posts of `account`, `step_ms` apart.
  void add_clock(const std::string& account,
                 std::int64_t step_ms,
                 int count,
                 const std::string& text = "words of an invented post");

  /// A person: eight posts a day at irregular times between 08:00 and 22:00.
  void add_person(const std::string& account, int days, std::uint64_t seed);
};

/// A model in which every signal has a weight, as shaped as the default one.
[[nodiscard]] analysis::ScoreModel plain_model();

/// What the analysis says of one account.
struct Outcome {
  AccountScore score;
  std::vector<std::string> evidence;  ///< `signal: time of post`, for comparisons without ids.
};

struct WorldResult {
  std::map<std::string, Outcome> accounts;
  analysis::AnalysisResult raw;
};

/// Runs the whole analysis over windows of 28 days from kBegin on.
[[nodiscard]] WorldResult analyze(const World& world, int windows = 1);

}  // namespace vigie::tests
