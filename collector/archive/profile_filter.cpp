#include "collector/archive/profile_filter.h"

#include <chrono>
#include <limits>

#include <xxhash.h>

namespace vigie::collector {
namespace {

constexpr std::size_t kMaxAccounts = 1'000'000;
constexpr std::int64_t kRefreshMs = std::chrono::milliseconds{std::chrono::hours{24}}.count();

std::uint64_t with_number(std::uint64_t hash, std::int64_t number) {
  return XXH3_64bits_withSeed(&number, sizeof number, hash);
}

std::uint64_t profile_hash(const Account& account) {
  constexpr std::int64_t kNone = std::numeric_limits<std::int64_t>::min();
  std::uint64_t hash = content_hash(account.handle);
  hash = content_hash(account.display_name, hash);
  hash = content_hash(account.bio, hash);
  hash = with_number(hash, account.created ? to_ms(*account.created) : kNone);
  hash = with_number(hash, account.followers.value_or(kNone));
  hash = with_number(hash, account.following.value_or(kNone));
  hash = with_number(hash, account.posts_count.value_or(kNone));
  const std::int64_t verified = account.verified ? static_cast<std::int64_t>(*account.verified) : 2;
  return with_number(hash, static_cast<std::int64_t>(account.declared_bot) * 4 + verified);
}

}  // namespace

std::uint64_t content_hash(std::string_view bytes, std::uint64_t seed) {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

bool ProfileFilter::admit(const Account& account) {
  if (known_.size() >= kMaxAccounts) {
    known_.clear();
  }
  const std::int64_t seen = account.seen ? to_ms(*account.seen) : 0;
  const std::uint64_t profile = profile_hash(account);
  const auto [entry, is_new] =
      known_.try_emplace(content_hash(account.native_id),
                         Known{.profile = profile, .newest_ms = seen, .handed_over_ms = seen});
  if (is_new) {
    return true;
  }
  Known& known = entry->second;
  const bool same = known.profile == profile;
  // At one instant two profiles may differ: the larger hash wins, so that order does not matter.
  if (seen < known.newest_ms || (seen == known.newest_ms && profile <= known.profile)) {
    return false;
  }
  known.newest_ms = seen;
  if (same && seen - known.handed_over_ms < kRefreshMs) {
    return false;
  }
  known.profile = profile;
  known.handed_over_ms = seen;
  return true;
}

}  // namespace vigie::collector
