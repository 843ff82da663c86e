#include "analysis/account_class.h"

#include <algorithm>
#include <cstddef>

#include "analysis/characters.h"

namespace vigie::analysis {
namespace {

/// `platform:name`, folded, without `@` before the name.
std::string folded_key(std::string_view platform, std::string_view name) {
  name.remove_prefix(name.starts_with('@') ? 1 : 0);
  return fold_case(platform) + ':' + fold_case(name);
}

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

DeclaredAccounts::Names DeclaredAccounts::fold_all(const std::vector<std::string>& declared) {
  Names names;
  for (const std::string& entry : declared) {
    const std::size_t colon = std::min(entry.find(':'), entry.size());
    names.insert(folded_key(std::string_view{entry}.substr(0, colon),
                            std::string_view{entry}.substr(std::min(colon + 1, entry.size()))));
  }
  return names;
}

DeclaredAccounts::DeclaredAccounts(const AnalysisOptions& options)
    : bots_(fold_all(options.declared_bots)),
      institutions_(fold_all(options.declared_institutions)),
      media_(fold_all(options.declared_media)) {}

AccountClass DeclaredAccounts::find(const ActivityAccount& account) const {
  if (bots_.empty() && institutions_.empty() && media_.empty()) {
    return AccountClass::kOrdinary;
  }
  const std::string handle = folded_key(account.platform, account.handle);
  const std::string native_id = folded_key(account.platform, account.native_id);
  const auto named = [&](const Names& names) {
    return names.contains(handle) || names.contains(native_id);
  };
  if (named(bots_)) {
    return AccountClass::kDeclaredBot;
  }
  if (named(institutions_)) {
    return AccountClass::kInstitution;
  }
  return named(media_) ? AccountClass::kMedia : AccountClass::kOrdinary;
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
