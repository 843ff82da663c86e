#include "dashboards/explanation_text.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <numeric>

#include <fmt/format.h>

#include "dashboards/phrases.h"
#include "dashboards/signal_text.h"

namespace vigie::dashboards {
namespace {

std::string join(const std::vector<std::string>& parts, std::string_view last_join) {
  std::string out;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    if (i > 0) {
      out += i + 1 == parts.size() ? last_join : std::string_view{", "};
    }
    out += parts[i];
  }
  return out;
}

std::string signed_points(Language language, long points) {
  return format_points(language, static_cast<double>(points) / kPointsPerNat);
}

/// The points shown: of the parts where they are known, so that these add up to it.
long whole_points(const ReportChange& change) {
  if (!change.nats) {
    return std::lround((change.logit_now - change.logit_before) * kPointsPerNat);
  }
  const auto points = points_by_cause(*change.nats);
  return std::accumulate(points.begin(), points.end(), 0L);
}

/// Same need, same shortage: one line.
bool waits_for_the_same(const ReportUnmeasured& a, const ReportUnmeasured& b) {
  return a.unit == b.unit && a.least == b.least && a.least_days == b.least_days;
}

std::string need_text(Language language, const ReportUnmeasured& need) {
  const ExplanationText& text = explanation_text(language);
  std::string out = fill(text.needs.at(static_cast<std::size_t>(need.unit)), need.least);
  if (need.least_days > 0) {
    out += ' ' + fill(text.needs_days, need.least_days);
  }
  if (need.unit != DataUnit::kPosts) {
    return out;
  }
  const std::string missing = missing_text(language, need.more, need.more_days);
  return out + ", " +
         (missing.empty() ? std::string{text.times_forbid} : fill(text.still, missing));
}

}  // namespace

const ExplanationText& explanation_text(Language language) {
  switch (language) {
    case Language::kFrench:
      return kExplanationFrench;
    case Language::kGerman:
      return kExplanationGerman;
    default:
      return kExplanationEnglish;
  }
}

std::string counterfactual_sentence(Language language, const ReportCounterfactual& counterfactual) {
  const ExplanationText& text = explanation_text(language);
  std::vector<std::string> reasons;
  for (const Signal signal : counterfactual.without) {
    reasons.push_back(fill(text.quote, signal_text(language, signal).reason));
  }
  // Cut, not rounded: what is below a line of 50 % must not read "at 50 %".
  const std::string left =
      format_likelihood(language, std::floor(counterfactual.likelihood * 100.0 + 1e-9) / 100.0);
  const std::string named = join(reasons, text.last_join);
  if (reasons.size() == 1) {
    return fill(text.without_one, named, left);
  }
  return reasons.size() == 2 ? fill(text.without_two, named, left)
                             : fill(text.without_many, named, left, reasons.size() - 1);
}

std::string offset_sentence(Language language, const ReportOffset& offset) {
  const ExplanationText& text = explanation_text(language);
  std::vector<std::string> codes;
  for (const std::string& code : offset.languages) {
    codes.push_back(fill(text.quote, code));
  }
  const std::string written = join(codes, text.offset_or);
  const std::string whose = codes.empty() ? fill(text.offset_platform, offset.platform)
                            : offset.platform.empty()
                                ? fill(text.offset_language, written)
                                : fill(text.offset_both, offset.platform, written);
  return fill(text.offset, whose, std::lround(-offset.nats * kPointsPerNat));
}

std::array<long, kChangeCauseCount> points_by_cause(
    const std::array<double, kChangeCauseCount>& nats) {
  std::array<long, kChangeCauseCount> points{};
  std::array<double, kChangeCauseCount> remainder{};
  double sum = 0.0;
  for (std::size_t i = 0; i < kChangeCauseCount; ++i) {
    const double exact = nats.at(i) * kPointsPerNat;
    points.at(i) = static_cast<long>(std::floor(exact));
    remainder.at(i) = exact - std::floor(exact);
    sum += exact;
  }
  std::array<std::size_t, kChangeCauseCount> order{};
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&remainder](std::size_t a, std::size_t b) {
    return remainder.at(a) > remainder.at(b);
  });
  const long left = std::lround(sum) - std::accumulate(points.begin(), points.end(), 0L);
  for (long i = 0; i < left && i < static_cast<long>(kChangeCauseCount); ++i) {
    ++points.at(order.at(static_cast<std::size_t>(i)));
  }
  return points;
}

