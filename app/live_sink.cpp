#include "app/live_sink.h"

#include <utility>

namespace vigie::app {

LiveSink::LiveSink(LiveSinkContext context)
    : context_(std::move(context)), filter_(context_.watches), extractor_(context_.shorteners) {}

void LiveSink::take_post(Post post, PreparedBatch& prepared) {
  if (!post.observed) {
    post.observed = context_.clock.now();
  }
  PreparedPost ready = extractor_.prepare(std::move(post));
  if (context_.is_filtered && !filter_.keeps(context_.platform, ready)) {
    return;
  }
  if (context_.deepen != nullptr) {
    context_.deepen->touch(ready.post.account_native_id);
  }
  prepared.posts.push_back(std::move(ready));
}

/// A profile is kept with a post, or because a watch names the account. Others pass to the writer,
/// who knows whether a post is stored; what comes without any post waits here for one.
void LiveSink::sort_profiles(std::vector<Account> profiles, PreparedBatch& prepared) {
  std::unordered_set<std::string> missing;
  for (const PreparedPost& ready : prepared.posts) {
    missing.insert(ready.post.account_native_id);
  }
  const std::unordered_set<std::string> kept = missing;
  for (Account& profile : profiles) {
    missing.erase(profile.native_id);
    if (kept.contains(profile.native_id) ||
        context_.watches.followed.contains(context_.platform, profile.native_id)) {
      prepared.records.accounts.push_back(std::move(profile));
      continue;
    }
    passing_.remember(profile);  // also beside a post that no watch asks for: the next may be kept
    prepared.passing_accounts.push_back(std::move(profile));
  }
  for (const PreparedPost& ready : prepared.posts) {  // in their order, each account once
    if (missing.erase(ready.post.account_native_id) > 0) {
      if (auto profile = passing_.take(ready.post.account_native_id)) {
        prepared.records.accounts.push_back(std::move(*profile));
      }
    }
  }
}

void LiveSink::accept(RecordBatch batch) {
  LiveBatch live{.source = context_.source, .batch = {}};
  const std::size_t posts = batch.posts.size();
  const bool keeps_origins = batch.origins.size() == posts && !context_.is_filtered;
  for (const Account& account : batch.accounts) {
    context_.watches.followed.learn(context_.platform, account);
  }
  for (Post& post : batch.posts) {
    take_post(std::move(post), live.batch);
  }
  // A platform that does not say when it happened says it when it does.
  for (PostDeletion& deletion : batch.deletions) {
    deletion.time = deletion.time.value_or(context_.clock.now());
  }
  const std::size_t dropped = posts - live.batch.posts.size();
  context_.meter.count_posts(live.batch.posts.size(), dropped);
  batch.posts.clear();
  if (!keeps_origins) {
    batch.origins.clear();
  }
  if (dropped > 0) {
    batch.records_ignored += dropped;
    batch.ignored_reasons["no watch asks for it"] += dropped;
  }
  std::vector<Account> profiles;
  if (!context_.keeps_profiles) {
    profiles = std::exchange(batch.accounts, {});
  }
  live.batch.records = std::move(batch);
  if (!context_.keeps_profiles) {
    sort_profiles(std::move(profiles), live.batch);
  }
  static_cast<void>(context_.queue.push(std::move(live)));
}

}  // namespace vigie::app
