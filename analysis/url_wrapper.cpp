#include "analysis/url_wrapper.h"

#include <algorithm>
#include <array>
#include <cstddef>

#include "analysis/url_text.h"

namespace vigie::analysis {
namespace {

/// A host whose address names its target in a parameter. A host that begins with a dot stands for
/// every host that ends so; an empty path prefix for every path.
struct RedirectRule {
  std::string_view host;
  std::string_view path_prefix;
  std::string_view parameter;
};

constexpr std::array<RedirectRule, 32> kRedirects{{
    {"l.facebook.com", "/l.php", "u"},
    {"lm.facebook.com", "/l.php", "u"},
    {"facebook.com", "/l.php", "u"},
    {"facebook.com", "/flx/warn", "u"},
    {"facebook.com", "/sharer", "u"},
    {"l.instagram.com", "", "u"},
    {"l.threads.net", "", "u"},
    {"l.threads.com", "", "u"},
    {"l.messenger.com", "", "u"},
    {"l.workplace.com", "", "u"},
    {"youtube.com", "/redirect", "q"},
    {"out.reddit.com", "", "url"},
    {"t.umblr.com", "/redirect", "z"},
    {"away.vk.com", "/away.php", "to"},
    {"vk.com", "/away.php", "to"},
    {"ok.ru", "/dk", "st.link"},
    {"steamcommunity.com", "/linkfilter", "url"},
    {"steamcommunity.com", "/linkfilter", "u"},
    {"linkedin.com", "/redir", "url"},
    {"linkedin.com", "/safety/go", "url"},
    {"linkedin.com", "/shareArticle", "url"},
    {"exit.sc", "", "url"},
    {"slack-redir.net", "/link", "url"},
    {"duckduckgo.com", "/l", "uddg"},
    {"getpocket.com", "/redirect", "url"},
    {".safelinks.protection.outlook.com", "", "url"},
    {"translate.yandex.ru", "/translate", "url"},
    {"translate.yandex.com", "/translate", "url"},
    {"microsofttranslator.com", "/bv.aspx", "a"},
    {"deref-mail.com", "", "redirectUrl"},
    {"deref-web.de", "", "redirectUrl"},
    {"12ft.io", "/proxy", "q"},
}};

bool matches_host(std::string_view host, std::string_view pattern) {
  return pattern.starts_with('.') ? host.ends_with(pattern) : host == pattern;
}

/// `/url`, `/url/x` and `/url.php` begin with `/url`; `/urls` does not.
bool matches_path(std::string_view path, std::string_view prefix) {
  if (!path.starts_with(prefix)) {
    return false;
  }
  const std::string_view after = path.substr(prefix.size());
  return prefix.empty() || after.empty() || after.front() == '/' || after.front() == '.';
}

/// `google.com`, `google.fr`, `google.co.uk`, `google.com.br`.
bool is_google(std::string_view host) {
  constexpr std::string_view kName = "google.";
  if (!host.starts_with(kName)) {
    return false;
  }
  const std::string_view suffix = host.substr(kName.size());
  return suffix.size() <= 6 && std::count(suffix.begin(), suffix.end(), '.') <= 1;
}

std::string query_text(const UrlParts& parts) {
  std::string text;
  for (const std::string& parameter : parts.query) {
    text += text.empty() ? '?' : '&';
    text += parameter;
  }
  return text;
}

/// An address that follows `position` of the path, its query and fragment included; `https://` is
/// put before it when it has no scheme.
std::optional<std::string> embedded_address(const UrlParts& parts, std::size_t position) {
  std::string_view address = std::string_view(parts.path).substr(position);
  if (address.find('.') == std::string_view::npos) {
    return std::nullopt;
  }
  const std::string head = lower_ascii(address.substr(0, 8));
  std::string target;
  for (const std::string_view scheme : {"https:/", "http:/"}) {
    if (head.starts_with(scheme)) {  // Servers collapse the two slashes into one.
      address.remove_prefix(scheme.size());
      break;
    }
  }
  while (address.starts_with('/')) {
    address.remove_prefix(1);
  }
  target.append("https://").append(address).append(query_text(parts)).append(parts.fragment);
  return target;
}

/// `web.archive.org/web/20220301000000id_/http://...`
std::optional<std::string> archived_address(const UrlParts& parts) {
  constexpr std::string_view kWeb = "/web/";
  if ((parts.host != "web.archive.org" && parts.host != "archive.org") ||
      !parts.path.starts_with(kWeb)) {
    return std::nullopt;
  }
  const std::size_t stamp_end = parts.path.find('/', kWeb.size());
  if (stamp_end == std::string::npos) {
    return std::nullopt;
  }
  const char first = parts.path[kWeb.size()];
  const bool stamped = (first >= '0' && first <= '9') || first == '*';
  return stamped ? embedded_address(parts, stamp_end + 1) : std::nullopt;
}

/// `HOST.cdn.ampproject.org/c/s/rt.com/x`, `google.fr/amp/s/rt.com/x`: `s/` says https.
std::optional<std::string> amp_address(const UrlParts& parts) {
  std::size_t position = 0;
  if (parts.host.ends_with("cdn.ampproject.org") || parts.host.ends_with("bing-amp.com")) {
    const std::size_t kind_end = parts.path.find('/', 1);  // c: page, v: viewer, i: image.
    position = kind_end == std::string::npos ? 0 : kind_end + 1;
  } else if (is_google(parts.host) && parts.path.starts_with("/amp/")) {
    position = 5;
  }
  if (position == 0) {
    return std::nullopt;
  }
  if (std::string_view(parts.path).substr(position).starts_with("s/")) {
    position += 2;
  }
  return embedded_address(parts, position);
}

/// `www-rt-com.translate.goog`: dots became hyphens, hyphens became two.
std::optional<std::string> translated_address(const UrlParts& parts) {
  constexpr std::string_view kSuffix = ".translate.goog";
  if (!parts.host.ends_with(kSuffix)) {
    return std::nullopt;
  }
  const std::string_view label =
      std::string_view(parts.host).substr(0, parts.host.size() - kSuffix.size());
  std::string target = "https://";
  for (std::size_t i = 0; i < label.size(); ++i) {
    if (label[i] == '-' && i + 1 < label.size() && label[i + 1] == '-') {
      target.push_back('-');
      ++i;
    } else {
      target.push_back(label[i] == '-' ? '.' : label[i]);
    }
  }
  return target + parts.path + query_text(parts) + parts.fragment;
}

std::optional<std::string> redirect_target(const UrlParts& parts) {
  for (const RedirectRule& rule : kRedirects) {
    if (matches_host(parts.host, rule.host) && matches_path(parts.path, rule.path_prefix)) {
      std::optional<std::string> target = parts.parameter(rule.parameter);
      if (target) {
        return target;
      }
    }
  }
  constexpr std::string_view kTranslate = "translate.";
  if (parts.host.starts_with(kTranslate) && is_google(parts.host.substr(kTranslate.size()))) {
    return parts.parameter("u");
  }
  if (is_google(parts.host) && parts.path == "/url") {
    std::optional<std::string> target = parts.parameter("q");
    return target ? target : parts.parameter("url");
  }
  if (parts.host == "href.li" && parts.path.empty() && !parts.query.empty()) {
    return percent_decode(query_text(parts).substr(1));
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> UrlParts::parameter(std::string_view name) const {
  for (const std::string& entry : query) {
    const std::string_view view = entry;
    if (view.size() > name.size() + 1 && view.starts_with(name) && view[name.size()] == '=') {
      return percent_decode(view.substr(name.size() + 1));
    }
  }
  return std::nullopt;
}

std::optional<std::string> wrapped_target(const UrlParts& parts) {
  for (const auto read : {archived_address, amp_address, translated_address, redirect_target}) {
    std::optional<std::string> target = read(parts);
    if (target) {
      return target;
    }
  }
  return std::nullopt;
}

}  // namespace vigie::analysis
