#include "app/post_pipeline.h"

#include <utility>

namespace vigie::app {
namespace {

constexpr std::size_t kRowsPerBatch = 2'048;
constexpr std::size_t kBatchesWaiting = 6;
constexpr std::uint32_t kBatchesBehind = 2;  ///< From here on the adding thread helps.

}  // namespace

void PostPipeline::Batch::add(const PostRow& row) {
  if (rows.empty()) {
    rows.reserve(kRowsPerBatch);
    begins.reserve(kRowsPerBatch);
  }
  begins.push_back(words.size());
  rows.push_back(row);  // lengths of its views stay true; `seal` turns them to `words`
  words.append(row.text).append(row.language).append(row.native_id).append(row.client);
}

void PostPipeline::Batch::seal() {
  for (std::size_t i = 0; i < rows.size(); ++i) {
    PostRow& row = rows[i];
    const char* next = words.data() + begins[i];
    for (std::string_view* view : {&row.text, &row.language, &row.native_id, &row.client}) {
      *view = {next, view->size()};
      next += view->size();
    }
  }
}

void PostPipeline::Batch::read(analysis::TopicMatcher& topics,
                               const analysis::WordingReader* wording) {
  readings.reserve(rows.size());
  for (const PostRow& row : rows) {
    readings.push_back(analysis::read_post(row, topics, wording));
  }
}

PostPipeline::PostPipeline(std::span<const analysis::TopicDefinition> topics,
                           const analysis::WordingReader* wording,
                           std::uint32_t threads,
                           Sink sink)
    : wording_(wording),
      sink_(std::move(sink)),
      topics_(topics),
      other_topics_(topics),
      threaded_(threads > 1),
      queue_(kBatchesWaiting) {
  if (threaded_) {
    consumer_ = std::jthread{[this] { consume(); }};
  }
}

PostPipeline::~PostPipeline() {
  queue_.close();
}

void PostPipeline::add(const PostRow& row) {
  if (!threaded_) {
    sink_(row, analysis::read_post(row, topics_, wording_));
    return;
  }
  batch_.add(row);
  if (batch_.rows.size() == kRowsPerBatch) {
    hand_over();
  }
}

void PostPipeline::hand_over() {
  rethrow_failure();
  batch_.seal();
  if (waiting_ >= kBatchesBehind) {
    batch_.read(topics_, wording_);
  }
  ++waiting_;
  queue_.push(std::exchange(batch_, {}));
}

void PostPipeline::finish() {
  if (!threaded_) {
    return;
  }
  hand_over();
  queue_.close();
  consumer_.join();
  rethrow_failure();
}

void PostPipeline::consume() {
  try {
    while (auto batch = queue_.pop()) {
      --waiting_;
      if (batch->readings.empty()) {
        batch->read(other_topics_, wording_);
      }
      for (std::size_t i = 0; i < batch->rows.size(); ++i) {
        sink_(batch->rows[i], batch->readings[i]);
      }
    }
  } catch (...) {
    failure_ = std::current_exception();
    failed_ = true;
    queue_.close();  // whoever adds must not wait for a thread that is gone
  }
}

void PostPipeline::rethrow_failure() {
  if (failed_) {
    std::rethrow_exception(failure_);
  }
}

}  // namespace vigie::app
