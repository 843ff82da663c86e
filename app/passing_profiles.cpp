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
  const bool is_new = profiles_.insert_or_assign(profile.native_id, profile).second;
  if (!is_new) {
    return;
  }
  order_.push_back(profile.native_id);
  while (order_.size() > kMostProfiles) {
    profiles_.erase(order_.front());
    order_.pop_front();
  }
}

std::optional<Account> PassingProfiles::take(std::string_view native_id) {
  const auto found = profiles_.find(std::string{native_id});
  if (found == profiles_.end()) {
    return std::nullopt;
  }
  std::optional<Account> profile = std::move(found->second);
  profiles_.erase(found);
  return profile;
}

}  // namespace vigie::app
