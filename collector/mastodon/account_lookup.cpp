#include "collector/mastodon/account_lookup.h"

#include <fmt/format.h>
#include <simdjson.h>

#include "collector/archive/json_fields.h"
#include "collector/archive/mastodon_account.h"
#include "collector/mastodon/web_address.h"

namespace vigie::collector::mastodon {

tl::expected<KnownAccount, FetchError> look_up_account(Site& site,
                                                       std::string_view name,
                                                       const std::stop_token& stop) {
  const auto answer =
      site.get(fmt::format("/api/v1/accounts/lookup?acct={}", query_value(name)), stop);
  if (!answer) {
    return tl::unexpected{answer.error()};
  }
  json::TreeReader reader{RecordLimits{}};
  const auto tree = reader.read_copy(answer->body);
  KnownAccount account;
  if (tree) {
    account.id = json::scalar_text(json::find(tree->root, "id"));
    account.native_id = json::text_at(tree->root, "uri");
    if (account.native_id.empty()) {
      account.native_id = json::text_at(tree->root, "url");
    }
    account.profile = read_mastodon_account(tree->root, site.tools().clock.now());
    account.is_local = json::text_at(tree->root, "acct").find('@') == std::string_view::npos;
  }
  if (account.id.empty() || account.native_id.empty()) {
    return tl::unexpected{FetchError{.kind = FetchErrorKind::kUnreadable,
                                     .message = site.host() + ": an account cannot be read",
                                     .status = answer->status,
                                     .error_code = {}}};
  }
  site.ids().note_account(account.native_id, account.id);
  return account;
}

std::string acct_of_actor(std::string_view uri, std::string_view home_host) {
  const std::string host = host_of_origin(uri);
  const std::string origin = origin_of(uri);
  if (host.empty() || !uri.starts_with("http")) {
    return {};
  }
  std::string_view path = uri.substr(origin.size());
  for (const std::string_view front : {"/users/", "/@"}) {
    if (!path.starts_with(front)) {
      continue;
    }
    const std::string_view name = path.substr(front.size());
    if (name.empty() || name.find_first_of("/?#@") != std::string_view::npos) {
      return {};
    }
    return host == home_host ? std::string{name} : fmt::format("{}@{}", name, host);
  }
  return {};
}

std::string statuses_path(std::string_view account_id) {
  return fmt::format("/api/v1/accounts/{}/statuses?exclude_reblogs=false&limit=40",
                     query_value(account_id));
}

}  // namespace vigie::collector::mastodon
