// Lookalikes: domains, handles and display names that resemble one that the team protects.
//
// A resemblance is a fact about two names and nothing more: a local edition, a fan account or a
// parody resembles too. It never enters a likelihood.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "storage/model/ids.h"

namespace vigie {

/// What makes a name resemble a protected one. Of several, the first in this order is kept. The
/// numbers are stored.
enum class LookalikeRule : std::uint8_t {
  kSameLabel = 1,   ///< `same_label`: the registered name under another suffix.
  kSameName = 2,    ///< `same_name`: the display name, letter by letter.
  kSeparators = 3,  ///< `separators`: the handle with other `_`, `-` or `.`.
  kDigitSwap = 4,   ///< `digit_swap`: digits in the place of letters they look like.
  kConfusable = 5,  ///< `confusable`: equal to the eye, spelt with other characters (UTS 39).
  kSubdomain = 6,   ///< `subdomain`: the name below a domain of somebody else.
  kEdits = 7,       ///< `edits`: one or two letters away.
  kToken = 8,       ///< `token`: the name between hyphens, or followed by words such as `news`.
};

[[nodiscard]] constexpr std::string_view rule_name(LookalikeRule rule) {
  switch (rule) {
    case LookalikeRule::kSameLabel:
      return "same_label";
    case LookalikeRule::kSameName:
      return "same_name";
    case LookalikeRule::kSeparators:
      return "separators";
    case LookalikeRule::kDigitSwap:
      return "digit_swap";
    case LookalikeRule::kConfusable:
      return "confusable";
    case LookalikeRule::kSubdomain:
      return "subdomain";
    case LookalikeRule::kEdits:
      return "edits";
    case LookalikeRule::kToken:
      return "token";
  }
  return "unknown";
}

/// What of a subject resembles. The numbers are stored.
enum class LookalikeKind : std::uint8_t { kDomain = 1, kHandle = 2, kName = 3 };

[[nodiscard]] constexpr std::string_view kind_name(LookalikeKind kind) {
  switch (kind) {
    case LookalikeKind::kDomain:
      return "domain";
    case LookalikeKind::kHandle:
      return "handle";
    case LookalikeKind::kName:
      return "name";
  }
  return "unknown";
}

/// One protected name that something resembles.
struct LookalikeMatch {
  LookalikeKind kind = LookalikeKind::kDomain;
  std::string protected_name;  ///< As the settings spell it.
  LookalikeRule rule = LookalikeRule::kEdits;
  std::uint32_t distance = 0;  ///< Edits between the two names as compared.

  friend auto operator<=>(const LookalikeMatch&, const LookalikeMatch&) = default;
};

/// Where a lookalike was met.
struct LookalikeUse {
  std::int64_t first_ms = 0;     ///< Oldest post in the whole store.
  std::int64_t last_ms = 0;      ///< Newest post in the run's window.
  std::uint64_t posts = 0;       ///< In the run's window.
  std::uint64_t accounts = 0;    ///< Distinct, in the run's window.
  std::vector<PostId> evidence;  ///< Oldest posts of the run's window, in time order.
};

/// A domain in one run. `domain` is the registrable domain, or the host for rule `subdomain`.
struct LookalikeDomain {
  std::string domain;
  std::vector<LookalikeMatch> matches;  ///< One per protected name, in order.
  LookalikeUse use;
};

/// An account in one run.
struct LookalikeAccount {
  AccountId account;
  std::vector<LookalikeMatch> matches;  ///< One per kind and protected name, in order.
  LookalikeUse use;
};

/// What a run looked for and what it found.
struct Lookalikes {
  std::vector<std::string> protected_domains;
  std::vector<std::string> protected_handles;
  std::vector<std::string> protected_names;
  std::vector<LookalikeDomain> domains;    ///< By domain.
  std::vector<LookalikeAccount> accounts;  ///< By platform and native id.
};

}  // namespace vigie
