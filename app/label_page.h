// What a reader sees of an account, on a terminal: collected text made harmless, addresses
// defanged, and nothing that tells of a score.
#pragma once

#include <string>
#include <vector>

#include "storage/review_reader.h"

namespace vigie::app {

/// Profile, counts and hours; ends with a line break.
[[nodiscard]] std::string label_page_head(const storage::ReviewedProfile& profile,
                                          const storage::ReviewedActivity& activity);

/// Posts, one after the other, each with its time.
[[nodiscard]] std::string label_page_posts(const std::vector<storage::ReviewedPost>& posts);

/// The five keys and the others.
[[nodiscard]] std::string label_page_keys();

/// All of it as one JSON document, text as it came. `position` of `of` accounts.
[[nodiscard]] std::string label_page_json(const storage::ReviewedProfile& profile,
                                          const storage::ReviewedActivity& activity,
                                          const std::vector<storage::ReviewedPost>& posts,
                                          std::size_t left);

}  // namespace vigie::app
