#include <cmath>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "dashboards/account_view.h"
#include "dashboards/defang.h"
#include "dashboards/html_escape.h"
#include "dashboards/reasons.h"
#include "dashboards/report.h"

namespace vigie::dashboards {
namespace {

constexpr std::string_view kEndOfRow = "\r\n";  // RFC 4180 section 2
constexpr std::size_t kReasons = 3;

/// Quoted where RFC 4180 asks for it.
std::string quote(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) {
    return std::string{text};
  }
  std::string out = "\"";
  for (const char c : text) {
    out += c;
    if (c == '"') {
      out += '"';
    }
  }
  return out + '"';
}

bool looks_like_formula(std::string_view text) {
  return !text.empty() && std::string_view{"=+-@\t\r"}.find(text.front()) != std::string_view::npos;
}

/// Collected text: control and bidi characters made visible, and an apostrophe before anything that
/// a spreadsheet would run (OWASP, CSV injection). The raw first byte decides too: a tab that
/// becomes a space stays disarmed.
std::string text_cell(std::string_view text) {
  const std::string visible = visible_text(text);
  const bool disarm = looks_like_formula(text) || looks_like_formula(visible);
  return quote(disarm ? "'" + visible : visible);
}

/// Our own numbers: a leading minus is a number, not a formula.
std::string number_cell(std::optional<double> value) {
  return value && std::isfinite(*value) ? fmt::format("{:.4f}", *value) : std::string{};
}

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
  return out + ",listed_posts,linking_posts,listed_domains,topics,reasons" + std::string{kEndOfRow};
}

std::vector<std::string> identity_cells(const ReportData& data, const ReportAccount& account) {
  return {fmt::format("{}", data.run.id.value),
          data.simulated ? "yes" : "no",
          account.rank == 0 ? std::string{} : fmt::format("{}", account.rank),
          text_cell(account.platform),
          text_cell(account.native_id),
          text_cell(account.handle),
          text_cell(account.display_name),
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
    cells.push_back(number_cell(value));
  }
  for (const double nats : account.group_nats) {
    cells.push_back(number_cell(nats));
  }
  cells.push_back(fmt::format("{}", account.listed_posts));
  cells.push_back(fmt::format("{}", account.linking_posts));
  cells.push_back(text_cell(listed_domains(account)));
  cells.push_back(text_cell(topics(account)));
  cells.push_back(
      text_cell(fmt::format("{}", fmt::join(main_reasons(language, account, kReasons), "; "))));
  return fmt::format("{}{}", fmt::join(cells, ","), kEndOfRow);
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
