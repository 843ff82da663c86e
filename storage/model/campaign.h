// A campaign: groups of several runs that are one and the same, and what became of it in a run.
//
// Members come and go and accounts are replaced; what a group pushes stays longer. So both its
// members and its objects tell who it is.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "storage/model/coordination.h"

namespace vigie {

enum class CampaignStatus : std::uint8_t {
  kNew,        ///< No run before saw it.
  kGrowing,    ///< More than a tenth more members than in the run before.
  kShrinking,  ///< More than a tenth fewer.
  kSteady,
  kGone,      ///< The run before saw it, this one does not.
  kReturned,  ///< An earlier run saw it, the run before this one did not.
};

inline constexpr std::array<std::string_view, 6> kCampaignStatusNames{
    "new", "growing", "shrinking", "steady", "gone", "returned"};

[[nodiscard]] constexpr std::string_view status_name(CampaignStatus status) {
  return kCampaignStatusNames[static_cast<std::size_t>(status)];
}

/// A top object of a group, by what stays the same from run to run.
struct CampaignObject {
  CoordinationLayer layer = CoordinationLayer::kUrl;
  std::int64_t key = 0;  ///< Object id; of a text: the hash of the one that stands for it.

  friend auto operator<=>(const CampaignObject&, const CampaignObject&) = default;
};

struct CampaignGroup {
  std::vector<std::int64_t> members;    ///< Account ids, ascending.
  std::vector<CampaignObject> objects;  ///< Ascending, none twice.

  friend bool operator==(const CampaignGroup&, const CampaignGroup&) = default;
};

/// What earlier runs know of a campaign, seen from a run whose window ends at some time.
struct KnownCampaign {
  std::int64_t campaign = 0;
  /// Its group in the last run whose window ended earlier; nothing when there is none: this is not
  /// its second day, the same day is analysed again.
  std::optional<CampaignGroup> before;
  bool was_present = false;  ///< `before` is of the very run before, no earlier one.
  /// Its group in a run whose window ended at that time or later: tells who it is, not how it
  /// changed.
  std::optional<CampaignGroup> elsewhere;
};

/// What became of one campaign in a run.
struct CampaignFinding {
  std::int64_t campaign = 0;  ///< 0: a new one, to be given a number.
  std::uint32_t group = 0;    ///< Its group in the run, from 1; 0: gone.
  CampaignStatus status = CampaignStatus::kNew;
  std::uint32_t members = 0;
  std::uint32_t members_kept = 0;  ///< Against `before`; a new campaign has all of them new.
  std::uint32_t members_new = 0;
  std::uint32_t members_left = 0;
  std::uint32_t objects_kept = 0;

  friend bool operator==(const CampaignFinding&, const CampaignFinding&) = default;
};

}  // namespace vigie
