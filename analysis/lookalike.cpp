#include "analysis/lookalike.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <memory>
#include <utility>

#include <idn2.h>

#include "analysis/characters.h"
#include "analysis/edit_distance.h"
#include "analysis/registrable_domain.h"

namespace vigie::analysis {
namespace {

constexpr EditLimits kNameEdits{.one_edit = 6, .two_edits = 10};
constexpr EditLimits kDisplayEdits{.one_edit = 10, .two_edits = SIZE_MAX};
constexpr std::size_t kLeastName = 4;   // letters of a domain's label or a handle
constexpr std::size_t kLeastToken = 5;  // letters of a label found as a part
constexpr std::size_t kLeastPrefix = 6;
constexpr std::size_t kLeastDisplay = 6;
constexpr std::size_t kMostTokens = 12;
constexpr std::size_t kMostName = 256;  // bytes of a collected name that are looked at

struct FreeText {
  void operator()(char* text) const noexcept { idn2_free(text); }
};

/// The label as a reader sees it, folded: `xn--...` becomes its letters.
std::string readable_label(std::string_view label) {
  if (label.starts_with("xn--")) {
    const std::string ascii{label};
    char* raw = nullptr;
    const int status = idn2_to_unicode_8z8z(ascii.c_str(), &raw, 0);
    const std::unique_ptr<char, FreeText> decoded{raw};
    if (status == IDN2_OK && decoded != nullptr) {
      return fold_case(decoded.get());
    }
  }
  return std::string{label};
}

std::string_view first_label(std::string_view host) {
  return host.substr(0, host.find('.'));
}

std::vector<std::string_view> split(std::string_view text, char separator) {
  std::vector<std::string_view> parts;
  while (parts.size() < kMostTokens) {
    const std::size_t end = text.find(separator);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) {
      break;
    }
    text.remove_prefix(end + 1);
  }
  return parts;
}

std::string without_hyphens(std::string text) {
  std::erase(text, '-');
  return text;
}

/// Letters and digits, folded, accents and decoration off.
std::string letters_only(std::string_view text) {
  const std::string folded = fold_accents(text.substr(0, kMostName));
  std::string out;
  for (std::size_t i = 0; i < folded.size();) {
    const DecodedCharacter c = decode_utf8(folded, i);
    if (is_word_character(c.code_point)) {
      append_utf8(out, c.code_point);
    }
    i += c.bytes;
  }
  return out;
}

/// The part of a handle that names its account: without `@` before it, the server, the hosting
/// domain and the suffix of a domain of its own.
std::string_view name_of_handle(std::string_view handle) {
  handle.remove_prefix(handle.starts_with('@') ? 1 : 0);
  handle = handle.substr(0, handle.find('@'));
  constexpr std::string_view kHosting = ".bsky.social";
  if (handle.ends_with(kHosting)) {
    handle.remove_suffix(kHosting.size());
  } else if (handle.find('.') != std::string_view::npos && handle.find('_') == handle.npos) {
    handle = first_label(handle);
  }
  return handle.substr(0, kMostName);
}

std::string folded_handle_key(std::string_view platform, std::string_view handle) {
  handle.remove_prefix(handle.starts_with('@') ? 1 : 0);
  return fold_case(platform) + ':' + fold_case(handle);
}

std::pair<std::string_view, std::string_view> split_account(std::string_view entry) {
  const std::size_t colon = entry.find(':');
  return colon == std::string_view::npos
             ? std::pair{std::string_view{}, entry}
             : std::pair{entry.substr(0, colon), entry.substr(colon + 1)};
}

std::vector<std::string> registrable_of(const std::vector<std::string>& domains) {
  std::vector<std::string> out;
  std::transform(domains.begin(), domains.end(), std::back_inserter(out), registrable_domain);
  return out;
}

std::vector<std::string> labels_of(const std::vector<std::string>& registrables) {
  std::vector<std::string> out;
  for (const std::string& domain : registrables) {
    out.push_back(without_hyphens(fold_accents(readable_label(first_label(domain)))));
  }
  return out;
}

std::vector<std::string> handle_names_of(const std::vector<std::string>& handles) {
  std::vector<std::string> out;
  for (const std::string& entry : handles) {
    out.push_back(letters_only(name_of_handle(split_account(entry).second)));
  }
  return out;
}

std::vector<std::string> display_names_of(const std::vector<std::string>& names) {
  std::vector<std::string> out;
  std::transform(names.begin(), names.end(), std::back_inserter(out), letters_only);
  return out;
}

/// Strongest rule per protected name, in the order of the protected names.
std::vector<LookalikeMatch> as_matches(std::vector<NearName> found,
                                       LookalikeKind kind,
                                       const std::vector<std::string>& spelt) {
  std::vector<LookalikeMatch> matches;
  for (const NearName& near : found) {
    matches.push_back({kind, spelt[near.name], near.rule, near.distance});
  }
  std::sort(matches.begin(), matches.end());
  const auto same = [](const LookalikeMatch& a, const LookalikeMatch& b) {
    return a.protected_name == b.protected_name;
  };
  matches.erase(std::unique(matches.begin(), matches.end(), same), matches.end());
  return matches;
}

}  // namespace

