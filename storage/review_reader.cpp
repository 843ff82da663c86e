#include "storage/review_reader.h"

#include <chrono>
#include <set>
#include <string_view>

#include "storage/sqlite/statement.h"

namespace vigie::storage {
namespace {

constexpr std::string_view kReviewedProfile =
    "SELECT p.name, a.native_id, a.handle, a.display_name, a.bio, a.created_ms, a.followers, "
    "a.following, a.posts_count, a.declared_bot = 2 FROM account a JOIN platform p "
    "USING (platform_id) WHERE a.account_id = ?1";
constexpr std::string_view kReviewedTimes =
    "SELECT sort_ms, kind FROM post WHERE account_id = ?1 AND sort_ms >= ?2 AND sort_ms < ?3 "
    "AND state = 0";
constexpr std::string_view kReviewedPosts =
    "SELECT sort_ms, kind, client, subject_handle, text FROM v_post WHERE account_id = ?1 AND "
    "sort_ms >= ?2 AND sort_ms < ?3 AND state = 0 ORDER BY sort_ms DESC, native_id LIMIT ?4 "
    "OFFSET ?5";
constexpr std::int64_t kReplyKind = 1;
constexpr std::int64_t kRepostKind = 2;

}  // namespace

ReviewedProfile read_reviewed_profile(Database& database, AccountId account) {
  Statement row{database, kReviewedProfile};
  if (!row.query(account.value).step()) {
    database.fail("read an account that is not there");
  }
  ReviewedProfile profile;
  profile.platform = row.text(0);
  profile.native_id = row.text(1);
  profile.handle = row.text(2);
  profile.display_name = row.text(3);
  profile.bio = row.text(4);
  if (const auto created = row.optional_integer(5)) {
    profile.created = from_ms(*created);
  }
  profile.followers = row.optional_integer(6);
  profile.following = row.optional_integer(7);
  profile.posts_count = row.optional_integer(8);
  profile.says_automated = row.integer(9) != 0;
  return profile;
}

ReviewedActivity read_reviewed_activity(Database& database, AccountId account, TimeWindow window) {
  ReviewedActivity activity;
  std::set<std::int64_t> days;
  Statement row{database, kReviewedTimes};
  row.query(account.value, to_ms(window.begin), to_ms(window.end));
  while (row.step()) {
    const UtcTime time = from_ms(row.integer(0));
    const auto midnight = std::chrono::floor<std::chrono::days>(time);
    days.insert(midnight.time_since_epoch().count());
    ++activity.by_hour.at(static_cast<std::size_t>((time - midnight).count() / kHourMs));
    ++activity.posts;
    activity.reposts += row.integer(1) == kRepostKind ? 1U : 0U;
    activity.replies += row.integer(1) == kReplyKind ? 1U : 0U;
  }
  activity.active_days = static_cast<std::uint32_t>(days.size());
  return activity;
}

std::vector<ReviewedPost> read_reviewed_posts(Database& database,
                                              AccountId account,
                                              TimeWindow window,
                                              std::uint32_t skip,
                                              std::uint32_t most) {
  std::vector<ReviewedPost> posts;
  Statement row{database, kReviewedPosts};
  row.query(account.value, to_ms(window.begin), to_ms(window.end), most, skip);
  while (row.step()) {
    posts.push_back({.time = from_ms(row.integer(0)),
                     .kind = std::string{row.text(1)},
                     .client = std::string{row.text(2)},
                     .subject = std::string{row.text(3)},
                     .text = std::string{row.text(4)}});
  }
  return posts;
}

}  // namespace vigie::storage
