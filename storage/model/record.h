// What a source hands over: parsed records in batches, with the place up to which they reach.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "storage/model/account.h"
#include "storage/model/post.h"

namespace vigie {

/// A record that was refused: kept with its reason and its bytes.
struct Reject {
  std::uint64_t line = 0;         ///< First line is 1; 0 where lines mean nothing.
  std::uint64_t byte_offset = 0;  ///< In the decompressed stream.
  std::string reason;             ///< Stable words, e.g. `time: missing`; grouped in reports.
  std::string detail;             ///< What exactly, e.g. the column and the value.
  std::string bytes;              ///< The record as it came, cut at 4 KiB.
};

/// A post that was deleted.
struct PostDeletion {
  std::string native_id;  ///< Key of the post; with `place`, what that server calls it.
  std::optional<UtcTime> time;
  /// Who deletes, where only the author may: a post of anybody else stays. Empty: the platform says
  /// that it is gone.
  std::string account_native_id = {};
  std::string place = {};  ///< The server whose name for the post `native_id` is; see PostAlias.
};

/// What one of many servers calls a post: its ids mean nothing on any other.
struct PostAlias {
  std::string place;  ///< The server, e.g. `social.example`.
  std::string local_id;
  std::string native_id;
};

/// Where a post of a batch stands in its source, and the record itself where it is to be kept.
struct PostOrigin {
  std::uint64_t line = 0;
  std::uint64_t byte_offset = 0;
  std::string raw;  ///< The record as it came, as one zstd frame; empty: not to be kept.
};

/// A stretch of time in which a live source would have seen every post that it asks for.
struct SeenSpan {
  std::string account_native_id;  ///< Empty: whatever the source asks for, of whomever.
  UtcTime begin{};
  UtcTime end{};
};

/// A stretch of time that a live source did not see.
struct CoverageGap {
  UtcTime begin{};
  UtcTime end{};
  std::string reason;  ///< `stopped`, `throttled`, `cursor too old`, `error`, `quota`.
};

/// Records of one stretch of a source, in its order.
struct RecordBatch {
  std::string platform;  ///< `x`, `bluesky`, `mastodon`, ...; one per batch.
  std::vector<Account> accounts;
  std::vector<Post> posts;
  std::vector<PostOrigin> origins;  ///< Of `posts`, in their order; none where a source has none.
  std::string raw_format;           ///< How `PostOrigin::raw` is to be read, e.g. `jetstream`.
  std::vector<PostAlias> aliases;   ///< Of posts of the batch; kept for those that are.
  std::vector<PostDeletion> deletions;
  std::vector<AccountLabel> labels;
  std::vector<Reject> rejects;
  std::uint64_t records_read = 0;  ///< Rows, lines or array elements that held a record.
  std::uint64_t records_ignored =
      0;  ///< Of these: valid, of a kind Vigie does not keep (likes, follows).
  /// Of the ignored, those whose reason is worth telling: stable words, and how many.
  std::map<std::string, std::uint64_t> ignored_reasons;
  std::uint64_t end_offset = 0;  ///< Byte after the last record, in the decompressed stream.
  std::uint64_t end_line = 0;
  // Of live sources only:
  std::string cursor;  ///< Where to go on after this batch, verbatim; empty: as before.
  std::vector<SeenSpan> seen;
  std::vector<CoverageGap> gaps;
  /// Profiles, states and deletions speak of everybody: those of accounts and posts that are not
  /// stored leave no trace.
  bool is_about_everybody = false;

  /// Counts a record that is left out on purpose, e.g. for `visibility: not public`.
  void ignore(const std::string& reason) {
    ++records_ignored;
    ++ignored_reasons[reason];
  }

  [[nodiscard]] bool empty() const {
    return accounts.empty() && posts.empty() && deletions.empty() && labels.empty() &&
           rejects.empty() && records_read == 0 && cursor.empty() && seen.empty() && gaps.empty();
  }
};

}  // namespace vigie
