// Posts of a CSV file as shares by layer, for benchmarks and tests of coordination.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "analysis/coordination/shares.h"

namespace vigie::tests {

struct PostShares {
  /// Layers: reposted post, canonical URL, text, replied-to post, and the domain of the URL.
  analysis::CoordinationInput input;
  /// Texts as written, beside the layers: public figures count these.
  analysis::LayerShares written_texts;
  std::vector<std::int32_t> crew;  ///< Per account: planted group, 0 none.
  std::uint64_t posts = 0;
  double text_cpu_seconds = 0.0;   ///< Of clustering near-duplicates, all threads.
  double text_wall_seconds = 0.0;  ///< The same by the clock.
  std::uint64_t text_clusters = 0;
};

struct PostFile {
  std::filesystem::path posts;
  std::filesystem::path truth;  ///< Empty: nobody is planted.
  bool without_crews = false;   ///< Leaves out every post of a planted account.
  /// Texts are clusters of near-duplicates; otherwise they are equal after normalisation.
  bool near_duplicates = true;
  std::uint32_t threads = 2;
};

/// Reads `message_id,user_id,username,repost_id,reply_id,message,timestamp,urls` (no quote inside a
/// message) and `user_id,username,kind,group,posts`. Accounts are numbered by their id.
[[nodiscard]] PostShares read_post_shares(const PostFile& file);

}  // namespace vigie::tests
