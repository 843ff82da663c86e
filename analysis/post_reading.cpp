#include "analysis/post_reading.h"

namespace vigie::analysis {

PostReading read_post(const PostRow& row, TopicMatcher& topics, const WordingReader* wording) {
  PostReading reading;
  if (row.kind != PostKind::kRepost) {
    reading.text = measure_text(row.text, reading.marks);
  }
  reading.topics = row.text.empty() ? 0 : topics.match_text(row.text);
  if (wording != nullptr) {
    reading.wording = wording->read(row.text, row.language, row.kind);
  }
  return reading;
}

}  // namespace vigie::analysis
