#include "analysis/account_class.h"

#include <algorithm>
#include <cstddef>

#include "analysis/characters.h"

namespace vigie::analysis {
namespace {

/// `lemonde.fr` of a Bluesky handle, the server of `name@server`; empty for a plain name.
std::string_view host_of_handle(std::string_view handle) {
  const std::size_t at = handle.rfind('@');
  if (at != std::string_view::npos) {
    return handle.substr(at + 1);
  }
  return handle.find('.') == std::string_view::npos ? std::string_view{} : handle;
}

bool is_outlets_own_host(const SourceEntry& entry, std::string_view host) {
  // Neutral hosts that carry everybody's accounts are on the lists so that they never count.
  const bool carries_everybody = entry.family == "platform" || entry.family == "hosting";
  return entry.pattern == host && !carries_everybody &&
         (counts_as_listed(entry.tier) || entry.tier == SourceTier::kOutlet);
}

}  // namespace

DeclaredAccounts::DeclaredAccounts(const AnalysisOptions& options)
    : bots_(options.declared_bots),
      institutions_(options.declared_institutions),
      media_(options.declared_media) {}

AccountClass DeclaredAccounts::find(const ActivityAccount& account) const {
  if (bots_.empty() && institutions_.empty() && media_.empty()) {
    return AccountClass::kOrdinary;
  }
  const FoldedAccount folded{account};
  if (bots_.contains(folded)) {
    return AccountClass::kDeclaredBot;
  }
  if (institutions_.contains(folded)) {
    return AccountClass::kInstitution;
  }
  return media_.contains(folded) ? AccountClass::kMedia : AccountClass::kOrdinary;
}

AccountClass classify_account(const ActivityAccount& account,
                              const SourceIndex& sources,
                              const DeclaredAccounts& declared) {
  if (const AccountClass own = declared.find(account); own != AccountClass::kOrdinary) {
    return own;
  }
  if (const auto hit = sources.find_account(account.platform, account.handle)) {
    const SourceEntry& entry = sources.lists()[hit->list].entries[hit->entry];
    return entry.family == "institution" ? AccountClass::kInstitution : AccountClass::kMedia;
  }
  const std::string host = fold_case(host_of_handle(account.handle));
  if (!host.empty()) {
    // Only the host itself: anybody may have an account below a portal's.
    const auto hit = sources.find_host(host);
    if (hit && is_outlets_own_host(sources.lists()[hit->list].entries[hit->entry], host)) {
      return AccountClass::kMedia;
    }
  }
  return account.declared_bot == DeclaredBot::kYes ? AccountClass::kDeclaredBot
                                                   : AccountClass::kOrdinary;
}

}  // namespace vigie::analysis
