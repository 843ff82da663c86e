#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "dashboards/account_view.h"
#include "dashboards/amplification_report.h"
#include "dashboards/comparison_text.h"
#include "dashboards/defang.h"
#include "dashboards/explanation_text.h"
#include "dashboards/group_report.h"
#include "dashboards/headline.h"
#include "dashboards/html_escape.h"
#include "dashboards/lookalike_report.h"
#include "dashboards/missed_text.h"
#include "dashboards/phrases.h"
#include "dashboards/reasons.h"
#include "dashboards/report.h"
#include "dashboards/review_text.h"
#include "dashboards/text_table.h"
#include "dashboards/text_wrap.h"
#include "dashboards/utf8.h"
#include "dashboards/withheld_text.h"
#include "dashboards/words.h"

namespace vigie::dashboards {
namespace {

constexpr std::size_t kMostAccounts = 15;  // rows; the page has the rest
constexpr std::size_t kMostDomains = 8;

/// Collected text for a terminal: no control character, cut and padded to `columns`.
std::string fixed(std::string_view text, std::size_t columns) {
  std::string shown = visible_text(text);
  for (std::size_t limit = columns; display_width(shown) > columns && limit > 0; --limit) {
    shown = cut_characters(visible_text(text), limit);
  }
  const std::size_t width = display_width(shown);
  return shown + std::string(columns > width ? columns - width : 0, ' ');
}

std::string title(std::string_view text) {
  return fmt::format("\n{}\n", text);
}

std::string headline_part(const ReportData& data, Language language) {
  const Phrases& p = phrases(language);
  std::string platforms = visible_text(fmt::format("{}", fmt::join(data.platforms, ", ")));
  std::string out = data.simulated ? wrap_text(p.simulated, "") + "\n" : std::string{};
  out += fmt::format("{}\n{}\n\n",
                     p.report_title,
                     fill(p.window_line, format_window(language, data.run.window), platforms));
  return out + wrap_text(headline_sentence(data, language), "") +
         wrap_text(enough_data_sentence(data, language), "") +
         wrap_text(precision_sentence(data, language), "");
}

/// One line of the account table; head and rows share the widths.
struct Line {
  std::string rank;
  std::string account;
  std::string troll_bot;
  std::string interval;
  std::string automation;
  std::string grade;
  std::string listed;
  std::string platform;
};

std::string set_line(const Line& line) {
  std::string out = fmt::format("{} {} {} {} {} {} {}  {}",
                                align_right(line.rank, 3),
                                fixed(line.account, 24),
                                align_right(line.troll_bot, 9),
                                align_right(line.interval, 11),
                                align_right(line.automation, 14),
                                align_right(line.grade, 5),
                                align_right(line.listed, 6),
                                visible_text(cut_characters(line.platform, 9)));
  out.erase(out.find_last_not_of(' ') + 1);
  return out + '\n';
}

Line account_line(const ReportAccount& account, Language language) {
  const bool has_interval = account.low && account.high;
  return {account.rank == 0 ? "-" : fmt::format("{}", account.rank),
          account.handle,
          format_likelihood(language, account.likelihood),
          has_interval ? fmt::format("{:.0f}\u2013{:.0f}", *account.low * 100, *account.high * 100)
                       : std::string{},
          format_likelihood(language, account.automation_likelihood),
          std::string(1, grade_letter(account.grade)),
          format_count(language, account.listed_posts),
          account.platform};
}

Line head_line(Language language) {
  const Phrases& p = phrases(language);
  return {std::string{p.text_rank},
          std::string{p.column_account},
          std::string{p.troll_bot_short},
          std::string{p.text_interval},
          std::string{p.automation_short},
          std::string{p.text_grade},
          std::string{p.text_listed},
          std::string{p.column_platform}};
}

/// What changed and what carries it, below the row of an account at the line.
std::string explanation_lines(const ReportAccount& account, Language language) {
  if (!account.explanation) {
    return {};
  }
  std::string lines;
  if (account.explanation->change) {
    lines += "    " + wrap_text(change_sentence(language, *account.explanation->change), "    ");
  }
  // Longer sets are for the page: a summary of fifteen accounts is read at a glance.
  constexpr std::size_t kMostNamed = 2;
  if (account.explanation->counterfactual &&
      account.explanation->counterfactual->without.size() <= kMostNamed) {
    lines +=
        "    " +
        wrap_text(counterfactual_sentence(language, *account.explanation->counterfactual), "    ");
  }
  return lines;
}

std::string held_part(const ReportData& data, Language language) {
  const std::string sentence = held_about(language, data.held, data.run.report_line);
  return sentence.empty() ? std::string{} : '\n' + wrap_text(sentence, "");
}

std::string accounts_part(const ReportData& data, Language language, bool above) {
  const Phrases& p = phrases(language);
  std::string rows;
  std::size_t count = 0;
  for (const ReportAccount& account : data.ranked) {
    if (is_above_line(account, data.run.report_line) != above) {
      continue;
    }
    if (++count > kMostAccounts) {
      continue;
    }
    rows += set_line(account_line(account, language));
    const auto reasons = main_reasons(language, account, 3);
    if (account.decision) {
      rows += "    " + wrap_text(decision_text(*account.decision, language), "    ");
    }
    if (above && !reasons.empty()) {
      rows += "    " + wrap_text(fmt::format("{}", fmt::join(reasons, "; ")), "    ");
    }
    if (above) {
      rows += explanation_lines(account, language);
    }
  }
  if (rows.empty()) {
    return {};
  }
  if (count > kMostAccounts) {
    rows += fmt::format("  (+{})\n", count - kMostAccounts);
  }
  return title(above ? p.above_title : p.below_title) + set_line(head_line(language)) + rows;
}

std::string domains_part(const ReportData& data, Language language) {
  const Phrases& p = phrases(language);
  if (data.domains.empty()) {
    return title(p.sources_title) + wrap_text(p.sources_none, "");
  }
  std::string out = title(p.sources_title);
  for (std::size_t i = 0; i < std::min(data.domains.size(), kMostDomains); ++i) {
    const ReportDomain& domain = data.domains[i];
    out += fmt::format("{}  {} {}\n",
                       align_right(format_count(language, domain.posts), 9),
                       fixed(defang_host(domain.domain), 34),
                       visible_text(tier_text(language, domain.tier)));
  }
  return out;
}

std::string withheld_part(const ReportData& data, Language language) {
  const std::string sentence = withheld_sentence(language, count_withheld(data));
  return sentence.empty() ? std::string{} : '\n' + wrap_text(sentence, "");
}

std::string lookalikes_part(const ReportData& data, Language language) {
  const std::string sentence = lookalikes_sentence(data, language);
  return sentence.empty() ? std::string{} : '\n' + wrap_text(sentence, "");
}

std::string amplification_part(const ReportData& data, Language language) {
  const std::string sentences = amplification_sentences(data, language);
  return sentences.empty() ? std::string{} : '\n' + wrap_text(sentences, "");
}

std::string losses_part(const ReportData& data, Language language) {
  const Phrases& p = phrases(language);
  std::string out = title(p.coverage_title);
  for (const ReportReject& reject : data.rejects) {
    out += fmt::format("{}  {}\n",
                       align_right(format_count(language, reject.count), 9),
                       visible_text(cut_characters(reject.reason, kTextColumns - 12)));
  }
  if (data.rejects.empty()) {
    out += wrap_text(p.rejects_none, "");
  }
  for (const ReportLiveSource& source : data.live_sources) {
    out += wrap_text(fmt::format("{}: {} {}; {}: {}",
                                 visible_text(source.name),
                                 p.column_seen_hours,
                                 format_decimal(language, source.seen_hours, 1),
                                 p.column_missed,
                                 visible_text(missed_text(language, source))),
                     "");
  }
  if (const std::string shorteners = shortener_sentence(data, language); !shorteners.empty()) {
    out += wrap_text(shorteners, "");
  }
  for (const std::string& note : data.run.notes) {
    out += wrap_text(visible_text(note_text(language, note)), "");
  }
  return out;
}

}  // namespace

std::string render_text_report(const ReportData& data, const ReportOptions& options) {
  const Language language = language_of(options.language);
  const Phrases& p = phrases(language);
  return headline_part(data, language) + render_text_groups(data, language) +
         accounts_part(data, language, true) + held_part(data, language) +
         accounts_part(data, language, false) + render_text_comparison(data, language) +
         domains_part(data, language) + amplification_part(data, language) +
         lookalikes_part(data, language) + withheld_part(data, language) +
         losses_part(data, language) + '\n' + wrap_text(p.headline_meaning, "") +
         wrap_text(p.text_more, "");
}

}  // namespace vigie::dashboards