LookalikeMatcher::LookalikeMatcher(const ProtectOptions& options)
    : domains_(options.domains),
      registrables_(registrable_of(options.domains)),
      own_hosts_(registrables_.begin(), registrables_.end()),
      labels_(labels_of(registrables_), kNameEdits),
      whole_(registrables_, kNameEdits),
      handles_(options.handles),
      handle_names_(handle_names_of(options.handles), kNameEdits),
      names_(options.names),
      display_names_(display_names_of(options.names), kDisplayEdits) {
  for (const std::string& domain : registrables_) {
    spelt_labels_.push_back(readable_label(first_label(domain)));
  }
  for (const std::string& entry : options.handles) {
    const auto [platform, handle] = split_account(entry);
    handle_platforms_.push_back(fold_case(platform));
    spelt_handles_.push_back(fold_case(name_of_handle(handle)));
    own_accounts_.insert(folded_handle_key(platform, handle));
  }
  for (const std::string& entry : options.known) {
    const auto [platform, name] = split_account(entry);
    if (platform.empty()) {
      own_hosts_.insert(std::string{name});
    } else {
      own_accounts_.insert(folded_handle_key(platform, name));
    }
  }
}

bool LookalikeMatcher::is_known_host(std::string_view host, std::string_view registrable) const {
  return own_hosts_.contains(std::string{registrable}) || own_hosts_.contains(std::string{host});
}

bool LookalikeMatcher::is_own(std::string_view platform, std::string_view handle) const {
  return own_accounts_.contains(folded_handle_key(platform, handle)) ||
         own_accounts_.contains(folded_handle_key("", handle));
}

void LookalikeMatcher::settle_rule(std::string_view spelt,
                                   std::string_view protected_spelt,
                                   LookalikeRule equal,
                                   NearName& near) {
  if (near.rule != LookalikeRule::kSameLabel) {
    return;
  }
  const auto bare = [](std::string_view text) {
    std::string out{text};
    std::erase_if(out, [](char c) { return c == '-' || c == '_' || c == '.'; });
    return out;
  };
  near.rule = equal;
  if (spelt != protected_spelt) {
    near.rule = bare(spelt) == bare(protected_spelt) ? LookalikeRule::kSeparators
                                                     : LookalikeRule::kConfusable;
  }
  const std::size_t most = std::max(spelt.size(), protected_spelt.size());
  near.distance = static_cast<std::uint32_t>(
      edit_distance(letters_of(spelt), letters_of(protected_spelt), most));
}

void LookalikeMatcher::match_label(const std::string& label, std::vector<NearName>& found) const {
  const std::string whole = without_hyphens(label);
  for (NearName near : labels_.find(fold_accents(whole))) {
    if (labels_.length(near.name) >= kLeastName) {
      settle_rule(label, spelt_labels_[near.name], LookalikeRule::kSameLabel, near);
      found.push_back(near);
    }
  }
  const auto hyphens = static_cast<std::uint32_t>(label.size() - whole.size());
  const auto add_token = [&](std::uint32_t name, std::size_t rest) {
    if (labels_.length(name) >= kLeastToken && !labels_.is_common(name)) {
      found.push_back({name, LookalikeRule::kToken, static_cast<std::uint32_t>(rest)});
    }
  };
  for (const std::uint32_t name : labels_.find_prefixes(whole, kLeastPrefix)) {
    add_token(name, label.size() - labels_.names()[name].size());
  }
  if (hyphens == 0) {
    return;
  }
  // Every run of neighbouring tokens: `the-le-monde-news` holds `lemonde`.
  const std::vector<std::string_view> tokens = split(label, '-');
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    std::string run;
    for (std::size_t j = i; j < tokens.size(); ++j) {
      run += tokens[j];
      for (const std::uint32_t name : labels_.find_exact(fold_accents(run))) {
        add_token(name, label.size() - run.size());
      }
    }
  }
}

