// Answers of Bluesky's servers as batches: profiles, posts, feeds, repositories. Pure: no I/O.
//
// One item that cannot be read is refused with its reason; a page that is none is an error.
// Source: lexicons app.bsky.actor.defs, app.bsky.feed.defs, com.atproto.repo.listRecords; DID
// documents after atproto.com/specs/did.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "collector/archive/record_parser.h"
#include "storage/model/record.h"

namespace vigie::collector {

/// What a page says beside its items.
struct PageEnd {
  std::string cursor;             ///< Of the next page; empty: this was the last.
  std::optional<UtcTime> oldest;  ///< Of the account's posts on it; nothing: there are none.
  std::size_t posts = 0;          ///< Of the account.
  std::size_t of_others = 0;      ///< Items left out because they are another account's.
};

/// Reason of a page that holds another account's items and none of the one asked for: the answer to
/// another question, as a cache gives that mixes up its entries. Worth asking again.
inline constexpr std::string_view kAnotherAccount = "feed: of another account";

class AppViewPages {
 public:
  AppViewPages();
  AppViewPages(const AppViewPages&) = delete;
  AppViewPages& operator=(const AppViewPages&) = delete;
  AppViewPages(AppViewPages&&) = delete;
  AppViewPages& operator=(AppViewPages&&) = delete;
  ~AppViewPages();

  /// `app.bsky.actor.getProfiles`. Accounts are seen at `now`.
  [[nodiscard]] tl::expected<void, ParseError> read_profiles(std::string_view json,
                                                             UtcTime now,
                                                             RecordBatch& batch);

  /// `app.bsky.feed.getPosts` and `app.bsky.feed.searchPosts`: posts of whomever, with their
  /// counters; `observed` is when the AppView indexed them.
  [[nodiscard]] tl::expected<PageEnd, ParseError> read_posts(std::string_view json,
                                                             UtcTime now,
                                                             RecordBatch& batch);

  /// `app.bsky.feed.getAuthorFeed` of `did`: its posts and its reposts. What others wrote and it
  /// reposted is not kept, nor is a repost whose key is not told. @returns an error with the reason
  /// `kAnotherAccount` for a page of somebody else.
  [[nodiscard]] tl::expected<PageEnd, ParseError> read_author_feed(std::string_view json,
                                                                   std::string_view did,
                                                                   UtcTime now,
                                                                   RecordBatch& batch);

  /// `com.atproto.repo.listRecords` of `did`, of a collection of posts or reposts. A repository
  /// does not say when a record was seen: `observed` is `now` where the claimed time is missing or
  /// has not come yet, else nothing.
  [[nodiscard]] tl::expected<PageEnd, ParseError> read_records(std::string_view json,
                                                               std::string_view did,
                                                               UtcTime now,
                                                               RecordBatch& batch);

  /// `com.atproto.identity.resolveHandle`; nothing when the answer names no DID.
  [[nodiscard]] std::optional<std::string> read_did(std::string_view json);

  /// The address of the server that a DID document names for `did`, without a slash at its end.
  /// Nothing when it names none, or one that is not a public https host: whoever owns a DID writes
  /// there what he likes. `is_private_network`: any http or https address will do.
  [[nodiscard]] std::optional<std::string> read_server(std::string_view json,
                                                       std::string_view did,
                                                       bool is_private_network);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace vigie::collector
