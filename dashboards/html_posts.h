// The posts behind an account's figures: when, what kind, the text cut and defanged.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "dashboards/html_account.h"
#include "storage/model/report.h"

namespace vigie::dashboards {

/// Text cut and defanged, or what was reposted, then the addresses.
[[nodiscard]] std::string render_post_body(const ReportPost& post,
                                           Language language,
                                           std::uint32_t text_limit);

/// `all` is how many evidence posts the account has; those that are not shown are counted.
/// A numbered list whose items are the targets of the contributions' links (`p<account>-<post
/// id>`).
[[nodiscard]] std::string render_posts(const std::vector<const ReportPost*>& posts,
                                       std::size_t all,
                                       const AccountContext& context);

}  // namespace vigie::dashboards
