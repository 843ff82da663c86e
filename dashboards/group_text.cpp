#include "dashboards/group_text.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "dashboards/defang.h"
#include "dashboards/html_escape.h"
#include "dashboards/phrases.h"

namespace vigie::dashboards {
namespace {

constexpr double kSecond = 1000.0;
constexpr double kMinute = 60.0 * kSecond;
constexpr double kHour = 60.0 * kMinute;
constexpr double kDay = 24.0 * kHour;
constexpr double kSchedulerGap = 10.0 * kSecond;  // closer than people read and react
constexpr double kEventSpan = 2.0 * kDay;

constexpr std::array<std::string_view, 5> kStatusNames{
    "new", "growing", "shrinking", "steady", "returned"};

struct Technique {
  std::string_view id;
  PerLanguage<std::string_view> text;
};

// DISARM ids, in our own wording (the catalogue's text is under a licence of its own).
constexpr std::array<Technique, 9> kTechniques{{
    {"T0049.001",
     {"Amplification by accounts that people run by hand",
      "Amplification par des comptes tenus \u00e0 la main",
      "Verst\u00e4rkung durch von Hand betriebene Konten"}},
    {"T0049.002",
     {"Many posts under one hashtag",
      "Beaucoup de publications sous un m\u00eame hashtag",
      "Viele Beitr\u00e4ge unter einem Hashtag"}},
    {"T0049.003",
     {"Reposts and forwards in a rhythm that fits a program",
      "Republications et transferts au rythme d\u2019un programme",
      "Weiterverbreitung in einem Takt, der zu einem Programm passt"}},
    {"T0084.001",
     {"One text posted by many", "Un m\u00eame texte chez beaucoup", "Ein Text bei vielen"}},
    {"T0085.008",
     {"One text in several languages, as a translation program gives it",
      "Un m\u00eame texte en plusieurs langues, tel que le donne un traducteur automatique",
      "Ein Text in mehreren Sprachen, wie ihn ein \u00dcbersetzungsprogramm liefert"}},
    {"T0116.001",
     {"Many replies to one post",
      "Beaucoup de r\u00e9ponses \u00e0 une m\u00eame publication",
      "Viele Antworten auf einen Beitrag"}},
    {"T0119.002",
     {"The same on several platforms",
      "La m\u00eame chose sur plusieurs plateformes",
      "Dasselbe auf mehreren Plattformen"}},
    {"T0150.002",
     {"Accounts long silent that came back together",
      "Des comptes longtemps muets, de retour ensemble",
      "Lange stille Konten, die zusammen zur\u00fcckkehren"}},
    {"T0153.003",
     {"Links behind shorteners",
      "Liens derri\u00e8re des raccourcisseurs",
      "Verk\u00fcrzte Links"}},
}};

std::uint32_t layer_count(const ReportGroup& group, CoordinationLayer layer) {
  return group.layer_meetings.at(static_cast<std::size_t>(layer));
}

/// Meetings of a layer are a third of all or more.
bool is_frequent(const ReportGroup& group, CoordinationLayer layer) {
  std::uint64_t all = 0;
  for (const std::uint32_t meetings : group.layer_meetings) {
    all += meetings;
  }
  return all > 0 && std::uint64_t{3} * layer_count(group, layer) >= all;
}

std::uint64_t members_of(const ReportCoordination& coordination) {
  if (coordination.coverage.accounts > 0) {
    return coordination.coverage.accounts;
  }
  std::uint64_t members = 0;
  for (const ReportGroup& group : coordination.groups) {
    members += group.members.size();
  }
  return members;
}

}  // namespace

const GroupPhrases& group_phrases(Language language) {
  switch (language) {
    case Language::kFrench:
      return french_group_phrases();
    case Language::kGerman:
      return german_group_phrases();
    case Language::kEnglish:
      break;
  }
  return english_group_phrases();
}

std::string format_gap(Language language, double gap_ms) {
  const GroupPhrases& g = group_phrases(language);
  const double gap = std::abs(gap_ms);
  if (!std::isfinite(gap)) {
    return "\u2014";
  }
  const auto in_units = [gap](std::string_view phrase, double unit) {
    return fill(phrase, fmt::format("{:.0f}", gap / unit));
  };
  if (gap < 2.0 * kMinute) {
    return in_units(g.seconds, kSecond);
  }
  if (gap < 2.0 * kHour) {
    return in_units(g.minutes, kMinute);
  }
  return gap < 2.0 * kDay ? in_units(g.hours, kHour) : in_units(g.days, kDay);
}

std::string format_expected(Language language, double expected) {
  constexpr double kLeastShown = 0.01;
  if (expected > 0.0 && expected < kLeastShown) {
    return "\u2264\u00a0" + format_decimal(language, kLeastShown, 2);
  }
  if (expected < 10.0) {
    return format_decimal(language, expected, expected < 0.1 && expected > 0.0 ? 2 : 1);
  }
  return std::isfinite(expected) && expected < 1e15
             ? format_count(language, static_cast<std::uint64_t>(std::llround(expected)))
             : format_decimal(language, expected, 0);
}

std::string apart_text(Language language, std::int64_t gap_ms) {
  const GroupPhrases& g = group_phrases(language);
  const auto gap = static_cast<double>(gap_ms);
  return std::abs(gap) < kSecond / 2.0 ? std::string{g.same_second}
                                       : fill(g.apart, format_gap(language, gap));
}

std::string_view status_text(Language language, std::string_view status) {
  const auto* const found = std::find(kStatusNames.begin(), kStatusNames.end(), status);
  return found == kStatusNames.end() ? status
                                     : group_phrases(language).statuses.at(
                                           static_cast<std::size_t>(found - kStatusNames.begin()));
}

std::string_view layer_text(Language language, CoordinationLayer layer) {
  return group_phrases(language).layer_names.at(static_cast<std::size_t>(layer));
}

std::string_view technique_text(Language language, std::string_view technique) {
  const auto* const found =
      std::find_if(kTechniques.begin(), kTechniques.end(), [technique](const Technique& known) {
        return known.id == technique;
      });
  return found == kTechniques.end() ? std::string_view{} : in(language, found->text);
}

std::string self_test_sentence(const CoordinationTotals& totals, Language language) {
  const GroupPhrases& g = group_phrases(language);
  if (!totals.self_test) {
    return std::string{g.self_test_not_run};
  }
  const std::string found = format_count(language, totals.accounts);
  const std::uint64_t by_mistake = totals.self_test->partners_accounts;
  return (by_mistake == 0 ? fill(g.self_test_none, found)
                          : fill(g.self_test, format_count(language, by_mistake), found)) +
         ' ' + fill(g.self_test_times, format_count(language, totals.self_test->times_accounts));
}

std::string groups_sentence(const ReportCoordination& coordination, Language language) {
  const GroupPhrases& g = group_phrases(language);
  if (!coordination.tested) {
    return std::string{g.not_tested};
  }
  if (coordination.groups_total == 0) {
    return std::string{g.none} + ' ' + std::string{g.cannot_exclude};
  }
  const std::string accounts = format_count(language, members_of(coordination));
  return coordination.groups_total == 1
             ? fill(g.found_one, accounts)
             : fill(g.found_many, format_count(language, coordination.groups_total), accounts);
}

std::string accounts_text(Language language, std::uint64_t count) {
  const Phrases& p = phrases(language);
  return format_plural(language, count, p.account_one, p.account_many);
}

bool is_known(const ReportGroup& group) {
  return !group.members.empty() && group.known_members >= group.members.size();
}

std::string shown_object(std::string_view label) {
  const std::string visible = visible_text(label);
  const bool is_word = visible.find(' ') == std::string::npos;
  if (is_word && visible.find("://") == std::string::npos && !visible.starts_with("#")) {
    return defang_host(visible);
  }
  return is_word ? defang_url(visible) : defang_text(visible);
}

std::vector<GroupReading> group_readings(const ReportGroup& group, Language language) {
  const GroupPhrases& g = group_phrases(language);
  const bool reposts = is_frequent(group, CoordinationLayer::kRepost);
  const bool replies = is_frequent(group, CoordinationLayer::kReply);
  const bool links =
      is_frequent(group, CoordinationLayer::kUrl) || is_frequent(group, CoordinationLayer::kDomain);
  std::vector<GroupReading> readings{g.organisation};
  if (links) {
    readings.push_back(g.newsroom);
  }
  if (reposts || replies) {
    readings.push_back(g.fans);
  }
  if (group.median_gap_ms <= kSchedulerGap) {
    readings.push_back(g.scheduler);
  }
  const auto span = static_cast<double>((group.last - group.first).count());
  if (readings.size() < 4 && (replies || span <= kEventSpan || readings.size() == 1)) {
    readings.push_back(g.event);
  }
  return readings;
}

}  // namespace vigie::dashboards
