// One account of the report: a compact row that opens onto everything behind it.
#pragma once

#include <cstddef>
#include <span>
#include <string>

#include "dashboards/language.h"
#include "dashboards/options.h"
#include "storage/model/report.h"

namespace vigie::dashboards {

/// What an account's row needs besides the account.
struct AccountContext {
  Language language = Language::kEnglish;
  std::size_t number = 0;  ///< Unique on the page: part of every id of the account.
  double prior = 0.05;
  double report_line = 0.5;
  std::uint32_t max_posts = 12;
  std::uint32_t text_limit = 400;
  std::span<const ReportTopic> topics;  ///< Of the report: titles by id.
  std::uint32_t group = 0;              ///< Group of the page that has the account; 0: none.
  double keep_margin = 0.0;             ///< As ReportHeld has it.
};

/// The id of an account's sparkline on the page.
[[nodiscard]] std::string sparkline_id(const AccountContext& context);

/// `<li>` with a `<details>`: rank, handle, both likelihoods, grade, reasons, then the
/// contributions with the posts behind each, what speaks against, innocent readings, priors and
/// activity.
[[nodiscard]] std::string render_account(const ReportAccount& account,
                                         const AccountContext& context);

}  // namespace vigie::dashboards
