#include "analysis/canonical_url.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <functional>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

#include "analysis/registrable_domain.h"
#include "analysis/url_text.h"
#include "analysis/url_wrapper.h"

namespace vigie::analysis {
namespace {

constexpr std::size_t kMaxNesting = 8;
constexpr std::size_t kMaxKnownHosts = 65'536;

/// Parameters that say who shared, never what: exact names, lower-case, sorted.
constexpr std::array<std::string_view, 74> kTracking{"__s",
                                                     "__tn__",
                                                     "__twitter_impression",
                                                     "_bhlid",
                                                     "_branch_match_id",
                                                     "_ga",
                                                     "_gl",
                                                     "_hsenc",
                                                     "_hsmi",
                                                     "_openstat",
                                                     "amp",
                                                     "ck_subscriber_id",
                                                     "cmp",
                                                     "cmpid",
                                                     "dclid",
                                                     "echobox",
                                                     "fbclid",
                                                     "feature",
                                                     "gbraid",
                                                     "gclid",
                                                     "gclsrc",
                                                     "guccounter",
                                                     "igsh",
                                                     "igshid",
                                                     "ito",
                                                     "li_fat_id",
                                                     "mibextid",
                                                     "mkt_tok",
                                                     "msclkid",
                                                     "ncid",
                                                     "ns_campaign",
                                                     "ns_linkname",
                                                     "ns_mchannel",
                                                     "ns_source",
                                                     "nsukey",
                                                     "oly_anon_id",
                                                     "oly_enc_id",
                                                     "outputtype",
                                                     "rb_clickid",
                                                     "rdid",
                                                     "ref",
                                                     "ref_src",
                                                     "ref_url",
                                                     "referer",
                                                     "referrer",
                                                     "refsrc",
                                                     "s_cid",
                                                     "s_kwcid",
                                                     "sfnsn",
                                                     "share_id",
                                                     "sharesource",
                                                     "si",
                                                     "smid",
                                                     "smtyp",
                                                     "soc_src",
                                                     "soc_trk",
                                                     "spm",
                                                     "sr_share",
                                                     "ss_campaign_id",
                                                     "ss_source",
                                                     "trk",
                                                     "trkcampaign",
                                                     "trkinfo",
                                                     "ttclid",
                                                     "twclid",
                                                     "vero_conv",
                                                     "vero_id",
                                                     "wbraid",
                                                     "wickedid",
                                                     "wt.mc_id",
                                                     "wt_mc",
                                                     "xtor",
                                                     "yclid",
                                                     "ysclid"};

constexpr std::array<std::string_view, 12> kTrackingPrefixes{"utm_",
                                                             "mc_",
                                                             "fb_",
                                                             "pk_",
                                                             "mtm_",
                                                             "matomo_",
                                                             "hsa_",
                                                             "at_",
                                                             "_x_tr_",
                                                             "guce_",
                                                             "__cft__",
                                                             "piwik_"};

/// Parameters of a video's page beside its id: where to start, in which list.
constexpr std::array<std::string_view, 9> kVideoExtras{
    "ab_channel", "app", "index", "list", "pp", "start", "t", "time_continue", "v"};

/// Hosts that show the pages of another one under the same paths.
constexpr std::array<std::pair<std::string_view, std::string_view>, 13> kAliases{{
    {"twitter.com", "x.com"},
    {"fxtwitter.com", "x.com"},
    {"vxtwitter.com", "x.com"},
    {"fixupx.com", "x.com"},
    {"nitter.net", "x.com"},
    {"youtube-nocookie.com", "youtube.com"},
    {"mbasic.facebook.com", "facebook.com"},
    {"touch.facebook.com", "facebook.com"},
    {"web.facebook.com", "facebook.com"},
    {"old.reddit.com", "reddit.com"},
    {"new.reddit.com", "reddit.com"},
    {"np.reddit.com", "reddit.com"},
    {"en-us.facebook.com", "facebook.com"},
}};

struct HostFacts {
  std::string host;  ///< Without the prefixes of mobile pages, aliases resolved.
  std::string registrable_domain;
  bool shortener = false;
};

struct TextHash {
  using is_transparent = void;

