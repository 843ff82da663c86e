// Names that reports withhold: of accounts that asked not to be shown in public, and of those that
// the team's rules leave unnamed for they have few followers (naming_rules.h).
//
// Any opt-out bit counts (PLATFORMS.md section 3: Bluesky's `!no-unauthenticated`, Mastodon's
// `noindex`, `discoverable` and `indexable` set to false, a request), whatever the rules say. The
// readers that fill what is rendered ask here, so that no renderer can forget: handle and native id
// become a pseudonym, the same in every report of one database; texts and ids of such an account's
// posts are left out; its name in what others wrote is replaced. `vigie show` does not ask: it
// answers the person, and the team.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "storage/model/ids.h"
#include "storage/model/withheld.h"
#include "storage/naming_rules.h"
#include "storage/sqlite/database.h"
#include "storage/sqlite/statement.h"

namespace vigie::storage {

struct AddressPlace;

/// `account-` and ten hex digits: HMAC-SHA-256 of platform and native id under the file's key.
[[nodiscard]] std::string account_pseudonym(std::string_view key,
                                            std::string_view platform,
                                            std::string_view native_id);

/// Whether it has that form.
[[nodiscard]] bool is_pseudonym(std::string_view name);

/// The key of the pseudonyms of this database. @throws StorageError  There is none.
[[nodiscard]] std::string pseudonym_key(Database& database);

/// Reads over a connection of any mode, which must outlive it; remembers what it looked up, so that
/// one instance belongs to one reading. One thread. @throws StorageError.
class WithheldNames {
 public:
  WithheldNames(Database& database, NamingRules rules);

  /// Somebody opted out, or followers count. Else everything may be shown as it is, and nothing is
  /// looked up.
  [[nodiscard]] bool is_needed() const { return is_needed_; }

  /// Nothing for an account that may be named, or is not there.
  [[nodiscard]] std::optional<Withheld> why(AccountId account);

  /// Nothing where `why` says nothing.
  [[nodiscard]] std::optional<std::string> pseudonym(AccountId account);

  /// Puts the pseudonym in the place of both names. @return  What `why` says.
  std::optional<Withheld> hide(AccountId account, std::string& native_id, std::string& handle);

  /// The same for an account that is known by its platform and native id.
  std::optional<Withheld> hide(std::string_view platform,
                               std::string& native_id,
                               std::string& handle);

  /// `text` without the names of withheld accounts: `@name`, `name` with two dots or more, ids such
  /// as DIDs, and addresses, which end where the name stood. Mastodon's `@name` without a server
  /// may be anybody of that name: it reads `@withheld`. A name that an account which may be named
  /// bears too is left, unless one of them opted out: it is that account's before it is another's.
  ///
  /// A text ends where words of a withheld account begin that are repeated by hand.
  ///
  /// @param platform  Whose names are meant outside of addresses, before those of any; empty: any.
  [[nodiscard]] std::string in_text(std::string_view platform, std::string_view text);

  /// A text that a withheld account's words make: a repost by hand, `RT @name: ...`, anywhere.
  [[nodiscard]] bool repeats_withheld(std::string_view platform, std::string_view text);

  /// Author of a post that others shared, by its native id: of the post itself where it is stored,
  /// else as its reposts name it. Nothing where nobody says.
  [[nodiscard]] std::optional<AccountId> author_of(std::string_view platform,
                                                   std::string_view native_id);

  /// Native id of a post as it may be shown: `account-.../post-...` for one of a withheld account.
  [[nodiscard]] std::string post_id(std::string_view platform, std::string_view native_id);

  /// Key of an object (share.h) as it may be shown: `platform id` of a post, a URL, hashtags.
  [[nodiscard]] std::string object_key(std::string_view key);

 private:
  /// An account whose name is withheld.
  struct Hidden {
    std::string name;
    Withheld why;
  };

  struct Described {
    std::string platform;
    std::string native_id;
    std::optional<Withheld> why;
  };

  /// Who bears a name.
  struct Bearer {
    bool is_known = false;              ///< Somebody bears it.
    bool is_by_handle_only = false;     ///< Nobody of whom more is known.
    std::optional<AccountId> withheld;  ///< Nothing: nobody does, or one who may be named.
  };

  struct Found {
    std::size_t at;  ///< Of the name: where it begins in an address, ends in a word.
    std::string name;
  };

  [[nodiscard]] const std::optional<Hidden>& hidden(AccountId account);
  [[nodiscard]] Described describe(AccountId account);
  [[nodiscard]] std::optional<Hidden> look_up(AccountId account);
  [[nodiscard]] bool is_public(AccountId account, std::string_view platform);
  [[nodiscard]] std::optional<Withheld> reason(const Statement& row);
  [[nodiscard]] Bearer bearer(Statement& rows);
  [[nodiscard]] std::optional<std::string> named(std::string_view platform, std::string_view name);
  [[nodiscard]] std::optional<std::string> with_native_id(std::string_view platform,
                                                          std::string_view native_id);
  [[nodiscard]] bool has_local_name(std::string_view platform, std::string_view name);
  [[nodiscard]] std::optional<std::string> distinct(std::string_view name);
  [[nodiscard]] std::optional<std::string> of_nostr(std::string_view word);
  [[nodiscard]] std::optional<std::string> in_place(const AddressPlace& place);
  [[nodiscard]] std::optional<Found> in_address(std::string_view address);
  [[nodiscard]] std::optional<std::string> in_segment(std::string_view host,
                                                      std::string_view before,
                                                      std::string_view segment);
  [[nodiscard]] std::optional<std::string> marked(std::string_view platform,
                                                  std::string_view body,
                                                  std::size_t end,
                                                  bool is_inside);
  [[nodiscard]] std::optional<Found> name_at(std::string_view platform,
                                             std::string_view word,
                                             bool is_inside);
  [[nodiscard]] std::optional<std::size_t> end_of_own_words(std::string_view platform,
                                                            std::string_view text);
  void append_word(std::string_view platform, std::string_view word, std::string& out);
  void append_readable(std::string_view platform, std::string_view chunk, std::string& out);
  void append_words(std::string_view platform, std::string_view chunk, std::string& out);
  void append_chunk(std::string_view platform, std::string_view chunk, std::string& out);
  void append_chunks(std::string_view platform, std::string_view text, std::string& out);
  void append_dotted(std::string_view platform, std::string_view text, std::string& out);

  NamingRules rules_;
  bool is_needed_;
  std::string key_;  ///< Of the pseudonyms.
  Statement account_;
  Statement handle_;
  Statement native_id_;
  Statement local_name_;
  Statement class_;
  Statement author_;
  Statement shared_author_;
  std::unordered_map<std::int64_t, std::optional<Hidden>> accounts_;
  std::unordered_map<std::string, std::optional<std::string>> names_;
  std::unordered_map<std::string, std::optional<std::string>> native_ids_;
  std::unordered_map<std::string, bool> local_names_;
};

}  // namespace vigie::storage
