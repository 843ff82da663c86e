// What stands beside an account's argument: other priors, hours, days, sources, topics, native id.
#pragma once

#include <string>

#include "dashboards/html_account.h"
#include "storage/model/report.h"

namespace vigie::dashboards {

/// A run of `<h4>` blocks. Facts only: nothing here adds to a likelihood.
[[nodiscard]] std::string render_account_context(const ReportAccount& account,
                                                 const AccountContext& context);

}  // namespace vigie::dashboards
