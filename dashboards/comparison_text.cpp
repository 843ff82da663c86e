#include "dashboards/comparison_text.h"

#include <array>
#include <cstdlib>
#include <vector>

#include <fmt/format.h>

#include "dashboards/phrases.h"

namespace vigie::dashboards {
namespace {

constexpr PerLanguage<ComparisonPhrases> kComparisonPhrases{{
    {.nav = "Changes",
     .title = "What changed since {0}",
     .nothing =
         "There is no earlier run to compare with: none of those kept ends on {0} or before.",
     .beside = "Beside run {0}, which covers {1}.",
     .counts = "New at the line: {0}; no longer at it: {1}; still at it: {2}.",
     .may_come = "The two runs were not made alike: changes may come from {0}.",
     .same_made = "Both runs were made with the same weights, lists, topics and settings.",
     .overlap =
         "Windows that overlap share most of their posts: a small change of a likelihood is none.",
     .appeared = "New at the line",
     .gone = "No longer at the line",
     .stayed = "Still at the line",
     .nobody = "No account.",
     .domains = "Listed sources that rose or fell",
     .topics = "Topics that rose or fell",
     .no_change = "No change.",
     .column_before = "Before",
     .column_now = "Now",
     .column_rank = "Rank",
     .column_change = "Change",
     .cut = "{0} more are counted above and not shown."},
    {.nav = "Changements",
     .title = "Ce qui a chang\u00e9 depuis le {0}",
     .nothing = "Il n\u2019y a pas d\u2019analyse ant\u00e9rieure \u00e0 comparer\u00a0: aucune de "
                "celles conserv\u00e9es ne se termine le {0} ou avant.",
     .beside = "Par rapport \u00e0 l\u2019analyse {0}, qui couvre {1}.",
     .counts = "Nouveaux comptes \u00e0 la ligne\u00a0: {0}\u00a0; n\u2019y sont plus\u00a0: "
               "{1}\u00a0; y sont toujours\u00a0: {2}.",
     .may_come = "Les deux analyses n\u2019ont pas \u00e9t\u00e9 faites de la m\u00eame "
                 "fa\u00e7on\u00a0: les changements peuvent venir de ce qui suit\u00a0: {0}.",
     .same_made = "Les deux analyses ont \u00e9t\u00e9 faites avec les m\u00eames poids, listes, "
                  "sujets et r\u00e9glages.",
     .overlap = "Des p\u00e9riodes qui se recouvrent partagent la plupart de leurs "
                "publications\u00a0: une petite variation de vraisemblance n\u2019en est pas une.",
     .appeared = "Nouveaux \u00e0 la ligne",
     .gone = "Ne sont plus \u00e0 la ligne",
     .stayed = "Toujours \u00e0 la ligne",
     .nobody = "Aucun compte.",
     .domains = "Sources list\u00e9es en hausse ou en baisse",
     .topics = "Sujets en hausse ou en baisse",
     .no_change = "Aucun changement.",
     .column_before = "Avant",
     .column_now = "Maintenant",
     .column_rank = "Rang",
     .column_change = "\u00c9cart",
     .cut = "{0} autres sont compt\u00e9s ci-dessus sans \u00eatre montr\u00e9s."},
    {.nav = "Ver\u00e4nderungen",
     .title = "Was sich seit dem {0} ver\u00e4ndert hat",
     .nothing = "Es gibt keine fr\u00fchere Auswertung zum Vergleich: Keine der vorhandenen endet "
                "am {0} oder davor.",
     .beside = "Verglichen mit Auswertung {0}, die {1} umfasst.",
     .counts = "Neu an der Linie: {0}; nicht mehr dort: {1}; weiterhin dort: {2}.",
     .may_come = "Die beiden Auswertungen entstanden nicht auf gleiche Weise: Ver\u00e4nderungen "
                 "k\u00f6nnen daran liegen: {0}.",
     .same_made =
         "Beide Auswertungen entstanden mit denselben Gewichten, Listen, Themen und Einstellungen.",
     .overlap = "Zeitr\u00e4ume, die sich \u00fcberschneiden, teilen die meisten ihrer "
                "Beitr\u00e4ge: Eine kleine \u00c4nderung einer Wahrscheinlichkeit ist keine.",
     .appeared = "Neu an der Linie",
     .gone = "Nicht mehr an der Linie",
     .stayed = "Weiterhin an der Linie",
     .nobody = "Kein Konto.",
     .domains = "Gelistete Quellen, die zu- oder abnahmen",
     .topics = "Themen, die zu- oder abnahmen",
     .no_change = "Keine Ver\u00e4nderung.",
     .column_before = "Vorher",
     .column_now = "Jetzt",
     .column_rank = "Rang",
     .column_change = "Differenz",
     .cut = "{0} weitere sind oben gez\u00e4hlt und nicht gezeigt."},
}};

/// One row per RunDifference.
constexpr std::array<PerLanguage<std::string_view>, 7> kDifferences{{
    {"other weights", "d\u2019autres poids", "andere Gewichte"},
    {"other versions of the source lists",
     "d\u2019autres versions des listes de sources",
     "andere Fassungen der Quellenlisten"},
    {"other topics", "d\u2019autres sujets", "andere Themen"},
    {"another report line or prior",
     "une autre ligne ou un autre a priori",
     "eine andere Linie oder eine andere Ausgangsannahme"},
    {"a window of another length",
     "une p\u00e9riode d\u2019une autre dur\u00e9e",
     "ein Zeitraum anderer L\u00e4nge"},
    {"another version of Vigie", "une autre version de Vigie", "eine andere Fassung von Vigie"},
    {"other settings, or other contents under the same names",
     "d\u2019autres r\u00e9glages, ou d\u2019autres contenus sous les m\u00eames noms",
     "andere Einstellungen oder andere Inhalte unter denselben Namen"},
}};

constexpr PerLanguage<std::string_view> kReportFiles{
    "Report: {0} (beside it report.json and report.csv)",
    "Rapport\u00a0: {0} (\u00e0 c\u00f4t\u00e9\u00a0: report.json et report.csv)",
    "Bericht: {0} (daneben report.json und report.csv)"};
constexpr PerLanguage<std::string_view> kFilesCompared{
    "Report: {0} (beside it report.json, report.csv and comparison.csv)",
    "Rapport\u00a0: {0} (\u00e0 c\u00f4t\u00e9\u00a0: report.json, report.csv et comparison.csv)",
    "Bericht: {0} (daneben report.json, report.csv und comparison.csv)"};
constexpr PerLanguage<std::string_view> kNothingNew{
    "Nothing new since run {0}: it is reported again.",
    "Rien de nouveau depuis l\u2019analyse {0}\u00a0: son rapport est refait.",
    "Nichts Neues seit Auswertung {0}: Der Bericht dazu wird neu geschrieben."};

}  // namespace

const ComparisonPhrases& comparison_phrases(Language language) {
  return in(language, kComparisonPhrases);
}

std::string_view difference_text(Language language, RunDifference difference) {
  return in(language, kDifferences.at(static_cast<std::size_t>(difference)));
}

std::string differences_sentence(const ReportComparison& comparison, Language language) {
  const ComparisonPhrases& p = comparison_phrases(language);
  if (comparison.differences.empty()) {
    return std::string{p.same_made};
  }
  std::vector<std::string_view> names;
  for (const RunDifference difference : comparison.differences) {
    names.push_back(difference_text(language, difference));
  }
  return fill(p.may_come, fmt::format("{}", fmt::join(names, "; ")));
}

std::string comparison_day(const ReportComparison& comparison, Language language) {
  const UtcTime end = comparison.before ? comparison.before->window.end : comparison.since;
  return format_date(language, end - std::chrono::milliseconds{1});
}

std::string comparison_sentence(const ReportComparison& comparison, Language language) {
  const ComparisonPhrases& p = comparison_phrases(language);
  if (!comparison.before) {
    return fill(p.nothing, comparison_day(comparison, language));
  }
  return fill(p.counts,
              format_count(language, comparison.appeared_total),
              format_count(language, comparison.gone_total),
              format_count(language, comparison.stayed_total));
}

std::string format_change(Language language, std::int64_t change) {
  const std::string count = format_count(language, static_cast<std::uint64_t>(std::abs(change)));
  if (change == 0) {
    return count;
  }
  return (change > 0 ? "+" : "\u2212") + count;
}

std::string files_sentence(Language language, std::string_view html_file, bool has_comparison) {
  return fill(in(language, has_comparison ? kFilesCompared : kReportFiles), html_file);
}

std::string nothing_new_sentence(Language language, RunId run) {
  return fill(in(language, kNothingNew), run.value);
}

}  // namespace vigie::dashboards
