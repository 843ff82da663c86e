// Keys that the store makes itself: of posts that came without a native id, and of people who asked
// to be left alone.
#pragma once

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "storage/model/post.h"

namespace vigie::storage {

/// How often each content has been seen in one pass over a file: 16 bytes a row, at 3/8 to 3/4
/// full.
class OccurrenceTable {
 public:
  /// @return  Times `hash` was asked for before: 0, 1, 2, ...
  std::uint32_t next(std::uint64_t hash);

 private:
  struct Slot {
    std::uint64_t hash = 0;
    std::uint32_t count = 0;  ///< 0: free.
  };

  void grow();

  std::vector<Slot> slots_;
  std::size_t used_ = 0;
};

/// Makes `k:` and 32 hex digits: 8 of the time (seconds since 1970, modulo 2^32), then the first 96
/// bits of SHA-256 over platform, account, time (ms), kind, subject and text, each with its length;
/// from the second occurrence in a pass on, over that and the occurrence number. Exact repeats in a
/// file stay apart, and a second pass makes the same keys. The time comes first so that keys of a
/// file in time order go to one end of their index: half the cost of keys without order.
class PostKeyMaker {
 public:
  PostKeyMaker();
  PostKeyMaker(PostKeyMaker&& other) noexcept;
  PostKeyMaker& operator=(PostKeyMaker&& other) noexcept;
  PostKeyMaker(const PostKeyMaker&) = delete;
  PostKeyMaker& operator=(const PostKeyMaker&) = delete;
  ~PostKeyMaker();

  [[nodiscard]] std::string make(std::string_view platform,
                                 const Post& post,
                                 OccurrenceTable& occurrences);

 private:
  struct Digest;
  std::unique_ptr<Digest> digest_;
  std::string content_;  ///< Reused from post to post.
};

/// 64 hex digits: HMAC-SHA256 of platform, space, native id. The list of people who asked to be
/// left alone holds these, so that the list itself names nobody.
[[nodiscard]] std::string suppression_hash(std::string_view key,
                                           std::string_view platform,
                                           std::string_view native_id);

}  // namespace vigie::storage
