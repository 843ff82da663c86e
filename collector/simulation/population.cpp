#include "collector/simulation/population.h"

#include <algorithm>
#include <cmath>
#include <iterator>

#include <fmt/format.h>

#include "simulation_phrases.h"

namespace vigie::collector::simulation {
namespace {

constexpr std::int64_t kHourMs = 3'600'000;
constexpr std::int64_t kDayMs = 24 * kHourMs;
constexpr double kFrenchShare = 0.7;
constexpr std::uint64_t kOutletAccounts = 3;
constexpr std::uint32_t kMostPostsPerDay = 90;

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
      {SimulatedRole::kCrew, options.crew_accounts},
      {SimulatedRole::kDeclaredBot, count_of(shares.declared_bot, accounts, 1)}};
  for (auto i = std::next(counts.begin()); i != counts.end(); ++i) {
    counts.front().count -= std::min(i->count, counts.front().count);
  }
  return counts;
}

/// Most of Valmont lives on one clock; the rest are abroad.
std::chrono::milliseconds draw_utc_offset(Random& random) {
  constexpr std::array<int, 8> kAbroad{0, 0, 2, 2, 3, -4, -5, 8};
  const int hours = random.chance(0.85) ? 1 : kAbroad.at(random.below(kAbroad.size()));
  return std::chrono::hours{hours};
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

void draw_person(Actor& actor, Random& random) {
  actor.language = random.chance(kFrenchShare) ? Language::kFrench : Language::kEnglish;
  actor.camp = static_cast<Camp>(random.below(3));
  actor.utc_offset = draw_utc_offset(random);
  actor.style = draw_style(random);
  draw_interests(actor, random);
  actor.conviction = actor.ordinal % 50 == 7;  // by rank, so that some of the active ones are
  actor.night_shift = actor.ordinal % 33 == 11;
  if (actor.conviction) {
    actor.polemical = 0.8;
  }
}

void set_role_traits(Actor& actor) {
  switch (actor.role) {
    case SimulatedRole::kNewsroom:
    case SimulatedRole::kOutlet:
    case SimulatedRole::kDeclaredBot:
      actor.language = actor.ordinal % 3 == 2 ? Language::kEnglish : Language::kFrench;
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
    case SimulatedRole::kCrew:  // one office, one language
      actor.language = Language::kFrench;
      actor.camp = Camp::kValley;
      actor.utc_offset = std::chrono::hours{1};
      break;
    case SimulatedRole::kPerson:
      break;
  }
  if (actor.role != SimulatedRole::kPerson) {
    actor.conviction = false;
    actor.night_shift = false;
  }
}

/// Youngest and oldest age of an account, in days before the simulation begins.
std::array<std::int64_t, 2> age_range_days(SimulatedRole role) {
  switch (role) {
    case SimulatedRole::kRelay:
      return {60, 900};
    case SimulatedRole::kTextBot:
      return {25, 240};
    case SimulatedRole::kCrew:
      return {80, 94};
    case SimulatedRole::kPerson:
    case SimulatedRole::kNewsroom:
    case SimulatedRole::kOutlet:
    case SimulatedRole::kScheduler:
    case SimulatedRole::kDeclaredBot:
      break;
  }
  return {40, 4200};
}

double median_followers(SimulatedRole role) {
  switch (role) {
    case SimulatedRole::kNewsroom:
    case SimulatedRole::kOutlet:
      return 40'000.0;
    case SimulatedRole::kScheduler:
      return 900.0;
    case SimulatedRole::kTextBot:
    case SimulatedRole::kCrew:
    case SimulatedRole::kRelay:
      return 90.0;
    case SimulatedRole::kPerson:
    case SimulatedRole::kDeclaredBot:
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
      return "Newsdesk Demo";
    case SimulatedRole::kScheduler:
      return "Planner Demo";
    case SimulatedRole::kDeclaredBot:
      return "Weather Demo";
    case SimulatedRole::kRelay:
    case SimulatedRole::kTextBot:
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
    case SimulatedRole::kPerson:
    case SimulatedRole::kRelay:
    case SimulatedRole::kTextBot:
    case SimulatedRole::kCrew:
      break;
  }
}

Actor invent_actor(const SimulationOptions& options,
                   const Phrases& phrases,
                   SimulatedRole role,
                   std::uint32_t ordinal,
                   std::uint64_t index) {
  Actor actor;
  actor.key = derive_key(derive_key(options.seed, static_cast<std::uint64_t>(role) + 1), ordinal);
  actor.ordinal = ordinal;
  actor.role = role;
  Random random{actor.key};
  draw_person(actor, random);
  set_role_traits(actor);
  draw_profile(actor, to_ms(options.begin), random);
  actor.client = draw_client(actor, random);
  name_by_hand(actor, index, phrases.of(actor.language), random);
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
  return {{PhraseBook{text_of("fr.txt")}, PhraseBook{text_of("en.txt")}}};
}

std::vector<Actor> invent_population(const SimulationOptions& options, const Phrases& phrases) {
  std::vector<Actor> actors;
  actors.reserve(options.accounts);
  for (const auto& [role, count] : count_roles(options)) {
    for (std::uint32_t ordinal = 0; ordinal < count; ++ordinal) {
      actors.push_back(invent_actor(options, phrases, role, ordinal, actors.size()));
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

std::string_view group_name(const Actor& actor) {
  if (actor.role == SimulatedRole::kCrew) {
    return "crew-1";
  }
  if (actor.conviction) {
    return "conviction";
  }
  if (actor.zealous) {
    return "zealous";
  }
  return actor.night_shift ? "night_shift" : "";
}

}  // namespace vigie::collector::simulation