void LookalikeMatcher::match_subdomains(std::string_view above,
                                        std::vector<NearName>& found) const {
  const std::vector<std::string_view> parts = split(above, '.');
  for (std::size_t i = 0; i < parts.size(); ++i) {
    for (const std::uint32_t name :
         labels_.find_exact(without_hyphens(fold_accents(readable_label(parts[i]))))) {
      if (labels_.length(name) >= kLeastToken && !labels_.is_common(name)) {
        found.push_back({name, LookalikeRule::kSubdomain, 0});
      }
    }
    std::string run{parts[i]};
    for (std::size_t j = i + 1; j < parts.size(); ++j) {
      run.append(".").append(parts[j]);
      for (const std::uint32_t name : whole_.find_exact(run)) {
        found.push_back({name, LookalikeRule::kSubdomain, 0});
      }
    }
  }
}

HostMatches LookalikeMatcher::match_host(std::string_view host,
                                         std::string_view registrable) const {
  HostMatches result{std::string{registrable}, {}};
  const bool has_name = registrable.find('.') != std::string_view::npos &&
                        registrable.find_first_not_of("0123456789.") != std::string_view::npos;
  if (domains_.empty() || !has_name || is_known_host(host, registrable)) {
    return result;
  }
  std::vector<NearName> found;
  match_label(readable_label(first_label(registrable)), found);
  if (found.empty() && host.size() > registrable.size()) {
    match_subdomains(host.substr(0, host.size() - registrable.size() - 1), found);
    result.subject = found.empty() ? result.subject : std::string{host};
  }
  result.matches = as_matches(std::move(found), LookalikeKind::kDomain, domains_);
  return result;
}

std::vector<LookalikeMatch> LookalikeMatcher::match_handle(std::string_view platform,
                                                           std::string_view handle) const {
  if (handles_.empty() || handle.empty() || is_own(platform, handle)) {
    return {};
  }
  const std::string name = letters_only(name_of_handle(handle));
  const std::string spelt = fold_case(name_of_handle(handle));
  std::vector<NearName> found;
  for (NearName near : handle_names_.find(name)) {
    // The same handle on another network is most often the protected one's own.
    if (handle_names_.length(near.name) >= kLeastName && spelt_handles_[near.name] != spelt) {
      settle_rule(spelt, spelt_handles_[near.name], LookalikeRule::kSeparators, near);
      found.push_back(near);
    }
  }
  for (const std::uint32_t near : handle_names_.find_prefixes(name, kLeastPrefix)) {
    found.push_back({near,
                     LookalikeRule::kToken,
                     static_cast<std::uint32_t>(name.size() - handle_names_.names()[near].size())});
  }
  const std::string here = fold_case(platform);
  std::erase_if(found, [&](const NearName& near) {
    const std::string& where = handle_platforms_[near.name];
    return !where.empty() && where != here;
  });
  return as_matches(std::move(found), LookalikeKind::kHandle, handles_);
}

std::vector<LookalikeMatch> LookalikeMatcher::match_name(std::string_view display_name) const {
  if (names_.empty() || display_name.empty()) {
    return {};
  }
  const std::string name = letters_only(display_name);
  std::vector<NearName> found;
  for (NearName near : display_names_.find(name)) {
    if (display_names_.length(near.name) < kLeastDisplay) {
      continue;
    }
    if (near.rule == LookalikeRule::kSameLabel) {
      near.rule = LookalikeRule::kSameName;
    }
    found.push_back(near);
  }
  for (const std::uint32_t near : display_names_.find_prefixes(name, kLeastPrefix)) {
    found.push_back(
        {near,
         LookalikeRule::kToken,
         static_cast<std::uint32_t>(name.size() - display_names_.names()[near].size())});
  }
  return as_matches(std::move(found), LookalikeKind::kName, names_);
}

}  // namespace vigie::analysis
