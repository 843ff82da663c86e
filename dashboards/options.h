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
  /// An account that stood at the line stays marked until its likelihood is this far below; our own
  /// choice: 12 points at a line of 0.5. 0: nobody is.
  double keep_margin = 0.1;
};

}  // namespace vigie::dashboards
