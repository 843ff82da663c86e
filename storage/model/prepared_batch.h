// A batch as the writer takes it: posts with their objects, and everything else a source said.
#pragma once

#include <vector>

#include "storage/model/record.h"
#include "storage/model/share.h"

namespace vigie {

struct PreparedBatch {
  RecordBatch records;  ///< `posts` has been moved out, into `posts` below.
  std::vector<PreparedPost> posts;
};

}  // namespace vigie
