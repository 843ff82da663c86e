// Profile texts that members of a group have in common, beside what chance gives.
//
// A description of a group and nothing more. A profile text is no act: it has no time, and one
// equal text is one object, so it can neither meet the minimum case of a pair nor be tested in a
// window; staffs, parties and local branches write one text into all their profiles, in the open.
// So it is read after pairs, groups and scores are settled, and none of them knows of it.
//
// Equal is what has one key (text_normalisation.h): letter case, links, mentions and emoji apart.
// Chance: as many accounts as the group has members with a profile text, drawn at random from the
// accounts of the same platforms and languages that have one. A text that many carry (a bridge's, a
// client's default, a slogan) is expected more than once, whatever it says, so no list of such
// texts is needed. The group itself belongs to the population, which errs to the safe side.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "analysis/activity.h"
#include "analysis/coordination/groups.h"

namespace vigie::analysis {

/// Fewer letters say nothing of who copied: emoji, links, mentions, `she/her`, `10 years old`.
inline constexpr std::uint32_t kMinProfileLetters = 15;

/// Key of a profile text (UTF-8, hostile): of its normalised text; 0, and only then, when that has
/// fewer than 30 characters (`kMinHashedCharacters`) or 15 letters, and so is no object. Linear.
[[nodiscard]] std::uint64_t profile_text_key(std::string_view text);

/// A text that two members of a group or more carry.
struct SharedProfileText {
  std::uint32_t members = 0;
  std::uint32_t accounts = 0;  ///< Of the population: GroupProfiles::accounts.
  /// -log10 of the chance that so many of the group carry it, times the texts of the population
  /// that repeat and the groups of the run (Bonferroni).
  double decades = 0.0;

  friend auto operator<=>(const SharedProfileText&, const SharedProfileText&) = default;
};

struct GroupProfiles {
  std::uint32_t members = 0;  ///< With a text that counts.
  std::uint32_t sharing = 0;  ///< Of them, whose text another member carries: observed.
  double expected = 0.0;      ///< Members that would share one, were they drawn at random.
  std::uint32_t accounts =
      0;  ///< Of the members' platforms and languages, with a text that counts.
  std::vector<SharedProfileText> texts;  ///< By falling members, rising accounts, first member.

  friend bool operator==(const GroupProfiles&, const GroupProfiles&) = default;
};

struct ProfileTexts {
  std::vector<GroupProfiles> groups;  ///< One per group, in their order.
  /// One per row of GroupTable::members: 1 + index into its group's `texts`; 0: no shared one.
  std::vector<std::uint32_t> text_of_member;

  friend bool operator==(const ProfileTexts&, const ProfileTexts&) = default;
};

/// `keys[a]` is of the profile text of `accounts[a]`, 0 without one that counts. Pure; keys that
/// are renamed one to one give the same result. O(accounts log accounts), then per group the
/// accounts whose text repeats.
[[nodiscard]] ProfileTexts compare_profile_texts(std::span<const ActivityAccount> accounts,
                                                 std::span<const std::uint64_t> keys,
                                                 const GroupTable& groups);

}  // namespace vigie::analysis
