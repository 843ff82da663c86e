// Population: the invented accounts of a simulation and what makes each of them itself.
//
// Every trait is drawn from the account's own key, so that an account stays the same person when
// another one changes.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

#include "collector/simulation/phrase_book.h"
#include "collector/simulation/simulation.h"

namespace vigie::collector::simulation {

enum class Language : std::uint8_t { kFrench, kEnglish, kGerman, kRussian };
inline constexpr std::size_t kLanguageCount = 4;

/// `fr`, `en`, `de`, `ru`.
[[nodiscard]] std::string_view language_code(Language language);

/// The two camps of the invented election read different papers.
enum class Camp : std::uint8_t { kValley, kShore, kNeutral };

struct Phrases {
  std::array<PhraseBook, kLanguageCount> books;

  [[nodiscard]] const PhraseBook& of(Language language) const {
    return books.at(static_cast<std::size_t>(language));
  }
};

/// The phrase books that are part of the program.
[[nodiscard]] Phrases load_phrases();

/// How one person types. Probabilities 0..1, each taken per post.
struct WritingStyle {
  bool careful = false;  ///< Whole sentences with capitals and full stops.
  double lower_case = 0.0;
  double drops_commas = 0.0;
  double ends_sentence = 0.0;
  double hashtag = 0.0;
  double curly_apostrophe = 0.0;  ///< A telephone's keyboard.
};

struct Actor {
  std::uint64_t key = 0;
  std::uint32_t ordinal = 0;  ///< Among the accounts of its role.
  SimulatedRole role = SimulatedRole::kPerson;
  Language language = Language::kFrench;
  Camp camp = Camp::kNeutral;
  bool conviction = false;   ///< Shares state outlets by hand, because it believes them.
  bool night_shift = false;  ///< Sleeps by day.
  bool zealous = false;      ///< 65 to 90 posts a day by hand, for some days.
  bool fan = false;          ///< Follows debates and matches live.
  std::uint32_t team = 0;    ///< Crew; of an agency itself, of a local paper its agency.
  std::uint32_t member = 0;  ///< Place in its crew; 0 leads.
  double loyalty = 0.85;     ///< Share of a camp's reader's links that go to the camp's own papers.
  std::chrono::milliseconds utc_offset{0};
  double polemical = 0.0;  ///< Share of its posts that touch a polemical topic.
  std::array<Topic, 2> polemics{};
  std::array<Topic, 3> pastimes{};
  WritingStyle style;
  std::uint32_t posts = 0;  ///< How many it writes in all; persons only, others follow their clock.

  std::string native_id;
  std::string handle;
  std::string display_name;
  std::string_view client;
  std::int64_t created_ms = 0;  ///< Unix time.
  std::int64_t followers = 0;
  std::int64_t following = 0;
  std::int64_t posts_before = 0;  ///< Lifetime posts before the simulation begins.
};

/// All accounts: persons first, by falling activity, then the other roles. `Actor::posts` is 0
/// until `share_out_posts`. `options` must be valid (simulation.h).
[[nodiscard]] std::vector<Actor> invent_population(const SimulationOptions& options,
                                                   const Phrases& phrases);

/// Shares `posts` among the persons as a Zipf-Mandelbrot law has it, none above what a keyboard
/// allows (`days` times 90). Marks the most active as zealous.
///
/// @return  What could not be placed: 0 unless nearly everybody is at that limit.
std::uint64_t share_out_posts(std::vector<Actor>& actors, std::uint64_t posts, int days);

/// The group column of the truth table.
[[nodiscard]] std::string group_name(const Actor& actor);

/// The camp column of the truth table.
[[nodiscard]] std::string_view camp_name(const Actor& actor);

}  // namespace vigie::collector::simulation
