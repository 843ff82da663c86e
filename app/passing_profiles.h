// Profiles that a stream carried without a post of their accounts, until such a post is kept.
//
// A profile may come long before the first post that a watch asks for, and on some platforms
// (Nostr) never again. So that strangers are not stored all the same, the newest few thousand wait
// in memory; they are never written anywhere and end with the program. Later ones push out the
// oldest: then the account has no profile until it comes again.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "storage/model/account.h"

namespace vigie::app {

/// Of one source; one thread.
class PassingProfiles {
 public:
  static constexpr std::size_t kMostProfiles = 4'096;
  static constexpr std::size_t kMostBytes = 4'096;  ///< Of one profile's texts; longer ones go.

  /// The newest of an account replaces those before. An account that is gone or asked not to be
  /// kept is forgotten.
  void remember(const Account& profile);

  /// Takes out what is known of the account; nothing when nothing is.
  [[nodiscard]] std::optional<Account> take(std::string_view native_id);

  [[nodiscard]] std::size_t size() const { return profiles_.size(); }

 private:
  struct Waiting {
    Account profile;
    std::uint64_t number = 0;  ///< Of its entry in `order_`.
  };

  std::unordered_map<std::string, Waiting> profiles_;
  /// Oldest first; may name accounts that were taken, or came again since.
  std::deque<std::pair<std::uint64_t, std::string>> order_;
  std::uint64_t next_ = 0;
};

}  // namespace vigie::app