  std::size_t operator()(std::string_view text) const noexcept {
    return std::hash<std::string_view>{}(text);
  }
};

std::string_view parameter_name(std::string_view parameter) {
  return parameter.substr(0, parameter.find('='));
}

bool is_tracking(std::string_view parameter, std::string_view host) {
  const std::string name = lower_ascii(parameter_name(parameter));
  if (std::binary_search(kTracking.begin(), kTracking.end(), name)) {
    return true;
  }
  if (host == "x.com" && (name == "s" || name == "t" || name == "cxt")) {
    return true;
  }
  return std::any_of(kTrackingPrefixes.begin(),
                     kTrackingPrefixes.end(),
                     [&name](std::string_view prefix) { return name.starts_with(prefix); });
}

/// A separator that was escaped as HTML leaves its name before what it separated: elsewhere
/// `split_url` takes it away, at the begin of the query there is none. `?amp;a=1` is `?a=1`.
std::string_view without_escaped_separator(std::string_view parameter) {
  constexpr std::string_view kName = "amp;";
  while (parameter.starts_with(kName)) {
    parameter.remove_prefix(kName.size());
  }
  return parameter;
}

/// Parameters that say what the page is, sorted, none twice.
std::vector<std::string> kept_parameters(std::string_view query, std::string_view host) {
  std::vector<std::string> kept;
  while (!query.empty()) {
    const std::size_t end = std::min(query.find('&'), query.size());
    const std::string_view parameter = without_escaped_separator(query.substr(0, end));
    if (!parameter.empty() && !is_tracking(parameter, host)) {
      kept.emplace_back(parameter);
    }
    query.remove_prefix(std::min(end + 1, query.size()));
  }
  std::sort(kept.begin(), kept.end());
  kept.erase(std::unique(kept.begin(), kept.end()), kept.end());
  return kept;
}

/// Drops closing slashes and the `/amp` that some sites put after an article's path.
std::string_view without_path_end(std::string_view path) {
  constexpr std::string_view kAmp = "/amp";
  while (true) {
    if (path.ends_with('/')) {
      path.remove_suffix(1);
    } else if (path.ends_with(kAmp) && path.size() > kAmp.size()) {
      path.remove_suffix(kAmp.size());
    } else {
      return path;
    }
  }
}

UrlParts take_parts(std::string_view rest, const std::string& host) {
  UrlParts parts;
  parts.host = host;
  const std::size_t hash = std::min(rest.find('#'), rest.size());
  if (rest.substr(hash).starts_with("#!")) {
    parts.fragment = rest.substr(hash);
  }
  rest = rest.substr(0, hash);
  const std::size_t question = std::min(rest.find('?'), rest.size());
  parts.path = without_path_end(rest.substr(0, question));
  if (question < rest.size()) {
    parts.query = kept_parameters(rest.substr(question + 1), host);
  }
  return parts;
}

/// The video that a YouTube address shows, in any of its forms; empty when it shows none.
std::string video_id(const UrlParts& parts) {
  const std::string_view path = parts.path;
  if (parts.host == "youtube.com" && path == "/watch") {
    return parts.parameter("v").value_or("");
  }
  std::string_view id;
  if (parts.host == "youtu.be" && path.size() > 1) {
    id = path.substr(1);
  } else if (parts.host == "youtube.com") {
    for (const std::string_view prefix : {"/shorts/", "/live/", "/embed/", "/v/"}) {
      id = path.starts_with(prefix) ? path.substr(prefix.size()) : id;
    }
  }
  return id == "videoseries" ? std::string() : std::string(id.substr(0, id.find('/')));
}

bool is_video_id(std::string_view id) {
  return !id.empty() && std::all_of(id.begin(), id.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
  });
}

void unify_video(UrlParts& parts) {
  const std::string id = video_id(parts);
  if (!is_video_id(id)) {
    return;
  }
  parts.host = "youtube.com";
  parts.path = "/watch";
  std::erase_if(parts.query, [](const std::string& parameter) {
    const std::string_view name = parameter_name(parameter);
    return std::binary_search(kVideoExtras.begin(), kVideoExtras.end(), name);
  });
  parts.query.push_back("v=" + id);
  std::sort(parts.query.begin(), parts.query.end());
}

std::string render(const UrlParts& parts, std::string_view port) {
  std::string url;
  url.reserve(parts.host.size() + parts.path.size() + 64);
  url.append("https://").append(parts.host);
  if (!port.empty()) {
    url.append(":").append(port);
  }
  url.append(parts.path);
  char separator = '?';
  for (const std::string& parameter : parts.query) {
    url.push_back(separator);
    url.append(parameter);
    separator = '&';
  }
  return url.append(parts.fragment);
}

/// Mobile and AMP editions live under a prefix; what remains must still be somebody's domain.
std::string_view without_edition(std::string_view host) {
  constexpr std::array<std::string_view, 4> kPrefixes{"www.", "m.", "mobile.", "amp."};
  for (std::size_t i = 0; i < kPrefixes.size();) {
    const std::string_view rest = host.substr(std::min(kPrefixes[i].size(), host.size()));
    const bool strip = host.starts_with(kPrefixes[i]) && rest.find('.') != std::string_view::npos &&
                       !is_public_suffix(std::string(rest));
    host = strip ? rest : host;
    i = strip ? 0 : i + 1;
  }
  return host;
}

std::string unify_host(std::string_view host) {
  std::string_view name = without_edition(host);
  const auto alias = std::find_if(
      kAliases.begin(), kAliases.end(), [name](const auto& entry) { return entry.first == name; });
  if (alias != kAliases.end()) {
    return std::string(alias->second);
  }
  std::string unified(name);
  constexpr std::string_view kMobileWiki = ".m.wikipedia.org";
  if (unified.ends_with(kMobileWiki)) {
    unified.erase(unified.size() - kMobileWiki.size(), 2);
  }
  return unified;
}

}  // namespace

