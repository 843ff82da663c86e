// What stands between a live source and the writer: stamps, filters, extracts, queues.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "analysis/share_extraction.h"
#include "app/bounded_queue.h"
#include "app/passing_profiles.h"
#include "app/watch_filter.h"
#include "collector/live/account_queue.h"
#include "collector/live/clock.h"
#include "collector/live/source_meter.h"
#include "collector/sink.h"
#include "storage/model/prepared_batch.h"

namespace vigie::app {

/// A batch of one source, by its place among them.
struct LiveBatch {
  std::size_t source = 0;
  PreparedBatch batch;
};

struct LiveSinkContext {
  std::size_t source = 0;  ///< Its place.
  std::string platform;
  bool is_filtered = false;
  bool keeps_profiles = false;  ///< A history: it fetches of whom a watch already asked.
  WatchContext& watches;
  collector::AccountQueue* deepen = nullptr;  ///< Filled with authors; null: not.
  collector::SourceMeter& meter;
  collector::Clock& clock;
  BoundedQueue<LiveBatch>& queue;
  std::vector<std::string> shorteners;
};

/// One per source: used by its thread alone.
class LiveSink final : public collector::PostSink {
 public:
  explicit LiveSink(LiveSinkContext context);

  /// Blocks while the writer is behind. What comes after the queue was closed is dropped: it was
  /// not written, and the cursor knows.
  void accept(RecordBatch batch) override;

 private:
  void take_post(Post post, PreparedBatch& prepared);
  void sort_profiles(std::vector<Account> profiles, PreparedBatch& prepared);

  LiveSinkContext context_;
  WatchFilter filter_;
  PassingProfiles passing_;
  analysis::ShareExtractor extractor_;
};

}  // namespace vigie::app
