// Reads ahead of the writer: which objects the next posts share, so that their look-ups find in the
// processor's caches what they need.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "storage/model/share.h"
#include "storage/object_writer.h"

namespace vigie::storage {

class ShareLookahead {
 public:
  static constexpr std::size_t kSlotsAhead = 16;  ///< Posts.
  static constexpr std::size_t kKeysAhead = 8;

  /// All of them outlive this.
  ShareLookahead(const ObjectWriter& objects,
                 const PlatformRef& platform,
                 std::span<const PreparedPost> posts)
      : objects_(objects), platform_(platform), posts_(posts) {
    first_.reserve(posts.size() + 1);
    first_.push_back(0);
  }

  /// Hashes of the shares of post `index`, in their order; indexes rise. Valid until the next call.
  [[nodiscard]] std::span<const std::uint64_t> hashes_of(std::size_t index) {
    for (; read_ < posts_.size() && read_ <= index + kSlotsAhead; ++read_) {
      for (const SharedObject& object : posts_[read_].shares) {
        hashes_.push_back(objects_.expect(platform_, object));
      }
      first_.push_back(hashes_.size());
    }
    if (const std::size_t near = index + kKeysAhead; near < posts_.size()) {
      for (const std::uint64_t hash : of(near)) {
        objects_.expect_key(hash);
      }
    }
    return of(index);
  }

 private:
  [[nodiscard]] std::span<const std::uint64_t> of(std::size_t index) const {
    return std::span{hashes_}.subspan(first_[index], first_[index + 1] - first_[index]);
  }

  const ObjectWriter& objects_;
  const PlatformRef& platform_;
  std::span<const PreparedPost> posts_;
  std::size_t read_ = 0;
  std::vector<std::size_t> first_;
  std::vector<std::uint64_t> hashes_;
};

}  // namespace vigie::storage