struct UrlCanonicaliser::State {
  std::unordered_set<std::string, TextHash, std::equal_to<>> shorteners;
  std::unordered_map<std::string, HostFacts, TextHash, std::equal_to<>> hosts;

  [[nodiscard]] bool is_shortener(std::string_view host) const {
    while (true) {
      if (shorteners.find(host) != shorteners.end()) {
        return true;
      }
      const std::size_t dot = host.find('.');
      if (dot == std::string_view::npos) {
        return false;
      }
      host.remove_prefix(dot + 1);
    }
  }

  const HostFacts& facts(const std::string& host) {
    const auto known = hosts.find(host);
    if (known != hosts.end()) {
      return known->second;
    }
    if (hosts.size() >= kMaxKnownHosts) {
      hosts.clear();
    }
    HostFacts fresh;
    fresh.host = unify_host(host);
    fresh.registrable_domain = analysis::registrable_domain(fresh.host);
    fresh.shortener = is_shortener(fresh.host);
    return hosts.emplace(host, std::move(fresh)).first->second;
  }

  std::optional<CanonicalUrl> canonicalise(std::string_view url, std::size_t nesting) {
    const std::optional<SplitUrl> split = split_url(url);
    if (!split || nesting > kMaxNesting) {
      return std::nullopt;
    }
    UrlParts parts = take_parts(split->rest, facts(split->host).host);
    unify_video(parts);
    const std::optional<std::string> target = wrapped_target(parts);
    if (target && split_url(*target)) {
      return canonicalise(*target, nesting + 1);
    }
    const HostFacts& host = facts(parts.host);
    const bool hides_target = host.shortener && !(parts.path.empty() && parts.query.empty());
    const UrlState visible = nesting == 0 ? UrlState::kPlain : UrlState::kUnwrapped;
    return CanonicalUrl{render(parts, split->port),
                        host.host,
                        host.registrable_domain,
                        hides_target ? UrlState::kShortened : visible};
  }
};

UrlCanonicaliser::UrlCanonicaliser(std::span<const std::string> shorteners)
    : state_(std::make_unique<State>()) {
  for (const std::string& shortener : shorteners) {
    const std::optional<std::string> host = ascii_host(shortener);
    if (host) {
      state_->shorteners.insert(unify_host(*host));
    }
  }
}

UrlCanonicaliser::UrlCanonicaliser(UrlCanonicaliser&&) noexcept = default;
UrlCanonicaliser& UrlCanonicaliser::operator=(UrlCanonicaliser&&) noexcept = default;
UrlCanonicaliser::~UrlCanonicaliser() = default;

std::optional<CanonicalUrl> UrlCanonicaliser::canonicalise(std::string_view url) {
  std::optional<CanonicalUrl> canonical = state_->canonicalise(url, 0);
  if (canonical && canonical->url.size() > kMaxUrlBytes) {
    return std::nullopt;  // Escaping made it longer than what a second look would accept.
  }
  return canonical;
}

}  // namespace vigie::analysis
