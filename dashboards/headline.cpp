#include "dashboards/headline.h"

#include <algorithm>

#include "dashboards/phrases.h"

namespace vigie::dashboards {

std::uint64_t scored_accounts(const ReportData& data) {
  return data.accounts_by_grade[0] + data.accounts_by_grade[1] + data.accounts_by_grade[2];
}

std::string headline_sentence(const ReportData& data, Language language) {
  const Phrases& p = phrases(language);
  const std::string line = format_share(language, data.run.report_line);
  if (scored_accounts(data) == 0) {
    return std::string{p.headline_none_scored};
  }
  if (data.above_line == 0) {
    return fill(p.headline_none, line);
  }
  return fill(data.above_line == 1 ? p.headline_one : p.headline_many,
              format_count(language, data.above_line),
              line);
}

std::string enough_data_sentence(const ReportData& data, Language language) {
  const Phrases& p = phrases(language);
  std::string out = fill(p.headline_enough,
                         format_count(language, scored_accounts(data)),
                         format_plural(language, data.accounts, p.account_one, p.account_many),
                         format_count(language, data.accounts_by_grade[0]),
                         format_count(language, data.accounts_by_grade[1]),
                         format_count(language, data.accounts_by_grade[2]));
  if (data.accounts_by_grade[3] > 0) {
    out += ' ' + fill(p.headline_abstained, format_count(language, data.accounts_by_grade[3]));
  }
  return out;
}

std::string shortener_sentence(const ReportData& data, Language language) {
  if (data.urls == 0) {
    return {};
  }
  const double share = static_cast<double>(data.urls_shortened) / static_cast<double>(data.urls);
  return fill(phrases(language).shorteners,
              format_count(language, data.urls_shortened),
              format_count(language, data.urls),
              format_share(language, share));
}

std::string daily_sentence(const std::vector<std::uint32_t>& posts_per_day, Language language) {
  const std::uint32_t most =
      posts_per_day.empty() ? 0 : *std::max_element(posts_per_day.begin(), posts_per_day.end());
  return fill(
      phrases(language).sparkline_label, posts_per_day.size(), format_count(language, most));
}

}  // namespace vigie::dashboards
