#include "analysis/earlier_window.h"

#include <cmath>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "analysis/account_window.h"
#include "analysis/activity.h"
#include "analysis/analyze.h"
#include "analysis/content.h"
#include "analysis/covered_time.h"

namespace vigie::analysis {
namespace {

constexpr AccountId kTheAccount{1};  // the builder wants small ids, and there is one account

/// Objects and hosts under small ids of their own, in the order in which they are met.
class HostObjects {
 public:
  explicit HostObjects(const AccountRows& rows) {
    for (const AccountRows::Url& url : rows.urls) {
      ids_.emplace(url.host, 0);
    }
    std::int64_t id = 0;
    for (auto& [host, object] : ids_) {
      object = ++id;
    }
  }

  void give_to(ActivityBuilder& builder) const {
    for (const auto& [host, id] : ids_) {
      if (!host.empty()) {
        builder.add_domain({.domain = {id}, .host = host, .registrable = host});
      }
    }
    for (const auto& [host, id] : ids_) {
      builder.add_object({.object = {id},
                          .kind = ObjectKind::kUrl,
                          .key = {},
                          .domain = {host.empty() ? 0 : id},
                          .url_state = UrlState::kPlain});
    }
  }

  [[nodiscard]] ObjectId object(const std::string& host) const { return {ids_.at(host)}; }

 private:
  std::map<std::string, std::int64_t> ids_;
};

Activity activity_of(const AccountRows& rows, TimeWindow window, const AgainContext& context) {
  TopicMatcher no_topics{std::span<const TopicDefinition>{}};
  ActivityBuilder builder{window, context.sources, no_topics, context.wording};
  const HostObjects objects{rows};
  objects.give_to(builder);
  for (const AccountRows::Subject& subject : rows.subjects) {
    builder.add_handle(
        {.account = subject.account, .platform = subject.platform, .handle = subject.handle});
  }
  for (const AccountRows::Post& post : rows.posts) {
    builder.add_post({.post = post.post,
                      .account = kTheAccount,
                      .sort_ms = post.sort_ms,
                      .kind = post.kind,
                      .text = post.text,
                      .text_hash = post.text_hash,
                      .language = post.language,
                      .subject_created_ms = post.subject_created_ms,
                      .subject = post.subject,
                      .native_id = post.native_id,
                      .subject_account = post.subject_account,
                      .parent = post.parent,
                      .client = post.client});
  }
  for (const AccountRows::Url& url : rows.urls) {
    builder.add_share({url.post, objects.object(url.host)});
  }
  builder.add_account({.account = kTheAccount,
                       .platform = {},
                       .native_id = {},
                       .handle = {},
                       .created_ms = std::nullopt,
                       .followers = std::nullopt,
                       .following = std::nullopt,
                       .posts_count = std::nullopt});
  for (const CoverageRow& row : rows.coverage) {
    builder.add_coverage({kTheAccount, row.begin_ms, row.end_ms, row.assumed, row.live_source});
  }
  for (const LedgerRow& row : rows.ledger) {
    builder.add_ledger(row);
  }
  Activity activity = builder.build();
  activity.seconds_known = context.seconds_known;
  return activity;
}

}  // namespace

bool has_same_posts(std::uint64_t posts, double covered_days, const AgainContext& context) {
  constexpr double kOneMinuteInDays = 1.0 / 1440.0;
  return posts == context.posts_then &&
         std::abs(covered_days - context.covered_days_then) < kOneMinuteInDays;
}

MeasuredAgain measure_again(const AccountRows& rows,
                            TimeWindow window,
                            const AgainContext& context) {
  MeasuredAgain again{
      .values = {},
      .has_same_posts = has_same_posts(rows.posts.size(),
                                       covered_days(rows.coverage, LiveLedger{rows.ledger}, window),
                                       context)};
  if (rows.posts.empty()) {
    return again;
  }
  const Activity activity = activity_of(rows, window, context);
  AnalysisOptions options;
  options.threads = 1;
  const ScoreModel no_model;
  const std::vector<AccountWindow> measured = measure_account_windows({.activity = activity,
                                                                       .windows = {window},
                                                                       .sources = context.sources,
                                                                       .listed_sources = {},
                                                                       .topics = {},
                                                                       .model = no_model,
                                                                       .options = options});
  again.values = measured.front().values;
  again.values[static_cast<std::size_t>(Signal::kAccountAge)].reset();
  again.values[static_cast<std::size_t>(Signal::kHandleDigits)].reset();
  if (context.usual) {
    again.values[static_cast<std::size_t>(Signal::kListedSourceShare)] =
        listed_source_share(measured.front(), *context.usual);
  }
  return again;
}

}  // namespace vigie::analysis
