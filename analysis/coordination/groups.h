// Groups of accounts linked by tested pairs, and what a reader needs to judge them.
//
// Connected components of the pairs; one above `leiden_above` accounts is split by Leiden
// (modularity of the graph weighted by decades), for a chain of chance links must not weld crews
// together. All measures are of the group, none of a person: an opinion is nowhere.
//
// Sources: Traag et al. 2019, doi:10.1038/s41598-019-41695-z (Leiden); Nizzoli et al. 2021
// (arXiv 2008.08370: extent); Seidman 1983 (k-core); Luceri et al. 2024 (eigenvector centrality).
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "analysis/coordination/null_model.h"
#include "analysis/coordination/options.h"
#include "analysis/coordination/pair_test.h"
#include "analysis/coordination/shares.h"

namespace vigie::analysis {

struct GroupMember {
  std::uint32_t group = 0;
  std::uint32_t account = 0;
  std::uint32_t links = 0;          ///< Tested pairs inside the group.
  std::uint32_t core = 0;           ///< k of the innermost k-core that holds it.
  double centrality = 0.0;          ///< Eigenvector centrality by decades, the largest is 1.
  double score = 0.0;               ///< Sum of min(10, decades) over its links.
  double explained = 0.0;           ///< Share of its posts that stand behind its links, 0..1.
  std::uint32_t benign = kNothing;  ///< Reason of the allow-list, or `kNothing`.

  friend auto operator<=>(const GroupMember&, const GroupMember&) = default;
};

/// An object that members met on.
struct GroupObject {
  std::uint32_t group = 0;
  Layer layer = Layer::kUrl;
  std::uint32_t object = 0;
  std::uint32_t members = 0;  ///< Members that met another member on it: observed.
  double expected = 0.0;      ///< Members expected among its sharers by their degrees.
  std::uint32_t sharers = 0;  ///< Accounts of the collection that shared it.
  std::int64_t first_ms = 0;  ///< First and last share by a member.
  std::int64_t last_ms = 0;

  friend auto operator<=>(const GroupObject&, const GroupObject&) = default;
};

/// Meetings of one UTC day.
struct GroupDay {
  std::uint32_t group = 0;
  std::int64_t day = 0;       ///< Days since 1970-01-01.
  std::uint32_t posts = 0;    ///< Members' posts behind pairs.
  std::uint32_t members = 0;  ///< Members among them.

  friend auto operator<=>(const GroupDay&, const GroupDay&) = default;
};

struct CoordinatedGroup {
  std::uint32_t first_member = 0;  ///< Ranges of the tables of the result.
  std::uint32_t members = 0;
  std::uint32_t first_object = 0;
  std::uint32_t objects = 0;
  std::uint32_t first_day = 0;
  std::uint32_t days = 0;
  std::uint32_t links = 0;
  double density = 0.0;  ///< Links over possible links.
  /// The highest quantile of all tested pairs' decades at which 3 members stay linked, 0..1.
  double extent = 0.0;
  double median_gap_ms = 0.0;  ///< Of the counted meetings.
  double explained = 0.0;      ///< Share of members' posts behind links.
  /// Largest share of members created within one week; 0 when fewer than 3 dates are known.
  double creation_peak = 0.0;
  double office_hours = 0.0;  ///< Share of posts behind links in their 10 busiest hours in a row,
                              ///< Monday to Friday, UTC: 10/24 * 5/7 = 0.30 when spread evenly.
  std::array<std::uint32_t, kLayerCount> layer_meetings{};  ///< Counted meetings by layer.
  std::array<std::uint32_t, 24> hours{};                    ///< Posts behind links by UTC hour.
  std::uint32_t benign_members = 0;  ///< On the allow-list. All: the group is benign.

  friend auto operator<=>(const CoordinatedGroup&, const CoordinatedGroup&) = default;
};

/// Largest groups first; of one size, by the first member.
struct GroupTable {
  std::vector<CoordinatedGroup> groups;
  std::vector<GroupMember> members;  ///< By group, account.
  std::vector<GroupObject> objects;  ///< By group, members met (most first), layer, object.
  std::vector<GroupDay> days;        ///< By group, day.
};

/// Objects kept per group.
inline constexpr std::uint32_t kMostGroupObjects = 50;

/// Pairs as `PairTable` has them. Deterministic given the seed.
[[nodiscard]] GroupTable find_groups(const CoordinationInput& input,
                                     const ShareTable& shares,
                                     const PairTable& pairs,
                                     const CoordinationOptions& options);

}  // namespace vigie::analysis
