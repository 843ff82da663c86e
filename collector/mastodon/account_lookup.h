// From an account's key or name to the id that one instance knows it by.
#pragma once

#include <string>
#include <string_view>

#include <tl/expected.hpp>

#include "collector/mastodon/site.h"
#include "storage/model/account.h"

namespace vigie::collector::mastodon {

struct KnownAccount {
  std::string id;         ///< On this instance.
  std::string native_id;  ///< Actor `uri`, else `url`.
  bool is_local = false;  ///< Its home is this instance: all its public posts are there.
  Account profile = {};   ///< As it is now, where it was asked for.
};

/// `name` or `name@host`, as the instance knows it. kGone: it knows none; whether kDenied and
/// kBadRequest are about the account or about whoever asks is for the caller to say.
[[nodiscard]] tl::expected<KnownAccount, FetchError> look_up_account(Site& site,
                                                                     std::string_view name,
                                                                     const std::stop_token& stop);

/// What `acct` is for an actor's address: `name` at home, else `name@host`; of
/// `https://host/users/name`, `https://host/@name`. Empty where the address does not tell.
[[nodiscard]] std::string acct_of_actor(std::string_view uri, std::string_view home_host);

/// The account's own public timeline, reposts included.
[[nodiscard]] std::string statuses_path(std::string_view account_id);

}  // namespace vigie::collector::mastodon
