#include "dashboards/words.h"

#include <algorithm>
#include <array>

#include "dashboards/phrases.h"
#include "dashboards/word_table.h"

namespace vigie::dashboards {
namespace {

constexpr std::array<Word, 5> kTiers{{
    {"sanctioned", {"under EU sanctions", "sous sanctions de l\u2019UE", "unter EU-Sanktionen"}},
    {"network",
     {"content-laundering network",
      "r\u00e9seau de blanchiment de contenus",
      "Netzwerk, das die Herkunft von Inhalten verschleiert"}},
    {"clone",
     {"clone or fake outlet", "clone ou faux m\u00e9dia", "Klon oder gef\u00e4lschtes Medium"}},
    {"state_media", {"state media", "m\u00e9dia d\u2019\u00c9tat", "Staatsmedium"}},
    {"low_credibility",
     {"low credibility", "faible cr\u00e9dibilit\u00e9", "geringe Glaubw\u00fcrdigkeit"}},
}};

constexpr std::array<Word, 4> kPostKinds{{
    {"post", {"post", "publication", "Beitrag"}},
    {"reply", {"reply", "r\u00e9ponse", "Antwort"}},
    {"repost", {"repost", "repartage", "Weiterverbreitung"}},
    {"quote", {"quote", "citation", "Zitat"}},
}};

constexpr std::array<Word, 4> kClasses{{
    {"ordinary", {"ordinary", "ordinaire", "gew\u00f6hnlich"}},
    {"media", {"media outlet", "m\u00e9dia", "Medium"}},
    {"institution", {"institution", "institution", "Institution"}},
    {"declared_bot",
     {"declared automated account",
      "compte automatis\u00e9 d\u00e9clar\u00e9",
      "als automatisiert gekennzeichnet"}},
}};

constexpr std::array<Word, kSignalGroupCount> kGroups{{
    {"cadence", {"rhythm", "rythme", "Rhythmus"}},
    {"text_habits", {"text habits", "habitudes d\u2019\u00e9criture", "Schreibweise"}},
    {"coordination", {"coordination", "coordination", "Koordination"}},
    {"sources", {"listed sources", "sources list\u00e9es", "gelistete Quellen"}},
    {"polarity", {"topics", "sujets", "Themen"}},
    {"rate", {"posting rate", "rythme de publication", "H\u00e4ufigkeit der Beitr\u00e4ge"}},
    {"profile", {"profile", "profil", "Profil"}},
}};

constexpr std::array<Word, 4> kGrades{{
    {"A",
     {"200 posts or more, on 14 days or more",
      "200 publications ou plus, sur 14 jours ou plus",
      "mindestens 200 Beitr\u00e4ge an mindestens 14 Tagen"}},
    {"B",
     {"60 posts or more, on 7 days or more",
      "60 publications ou plus, sur 7 jours ou plus",
      "mindestens 60 Beitr\u00e4ge an mindestens 7 Tagen"}},
    {"C", {"10 posts or more", "10 publications ou plus", "mindestens 10 Beitr\u00e4ge"}},
    {"D",
     {"fewer than 10 posts: no likelihood",
      "moins de 10 publications\u00a0: aucune vraisemblance",
      "weniger als 10 Beitr\u00e4ge: keine Wahrscheinlichkeit"}},
}};

constexpr std::array<Word, 6> kNotes{{
    {"second_level_absent",
     {"Times are given to the minute only: signals that need seconds were left out.",
      "Les heures ne sont donn\u00e9es qu\u2019\u00e0 la minute\u00a0: les signaux qui ont besoin "
      "des secondes ont \u00e9t\u00e9 laiss\u00e9s de c\u00f4t\u00e9.",
      "Die Zeiten sind nur auf die Minute genau: Signale, die Sekunden brauchen, wurden "
      "weggelassen."}},
    {"coordination_not_tested",
     {"Coordination between accounts was not tested in this run.",
      "La coordination entre comptes n\u2019a pas \u00e9t\u00e9 test\u00e9e dans cette analyse.",
      "Koordination zwischen Konten wurde in dieser Auswertung nicht gepr\u00fcft."}},
    {"precision_not_measured",
     {"The precision of this model has not been measured on this kind of data.",
      "La pr\u00e9cision de ce mod\u00e8le n\u2019a pas \u00e9t\u00e9 mesur\u00e9e sur ce type de "
      "donn\u00e9es.",
      "Die Treffsicherheit dieses Modells wurde an solchen Daten nicht gemessen."}},
    {"coverage_assumed",
     {"Coverage is assumed, not observed.",
      "La couverture est suppos\u00e9e, et non constat\u00e9e.",
      "Die Abdeckung ist angenommen, nicht beobachtet."}},
    {"no_lists",
     {"No source list was loaded: no source counts as listed.",
      "Aucune liste de sources n\u2019a \u00e9t\u00e9 charg\u00e9e\u00a0: aucune source ne compte "
      "comme list\u00e9e.",
      "Keine Quellenliste war geladen: Keine Quelle gilt als gelistet."}},
    {"no_topics",
     {"No topic was loaded: focus and one-sidedness were not measured.",
      "Aucun sujet n\u2019a \u00e9t\u00e9 charg\u00e9\u00a0: ni la concentration ni "
      "l\u2019unilat\u00e9ralit\u00e9 n\u2019ont \u00e9t\u00e9 mesur\u00e9es.",
      "Kein Thema war geladen: Weder Konzentration noch Einseitigkeit wurden gemessen."}},
}};

std::string_view first_word(std::string_view note) {
  return note.substr(0, note.find(' '));
}

}  // namespace

std::string_view tier_text(Language language, std::string_view tier) {
  return word_or_key(kTiers, language, tier);
}

std::string_view kind_text(Language language, std::string_view kind) {
  return word_or_key(kPostKinds, language, kind);
}

std::string_view class_text(Language language, AccountClass account_class) {
  return in(language, kClasses.at(static_cast<std::size_t>(account_class)).text);
}

std::string_view group_text(Language language, SignalGroup group) {
  return in(language, kGroups.at(static_cast<std::size_t>(group)).text);
}

std::string_view grade_text(Language language, Grade grade) {
  return in(language, kGrades.at(static_cast<std::size_t>(grade)).text);
}

std::string note_text(Language language, std::string_view note) {
  const Word* const word = find_word(kNotes, first_word(note));
  return std::string{word == nullptr ? note : in(language, word->text)};
}

std::string_view topic_title(Language language, const ReportTopic& topic) {
  const auto found = topic.titles.find(std::string{language_tag(language)});
  if (found != topic.titles.end() && !found->second.empty()) {
    return found->second;
  }
  return topic.title.empty() ? topic.topic : topic.title;
}

std::string stance_text(Language language, const StanceCounts& stance) {
  if (stance == StanceCounts{}) {
    return {};
  }
  return fill(phrases(language).stance_counts,
              format_count(language, stance.neutral),
              format_count(language, stance.debunk));
}

bool has_note(const AnalysisRun& run, std::string_view word) {
  return std::any_of(run.notes.begin(), run.notes.end(), [word](const std::string& note) {
    return first_word(note) == word;
  });
}

}  // namespace vigie::dashboards
