// What a reader of a blind draw is shown of an account: its own posts, when it posted, and what its
// profile says. No score, no reason, no group, no label of anybody or of the data.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "storage/model/ids.h"
#include "storage/model/time.h"
#include "storage/sqlite/database.h"

namespace vigie::storage {

struct ReviewedProfile {
  std::string platform;
  std::string native_id;
  std::string handle;  ///< Empty: unknown, as are the others.
  std::string display_name;
  std::string bio;
  std::optional<UtcTime> created;
  std::optional<std::int64_t> followers;
  std::optional<std::int64_t> following;
  std::optional<std::int64_t> posts_count;
  bool says_automated = false;  ///< By its platform's own flag for that.
};

/// Its posts in the window, counted.
struct ReviewedActivity {
  std::uint64_t posts = 0;
  std::uint64_t reposts = 0;  ///< Of these.
  std::uint64_t replies = 0;  ///< Of these.
  std::uint32_t active_days = 0;
  std::array<std::uint32_t, 24> by_hour{};  ///< UTC.
};

struct ReviewedPost {
  UtcTime time{};
  std::string kind;
  std::string client;   ///< May be empty.
  std::string subject;  ///< Handle of who is reposted or quoted; may be empty.
  std::string text;     ///< Raw: escaping belongs to whoever shows it.
};

/// @throws StorageError, as all of these. The account must be there.
[[nodiscard]] ReviewedProfile read_reviewed_profile(Database& database, AccountId account);

[[nodiscard]] ReviewedActivity read_reviewed_activity(Database& database,
                                                      AccountId account,
                                                      TimeWindow window);

/// Newest first, `skip` left out, at most `most`; erased posts are not shown.
[[nodiscard]] std::vector<ReviewedPost> read_reviewed_posts(Database& database,
                                                            AccountId account,
                                                            TimeWindow window,
                                                            std::uint32_t skip,
                                                            std::uint32_t most);

}  // namespace vigie::storage
