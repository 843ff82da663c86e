#include "app/passing_profiles.h"

#include <utility>

namespace vigie::app {
namespace {

bool may_wait(const Account& profile) {
  constexpr std::uint32_t kForbidsKeeping = OptOut::kNoIndex | OptOut::kUserRequest;
  const bool is_there = !profile.state || *profile.state == AccountState::kActive;
  const std::size_t bytes =
      profile.handle.size() + profile.display_name.size() + profile.bio.size();
  return is_there && (profile.opt_out & kForbidsKeeping) == 0 &&
         bytes <= PassingProfiles::kMostBytes;
}

}  // namespace

void PassingProfiles::remember(const Account& profile) {
  if (!may_wait(profile)) {
    profiles_.erase(profile.native_id);
    return;
  }
  const auto known = profiles_.find(profile.native_id);
  if (known != profiles_.end()) {
    known->second.profile = profile;
    return;
  }
  profiles_.emplace(profile.native_id, Waiting{.profile = profile, .number = next_});
  order_.emplace_back(next_++, profile.native_id);
  while (order_.size() > kMostProfiles) {
    const auto oldest = profiles_.find(order_.front().second);
    if (oldest != profiles_.end() && oldest->second.number == order_.front().first) {
      profiles_.erase(oldest);
    }
    order_.pop_front();
  }
}

std::optional<Account> PassingProfiles::take(std::string_view native_id) {
  const auto found = profiles_.find(std::string{native_id});
  if (found == profiles_.end()) {
    return std::nullopt;
  }
  std::optional<Account> profile = std::move(found->second.profile);
  profiles_.erase(found);
  return profile;
}

}  // namespace vigie::app
