// Names that reports withhold: of accounts that asked not to be shown in public.
//
// Any opt-out bit counts (PLATFORMS.md section 3: Bluesky's `!no-unauthenticated`, Mastodon's
// `noindex`, `discoverable` and `indexable` set to false, a request). The readers that fill what is
// rendered ask here, so that no renderer can forget: handle and native id become a pseudonym, the
// same in every report of one database; texts and ids of such an account's posts are left out;
// its name in what others wrote is replaced. `vigie show` does not ask: it answers the person.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "storage/model/ids.h"
#include "storage/sqlite/database.h"
#include "storage/sqlite/statement.h"

namespace vigie::storage {

/// Reads over a connection of any mode, which must outlive it; remembers what it looked up, so that
/// one instance belongs to one reading. One thread. @throws StorageError.
class WithheldNames {
 public:
  explicit WithheldNames(Database& database);

  /// Somebody opted out. Else everything may be shown as it is, and nothing is looked up.
  [[nodiscard]] bool is_needed() const { return is_needed_; }

  /// `account-` and ten hex digits: HMAC-SHA-256 of platform and native id under the file's key.
  /// Nothing for an account that may be named, or is not there.
  [[nodiscard]] std::optional<std::string> pseudonym(AccountId account);

  /// Puts the pseudonym in the place of both names. @return  Whether the account is withheld.
  bool hide(AccountId account, std::string& native_id, std::string& handle);

  /// The same for an account that is known by its platform and native id.
  bool hide(std::string_view platform, std::string& native_id, std::string& handle);

  /// `text` without the names of withheld accounts: `@name`, `name` with two dots or more, ids such
  /// as DIDs, and addresses, which end where the name stood. Mastodon's `@name` without a server
  /// may be anybody of that name: it reads `@withheld`.
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
  struct Found {
    std::size_t at;  ///< Of the name: where it begins in an address, ends in a word.
    std::string name;
  };

  [[nodiscard]] std::optional<std::string> named(std::string_view platform, std::string_view name);
  [[nodiscard]] std::optional<std::string> with_native_id(std::string_view platform,
                                                          std::string_view native_id);
  [[nodiscard]] bool has_local_name(std::string_view platform, std::string_view name);
  [[nodiscard]] std::optional<std::string> distinct(std::string_view name);
  [[nodiscard]] std::optional<Found> in_address(std::string_view address, int nesting);
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
  [[nodiscard]] bool hides_encoded(std::string_view platform, std::string_view chunk);
  void append_words(std::string_view platform, std::string_view chunk, std::string& out);
  void append_chunk(std::string_view platform, std::string_view chunk, std::string& out);

  bool is_needed_;
  std::string key_;  ///< Of the pseudonyms.
  Statement account_;
  Statement handle_;
  Statement native_id_;
  Statement local_name_;
  Statement author_;
  Statement shared_author_;
  std::unordered_map<std::int64_t, std::optional<std::string>> accounts_;
  std::unordered_map<std::string, std::optional<std::string>> names_;
  std::unordered_map<std::string, std::optional<std::string>> native_ids_;
  std::unordered_map<std::string, bool> local_names_;
};

}  // namespace vigie::storage
