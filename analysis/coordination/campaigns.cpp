#include "analysis/coordination/campaigns.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <tuple>
#include <unordered_map>

namespace vigie::analysis {
namespace {

constexpr double kLeastJaccard = 0.3;
constexpr double kLeastPart = 0.5;  ///< Of the smaller set.
constexpr std::uint32_t kLeastCommon = 3;
constexpr std::uint32_t kSteadyParts = 10;  ///< A change of up to a tenth is none.

/// What a campaign and a group have in common.
struct Overlap {
  std::uint32_t members = 0;
  std::uint32_t objects = 0;
};

double part(std::size_t common, std::size_t whole) {
  return whole == 0 ? 0.0 : static_cast<double>(common) / static_cast<double>(whole);
}

/// How strongly two groups are one; 0: they are not.
double strength(const CampaignGroup& a, const CampaignGroup& b, Overlap common) {
  const double jaccard = part(common.members, a.members.size() + b.members.size() - common.members);
  const double of_smaller = part(common.members, std::min(a.members.size(), b.members.size()));
  const double of_objects = part(common.objects, std::min(a.objects.size(), b.objects.size()));
  const bool same_members =
      jaccard >= kLeastJaccard || (of_smaller >= kLeastPart && common.members >= kLeastCommon);
  const bool same_objects = of_objects >= kLeastPart && common.objects >= kLeastCommon;
  return same_members || same_objects ? jaccard + of_objects : 0.0;
}

/// Which groups hold an account, and which push an object.
class GroupIndex {
 public:
  explicit GroupIndex(std::span<const CampaignGroup> groups) {
    for (std::uint32_t g = 0; g < groups.size(); ++g) {
      for (const std::int64_t member : groups[g].members) {
        group_of_.emplace(member, g);
      }
      for (const CampaignObject& object : groups[g].objects) {
        groups_with_[object].push_back(g);
      }
    }
  }

  [[nodiscard]] std::map<std::uint32_t, Overlap> overlaps(const CampaignGroup& campaign) const {
    std::map<std::uint32_t, Overlap> overlaps;
    for (const std::int64_t member : campaign.members) {
      const auto found = group_of_.find(member);
      if (found != group_of_.end()) {
        ++overlaps[found->second].members;
      }
    }
    for (const CampaignObject& object : campaign.objects) {
      const auto found = groups_with_.find(object);
      if (found != groups_with_.end()) {
        for (const std::uint32_t group : found->second) {
          ++overlaps[group].objects;
        }
      }
    }
    return overlaps;
  }

 private:
  std::unordered_map<std::int64_t, std::uint32_t> group_of_;
  std::map<CampaignObject, std::vector<std::uint32_t>> groups_with_;
};

struct Match {
  double strength = 0.0;
  std::uint32_t group = 0;
  std::uint32_t campaign = 0;
};

std::vector<Match> find_matches(std::span<const KnownCampaign> campaigns,
                                std::span<const CampaignGroup> groups,
                                const GroupIndex& index) {
  std::vector<Match> matches;
  for (std::uint32_t c = 0; c < campaigns.size(); ++c) {
    std::map<std::uint32_t, double> strongest;  // by group
    for (const auto* known : {&campaigns[c].before, &campaigns[c].elsewhere}) {
      if (known->has_value()) {
        for (const auto& [group, common] : index.overlaps(**known)) {
          strongest[group] = std::max(strongest[group], strength(**known, groups[group], common));
        }
      }
    }
    for (const auto& [group, value] : strongest) {
      if (value > 0.0) {
        matches.push_back({value, group, c});
      }
    }
  }
  std::sort(matches.begin(), matches.end(), [](const Match& a, const Match& b) {
    return std::tie(b.strength, a.group, a.campaign) < std::tie(a.strength, b.group, b.campaign);
  });
  return matches;
}

CampaignStatus status_of(const KnownCampaign& campaign, std::size_t members) {
  if (!campaign.before) {
    return CampaignStatus::kNew;
  }
  if (!campaign.was_present) {
    return CampaignStatus::kReturned;
  }
  const std::size_t before = campaign.before->members.size();
  if (members * kSteadyParts > before * (kSteadyParts + 1)) {
    return CampaignStatus::kGrowing;
  }
  return members * kSteadyParts < before * (kSteadyParts - 1) ? CampaignStatus::kShrinking
                                                              : CampaignStatus::kSteady;
}

template <typename T>
std::uint32_t count_common(const std::vector<T>& a, const std::vector<T>& b) {
  std::uint32_t common = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (*i < *j) {
      ++i;
    } else if (*j < *i) {
      ++j;
    } else {
      ++common;
      ++i;
      ++j;
    }
  }
  return common;
}

void compare(const KnownCampaign& campaign, const CampaignGroup& group, CampaignFinding& finding) {
  finding.campaign = campaign.campaign;
  finding.status = status_of(campaign, group.members.size());
  if (campaign.before) {
    finding.members_kept = count_common(campaign.before->members, group.members);
    finding.members_new = finding.members - finding.members_kept;
    finding.members_left =
        static_cast<std::uint32_t>(campaign.before->members.size()) - finding.members_kept;
    finding.objects_kept = count_common(campaign.before->objects, group.objects);
  }
}

}  // namespace

std::vector<CampaignFinding> follow_campaigns(std::span<const KnownCampaign> campaigns,
                                              std::span<const CampaignGroup> groups) {
  std::vector<CampaignFinding> findings(groups.size());
  for (std::uint32_t g = 0; g < groups.size(); ++g) {
    findings[g].group = g + 1;
    findings[g].members = static_cast<std::uint32_t>(groups[g].members.size());
    findings[g].members_new = findings[g].members;
  }
  std::vector<bool> is_matched(campaigns.size(), false);
  for (const Match& match : find_matches(campaigns, groups, GroupIndex{groups})) {
    if (findings[match.group].campaign == 0 && !is_matched[match.campaign]) {
      is_matched[match.campaign] = true;
      compare(campaigns[match.campaign], groups[match.group], findings[match.group]);
    }
  }
  for (std::size_t c = 0; c < campaigns.size(); ++c) {
    if (!is_matched[c] && campaigns[c].before && campaigns[c].was_present) {
      CampaignFinding gone;
      gone.campaign = campaigns[c].campaign;
      gone.status = CampaignStatus::kGone;
      gone.members_left = static_cast<std::uint32_t>(campaigns[c].before->members.size());
      findings.push_back(gone);
    }
  }
  return findings;
}

}  // namespace vigie::analysis
