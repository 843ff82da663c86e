#include "analysis/account_class.h"

#include <algorithm>
#include <cctype>
#include <string_view>
#include <vector>

namespace vigie::analysis {
namespace {

std::string lower_ascii(std::string_view text) {
  std::string lower{text};
  std::transform(lower.begin(), lower.end(), lower.begin(), [](unsigned char c) {
    return static_cast<char>(std::tolower(c));
  });
  return lower;
}

bool names(const std::vector<std::string>& declared, const ActivityAccount& account) {
  return std::any_of(declared.begin(), declared.end(), [&](const std::string& entry) {
    const std::string wanted = lower_ascii(entry);
    return wanted == lower_ascii(account.platform + ":" + account.handle) ||
           wanted == lower_ascii(account.platform + ":" + account.native_id);
  });
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

AccountClass classify_account(const ActivityAccount& account,
                              const SourceIndex& sources,
                              const AnalysisOptions& options) {
  if (names(options.declared_bots, account)) {
    return AccountClass::kDeclaredBot;
  }
  if (names(options.declared_institutions, account)) {
    return AccountClass::kInstitution;
  }
  if (names(options.declared_media, account)) {
    return AccountClass::kMedia;
  }
  if (const auto hit = sources.find_account(account.platform, account.handle)) {
    const SourceEntry& entry = sources.lists()[hit->list].entries[hit->entry];
    return entry.family == "institution" ? AccountClass::kInstitution : AccountClass::kMedia;
  }
  const std::string host = lower_ascii(host_of_handle(account.handle));
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
