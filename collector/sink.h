// Where parsed records go. Collectors know no database: the program puts a writer behind this seam.
#pragma once

#include "storage/model/record.h"

namespace vigie::collector {

class PostSink {
 public:
  PostSink() = default;
  PostSink(const PostSink&) = delete;
  PostSink& operator=(const PostSink&) = delete;
  PostSink(PostSink&&) = delete;
  PostSink& operator=(PostSink&&) = delete;
  virtual ~PostSink() = default;

  /// Takes one batch; batches of one source arrive in its order. May block (back-pressure).
  virtual void accept(RecordBatch batch) = 0;
};

}  // namespace vigie::collector
