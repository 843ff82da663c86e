// Posts of a CSV file as shares by layer, for benchmarks and tests of coordination.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "analysis/coordination/shares.h"

namespace vigie::tests {

struct PostShares {
  analysis::CoordinationInput input;
  std::vector<std::int32_t> crew;  ///< Per account: planted group, 0 none.
  std::uint64_t posts = 0;
};

/// Reads `message_id,user_id,username,repost_id,reply_id,message,timestamp,urls` (no quote inside a
/// message) and `user_id,username,kind,group,posts`. Accounts are numbered by their id.
/// @param truth          Empty: nobody is planted.
/// @param without_crews  Leaves out every post of a planted account.
[[nodiscard]] PostShares read_post_shares(const std::filesystem::path& posts,
                                          const std::filesystem::path& truth,
                                          bool without_crews);

}  // namespace vigie::tests
