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
  live.batch.records = std::move(batch);
  static_cast<void>(context_.queue.push(std::move(live)));
}

}  // namespace vigie::app
