// Campaigns: which groups of a run are those of earlier runs, and what became of them?
//
// A group and a campaign's last group are one when they have enough members in common (Jaccard
// similarity of 0.3, or half of the smaller and three at least), or enough of what they push (half
// of the shorter list of top objects, and three at least): a crew whose accounts were suspended
// comes back with new ones and the same links. The thresholds are our own choice. Matches are made
// from the strongest down (members' Jaccard plus objects' share), each group and campaign at most
// once: of a crew that splits, the part that is most like it keeps its name.
#pragma once

#include <span>
#include <vector>

#include "storage/model/campaign.h"

namespace vigie::analysis {

/// @param campaigns  The oldest first: of equal matches, it wins.
/// @param groups     Of this run, by number: group g is `groups[g - 1]`; of equal matches, the
///                   first wins. No account is in two.
/// @return           One finding per group, by number, then the campaigns that are gone, as given.
///
/// Pure; linear in members and objects of all campaigns and groups, but for objects that several
/// groups push.
[[nodiscard]] std::vector<CampaignFinding> follow_campaigns(
    std::span<const KnownCampaign> campaigns, std::span<const CampaignGroup> groups);

}  // namespace vigie::analysis
