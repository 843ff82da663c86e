#include "collector/simulation/population.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <numeric>
#include <span>

#include <fmt/format.h>

#include "collector/simulation/calendar.h"
#include "collector/simulation/crew.h"
#include "simulation_phrases.h"

namespace vigie::collector::simulation {
namespace {

constexpr double kFrenchShare = 0.7;
constexpr std::uint64_t kOutletAccounts = 3;
constexpr std::uint32_t kMostPostsPerDay = 90;
constexpr std::uint64_t kPapersPerAgency = 40;
constexpr std::uint64_t kTraitPurpose = 0x7A17;

struct RoleCount {
  SimulatedRole role;
  std::uint64_t count;
};

std::uint64_t count_of(double share, std::uint64_t accounts, std::uint64_t at_least) {
  if (share <= 0.0) {
    return 0;
  }
  const auto count =
      static_cast<std::uint64_t>(std::llround(share * static_cast<double>(accounts)));
  return std::max(count, at_least);
}

std::uint64_t count_papers(const SimulationOptions& options) {
  return count_of(options.shares.local_paper, options.accounts, 3);
}

/// One in French and one in English for every 80 papers.
std::uint64_t count_agencies(const SimulationOptions& options) {
  const std::uint64_t papers = count_papers(options);
  return papers == 0 ? 0 : 2 * std::max<std::uint64_t>(papers / (2 * kPapersPerAgency), 1);
}

std::vector<RoleCount> count_roles(const SimulationOptions& options) {
  const std::uint64_t accounts = options.accounts;
  const auto& shares = options.shares;
  std::vector<RoleCount> counts{
      {SimulatedRole::kPerson, accounts},
      {SimulatedRole::kNewsroom, count_of(shares.newsroom, accounts, 2)},
      {SimulatedRole::kOutlet, kOutletAccounts},
      {SimulatedRole::kScheduler, count_of(shares.scheduler, accounts, 2)},
      {SimulatedRole::kRelay, count_of(shares.relay, accounts, 6)},
      {SimulatedRole::kTextBot, count_of(shares.text_bot, accounts, 8)},
      {SimulatedRole::kCrew, 0},
      {SimulatedRole::kDeclaredBot, count_of(shares.declared_bot, accounts, 1)},
      {SimulatedRole::kAgency, count_agencies(options)},
      {SimulatedRole::kLocalPaper, count_papers(options)},
      {SimulatedRole::kScheduledPerson, count_of(shares.scheduled_person, accounts, 2)},
      {SimulatedRole::kFluentBot, count_of(shares.fluent_bot, accounts, 6)}};
  const auto sizes = crew_sizes(options);
  counts.at(static_cast<std::size_t>(SimulatedRole::kCrew)).count =
      std::accumulate(sizes.begin(), sizes.end(), std::uint64_t{0});
  for (auto i = std::next(counts.begin()); i != counts.end(); ++i) {
    counts.front().count -= std::min(i->count, counts.front().count);
  }
  return counts;
}

/// Most of Valmont lives on one clock; the rest are abroad.
std::chrono::milliseconds draw_utc_offset(double abroad, Random& random) {
  constexpr std::array<int, 9> kAbroadMinutes{0, 0, 120, 120, 180, -240, -300, 330, 480};
  const bool is_abroad = random.chance(abroad);
  const int minutes = is_abroad ? kAbroadMinutes.at(random.below(kAbroadMinutes.size())) : 60;
  return std::chrono::minutes{minutes};
}

WritingStyle draw_style(Random& random) {
  WritingStyle style;
  style.careful = random.chance(0.12);
  style.lower_case = random.chance(0.5) ? 0.9 : 0.2;
  style.drops_commas = 0.5 + 0.5 * random.unit();
  style.ends_sentence = random.unit() * random.unit() * 0.6;
  style.hashtag = random.chance(0.35) ? 0.05 + 0.3 * random.unit() : 0.0;
  style.curly_apostrophe = random.chance(0.75) ? 0.97 : 0.1;
  return style;
}

void draw_interests(Actor& actor, Random& random) {
  const auto first = random.below(kPolemicalTopicCount);
  const auto step = 1 + random.below(kPolemicalTopicCount - 1);
  actor.polemics = {static_cast<Topic>(first),
                    static_cast<Topic>((first + step) % kPolemicalTopicCount)};
  for (auto& pastime : actor.pastimes) {
    constexpr auto kPastimes = kTopicCount - kPolemicalTopicCount;
    pastime = static_cast<Topic>(kPolemicalTopicCount + random.below(kPastimes));
  }
  actor.polemical = 0.05 + 0.75 * random.unit() * random.unit();
}

/// True for this share of all ordinals, at equal distances, so that some of the active ones are
/// always chosen: persons stand by falling activity. `phase`, 0..1, brings the first one forward.
bool is_chosen(std::uint32_t ordinal, double share, double phase) {
  return std::floor(share * (ordinal + 1.0) + phase) > std::floor(share * ordinal + phase);
}

/// What only people are.
void draw_person_traits(Actor& actor, const SimulationShares& shares) {
  Random random{derive_key(actor.key, kTraitPurpose)};
  const double language = random.unit();
  if (language < shares.german) {
    actor.language = Language::kGerman;
  } else if (language < shares.german + shares.russian) {
    actor.language = Language::kRussian;
  }
  actor.conviction = is_chosen(actor.ordinal, shares.conviction, 0.84);
  actor.night_shift = is_chosen(actor.ordinal, shares.night_shift, 0.65);
  if (actor.conviction) {
    actor.polemical = 0.8;
  }
  const bool has_evenings = actor.utc_offset == std::chrono::hours{1} && !actor.night_shift;
  actor.fan = random.chance(shares.fan) && has_evenings;
}

void draw_person(Actor& actor, const SimulationShares& shares, Random& random) {
  actor.language = random.chance(kFrenchShare) ? Language::kFrench : Language::kEnglish;
  actor.camp = static_cast<Camp>(random.below(3));
  actor.utc_offset = draw_utc_offset(shares.abroad, random);
  actor.style = draw_style(random);
  draw_interests(actor, random);
  actor.loyalty = 0.8 + 0.1 * random.unit();
}

/// Newsrooms and weather bots: French twice in three; two newsrooms in ten in the other languages.
Language language_of_office(const Actor& actor) {
  if (actor.role == SimulatedRole::kNewsroom && actor.ordinal % 10 == 4) {
    return Language::kGerman;
  }
  if (actor.role == SimulatedRole::kNewsroom && actor.ordinal % 10 == 6) {
    return Language::kRussian;
  }
  return actor.ordinal % 3 == 2 ? Language::kEnglish : Language::kFrench;
}

/// A crew is one office with one language.
void join_crew(Actor& actor, std::span<const std::uint32_t> sizes) {
  actor.member = actor.ordinal;
  while (actor.member >= sizes[actor.team]) {
    actor.member -= sizes[actor.team];
    ++actor.team;
  }
  actor.language = actor.team % 4 == 3 ? Language::kEnglish : Language::kFrench;
  actor.camp = actor.team % 2 == 0 ? Camp::kValley : Camp::kShore;
  actor.utc_offset = std::chrono::hours{1};
}

/// Agencies alternate between French and English; a paper follows one of its own language.
void join_agency(Actor& actor, std::uint64_t agencies) {
  const auto pairs = static_cast<std::uint32_t>(std::max<std::uint64_t>(agencies / 2, 1));
  const bool is_english =
      actor.role == SimulatedRole::kAgency ? actor.ordinal % 2 == 1 : actor.ordinal % 3 == 2;
  actor.language = is_english ? Language::kEnglish : Language::kFrench;
  actor.team = actor.role == SimulatedRole::kAgency
                   ? actor.ordinal
                   : 2 * (actor.ordinal / 3 % pairs) + (is_english ? 1 : 0);
}

void set_role_traits(Actor& actor) {
  switch (actor.role) {
    case SimulatedRole::kAgency:
    case SimulatedRole::kLocalPaper:
      actor.camp = Camp::kNeutral;
      actor.polemical = 0.5;
      actor.utc_offset = std::chrono::hours{1};
      break;
    case SimulatedRole::kNewsroom:
    case SimulatedRole::kOutlet:
    case SimulatedRole::kDeclaredBot:
      actor.language = language_of_office(actor);
      actor.polemical = actor.role == SimulatedRole::kDeclaredBot ? 0.0 : 0.6;
      break;
    case SimulatedRole::kScheduler:
      actor.camp = Camp::kNeutral;
      actor.polemical = 0.3;
      actor.utc_offset = std::chrono::hours{1};
      break;
    case SimulatedRole::kRelay:
    case SimulatedRole::kTextBot:
      actor.polemical = 0.95;
      break;
    case SimulatedRole::kFluentBot:
      actor.polemical = 0.75;
      actor.utc_offset = std::chrono::hours{1};
      break;
    case SimulatedRole::kScheduledPerson:
    case SimulatedRole::kCrew:
    case SimulatedRole::kPerson:
      break;
  }
}

/// Youngest and oldest age of an account, in days before the simulation begins.
std::array<std::int64_t, 2> age_range_days(SimulatedRole role) {
  switch (role) {
    case SimulatedRole::kRelay:
      return {60, 900};
    case SimulatedRole::kTextBot:
    case SimulatedRole::kFluentBot:
      return {25, 240};
    case SimulatedRole::kCrew:
      return {80, 94};
    case SimulatedRole::kPerson:
    case SimulatedRole::kNewsroom:
    case SimulatedRole::kOutlet:
    case SimulatedRole::kScheduler:
    case SimulatedRole::kDeclaredBot:
    case SimulatedRole::kAgency:
    case SimulatedRole::kLocalPaper:
    case SimulatedRole::kScheduledPerson:
      break;
  }
  return {40, 4200};
}

double median_followers(SimulatedRole role) {
  switch (role) {
    case SimulatedRole::kNewsroom:
    case SimulatedRole::kOutlet:
    case SimulatedRole::kAgency:
      return 40'000.0;
    case SimulatedRole::kLocalPaper:
      return 4'000.0;
    case SimulatedRole::kScheduler:
      return 900.0;
    case SimulatedRole::kFluentBot:
    case SimulatedRole::kTextBot:
    case SimulatedRole::kCrew:
    case SimulatedRole::kRelay:
      return 90.0;
    case SimulatedRole::kPerson:
    case SimulatedRole::kDeclaredBot:
    case SimulatedRole::kScheduledPerson:
      break;
  }
  return 180.0;
}

void draw_profile(Actor& actor, std::int64_t begin_ms, Random& random) {
  const auto [youngest, oldest] = age_range_days(actor.role);
  actor.created_ms = begin_ms - random.between(youngest * kDayMs, oldest * kDayMs);
  const bool is_media =
      actor.role == SimulatedRole::kNewsroom || actor.role == SimulatedRole::kOutlet;
  actor.followers = std::llround(random.log_normal(median_followers(actor.role), 1.2));
  actor.following = std::llround(random.log_normal(is_media ? 60.0 : 250.0, 0.9));
  const double age_days = static_cast<double>(begin_ms - actor.created_ms) / double{kDayMs};
  actor.posts_before = std::llround(age_days * random.log_normal(0.6, 1.2));
}

std::string_view draw_client(const Actor& actor, Random& random) {
  constexpr std::array<std::string_view, 5> kByHand{"Android", "Android", "iOS", "iOS", "Web"};
  switch (actor.role) {
    case SimulatedRole::kNewsroom:
    case SimulatedRole::kOutlet:
    case SimulatedRole::kAgency:
    case SimulatedRole::kLocalPaper:
      return "Newsdesk Demo";
    case SimulatedRole::kScheduledPerson:
    case SimulatedRole::kScheduler:
      return "Planner Demo";
    case SimulatedRole::kDeclaredBot:
      return "Weather Demo";
    case SimulatedRole::kRelay:
    case SimulatedRole::kTextBot:
    case SimulatedRole::kFluentBot:
      return random.chance(0.5) ? "Web" : "Android";
    case SimulatedRole::kPerson:
    case SimulatedRole::kCrew:
      break;
  }
  return kByHand.at(random.below(kByHand.size()));
}

std::string capitalized(std::string_view word) {
  std::string text{word};
  capitalize_sentences(text);
  return text;
}

/// A name nobody bears: a first name and a common noun, `.demo` at the end. `index` is the
/// account's place in the population, so two accounts never take one handle.
void name_by_hand(Actor& actor, std::uint64_t index, const PhraseBook& book, Random& random) {
  const auto first_section = book.section("first");
  const auto word_section = book.section("word");
  const std::uint64_t firsts = book.size(first_section);
  const std::uint64_t pairs = firsts * book.size(word_section);
  const std::uint64_t pair = (index * 7919) % pairs;  // a prime: consecutive accounts look unlike
  const auto first = book.literal(first_section, pair % firsts);
  const auto word = book.literal(word_section, pair / firsts);
  actor.handle = fmt::format("{}.{}", first, word);
  if (random.chance(0.2)) {
    fmt::format_to(std::back_inserter(actor.handle), ".{:02}", random.below(100));
  }
  if (const auto round = index / pairs; round > 0) {
    fmt::format_to(std::back_inserter(actor.handle), "-{}", round + 1);
  }
  actor.handle += ".demo";
  actor.display_name = fmt::format("{} {}", capitalized(first), capitalized(word));
}

void name_by_role(Actor& actor) {
  constexpr std::array<std::string_view, kOutletAccounts> kOutletNames{"rt", "pravda", "sputnik"};
  switch (actor.role) {
    case SimulatedRole::kNewsroom:
      actor.handle = fmt::format("newsroom{}.demo", actor.ordinal + 1);
      actor.display_name = fmt::format("Newsroom {} (simulated)", actor.ordinal + 1);
      break;
    case SimulatedRole::kOutlet:
      actor.handle = fmt::format("{}.wire.demo", kOutletNames.at(actor.ordinal));
      actor.display_name = fmt::format("{} wire (simulated)", kOutletNames.at(actor.ordinal));
      break;
    case SimulatedRole::kScheduler:
      actor.handle = fmt::format("asso{}.demo", actor.ordinal + 1);
      actor.display_name = fmt::format("Association {} (simulated)", actor.ordinal + 1);
      break;
    case SimulatedRole::kDeclaredBot:
      actor.handle = fmt::format("weather{}.bot.demo", actor.ordinal + 1);
      actor.display_name = fmt::format("Weather bot {} (simulated)", actor.ordinal + 1);
      break;
    case SimulatedRole::kAgency:
      actor.handle = fmt::format("agency{}.demo", actor.ordinal + 1);
      actor.display_name = fmt::format("Agency {} (simulated)", actor.ordinal + 1);
      break;
    case SimulatedRole::kLocalPaper:
      actor.handle = fmt::format("paper{}.demo", actor.ordinal + 1);
      actor.display_name = fmt::format("Local paper {} (simulated)", actor.ordinal + 1);
      break;
    case SimulatedRole::kScheduledPerson:
    case SimulatedRole::kFluentBot:
    case SimulatedRole::kPerson:
    case SimulatedRole::kRelay:
    case SimulatedRole::kTextBot:
    case SimulatedRole::kCrew:
      break;
  }
}

/// What every account of one simulation is invented from.
struct Blueprint {
  const SimulationOptions& options;
  const Phrases& phrases;
  std::vector<std::uint32_t> crew_sizes;
  std::uint64_t agencies = 0;
};

Actor invent_actor(const Blueprint& blueprint,
                   SimulatedRole role,
                   std::uint32_t ordinal,
                   std::uint64_t index) {
  const SimulationOptions& options = blueprint.options;
  Actor actor;
  actor.key = derive_key(derive_key(options.seed, static_cast<std::uint64_t>(role) + 1), ordinal);
  actor.ordinal = ordinal;
  actor.role = role;
  Random random{actor.key};
  draw_person(actor, options.shares, random);
  set_role_traits(actor);
  if (role == SimulatedRole::kPerson) {
    draw_person_traits(actor, options.shares);
  } else if (role == SimulatedRole::kCrew) {
    join_crew(actor, blueprint.crew_sizes);
  } else if (role == SimulatedRole::kAgency || role == SimulatedRole::kLocalPaper) {
    join_agency(actor, blueprint.agencies);
  }
  draw_profile(actor, to_ms(options.begin), random);
  actor.client = draw_client(actor, random);
  name_by_hand(actor, index, blueprint.phrases.of(actor.language), random);
  name_by_role(actor);
  // An odd multiplier permutes the 32-bit numbers: ids are unique and do not tell the role.
  const auto id = static_cast<std::uint32_t>(index) * 2'654'435'769U + 0x5EEDU;
  actor.native_id = fmt::format("{:010}", id);
  return actor;
}

}  // namespace

Phrases load_phrases() {
  const auto text_of = [](std::string_view path) {
    const auto files = simulation_phrases();
    const auto found =
        std::find_if(files.begin(), files.end(), [path](const auto& f) { return f.path == path; });
    return found == files.end() ? std::string_view{} : found->content;
  };
  return {{PhraseBook{text_of("fr.txt")},
           PhraseBook{text_of("en.txt")},
           PhraseBook{text_of("de.txt")},
           PhraseBook{text_of("ru.txt")}}};
}

std::vector<Actor> invent_population(const SimulationOptions& options, const Phrases& phrases) {
  const Blueprint blueprint{options, phrases, crew_sizes(options), count_agencies(options)};
  std::vector<Actor> actors;
  actors.reserve(options.accounts);
  for (const auto& [role, count] : count_roles(options)) {
    for (std::uint32_t ordinal = 0; ordinal < count; ++ordinal) {
      actors.push_back(invent_actor(blueprint, role, ordinal, actors.size()));
    }
  }
  return actors;
}

std::uint64_t share_out_posts(std::vector<Actor>& actors, std::uint64_t posts, int days) {
  const auto is_person = [](const Actor& a) { return a.role == SimulatedRole::kPerson; };
  const auto persons =
      static_cast<std::uint64_t>(std::count_if(actors.begin(), actors.end(), is_person));
  const double flattening = 2.0 + static_cast<double>(persons) / 800.0;
  const auto weight = [flattening](std::uint64_t rank) {
    return 1.0 / (static_cast<double>(rank) + flattening);
  };
  double total = 0.0;
  for (std::uint64_t rank = 0; rank < persons; ++rank) {
    total += weight(rank);
  }
  const auto most = kMostPostsPerDay * static_cast<std::uint64_t>(days);
  const std::uint64_t each = posts >= persons ? 1 : 0;  // nobody is silent if it can be helped
  const auto shared = static_cast<double>(posts - each * persons);
  double running = 0.0;
  std::uint64_t placed = 0;
  for (std::uint64_t rank = 0; rank < persons; ++rank) {
    running += weight(rank);
    const auto share = static_cast<std::uint64_t>(std::llround(shared * running / total));
    const auto target = rank + 1 == persons ? posts : share + each * (rank + 1);
    const auto due = std::min(target - std::min(target, placed), most);
    actors[rank].posts = static_cast<std::uint32_t>(due);
    actors[rank].zealous = due >= 130 && rank < std::max<std::uint64_t>(persons / 300, 4);
    placed += due;
  }
  return posts - placed;
}

std::string_view language_code(Language language) {
  constexpr std::array<std::string_view, kLanguageCount> kCodes{"fr", "en", "de", "ru"};
  return kCodes.at(static_cast<std::size_t>(language));
}

std::string_view camp_name(const Actor& actor) {
  const bool has_camp = actor.role == SimulatedRole::kPerson || actor.role == SimulatedRole::kCrew;
  if (!has_camp || actor.camp == Camp::kNeutral) {
    return "";
  }
  return actor.camp == Camp::kValley ? "valley" : "shore";
}

std::string group_name(const Actor& actor) {
  if (actor.role == SimulatedRole::kCrew) {
    return crew_name(actor.team);
  }
  if (actor.role != SimulatedRole::kPerson) {
    return "";
  }
  if (actor.conviction) {
    return "conviction";
  }
  if (actor.zealous) {
    return "zealous";
  }
  if (actor.night_shift) {
    return "night_shift";
  }
  if (actor.utc_offset != std::chrono::hours{1}) {
    return "abroad";
  }
  if (actor.fan) {
    return "fan";
  }
  return actor.camp == Camp::kNeutral ? "" : "camp";
}

}  // namespace vigie::collector::simulation
