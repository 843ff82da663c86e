// Where an account stands among all who reposted the same posts: how early, and how soon.
//
// A delay alone says little: what a busy page posts is reposted within seconds by hundreds of
// people. Beside the others who reposted the same post, what is left is the account's own haste.
// Feeds, and crews that are sent to a post, are first again and again; so are people with
// notifications switched on.
//
// Source: METHODS C13; Mazza et al. 2019 (RTbust), doi:10.1145/3292522.3326015, on what reposts'
// times tell.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "analysis/account_window.h"
#include "analysis/activity.h"
#include "analysis/analyze.h"

namespace vigie::analysis {

/// Others who reposted the same post, below which an order says nothing. Our own choice.
inline constexpr std::uint32_t kLeastOtherReposters = 5;

/// One account's first repost of a post that kLeastOtherReposters others reposted as well.
struct RepostStanding {
  std::uint32_t post = 0;   ///< The repost; index into the post arrays.
  double precedence = 0.0;  ///< Share of the others who came later, equal times half; chance 0.5.

  /// Known where the original's time is, of the repost and of kLeastOtherReposters others.
  struct Soon {
    bool within_10s = false;
    bool within_60s = false;
    double others_within_10s = 0.0;  ///< Share of the others.
    double others_within_60s = 0.0;
  };

  std::optional<Soon> soon;
};

/// By post. Of several reposts of one post by one account the first counts.
///
/// Time O(r log r) for r reposts: they are sorted once by reposted post and time, and each place in
/// that order is its rank; no two accounts are compared.
[[nodiscard]] std::vector<RepostStanding> rank_reposts(const Activity& activity);

/// Fills the signals that compare reposts with the others', from 10 such reposts in the window.
void measure_repost_standing(const AnalysisRequest& request, std::span<AccountWindow> windows);

}  // namespace vigie::analysis
