#include "dashboards/group_links.h"

#include <algorithm>

namespace vigie::dashboards {

AccountNumbers number_rows(const ReportData& data, std::size_t max_accounts) {
  AccountNumbers numbers;
  const std::size_t shown = std::min(data.ranked.size(), max_accounts);
  for (std::size_t i = 0; i < shown; ++i) {
    const ReportAccount& account = data.ranked[i];
    numbers.emplace(
        std::pair<std::string_view, std::string_view>{account.platform, account.native_id},
        static_cast<std::uint32_t>(i + 1));
  }
  return numbers;
}

AccountNumbers number_groups(const ReportCoordination& coordination) {
  AccountNumbers numbers;
  for (const ReportGroup& group : coordination.groups) {
    for (const ReportGroupMember& member : group.members) {
      numbers.emplace(
          std::pair<std::string_view, std::string_view>{member.platform, member.native_id},
          group.group);
    }
  }
  return numbers;
}

std::uint32_t number_of(const AccountNumbers& numbers,
                        std::string_view platform,
                        std::string_view native_id) {
  const auto found = numbers.find({platform, native_id});
  return found == numbers.end() ? 0 : found->second;
}

}  // namespace vigie::dashboards
