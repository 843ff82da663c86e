#include "dashboards/html_account.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "dashboards/account_view.h"
#include "dashboards/explanation_text.h"
#include "dashboards/group_text.h"
#include "dashboards/headline.h"
#include "dashboards/html_account_context.h"
#include "dashboards/html_escape.h"
#include "dashboards/html_explanation.h"
#include "dashboards/html_limits.h"
#include "dashboards/html_posts.h"
#include "dashboards/phrases.h"
#include "dashboards/readings.h"
#include "dashboards/reasons.h"
#include "dashboards/review_text.h"
#include "dashboards/signal_text.h"
#include "dashboards/svg_chart.h"
#include "dashboards/utf8.h"
#include "dashboards/withheld_text.h"
#include "dashboards/words.h"

namespace vigie::dashboards {
namespace {

constexpr std::size_t kReasonsOnRow = 3;
constexpr double kUsualFullPoints = 30.0;  // width of the bars, unless one needs more

/// Where each shown post stands in the account's list, counted from 1.
using PostNumbers = std::map<std::int64_t, std::size_t>;

std::string short_name(std::string_view name) {
  return isolate_html(cut_characters(name, kNameLimit));
}

std::string meter(std::string_view css,
                  std::string_view label,
                  const std::string& number,
                  const std::string& bar) {
  return fmt::format(R"(<span class="meter {}"><b>{}</b>{}<span class="label">{}</span></span>)",
                     css,
                     number,
                     bar,
                     label);
}

std::string troll_bot_meter(const ReportAccount& account, const AccountContext& context) {
  const Phrases& p = phrases(context.language);
  const LikelihoodBar bar{account.likelihood.value_or(0.0),
                          account.low,
                          account.high,
                          context.report_line,
                          "fill-troll"};
  return meter("troll",
               p.troll_bot_label,
               format_likelihood(context.language, account.likelihood),
               account.likelihood ? draw_likelihood(bar) : std::string{});
}

std::string automation_meter(const ReportAccount& account, const AccountContext& context) {
  const Phrases& p = phrases(context.language);
  const LikelihoodBar bar{account.automation_likelihood.value_or(0.0),
                          std::nullopt,
                          std::nullopt,
                          context.report_line,
                          "fill-auto"};
  return meter("auto",
               p.automation_label,
               format_likelihood(context.language, account.automation_likelihood),
               account.automation_likelihood ? draw_likelihood(bar) : std::string{});
}

std::string reasons_line(const ReportAccount& account, const AccountContext& context) {
  const auto reasons = main_reasons(context.language, account, kReasonsOnRow);
  if (reasons.empty()) {
    return fmt::format(R"(<span class="reasons none">{}</span>)",
                       phrases(context.language).no_reason);
  }
  return fmt::format(R"(<span class="reasons">{}</span>)", fmt::join(reasons, " \u00b7 "));
}

std::string summary_row(const ReportAccount& account, const AccountContext& context) {
  const Language language = context.language;
  const Phrases& p = phrases(language);
  std::string sub = escape_html(cut_characters(account.platform, kWordLimit));
  if (!account.display_name.empty() && account.display_name != account.handle) {
    sub += " \u00b7 " + short_name(account.display_name);
  }
  if (account.withheld) {
    sub += fmt::format(" \u00b7 {}", withheld_note(language, *account.withheld));
  }
  if (context.group != 0) {
    sub += fmt::format(R"( <b class="ingroup">{}</b>)",
                       fill(group_phrases(language).in_group, context.group));
  }
  if (account.decision) {
    sub += fmt::format(R"( <b class="ingroup team">{}</b>)",
                       decision_text(*account.decision, language));
  }
  sub += render_held_badge(account, context);
  return fmt::format(
      R"(<summary><span class="rank">{rank}</span><span class="who"><h3>{handle}</h3>)"
      R"(<span class="sub">{sub}</span>{reasons}</span>{troll}{automation}<span class="fact">)"
      R"({listed} <span class="label">{listed_label}</span></span>)"
      R"(<span class="grade" title="{grade_title}"><b>{grade}</b> <span class="label">{data}</span>)"
      R"(</span><span class="trend">{spark}</span></summary>)",
      fmt::arg("rank", account.rank == 0 ? std::string{"\u2014"} : fmt::format("{}", account.rank)),
      fmt::arg("handle", short_name(account.handle)),
      fmt::arg("sub", sub),
      fmt::arg("reasons", reasons_line(account, context)),
      fmt::arg("troll", troll_bot_meter(account, context)),
      fmt::arg("automation", automation_meter(account, context)),
      fmt::arg("listed",
               fill(p.listed_of_linking,
                    format_count(language, account.listed_posts),
                    format_count(language, account.linking_posts))),
      fmt::arg("listed_label", p.listed_links),
      fmt::arg("grade_title", grade_text(language, account.grade)),
      fmt::arg("grade", grade_letter(account.grade)),
      fmt::arg("data", p.data_grade),
      fmt::arg("spark",
               draw_sparkline(account.posts_per_day,
                              daily_sentence(account.posts_per_day, context.language),
                              sparkline_id(context))));
}

/// One sentence with the figures a reader would repeat aloud.
std::string lead(const ReportAccount& account, const AccountContext& context) {
  const Language language = context.language;
  const Phrases& p = phrases(language);
  std::string out =
      fmt::format(R"(<p class="lead">{}</p>)",
                  fill(p.account_lead,
                       format_plural(language, account.posts, p.post_one, p.post_many),
                       format_plural(language, account.active_days, p.day_one, p.day_many),
                       format_window(language, account.window),
                       grade_letter(account.grade),
                       grade_text(language, account.grade)));
  if (!account.likelihood) {
    return out + fmt::format("<p>{}</p>", p.no_likelihood);
  }
  std::string numbers = fill(p.likelihood_sentence,
                             format_likelihood(language, account.likelihood),
                             format_likelihood(language, account.automation_likelihood));
  if (account.low && account.high) {
    numbers += ' ' + fill(p.interval_sentence,
                          format_likelihood(language, account.low),
                          format_likelihood(language, account.high));
  }
  return out + fmt::format("<p>{}</p>", numbers);
}

std::string group_part(const AccountContext& context) {
  if (context.group == 0) {
    return {};
  }
  const GroupPhrases& g = group_phrases(context.language);
  const std::string link =
      fmt::format(R"(<a href="#g{}">{}</a>)", context.group, fill(g.group_number, context.group));
  return fmt::format("<p>{}</p>", fill(g.in_group_link, link));
}

/// Links from a contribution to the posts that show it. Those that the page does not show are
/// counted: all ids are in the JSON report.
std::string evidence_links(const ReportContribution& contribution,
                           const AccountContext& context,
                           const PostNumbers& numbers) {
  const Phrases& p = phrases(context.language);
  std::vector<std::string> links;
  for (const std::int64_t id : contribution.evidence) {
    if (const auto found = numbers.find(id); found != numbers.end()) {
      links.push_back(
          fmt::format(R"(<a href="#p{}-{}">{}</a>)", context.number, id, found->second));
    }
  }
  const std::size_t others = contribution.evidence.size() - links.size();
  if (contribution.evidence.empty()) {
    return {};
  }
  if (links.empty()) {
    const std::string count = format_plural(context.language, others, p.post_one, p.post_many);
    return fmt::format(R"( <span class="refs">{}</span>)", fill(p.posts_not_shown, count));
  }
  const std::string more = others == 0 ? std::string{} : ' ' + fill(p.more_posts, others);
  return fmt::format(
      R"( <span class="refs">{} {}{}</span>)", p.see_posts, fmt::join(links, ", "), more);
}

/// The comparison, marked where it qualifies the sentence: a value can be notable by the signal's
/// own scale and still be an ordinary one among the accounts of this run.
std::string comparison(const ReportContribution& contribution, Language language) {
  const std::string text = counted_comparison(language, contribution);
  const bool is_high = contribution.percentile >= 0.5;
  const bool qualifies = contribution.nats > 0.0 && is_high != is_high_notable(contribution.signal);
  return qualifies ? fill(phrases(language).yet, text) : text;
}

std::string contribution_item(const ReportContribution& contribution,
                              double full_points,
                              const AccountContext& context,
                              const PostNumbers& numbers) {
  return fmt::format(R"(<li class="w{}"><b>{}<i> {}</i></b><span>{} <em>({})</em>{}</span></li>)",
                     bar_width_class(contribution.nats * kPointsPerNat, full_points),
                     format_points(context.language, contribution.nats),
                     phrases(context.language).points_unit,
                     signal_sentence(context.language, contribution),
                     comparison(contribution, context.language),
                     evidence_links(contribution, context, numbers));
}

std::string contribution_list(std::string_view css,
                              const Side& side,
                              double full_points,
                              const AccountContext& context,
                              const PostNumbers& numbers) {
  std::string out = fmt::format(R"(<ul class="signals {}">)", css);
  for (const ReportContribution* contribution : side.shown) {
    out += contribution_item(*contribution, full_points, context, numbers);
  }
  out += "</ul>";
  if (side.small > 0) {
    out += fmt::format(R"(<p class="small">{}</p>)",
                       fill(phrases(context.language).small_signals,
                            side.small,
                            format_points(context.language, side.small_nats)));
  }
  return out;
}

double full_width_points(const Sides& sides) {
  double full = kUsualFullPoints;
  for (const Side* side : {&sides.speaks_for, &sides.speaks_against}) {
    for (const ReportContribution* contribution : side->shown) {
      full = std::max(full, std::abs(contribution->nats) * kPointsPerNat);
    }
  }
  return full;
}

/// Start, groups and total in points: the arithmetic of the likelihood, to be checked by hand.
std::string how_it_adds_up(const ReportAccount& account, const AccountContext& context) {
  if (!account.likelihood || *account.likelihood <= 0.0 || *account.likelihood >= 1.0) {
    return {};
  }
  const Language language = context.language;
  const Phrases& p = phrases(language);
  const auto log_odds = [](double share) { return std::log(share / (1.0 - share)); };
  std::vector<std::string> terms;
  // What the groups start from: the run's prior, and what the model takes off it for the account's
  // platform or language. Without an explanation the two are one.
  double start = log_odds(*account.likelihood);
  if (account.explanation && account.explanation->offset) {
    const double nats = account.explanation->offset->nats;
    start -= nats;
    terms.push_back(fmt::format(
        "{} {}", explanation_text(language).offset_term, format_points(language, nats)));
  }
  for (std::size_t group = 0; group < kSignalGroupCount; ++group) {
    const double nats = account.group_nats.at(group);
    start -= nats;
    if (std::lround(nats * kPointsPerNat) != 0) {
      terms.push_back(fmt::format("{} {}",
                                  group_text(language, static_cast<SignalGroup>(group)),
                                  format_points(language, nats)));
    }
  }
  return fmt::format(R"(<p class="sum">{}</p>)",
                     fill(p.adds_up,
                          format_points(language, start),
                          format_share(language, 1.0 / (1.0 + std::exp(-start))),
                          terms.empty() ? "0" : fmt::format("{}", fmt::join(terms, ", ")),
                          format_points(language, log_odds(*account.likelihood)),
                          format_likelihood(language, account.likelihood)));
}

std::string contributions_part(const ReportAccount& account,
                               const AccountContext& context,
                               const PostNumbers& numbers) {
  const Phrases& p = phrases(context.language);
  const Sides sides = split_sides(account);
  const double full = full_width_points(sides);
  const auto is_empty = [](const Side& side) { return side.shown.empty() && side.small == 0; };
  std::string out = fmt::format("<h4>{}</h4>", p.speaks_for);
  out += is_empty(sides.speaks_for)
             ? fmt::format("<p>{}</p>", p.nothing_for)
             : contribution_list("for", sides.speaks_for, full, context, numbers);
  out += fmt::format("<h4>{}</h4>", p.speaks_against);
  out += is_empty(sides.speaks_against)
             ? fmt::format("<p>{}</p>", p.nothing_against)
             : contribution_list("against", sides.speaks_against, full, context, numbers);
  return out + how_it_adds_up(account, context);
}

std::string readings_part(const ReportAccount& account, const AccountContext& context) {
  const Phrases& p = phrases(context.language);
  std::string out = fmt::format(R"(<h4>{}</h4><ul class="readings">)", p.innocent_readings);
  for (const Reading& reading : innocent_readings(context.language, account)) {
    out += fmt::format("<li><b>{}</b> {}</li>", reading.who, reading.look);
  }
  return out + "</ul>";
}

std::string detail(const ReportAccount& account, const AccountContext& context) {
  const std::vector<const ReportPost*> posts = pick_posts(account, context.max_posts);
  PostNumbers numbers;
  for (std::size_t i = 0; i < posts.size(); ++i) {
    numbers.emplace(posts[i]->post_id, i + 1);
  }
  return fmt::format(R"(<div class="detail"><div class="argument">{}{}{}{}{}{}{}{}</div>)"
                     R"(<div class="context">{}{}</div></div>)",
                     lead(account, context),
                     render_standing(account, context),
                     group_part(context),
                     contributions_part(account, context, numbers),
                     render_counterfactual(account, context),
                     readings_part(account, context),
                     render_unmeasured(account, context),
                     render_posts(posts, account.posts_shown.size(), context),
                     render_history(account, context),
                     render_account_context(account, context));
}

}  // namespace

std::string sparkline_id(const AccountContext& context) {
  return fmt::format("s{}", context.number);
}

std::string render_account(const ReportAccount& account, const AccountContext& context) {
  return fmt::format(
      R"(<li class="account" id="a{}" data-rank="{}" data-auto="{:.4f}" data-listed="{}">)"
      "<details>{}{}</details></li>\n",
      context.number,
      account.rank,
      account.automation_likelihood.value_or(0.0),
      account.listed_posts,
      summary_row(account, context),
      detail(account, context));
}

}  // namespace vigie::dashboards
