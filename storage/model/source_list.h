// Dated lists of outlets: what counts as a listed source, in which tier, and who says so.
//
// Lists name outlets, never people. A run records the versions it used.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vigie {

/// How a source is listed. Order is precedence: a domain on two lists takes the lower number.
enum class SourceTier : std::uint8_t {
  kSanctioned = 1,  ///< `sanctioned`: named by EU sanctions (RT, Sputnik, ...), mirrors included.
  kNetwork = 2,     ///< `network`: content-laundering networks (Pravda / Portal Kombat, InfoRos).
  kClone = 3,       ///< `clone`: usurping or fake outlets (Doppelganger, RRN, Storm-1516, ...).
  kStateMedia = 4,  ///< `state_media`: state-controlled or captured.
  kLowCredibility = 5,  ///< `low_credibility`.
  kShortener = 8,       ///< `shortener`: the target is unknown; never counts as listed.
  kOutlet = 9,          ///< `outlet`: a declared media outlet or institution; never counts.
};

enum class SourceMatch : std::uint8_t {
  kDomain = 1,  ///< `domain`: the host itself and every host below it.
  kAccount = 2  ///< `account`: an account handle, `platform` filled.
};

struct SourceEntry {
  SourceMatch match = SourceMatch::kDomain;
  std::string pattern;   ///< ASCII host, or handle without `@`, lower-case.
  std::string platform;  ///< Only for accounts.
  SourceTier tier = SourceTier::kLowCredibility;
  std::string family;  ///< E.g. `RT`, `Sputnik`, `Pravda`, `Doppelganger`.
  std::string label;   ///< Name to show.
  std::string evidence_url;
  std::string first_listed;  ///< ISO date, or empty.
  std::string last_checked;  ///< ISO date.
};

/// One file of `config/lists`, whole.
struct SourceList {
  std::string name;     ///< E.g. `sanctioned`.
  std::string version;  ///< ISO date of the version.
  std::string title;
  std::string licence;
  std::string origin;        ///< Where its facts come from.
  std::string content_hash;  ///< 16 hex digits over the parsed entries.
  std::vector<SourceEntry> entries;
};

[[nodiscard]] constexpr std::string_view tier_name(SourceTier tier) {
  switch (tier) {
    case SourceTier::kSanctioned:
      return "sanctioned";
    case SourceTier::kNetwork:
      return "network";
    case SourceTier::kClone:
      return "clone";
    case SourceTier::kStateMedia:
      return "state_media";
    case SourceTier::kLowCredibility:
      return "low_credibility";
    case SourceTier::kShortener:
      return "shortener";
    case SourceTier::kOutlet:
      return "outlet";
  }
  return "unknown";
}

/// True for the tiers that make a source "listed" (flagged).
[[nodiscard]] constexpr bool counts_as_listed(SourceTier tier) {
  return static_cast<std::uint8_t>(tier) <= static_cast<std::uint8_t>(SourceTier::kLowCredibility);
}

}  // namespace vigie
