// Settings of the reports.
#pragma once

#include <cstdint>
#include <string>

namespace vigie::dashboards {

struct ReportOptions {
  std::string language = "en";               ///< `en`, `fr` or `de`.
  std::uint32_t max_accounts = 100;          ///< Ranked accounts shown in full.
  std::uint32_t max_posts_per_account = 12;  ///< Posts shown with an account.
  std::uint32_t text_limit = 400;            ///< Characters of a post's text shown.
};

}  // namespace vigie::dashboards
