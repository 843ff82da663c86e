// How a post puts a listed source before its audience: as its own, at a distance, or to contradict.
//
// It belongs to one share, read from that post's own text; it is counted per source, and never
// added up to anything said of a person.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace vigie {

enum class ShareStance : std::uint8_t {
  kEndorse = 0,  ///< A bare link or repost, or words that keep no distance.
  kNeutral = 1,  ///< Attributed to its source, questioned, or in a reply that corrects something.
  kDebunk = 2,   ///< Contradicted: fact-check, denial, warning.
};
inline constexpr std::size_t kShareStanceCount = 3;

[[nodiscard]] constexpr std::string_view stance_name(ShareStance stance) {
  constexpr std::array<std::string_view, kShareStanceCount> kNames{"endorse", "neutral", "debunk"};
  return kNames.at(static_cast<std::size_t>(stance));
}

}  // namespace vigie
