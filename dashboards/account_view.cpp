#include "dashboards/account_view.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "dashboards/signal_text.h"

namespace vigie::dashboards {
namespace {

/// One thing in both languages, found by the word that the records use.
struct Word {
  std::string_view key;
  std::string_view english;
  std::string_view french;
};

constexpr std::array kTiers{
    Word{"sanctioned", "under EU sanctions", "sous sanctions de l\u2019UE"},
    Word{"network", "content-laundering network", "r\u00e9seau de blanchiment de contenus"},
    Word{"clone", "clone or fake outlet", "clone ou faux m\u00e9dia"},
    Word{"state_media", "state media", "m\u00e9dia d\u2019\u00c9tat"},
    Word{"low_credibility", "low credibility", "faible cr\u00e9dibilit\u00e9"},
};

constexpr std::array kKinds{
    Word{"post", "post", "publication"},
    Word{"reply", "reply", "r\u00e9ponse"},
    Word{"repost", "repost", "repartage"},
    Word{"quote", "quote", "citation"},
};

constexpr std::array<Word, 4> kClasses{{
    {"ordinary", "ordinary", "ordinaire"},
    {"media", "media outlet", "m\u00e9dia"},
    {"institution", "institution", "institution"},
    {"declared_bot", "declared automated account", "compte automatis\u00e9 d\u00e9clar\u00e9"},
}};

constexpr std::array<Word, kSignalGroupCount> kGroups{{
    {"cadence", "rhythm", "rythme"},
    {"text_habits", "text habits", "habitudes d\u2019\u00e9criture"},
    {"coordination", "coordination", "coordination"},
    {"sources", "listed sources", "sources list\u00e9es"},
    {"polarity", "topics", "sujets"},
    {"rate", "posting rate", "rythme de publication"},
    {"profile", "profile", "profil"},
}};

constexpr std::array<Word, 4> kGrades{{
    {"A",
     "200 posts or more, on 14 days or more",
     "200 publications ou plus, sur 14 jours ou plus"},
    {"B", "60 posts or more, on 7 days or more", "60 publications ou plus, sur 7 jours ou plus"},
    {"C", "10 posts or more", "10 publications ou plus"},
    {"D",
     "fewer than 10 posts: no likelihood",
     "moins de 10 publications\u00a0: aucune vraisemblance"},
}};

constexpr std::array kNotes{
    Word{"second_level_absent",
         "Times are given to the minute only: signals that need seconds were left out.",
         "Les heures ne sont donn\u00e9es qu\u2019\u00e0 la minute\u00a0: les signaux qui ont "
         "besoin des secondes ont \u00e9t\u00e9 laiss\u00e9s de c\u00f4t\u00e9."},
    Word{
        "coordination_not_tested",
        "Coordination between accounts was not tested in this run.",
        "La coordination entre comptes n\u2019a pas \u00e9t\u00e9 test\u00e9e dans cette analyse."},
    Word{"precision_not_measured",
         "The precision of this model has not been measured on this kind of data.",
         "La pr\u00e9cision de ce mod\u00e8le n\u2019a pas \u00e9t\u00e9 mesur\u00e9e sur ce type "
         "de donn\u00e9es."},
    Word{"coverage_assumed",
         "Coverage is assumed, not observed.",
         "La couverture est suppos\u00e9e, et non constat\u00e9e."},
    Word{"no_lists",
         "No source list was loaded: no source counts as listed.",
         "Aucune liste de sources n\u2019a \u00e9t\u00e9 charg\u00e9e\u00a0: aucune source ne "
         "compte comme list\u00e9e."},
    Word{"no_topics",
         "No topic was loaded: focus and one-sidedness were not measured.",
         "Aucun sujet n\u2019a \u00e9t\u00e9 charg\u00e9\u00a0: ni la concentration ni "
         "l\u2019unilat\u00e9ralit\u00e9 n\u2019ont \u00e9t\u00e9 mesur\u00e9es."},
};

std::string_view in(Language language, const Word& word) {
  return language == Language::kFrench ? word.french : word.english;
}

template <std::size_t n>
const Word* find_word(const std::array<Word, n>& words, std::string_view key) {
  const auto found =
      std::find_if(words.begin(), words.end(), [key](const Word& w) { return w.key == key; });
  return found == words.end() ? nullptr : &*found;
}

std::string_view first_word(std::string_view note) {
  return note.substr(0, note.find(' '));
}

bool rounds_to_nothing(const ReportContribution& contribution) {
  return !std::isfinite(contribution.nats) || std::lround(contribution.nats * kPointsPerNat) == 0;
}

/// Contributions from the strongest, whatever their side.
std::vector<const ReportContribution*> by_strength(const ReportAccount& account) {
  std::vector<const ReportContribution*> order;
  for (const ReportContribution& contribution : account.contributions) {
    order.push_back(&contribution);
  }
  std::stable_sort(order.begin(), order.end(), [](const auto* a, const auto* b) {
    return std::abs(a->nats) > std::abs(b->nats);
  });
  return order;
}

/// Up to `most` ids in rounds: the first evidence of each contribution, then the second of each.
std::set<std::int64_t> pick_evidence(const ReportAccount& account, std::size_t most) {
  std::set<std::int64_t> present;
  for (const ReportPost& post : account.posts_shown) {
    present.insert(post.post_id);
  }
  const auto order = by_strength(account);
  std::set<std::int64_t> picked;
  bool any_left = true;
  for (std::size_t round = 0; any_left && picked.size() < most; ++round) {
    any_left = false;
    for (const ReportContribution* contribution : order) {
      if (round >= contribution->evidence.size()) {
        continue;
      }
      any_left = true;
      const std::int64_t id = contribution->evidence[round];
      if (picked.size() < most && present.contains(id)) {
        picked.insert(id);
      }
    }
  }
  return picked;
}

}  // namespace

Sides split_sides(const ReportAccount& account) {
  Sides sides;
  for (const ReportContribution* contribution : by_strength(account)) {
    if (!rounds_to_nothing(*contribution)) {
      auto& side = contribution->nats > 0.0 ? sides.speaks_for : sides.speaks_against;
      side.push_back(contribution);
    }
  }
  return sides;
}

std::vector<std::string_view> main_reasons(Language language,
                                           const ReportAccount& account,
                                           std::size_t most) {
  std::vector<std::string_view> reasons;
  for (const ReportContribution* contribution : split_sides(account).speaks_for) {
    if (reasons.size() < most) {
      reasons.push_back(signal_text(language, contribution->signal).reason);
    }
  }
  return reasons;
}

std::vector<const ReportPost*> pick_posts(const ReportAccount& account, std::size_t most) {
  const std::set<std::int64_t> evidence = pick_evidence(account, most);
  std::size_t others = most - evidence.size();
  std::vector<const ReportPost*> posts;
  for (const ReportPost& post : account.posts_shown) {
    const bool is_evidence = evidence.contains(post.post_id);
    if (is_evidence || others > 0) {
      others -= is_evidence ? 0 : 1;
      posts.push_back(&post);
    }
  }
  return posts;
}

bool is_above_line(const ReportAccount& account, double report_line) {
  return account.likelihood && *account.likelihood >= report_line;
}

std::string_view tier_text(Language language, std::string_view tier) {
  const Word* const word = find_word(kTiers, tier);
  return word == nullptr ? tier : in(language, *word);
}

std::string_view kind_text(Language language, std::string_view kind) {
  const Word* const word = find_word(kKinds, kind);
  return word == nullptr ? kind : in(language, *word);
}

std::string_view class_text(Language language, AccountClass account_class) {
  return in(language, kClasses.at(static_cast<std::size_t>(account_class)));
}

std::string_view group_text(Language language, SignalGroup group) {
  return in(language, kGroups.at(static_cast<std::size_t>(group)));
}

std::string_view grade_text(Language language, Grade grade) {
  return in(language, kGrades.at(static_cast<std::size_t>(grade)));
}

std::string note_text(Language language, std::string_view note) {
  const Word* const word = find_word(kNotes, first_word(note));
  return std::string{word == nullptr ? note : in(language, *word)};
}

bool has_note(const AnalysisRun& run, std::string_view word) {
  return std::any_of(run.notes.begin(), run.notes.end(), [word](const std::string& note) {
    return first_word(note) == word;
  });
}

}  // namespace vigie::dashboards
