// One account in one window, as the store holds it now: what a single account can be measured on
// again, without reading the window of everybody.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "storage/model/activity.h"
#include "storage/model/ids.h"
#include "storage/model/post.h"

namespace vigie {

struct AccountRows {
  struct Post {
    PostId post;
    std::int64_t sort_ms = 0;
    PostKind kind = PostKind::kPost;
    std::string text;
    std::uint64_t text_hash = 0;
    std::string language;
    std::optional<std::int64_t> subject_created_ms;
    ObjectId subject;
    AccountId subject_account;
    std::string native_id;
    ObjectId parent;
    std::string client;
  };

  struct Url {
    PostId post;
    std::string host;  ///< Empty for an address without one.
  };

  /// Whom it reposts or quotes, as far as a handle is known.
  struct Subject {
    AccountId account;
    std::string platform;
    std::string handle;
  };

  std::vector<Post> posts;            ///< By time, then post id.
  std::vector<Url> urls;              ///< By post.
  std::vector<Subject> subjects;      ///< By account.
  std::vector<CoverageRow> coverage;  ///< Cut to the window.
  std::vector<LedgerRow> ledger;      ///< Of the live sources that the coverage rests on; likewise.
};

}  // namespace vigie
