// The fixed sentences on lookalikes, in every language.
//
// Neutral words: a name resembles another, and whose it is stays open. Safe in HTML as they are.
#pragma once

#include <string_view>

#include "dashboards/language.h"

namespace vigie::dashboards {

struct LookalikeText {
  std::string_view title;
  std::string_view about;     ///< {0}: how many names are protected.
  std::string_view innocent;  ///< Ordinary causes.
  std::string_view none;
  std::string_view column_subject;
  std::string_view column_protected;
  std::string_view column_rule;
  std::string_view column_first;
  std::string_view column_posts;
  std::string_view column_accounts;
  std::string_view column_evidence;
  std::string_view shown_as;  ///< {0}: the display name.
  std::string_view line;      ///< {0}: domains, {1}: accounts.
};

[[nodiscard]] const LookalikeText& lookalike_text(Language language);

/// A rule of the records in words; an unknown one comes back as it is.
[[nodiscard]] std::string_view rule_text(Language language, std::string_view rule);

/// `domain`, `handle`, `name` in words; an unknown kind comes back as it is.
[[nodiscard]] std::string_view lookalike_kind_text(Language language, std::string_view kind);

}  // namespace vigie::dashboards
