// A batch as the writer takes it: posts with their objects, and everything else a source said.
#pragma once

#include <vector>

#include "storage/model/record.h"
#include "storage/model/share.h"

namespace vigie {

struct PreparedBatch {
  RecordBatch records;  ///< `posts` has been moved out, into `posts` below.
  std::vector<PreparedPost> posts;
  /// Profiles of whomever a stream speaks of: written only of accounts that have a stored post. Of
  /// an account that others refer to, its opt-outs and its state are.
  std::vector<Account> passing_accounts = {};
};

}  // namespace vigie
