// Who stands where on the page: from a group's member to the account's row, and back.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string_view>
#include <utility>

#include "storage/model/report.h"

namespace vigie::dashboards {

/// By platform and native id; views into the report.
using AccountNumbers = std::map<std::pair<std::string_view, std::string_view>, std::uint32_t>;

/// Number of the row (AccountContext::number) of each of the first `max_accounts` ranked accounts.
[[nodiscard]] AccountNumbers number_rows(const ReportData& data, std::size_t max_accounts);

/// Group of each member of the groups in the report.
[[nodiscard]] AccountNumbers number_groups(const ReportCoordination& coordination);

/// 0 when it is not there.
[[nodiscard]] std::uint32_t number_of(const AccountNumbers& numbers,
                                      std::string_view platform,
                                      std::string_view native_id);

}  // namespace vigie::dashboards
