#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "dashboards/account_view.h"
#include "dashboards/csv_cell.h"
#include "dashboards/defang.h"
#include "dashboards/reasons.h"
#include "dashboards/report.h"

namespace vigie::dashboards {
namespace {

constexpr std::size_t kReasons = 3;

std::string listed_domains(const ReportAccount& account) {
  std::vector<std::string> parts;
  for (const ReportAccount::Domain& domain : account.listed_domains) {
    const StanceCounts& stance = domain.stance;
    parts.push_back(
        fmt::format("{} {}{}",
                    defang_host(domain.domain),
                    domain.posts,
                    stance == StanceCounts{}
                        ? std::string{}
                        : fmt::format(" (neutral {}, debunk {})", stance.neutral, stance.debunk)));
  }
  return fmt::format("{}", fmt::join(parts, "; "));
}

std::string topics(const ReportAccount& account) {
  std::vector<std::string> parts;
  for (const ReportAccount::Topic& topic : account.topics) {
    parts.push_back(fmt::format("{} {}", topic.topic, topic.posts));
  }
  return fmt::format("{}", fmt::join(parts, "; "));
}

std::string header_row() {
  std::string out =
      "run,simulated,rank,platform,native_id,handle,display_name,class,grade,window_begin,"
      "window_end,posts,active_days,at_or_above_line,troll_bot_likelihood,low,high,"
      "automation_likelihood,likelihood_prior_1,likelihood_prior_15";
  for (std::size_t group = 0; group < kSignalGroupCount; ++group) {
    out += fmt::format(",{}_nats", group_name(static_cast<SignalGroup>(group)));
  }
  return out +
         ",listed_posts,linking_posts,listed_domains,topics,reasons,team_label,team_decided,"
         "name_withheld,name_withheld_because" +
         std::string{kCsvEndOfRow};
}

std::vector<std::string> identity_cells(const ReportData& data, const ReportAccount& account) {
  return {fmt::format("{}", data.run.id.value),
          data.simulated ? "yes" : "no",
          account.rank == 0 ? std::string{} : fmt::format("{}", account.rank),
          csv_text_cell(account.platform),
          csv_text_cell(account.native_id),
          csv_text_cell(account.handle),
          csv_text_cell(account.display_name),
          std::string{class_name(account.account_class)},
          std::string(1, grade_letter(account.grade)),
          to_iso8601(account.window.begin),
          to_iso8601(account.window.end)};
}

std::string account_row(const ReportData& data, const ReportAccount& account, Language language) {
  std::vector<std::string> cells = identity_cells(data, account);
  cells.push_back(fmt::format("{}", account.posts));
  cells.push_back(fmt::format("{}", account.active_days));
  cells.emplace_back(is_above_line(account, data.run.report_line) ? "yes" : "no");
  for (const std::optional<double>& value : {account.likelihood,
                                             account.low,
                                             account.high,
                                             account.automation_likelihood,
                                             account.likelihood_prior_1,
                                             account.likelihood_prior_15}) {
    cells.push_back(csv_number_cell(value));
  }
  for (const double nats : account.group_nats) {
    cells.push_back(csv_number_cell(nats));
  }
  cells.push_back(fmt::format("{}", account.listed_posts));
  cells.push_back(fmt::format("{}", account.linking_posts));
  cells.push_back(csv_text_cell(listed_domains(account)));
  cells.push_back(csv_text_cell(topics(account)));
  cells.push_back(
      csv_text_cell(fmt::format("{}", fmt::join(main_reasons(language, account, kReasons), "; "))));
  const std::optional<TeamDecision>& decision = account.decision;
  cells.emplace_back(decision ? label_name(decision->label) : std::string_view{});
  cells.push_back(decision ? to_iso_date(decision->decided) : std::string{});
  cells.emplace_back(account.withheld ? "yes" : "no");
  cells.emplace_back(account.withheld ? withheld_reason_name(account.withheld->reason)
                                      : std::string_view{});
  return fmt::format("{}{}", fmt::join(cells, ","), kCsvEndOfRow);
}

}  // namespace

std::string render_csv_report(const ReportData& data, const ReportOptions& options) {
  const Language language = language_of(options.language);
  std::string out = header_row();
  for (const auto* accounts : {&data.ranked, &data.declared}) {
    for (const ReportAccount& account : *accounts) {
      out += account_row(data, account, language);
    }
  }
  return out;
}

}  // namespace vigie::dashboards
