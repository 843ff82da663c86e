// Posts of a window on two threads: one takes rows from the store, the other reads their words and
// hands them on, in order.
//
// Reading words costs about twice what the store does. Whenever two batches wait, the thread of the
// store reads the words of the next one itself: both are busy to the end, whatever the texts are.
// Who read a post changes nothing in what is read.
#pragma once

#include <atomic>
#include <cstdint>
#include <exception>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "analysis/options.h"
#include "analysis/post_reading.h"
#include "analysis/topic.h"
#include "analysis/wording.h"
#include "app/bounded_queue.h"
#include "storage/model/activity.h"

namespace vigie::app {

class PostPipeline {
 public:
  /// Gets every post in the order in which it was added, on one thread that is not that of `add`
  /// unless `threads` is 1. Views are valid during the call.
  using Sink = std::function<void(const PostRow&, const analysis::PostReading&)>;

  /// References must outlive this.
  PostPipeline(std::span<const analysis::TopicDefinition> topics,
               const analysis::WordingReader* wording,
               std::uint32_t threads,
               Sink sink);
  PostPipeline(const PostPipeline&) = delete;
  PostPipeline& operator=(const PostPipeline&) = delete;
  PostPipeline(PostPipeline&&) = delete;
  PostPipeline& operator=(PostPipeline&&) = delete;
  ~PostPipeline();

  /// Copies the row. @throws what the sink threw.
  void add(const PostRow& row);

  /// Waits until the sink had every post. @throws what the sink threw. Once, at the end.
  void finish();

 private:
  /// Rows whose views point into `words`.
  struct Batch {
    std::vector<PostRow> rows;
    std::vector<std::size_t> begins;  ///< Where each row's words begin.
    std::string words;
    std::vector<analysis::PostReading> readings;  ///< Empty: not read yet.

    void add(const PostRow& row);
    void seal();
    void read(analysis::TopicMatcher& topics, const analysis::WordingReader* wording);
  };

  void hand_over();
  void consume();
  void rethrow_failure();

  const analysis::WordingReader* wording_;
  Sink sink_;
  analysis::TopicMatcher topics_;        ///< Of the thread that adds.
  analysis::TopicMatcher other_topics_;  ///< Of the thread that hands on.
  bool threaded_;
  Batch batch_;
  BoundedQueue<Batch> queue_;
  std::atomic<std::uint32_t> waiting_{0};
  std::atomic<bool> failed_{false};
  std::exception_ptr failure_;  ///< Written before `failed_`.
  std::jthread consumer_;
};

}  // namespace vigie::app
