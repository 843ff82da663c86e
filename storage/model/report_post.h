// A post as a report shows it.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "storage/model/time.h"
#include "storage/model/withheld.h"

namespace vigie {

/// A post shown as evidence. `text` is empty for a bare repost.
struct ReportPost {
  std::int64_t post_id = 0;
  std::string native_id;
  UtcTime time;
  std::string kind;  ///< `post`, `reply`, `repost`, `quote`.
  std::string text;
  std::vector<std::string> urls;       ///< Canonical; to be shown defanged.
  std::string subject;                 ///< Native id of the reposted or quoted post.
  std::optional<Withheld> withheld{};  ///< Its author is not named: time and kind, nothing else.
};

}  // namespace vigie