std::string change_causes(Language language, const ReportChange& change) {
  if (!change.nats) {
    return {};
  }
  const ExplanationText& text = explanation_text(language);
  const auto points = points_by_cause(*change.nats);
  std::vector<std::string> parts;
  for (std::size_t cause = 0; cause < kChangeCauseCount; ++cause) {
    if (points.at(cause) != 0) {
      parts.push_back(
          fmt::format("{} {}", text.causes.at(cause), signed_points(language, points.at(cause))));
    }
  }
  return fmt::format("{}", fmt::join(parts, ", "));
}

std::string change_sentence(Language language, const ReportChange& change) {
  const ExplanationText& text = explanation_text(language);
  const std::string day = format_date(language, change.before_end - std::chrono::milliseconds{1});
  const long whole = whole_points(change);
  const std::string causes = change_causes(language, change);
  if (whole == 0) {
    return causes.empty() ? fill(text.change_none, day) : fill(text.change_within, day, causes);
  }
  const std::string points = signed_points(language, whole);
  return causes.empty() ? fill(text.change_whole, points, day)
                        : fill(text.change, points, day, causes);
}

std::string missing_text(Language language, std::uint32_t posts, std::uint32_t days) {
  const ExplanationText& text = explanation_text(language);
  std::vector<std::string> parts;
  if (days > 0) {
    parts.push_back(format_plural(language, days, text.more_day, text.more_days));
  }
  if (posts > 0) {
    parts.push_back(format_plural(language, posts, text.more_post, text.more_posts));
  }
  return join(parts, text.last_join);
}

std::string next_grade_sentence(Language language, const ReportExplanation& explanation) {
  if (!explanation.next_grade) {
    return {};
  }
  const ReportNextGrade& next = *explanation.next_grade;
  return fill(explanation_text(language).next_grade,
              grade_letter(next.grade),
              missing_text(language, next.more_posts, next.more_days));
}

std::vector<std::string> unmeasured_lines(Language language,
                                          const std::vector<ReportUnmeasured>& unmeasured) {
  std::vector<std::string> lines;
  std::vector<bool> done(unmeasured.size(), false);
  for (std::size_t i = 0; i < unmeasured.size(); ++i) {
    if (done[i]) {
      continue;
    }
    std::vector<std::string> names;
    for (std::size_t j = i; j < unmeasured.size(); ++j) {
      if (waits_for_the_same(unmeasured[i], unmeasured[j])) {
        done[j] = true;
        names.emplace_back(signal_text(language, unmeasured[j].signal).name);
      }
    }
    lines.push_back(fill(explanation_text(language).unmeasured,
                         fmt::format("{}", fmt::join(names, "; ")),
                         need_text(language, unmeasured[i])));
  }
  return lines;
}

std::string held_sentence(Language language,
                          const ReportExplanation& explanation,
                          double fall_below) {
  if (!explanation.above_until) {
    return {};
  }
  return fill(explanation_text(language).held_sentence,
              format_date(language, *explanation.above_until - std::chrono::milliseconds{1}),
              format_share(language, fall_below));
}

std::string held_about(Language language, const ReportHeld& held, double report_line) {
  if (held.total == 0) {
    return {};
  }
  const ExplanationText& text = explanation_text(language);
  return fill(text.held_about,
              format_plural(language, held.total, text.held_one, text.held_many),
              format_share(language, report_line - held.keep_margin));
}

std::string counted_comparison(Language language, const ReportContribution& contribution) {
  std::string comparison =
      signal_comparison(language, contribution.signal, contribution.percentile);
  const ExplanationText& text = explanation_text(language);
  const std::size_t at = comparison.find(text.accounts_looked_at);
  if (contribution.accounts > 0 && at != std::string::npos) {
    comparison.replace(at,
                       text.accounts_looked_at.size(),
                       fill(text.accounts_counted, format_count(language, contribution.accounts)));
  }
  return comparison;
}

}  // namespace vigie::dashboards
