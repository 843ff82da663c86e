// Rows of a time window as the store hands them to analysis: one post, one share, one domain.
// Views into the store's buffers: valid only during the call that receives them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "storage/model/account.h"
#include "storage/model/finding.h"
#include "storage/model/ids.h"
#include "storage/model/post.h"
#include "storage/model/share.h"

namespace vigie {

/// One post of a window, in order of `sort_ms`.
struct PostRow {
  PostId post;
  AccountId account;
  std::int64_t sort_ms = 0;
  PostKind kind = PostKind::kPost;
  std::string_view text;
  std::uint64_t text_hash = 0;
  std::string_view language;
  std::optional<std::int64_t> subject_created_ms;  ///< When the reposted post was written.
  ObjectId subject;                                ///< Reposted or quoted post; 0 when none.
  std::string_view native_id;
  AccountId subject_account;  ///< Whose post it is; 0 when unknown.
  ObjectId parent;            ///< Post replied to; 0 when none.
  std::string_view client;    ///< Program it was sent with, as the platform names it.
};

/// One share, in order of (post, object).
struct ShareRow {
  PostId post;
  ObjectId object;
};

/// One object that accounts can share.
struct ObjectRow {
  ObjectId object;
  ObjectKind kind = ObjectKind::kUrl;
  std::string_view key;
  DomainId domain;  ///< URLs; 0 for others.
  UrlState url_state = UrlState::kPlain;
};

struct DomainRow {
  DomainId domain;
  std::string_view host;         ///< Lower-case ASCII, without `www.`.
  std::string_view registrable;  ///< By the Public Suffix List.
};

/// A handle, whether its account posted or was only reposted.
struct HandleRow {
  AccountId account;
  std::string_view platform;
  std::string_view handle;
};

/// An account that posted in the window.
struct AccountRow {
  AccountId account;
  std::string_view platform;
  std::string_view native_id;
  std::string_view handle;
  std::optional<std::int64_t> created_ms;
  std::optional<std::int64_t> followers;
  std::optional<std::int64_t> following;
  std::optional<std::int64_t> posts_count;  ///< Of its whole life, as the platform counts.
  DeclaredBot declared_bot = DeclaredBot::kUnknown;
};

/// A span in which an account's posts would have been seen.
struct CoverageRow {
  AccountId account;
  std::int64_t begin_ms = 0;
  std::int64_t end_ms = 0;
  bool assumed = true;
  std::int64_t live_source = 0;  ///< Whose reading it rests on; 0: an archive.
};

/// What a live source says of a stretch of time: that it missed it, or saw it.
struct LedgerRow {
  std::int64_t live_source = 0;
  std::int64_t begin_ms = 0;
  std::int64_t end_ms = 0;
  bool is_missed = true;
};

}  // namespace vigie
