// Check of the source lists: what a reviewer looks for before a list is trusted.
//
// Loading a list proves that it can be read; this asks whether it should be believed: every entry
// needs evidence and a recent date, names no host twice, and contradicts no other list.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
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

/// Two labels or more of lower-case ASCII, no `www.`, a last label that is no number; `_` counts,
/// as some hosts of blogs have it.
[[nodiscard]] bool is_host_name(std::string_view host);

/// An account handle in lower-case ASCII, without `@` before it; at most 100 bytes.
[[nodiscard]] bool is_handle_name(std::string_view handle);

/// An http(s) address.
[[nodiscard]] bool is_web_address(std::string_view address);

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
