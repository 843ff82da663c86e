#include "dashboards/html_account_context.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string_view>

#include <fmt/format.h>

#include "dashboards/defang.h"
#include "dashboards/headline.h"
#include "dashboards/html_escape.h"
#include "dashboards/html_limits.h"
#include "dashboards/phrases.h"
#include "dashboards/stated_times_text.h"
#include "dashboards/svg_chart.h"
#include "dashboards/utf8.h"
#include "dashboards/withheld_text.h"
#include "dashboards/words.h"

namespace vigie::dashboards {
namespace {

constexpr std::size_t kIdLimit = 110;  // characters of a native id
constexpr std::size_t kListLimit = 8;  // listed domains or topics of one account

std::string priors_part(const ReportAccount& account, const AccountContext& context) {
  if (!account.likelihood) {
    return {};
  }
  const Language language = context.language;
  const Phrases& p = phrases(language);
  const auto row = [&](double prior, std::optional<double> likelihood) {
    return fmt::format(R"(<tr><th scope="row">{}</th><td>{}</td></tr>)",
                       fill(p.if_share, format_share(language, prior)),
                       format_likelihood(language, likelihood));
  };
  std::string out = fmt::format(R"(<h4>{}</h4><table class="priors"><caption>{}</caption>)"
                                R"(<thead><tr><th scope="col">{}</th><th scope="col">{}</th></tr>)"
                                R"(</thead><tbody>)",
                                p.priors_title,
                                p.priors_caption,
                                p.assumption,
                                p.likelihood);
  if (account.likelihood_prior_1) {
    out += row(0.01, account.likelihood_prior_1);
  }
  out += row(context.prior, account.likelihood);
  if (account.likelihood_prior_15) {
    out += row(0.15, account.likelihood_prior_15);
  }
  return out + "</tbody></table>";
}

/// Hours of the day, all weekdays together, in which it never posted.
std::size_t silent_hours(const HourByWeekday& counts) {
  std::size_t silent = 0;
  for (std::size_t hour = 0; hour < 24; ++hour) {
    const bool any = std::any_of(
        counts.begin(), counts.end(), [hour](const auto& day) { return day.at(hour) > 0; });
    silent += any ? 0 : 1;
  }
  return silent;
}

std::string hours_part(const ReportAccount& account, const AccountContext& context) {
  const Phrases& p = phrases(context.language);
  const std::size_t silent = silent_hours(account.hour_by_weekday);
  const std::string sentence =
      silent == 0 ? std::string{p.no_silent_hour}
                  : format_plural(context.language, silent, p.silent_hour, p.silent_hours);
  return fmt::format("<h4>{}</h4>{}<p class=\"quiet\">{}</p>",
                     p.hours_title,
                     draw_hours(account.hour_by_weekday, fill(p.hours_label, sentence)),
                     sentence);
}

std::string days_part(const ReportAccount& account, const AccountContext& context) {
  const std::string label = daily_sentence(account.posts_per_day, context.language);
  return fmt::format(R"(<h4>{}</h4><div class="wide">{}</div><p class="quiet">{}</p>)",
                     phrases(context.language).posts_per_day,
                     repeat_sparkline(account.posts_per_day, sparkline_id(context)),
                     label);
}

std::string domains_part(const ReportAccount& account, const AccountContext& context) {
  const Language language = context.language;
  const Phrases& p = phrases(language);
  std::string out = fmt::format("<h4>{}</h4>", p.listed_sources);
  if (account.listed_domains.empty()) {
    return out + fmt::format(R"(<p class="quiet">{}</p>)", p.no_listed_source);
  }
  out += R"(<ul class="plain">)";
  const std::size_t shown = std::min(account.listed_domains.size(), kListLimit);
  for (std::size_t i = 0; i < shown; ++i) {
    const ReportAccount::Domain& domain = account.listed_domains[i];
    const std::string stance = stance_text(language, domain.stance);
    out += fmt::format(R"(<li><b>{}</b> {} <span class="quiet">{}{}</span></li>)",
                       format_count(language, domain.posts),
                       isolate_html(cut_characters(defang_host(domain.domain), kNameLimit)),
                       escape_html(cut_characters(tier_text(language, domain.tier), kWordLimit)),
                       stance.empty() ? stance : "; " + stance);
  }
  return out + "</ul>";
}

/// The title of the topic file, or the id of a topic that the report does not name.
std::string_view title_of(std::span<const ReportTopic> topics,
                          std::string_view id,
                          Language language) {
  const auto found = std::find_if(
      topics.begin(), topics.end(), [id](const ReportTopic& topic) { return topic.topic == id; });
  return found == topics.end() ? id : topic_title(language, *found);
}

std::string topics_part(const ReportAccount& account, const AccountContext& context) {
  if (account.topics.empty()) {
    return {};
  }
  const Language language = context.language;
  std::string out = fmt::format(R"(<h4>{}</h4><ul class="plain">)", phrases(language).topics);
  for (std::size_t i = 0; i < std::min(account.topics.size(), kListLimit); ++i) {
    out +=
        fmt::format("<li><b>{}</b> {}</li>",
                    format_count(language, account.topics[i].posts),
                    isolate_html(cut_characters(
                        title_of(context.topics, account.topics[i].topic, language), kNameLimit)));
  }
  return out + "</ul>";
}

std::string native_id_part(const ReportAccount& account, const AccountContext& context) {
  return fmt::format("<h4>{}</h4><p><code>{}</code>{}</p>",
                     phrases(context.language).native_id,
                     isolate_html(cut_characters(account.native_id, kIdLimit)),
                     account.withheld
                         ? fmt::format(" {}", withheld_note(context.language, *account.withheld))
                         : "");
}

}  // namespace

std::string render_account_context(const ReportAccount& account, const AccountContext& context) {
  return priors_part(account, context) + hours_part(account, context) +
         days_part(account, context) + domains_part(account, context) +
         topics_part(account, context) +
         render_stated_times(account.stated_times, context.language) +
         native_id_part(account, context);
}

}  // namespace vigie::dashboards
