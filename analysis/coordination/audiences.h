// Audiences: do those who follow one small source also act as one where they do not meet by it?
//
// A crew that copies without haste meets on some ten objects, most of them its own site's or its
// leader's. Pair by pair it looks like that source's readers, and the pair test must spare them. So
// the readers are taken together and asked about everything else: of the objects of other sources,
// how many did hardly anybody share but they?
//
// Who belongs to an audience follows from the source alone; what is counted comes from all others.
// Nobody is chosen by what he is then tested with, and the tests are as many as there are sources.
//
// An object is *carried* by an audience when three of its members or more shared it and they are
// half of its sharers or more. Chance lets each further sharer of an object be of the audience as
// often as the audience stands among the other shares of that object's source, of its layer, of its
// days and of its hours, whichever is most: who reads the same papers, comes out for the same match
// or is awake at the same time is explained. Then each member is asked about itself: how many of
// the objects that the others carry did it share, against its own shares of those sources and days?
#pragma once

#include <cstdint>
#include <vector>

#include "analysis/coordination/options.h"
#include "analysis/coordination/share_table.h"

namespace vigie::analysis {

/// Readers of one source who carry other sources' objects more often than chance lets them.
struct ActingAudience {
  Layer layer = Layer::kRepost;  ///< Of the source: an author reposted, or a domain linked.
  std::uint32_t source = 0;
  std::uint32_t readers = 0;       ///< Accounts that follow it.
  std::uint32_t carried = 0;       ///< Objects of other sources; those of the same posts are one.
  std::uint32_t days = 0;          ///< Distinct UTC days on which these were first shared.
  double expected = 0.0;           ///< Objects carried by chance.
  double decades = 0.0;            ///< -log10 p: Poisson tails of three levels, fused by Cauchy.
  double q_decades = 0.0;          ///< -log10 of the q-value among all audiences.
  std::uint32_t first_member = 0;  ///< Range of the table's members.
  std::uint32_t members = 0;

  friend auto operator<=>(const ActingAudience&, const ActingAudience&) = default;
};

/// A reader whose own shares say that it belongs to those who act.
struct AudienceMember {
  std::uint32_t account = 0;
  std::uint32_t carried = 0;  ///< Of what the others carry, shared by it too.
  double expected = 0.0;
  double decades = 0.0;

  friend auto operator<=>(const AudienceMember&, const AudienceMember&) = default;
};

struct AudienceTable {
  std::vector<ActingAudience> audiences;  ///< By layer, source.
  std::vector<AudienceMember> members;    ///< By audience, account.
  std::uint64_t tested = 0;               ///< Audiences of a size that is asked.
};

/// Benjamini and Hochberg over all audiences, then over the readers of each that passes; fewer than
/// `min_members` members, `min_objects` objects or days are nothing. The same for any number of
/// threads. O(shares log shares): an account belongs to twenty audiences of a layer at most.
[[nodiscard]] AudienceTable test_audiences(const ShareTable& table,
                                           std::uint32_t accounts,
                                           std::uint32_t max_sharers,
                                           double clumpiness,
                                           const CoordinationOptions& options);

}  // namespace vigie::analysis
