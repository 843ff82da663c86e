#include "dashboards/readings.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace vigie::dashboards {
namespace {

enum class Cause : std::uint8_t {
  kScheduler,
  kNewsroom,
  kTeam,
  kTimeZone,
  kNotifications,
  kWriter,
  kOrganisation,
  kQuoting,
  kActivist,
  kNewcomer,
  kAccessibility,
  kLiveEvent,
  kGeneral,
};
constexpr std::size_t kCauseCount = 13;
constexpr std::size_t kMostReadings = 5;
constexpr double kFiredNats = 0.1;  // 3 points: below, a signal explains nothing

using Readings = std::array<Reading, kCauseCount>;

constexpr Readings kEnglishReadings{{
    {"A scheduling tool.",
     "Do the regular posts share one form, such as a headline and a link, while replies come at "
     "odd times?"},
    {"A newsroom that publishes as its articles appear.",
     "Do the links lead to one outlet, and does the profile say that it speaks for it?"},
    {"A team of several people, or people in shifts, who share the account.",
     "Do posts carry initials or different styles, and do these change with the hour?"},
    {"Another time zone, night work or travel.",
     "Hours here are UTC: does the quiet part of the day fit a night somewhere?"},
    {"Someone who follows a source with notifications on.",
     "Do the fast reposts all come from one or two accounts?"},
    {"A careful or professional writer, a spelling checker, a translation tool.",
     "Do the posts answer others, on what these really said?"},
    {"Members of one organisation, a campaign day, a shared newsletter or a share button.",
     "Do the accounts say openly that they belong together?"},
    {"A journalist, researcher or fact-checker who links in order to answer.",
     "Do the posts with listed sources quote them with approval, or to contradict them?"},
    {"An activist or a very keen reader.",
     "Does it talk with people, disagree, change the subject from time to time?"},
    {"A newcomer who kept the name that the platform proposed.",
     "Is the profile filled in, and do the first posts look like someone finding the way?"},
    {"Someone who dictates, or writes with tools for people with a disability.",
     "Does it describe its pictures or speak of such tools, and do its replies answer what was "
     "said?"},
    {"Someone who follows a live event: a match, a debate, a vote.",
     "Do the busy hours fit one, and is the account quiet on other days?"},
    {"Chance.", "With this many accounts, some look unusual by chance alone: read the posts."},
}};

constexpr Readings kFrenchReadings{{
    {"Un outil de programmation des publications.",
     "Les publications r\u00e9guli\u00e8res ont-elles une m\u00eame forme, par exemple un titre et "
     "un lien, tandis que les r\u00e9ponses viennent \u00e0 toute heure\u00a0?"},
    {"Une r\u00e9daction qui publie au rythme de ses articles.",
     "Les liens m\u00e8nent-ils \u00e0 un seul m\u00e9dia, le profil dit-il qu\u2019il parle en "
     "son nom\u00a0?"},
    {"Une \u00e9quipe de plusieurs personnes, ou des personnes en relais, qui partagent le compte.",
     "Les publications portent-elles des initiales ou des styles diff\u00e9rents, qui changent "
     "avec l\u2019heure\u00a0?"},
    {"Un autre fuseau horaire, un travail de nuit, un voyage.",
     "Les heures sont ici en UTC\u00a0: la partie calme de la journ\u00e9e est-elle une nuit "
     "quelque part\u00a0?"},
    {"Quelqu\u2019un qui suit une source, notifications activ\u00e9es.",
     "Les repartages rapides viennent-ils tous d\u2019un ou deux comptes\u00a0?"},
    {"Une plume soign\u00e9e ou professionnelle, un correcteur, un outil de traduction.",
     "Les publications r\u00e9pondent-elles aux autres, sur ce qu\u2019ils ont vraiment "
     "dit\u00a0?"},
    {"Les membres d\u2019une organisation, une journ\u00e9e d\u2019action, une lettre commune ou "
     "un bouton de partage.",
     "Les comptes disent-ils ouvertement qu\u2019ils vont ensemble\u00a0?"},
    {"Un journaliste, un chercheur ou un v\u00e9rificateur qui cite pour r\u00e9pondre.",
     "Les publications citent-elles les sources list\u00e9es pour les approuver ou pour les "
     "contredire\u00a0?"},
    {"Un militant ou un lecteur passionn\u00e9.",
     "Discute-t-il avec des gens, lui arrive-t-il d\u2019\u00eatre en d\u00e9saccord ou de changer "
     "de sujet\u00a0?"},
    {"Un nouveau venu qui a gard\u00e9 le nom propos\u00e9 par la plateforme.",
     "Le profil est-il rempli, les premi\u00e8res publications t\u00e2tonnent-elles\u00a0?"},
    {"Quelqu\u2019un qui dicte, ou qui \u00e9crit avec des outils pour personnes handicap\u00e9es.",
     "D\u00e9crit-il ses images ou parle-t-il de ces outils, ses r\u00e9ponses "
     "r\u00e9pondent-elles \u00e0 ce qui a \u00e9t\u00e9 dit\u00a0?"},
    {"Quelqu\u2019un qui suit un \u00e9v\u00e9nement en direct\u00a0: un match, un d\u00e9bat, un "
     "vote.",
     "Les heures les plus actives y correspondent-elles, le compte est-il calme les autres "
     "jours\u00a0?"},
    {"Le hasard.",
     "Parmi tant de comptes, quelques-uns sortent de l\u2019ordinaire par le seul hasard\u00a0: "
     "lisez les publications."},
}};

constexpr Readings kGermanReadings{{
    {"Ein Programm, das Beitr\u00e4ge zu geplanten Zeiten ver\u00f6ffentlicht.",
     "Haben die regelm\u00e4\u00dfigen Beitr\u00e4ge eine Form gemeinsam, etwa \u00dcberschrift "
     "und Link, w\u00e4hrend Antworten zu beliebigen Zeiten kommen?"},
    {"Eine Redaktion, die im Takt ihrer Artikel ver\u00f6ffentlicht.",
     "F\u00fchren die Links zu einem Medium, und sagt das Profil, dass es f\u00fcr dieses "
     "spricht?"},
    {"Ein Team aus mehreren Menschen oder Menschen im Schichtdienst, die sich das Konto teilen.",
     "Tragen Beitr\u00e4ge K\u00fcrzel oder verschiedene Stile, und wechseln diese mit der "
     "Uhrzeit?"},
    {"Eine andere Zeitzone, Nachtarbeit oder eine Reise.",
     "Die Stunden sind hier UTC: Passt der ruhige Teil des Tages irgendwo zu einer Nacht?"},
    {"Jemand, der einer Quelle mit eingeschalteten Benachrichtigungen folgt.",
     "Kommt das schnell Weiterverbreitete stets von einem oder zwei Konten?"},
    {"Jemand, der sorgf\u00e4ltig oder beruflich schreibt, eine Rechtschreibpr\u00fcfung, ein "
     "\u00dcbersetzungswerkzeug.",
     "Antworten die Beitr\u00e4ge anderen, auf das, was diese wirklich gesagt haben?"},
    {"Mitglieder einer Organisation, ein Aktionstag, ein gemeinsamer Rundbrief oder ein "
     "Teilen-Knopf.",
     "Sagen die Konten offen, dass sie zusammengeh\u00f6ren?"},
    {"Eine Journalistin, ein Forscher oder jemand, der Fakten pr\u00fcft und verlinkt, um zu "
     "antworten.",
     "Zitieren die Beitr\u00e4ge die gelisteten Quellen zustimmend oder um ihnen zu "
     "widersprechen?"},
    {"Eine engagierte oder sehr eifrige Person.",
     "Spricht das Konto mit Leuten, widerspricht es, wechselt es manchmal das Thema?"},
    {"Jemand, der neu ist und den vorgeschlagenen Namen behalten hat.",
     "Ist das Profil ausgef\u00fcllt, wirken die ersten Beitr\u00e4ge wie erste Schritte?"},
    {"Jemand, der diktiert oder mit Hilfsmitteln f\u00fcr Menschen mit Behinderung schreibt.",
     "Beschreibt das Konto seine Bilder oder spricht es von solchen Hilfsmitteln, und gehen seine "
     "Antworten auf das Gesagte ein?"},
    {"Jemand, der ein Ereignis live verfolgt: ein Spiel, eine Debatte, eine Wahl.",
     "Passen die Stunden mit den meisten Beitr\u00e4gen dazu, und ist das Konto an anderen Tagen "
     "still?"},
    {"Zufall.",
     "Bei so vielen Konten fallen einige allein durch Zufall auf: Lesen Sie die Beitr\u00e4ge."},
}};

const Readings& readings_in(Language language) {
  switch (language) {
    case Language::kFrench:
      return kFrenchReadings;
    case Language::kGerman:
      return kGermanReadings;
    default:
      return kEnglishReadings;
  }
}

/// Ordinary causes of one signal, most telling first.
std::vector<Cause> causes_of(Signal signal) {
  switch (signal) {
    case Signal::kRhythmDelayEntropy:
    case Signal::kBurstiness:
    case Signal::kMemory:
    case Signal::kDelayEntropy:
    case Signal::kDelayModeMass:
    case Signal::kSecondAlignment:
    case Signal::kMinuteAlignment:
    case Signal::kPeriodicity:
    case Signal::kDelayResidue:
      return {Cause::kScheduler, Cause::kTeam};
    case Signal::kRhythmEmptyHours:
    case Signal::kRhythmLongestGap:
    case Signal::kRhythmDayResultant:
    case Signal::kRhythmNightShare:
    case Signal::kSleepGap:
    case Signal::kHourEntropy:
    case Signal::kHourResultant:
      return {Cause::kTeam, Cause::kTimeZone};
    case Signal::kRepostLatency:
    case Signal::kRepostLatencyLow:
    case Signal::kRepostWithinSeconds:
    case Signal::kRepostWithinMinute:
    case Signal::kRepostPrecedence:
      return {Cause::kNotifications};
    case Signal::kCoordination:
      return {Cause::kOrganisation};
    case Signal::kListedSourceShare:
      return {Cause::kQuoting, Cause::kActivist};
    case Signal::kTopicFocus:
    case Signal::kOneSidedness:
    case Signal::kPostingRate:
      return {Cause::kActivist};
    case Signal::kAccountAge:
    case Signal::kHandleDigits:
      return {Cause::kNewcomer};
    default:
      return {Cause::kWriter};
  }
}

using Weights = std::array<double, kCauseCount>;

double& weight_for(Weights& weights, Cause cause) {
  return weights.at(static_cast<std::size_t>(cause));
}

/// What speaks for the likelihood of each group of signals, nats.
std::array<double, kSignalGroupCount> nats_by_group(const ReportAccount& account) {
  std::array<double, kSignalGroupCount> nats{};
  for (const ReportContribution& contribution : account.contributions) {
    if (contribution.nats >= kFiredNats) {
      nats.at(static_cast<std::size_t>(info(contribution.signal).group)) += contribution.nats;
    }
  }
  return nats;
}

/// Hours of the day, all weekdays together, in a row (around midnight too) without a post.
std::size_t quiet_hours(const ReportAccount& account) {
  std::size_t longest = 0;
  std::size_t run = 0;
  for (std::size_t hour = 0; hour < 48; ++hour) {
    const bool posted =
        std::any_of(account.hour_by_weekday.begin(),
                    account.hour_by_weekday.end(),
                    [hour](const auto& weekday) { return weekday.at(hour % 24) > 0; });
    run = posted ? 0 : run + 1;
    longest = std::max(longest, std::min<std::size_t>(run, 24));
  }
  return longest;
}

/// Share of the posts that the busiest two days in a row hold; 0 without days.
double share_of_busiest_days(const ReportAccount& account) {
  const std::vector<std::uint32_t>& days = account.posts_per_day;
  std::uint64_t all = 0;
  std::uint64_t most = 0;
  for (std::size_t day = 0; day < days.size(); ++day) {
    all += days[day];
    most = std::max<std::uint64_t>(most, days[day] + (day > 0 ? days[day - 1] : 0U));
  }
  return all == 0 ? 0.0 : static_cast<double>(most) / static_cast<double>(all);
}

/// Readings that follow from how the signals stand together, not from one of them.
void weigh_patterns(const ReportAccount& account, Weights& weights) {
  constexpr double kMostlyLinks = 0.6;
  constexpr double kMostlyTwoDays = 0.5;
  constexpr std::size_t kANight = 5;
  const auto groups = nats_by_group(account);
  const double cadence = groups.at(static_cast<std::size_t>(SignalGroup::kCadence));
  const double habits = groups.at(static_cast<std::size_t>(SignalGroup::kTextHabits));
  const double rate = groups.at(static_cast<std::size_t>(SignalGroup::kRate));

  // A newsroom links; whoever hardly links is none, however regular.
  const double links =
      account.posts == 0 ? 0.0 : static_cast<double>(account.linking_posts) / account.posts;
  weight_for(weights, Cause::kNewsroom) = links >= kMostlyLinks ? cadence : 0.0;

  // A night that lies elsewhere is still a night: without one, no time zone explains the hours.
  if (quiet_hours(account) < kANight && account.posts > 0) {
    weight_for(weights, Cause::kTimeZone) = 0.0;
  }

  // Two busy days make a dense rhythm of any spectator.
  if (share_of_busiest_days(account) >= kMostlyTwoDays) {
    weight_for(weights, Cause::kLiveEvent) = cadence + rate;
  }

  // Dictation and word prediction make texts even; with a schedule besides, both must have fired.
  weight_for(weights, Cause::kAccessibility) = std::min(habits, cadence);
}

}  // namespace

std::vector<Reading> innocent_readings(Language language, const ReportAccount& account) {
  Weights weights{};
  for (const ReportContribution& contribution : account.contributions) {
    if (contribution.nats >= kFiredNats) {
      for (const Cause cause : causes_of(contribution.signal)) {
        weights.at(static_cast<std::size_t>(cause)) += contribution.nats;
      }
    }
  }
  weigh_patterns(account, weights);
  std::vector<std::size_t> order;
  for (std::size_t cause = 0; cause < kCauseCount; ++cause) {
    if (weights.at(cause) > 0.0) {
      order.push_back(cause);
    }
  }
  std::stable_sort(order.begin(), order.end(), [&weights](std::size_t a, std::size_t b) {
    return weights.at(a) > weights.at(b);
  });
  if (order.empty()) {
    order.push_back(static_cast<std::size_t>(Cause::kGeneral));
  }
  order.resize(std::min(order.size(), kMostReadings));
  const Readings& table = readings_in(language);
  std::vector<Reading> readings;
  for (const std::size_t cause : order) {
    readings.push_back(table.at(cause));
  }
  return readings;
}

}  // namespace vigie::dashboards
