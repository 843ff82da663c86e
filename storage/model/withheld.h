// Why a report does not name an account.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace vigie {

/// The first that holds.
enum class WithheldReason : std::uint8_t {
  kAsked,             ///< It asked its platform, or the team, not to be shown in public.
  kFewFollowers,      ///< It has fewer followers than the team names accounts of.
  kFollowersUnknown,  ///< Nobody says how many it has, and the team names no small account.
};

inline constexpr std::size_t kWithheldReasonCount = 3;

/// As machine-readable reports write it.
[[nodiscard]] constexpr std::string_view withheld_reason_name(WithheldReason reason) {
  constexpr std::array<std::string_view, kWithheldReasonCount> kNames{
      "asked", "few_followers", "followers_unknown"};
  return kNames.at(static_cast<std::size_t>(reason));
}

/// Handle and native id of what carries it are a pseudonym.
struct Withheld {
  WithheldReason reason = WithheldReason::kAsked;
  std::uint32_t min_followers =
      0;  ///< An account needs so many to be named; 0: any number will do.

  friend bool operator==(const Withheld&, const Withheld&) = default;
};

}  // namespace vigie
