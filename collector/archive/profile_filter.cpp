#include "collector/archive/profile_filter.h"

#include <array>
#include <chrono>
#include <limits>
#include <string>
#include <utility>

#include <xxhash.h>

namespace vigie::collector {
namespace {

/// Half of 2^21 slots: the table never grows past 64 MiB.
constexpr std::size_t kMaxAccounts = std::size_t{1} << 20;
constexpr std::size_t kFirstSlots = 4096;
constexpr std::int64_t kRefreshMs = std::chrono::milliseconds{std::chrono::days{30}}.count();

std::uint64_t profile_hash(const Account& account) {
  constexpr std::int64_t kNone = std::numeric_limits<std::int64_t>::min();
  const std::int64_t verified = account.verified ? static_cast<std::int64_t>(*account.verified) : 2;
  const std::array<std::int64_t, 5> numbers{
      account.created ? to_ms(*account.created) : kNone,
      account.followers.value_or(kNone),
      account.following.value_or(kNone),
      account.posts_count.value_or(kNone),
      static_cast<std::int64_t>(account.declared_bot) * 4 + verified};
  std::uint64_t hash = XXH3_64bits(numbers.data(), sizeof numbers);
  for (const std::string* text : {&account.handle, &account.display_name, &account.bio}) {
    hash = content_hash(*text, hash);
  }
  return hash;
}

}  // namespace

std::uint64_t content_hash(std::string_view bytes, std::uint64_t seed) {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), seed);
}

ProfileFilter::ProfileFilter() : slots_(kFirstSlots) {}

ProfileFilter::Known& ProfileFilter::slot_of(std::uint64_t account) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = account & mask;
  while (slots_[at].account != 0 && slots_[at].account != account) {
    at = (at + 1) & mask;
  }
  return slots_[at];
}

void ProfileFilter::make_room() {
  if (used_ * 2 < slots_.size()) {
    return;
  }
  if (used_ >= kMaxAccounts) {
    slots_.assign(kFirstSlots, Known{});
    used_ = 0;
    return;
  }
  const std::vector<Known> old = std::exchange(slots_, std::vector<Known>(slots_.size() * 2));
  for (const Known& known : old) {
    if (known.account != 0) {
      slot_of(known.account) = known;
    }
  }
}

bool ProfileFilter::admit(const Account& account) {
  make_room();
  const std::int64_t seen = account.seen ? to_ms(*account.seen) : 0;
  const std::uint64_t profile = profile_hash(account);
  const std::uint64_t key = content_hash(account.native_id) | 1U;  // never the mark of a free slot
  Known& known = slot_of(key);
  if (known.account == 0) {
    known = {.account = key, .profile = profile, .newest_ms = seen, .handed_over_ms = seen};
    ++used_;
    return true;
  }
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
