// Check of the source lists: what a reviewer looks for before a list is trusted.
//
// Loading a list proves that it can be read; this asks whether it should be believed: every entry
// needs evidence and a recent date, names no host twice, and contradicts no other list.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "storage/model/source_list.h"
#include "storage/model/time.h"

namespace vigie::config {

enum class ListProblem : std::uint8_t {
  kDuplicate,       ///< The same host or account twice in one list.
  kInvalidPattern,  ///< Not a lower-case ASCII host name, or not an account handle.
  kNoEvidence,      ///< A listed source without an http(s) evidence address.
  kNoLicence,       ///< The list states no licence.
  kBadDate,         ///< Missing or not an ISO date.
  kFutureDate,      ///< After the date of the check.
  kStale,           ///< Last checked more than 365 days before the date of the check.
  kContradiction,   ///< A listed source that another list declares as outlet or shortener.
  kListedPlatform,  ///< A listed host is, or is part of, a platform that carries everybody's posts.
};

struct ListFinding {
  ListProblem problem = ListProblem::kDuplicate;
  std::string list;     ///< Name of the list.
  std::string pattern;  ///< Entry, or empty: the list as a whole.
  std::string message;  ///< Whole sentence.
};

/// Everything wrong with `lists` as of `today`, sorted by list, pattern and problem; empty:
/// nothing.
///
/// Platforms are the entries of family `platform` in any list: what lies below one is the platform
/// too. Below an entry of family `hosting` every host has an author of its own, and may be listed.
/// A source on two listed tiers is no contradiction: the lower tier counts (source_list.h).
///
/// Time O(n log n) for n entries. Not an error: an operator may run with findings, and is told of
/// them.
[[nodiscard]] std::vector<ListFinding> check_lists(std::span<const SourceList> lists,
                                                   UtcTime today);

}  // namespace vigie::config
