// Lookalikes of the names that a team protects: whose domain, handle or display name resembles one.
//
// Cloned media sites live under the outlet's own name with another suffix, a letter more or a digit
// for a letter; imitating accounts do the same with handles and names. The same shapes have
// innocent causes (a local edition, a fan account, a namesake), so that this file says which rule
// two names meet, and nothing about who is behind them. No score reads it.
//
// Rules for a domain, on the registrable label (METHODS 4.4): the same label under another suffix;
// digits for letters; equal skeletons (UTS 39); one edit from 6 letters on, two from 10 on; the
// label or the whole protected domain below a domain of somebody else; the label as a token between
// hyphens, or followed by publishing words (`news`, `24`). Source: Damerau 1964 for edits, Unicode
// UTS 39 for skeletons, the Public Suffix List for what was registered.
//
// Guards: what belongs to the protected domain itself, the protected accounts themselves, names
// that the team knows to be no imitation; domains and handles under 4 letters, display names under
// 6; plain words (`express`, `journal`) only as they are spelt; names that differ in their numbers
// only.
#pragma once

#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "analysis/name_index.h"
#include "analysis/options.h"
#include "storage/model/lookalike.h"

namespace vigie::analysis {

/// What a domain resembles.
struct HostMatches {
  /// Whose resemblance it is: the registrable domain, or the host for the rule `subdomain` alone.
  std::string subject;
  std::vector<LookalikeMatch> matches;  ///< One per protected domain, by its name; may be empty.
};

/// Answers for one name at a time, independent of order. Immutable: any number of readers.
class LookalikeMatcher {
 public:
  explicit LookalikeMatcher(const ProtectOptions& options);

  /// @param host         Lower-case ASCII, as in the store.
  /// @param registrable  Of `host`, by the Public Suffix List.
  [[nodiscard]] HostMatches match_host(std::string_view host, std::string_view registrable) const;

  /// @param handle  As the platform gives it; a server behind `@` and a hosting domain
  ///                (`.bsky.social`) are no part of the name.
  /// @return        By protected handle; empty for a protected or known account.
  [[nodiscard]] std::vector<LookalikeMatch> match_handle(std::string_view platform,
                                                         std::string_view handle) const;

  /// Display names are compared by letters and digits alone; edits only from 10 letters on, and
  /// one.
  /// @return  By protected name. The caller leaves out protected accounts (`is_own`).
  [[nodiscard]] std::vector<LookalikeMatch> match_name(std::string_view display_name) const;

  /// A protected account, or one that the team knows.
  [[nodiscard]] bool is_own(std::string_view platform, std::string_view handle) const;

 private:
  using Names = std::unordered_set<std::string>;

  [[nodiscard]] bool is_known_host(std::string_view host, std::string_view registrable) const;
  /// The rule of an equal or equal-looking spelling, by how the two are written.
  static void settle_rule(std::string_view spelt,
                          std::string_view protected_spelt,
                          LookalikeRule equal,
                          NearName& near);
  void match_label(const std::string& label, std::vector<NearName>& found) const;
  void match_subdomains(std::string_view above, std::vector<NearName>& found) const;

  std::vector<std::string> domains_;       ///< As in the settings; same order as `labels_`.
  std::vector<std::string> registrables_;  ///< Of `domains_`.
  Names own_hosts_;                        ///< `registrables_` and known hosts.
  NameIndex labels_;
  NameIndex whole_;  ///< Whole registrable domains, for hosts that carry one in front.
  std::vector<std::string> spelt_labels_;      ///< As a reader sees them, hyphens kept.
  std::vector<std::string> handles_;           ///< As in the settings.
  std::vector<std::string> handle_platforms_;  ///< Folded; empty: every platform.
  std::vector<std::string> spelt_handles_;     ///< The part that names the account, folded.
  NameIndex handle_names_;
  Names own_accounts_;  ///< `platform:handle` and `:handle`, folded.
  std::vector<std::string> names_;
  NameIndex display_names_;
};

}  // namespace vigie::analysis
