// Keys of the store: 64-bit integers of distinct types, so that an account is never passed for a
// post.
//
// They are database keys: they depend on the order of arrival and never order a result. Ties go by
// natural keys (platform and native id, object kind and key).
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace vigie {

/// A database key of one kind of record; 0 means "none".
template <typename Tag>
struct Id {
  std::int64_t value = 0;

  friend auto operator<=>(const Id&, const Id&) = default;

  [[nodiscard]] explicit operator bool() const { return value != 0; }
};

using PlatformId = Id<struct PlatformTag>;
using AccountId = Id<struct AccountTag>;
using PostId = Id<struct PostTag>;
using ObjectId = Id<struct ObjectTag>;
using DomainId = Id<struct DomainTag>;
using CollectionId = Id<struct CollectionTag>;
using RunId = Id<struct RunTag>;

}  // namespace vigie

template <typename Tag>
struct std::hash<vigie::Id<Tag>> {
  std::size_t operator()(const vigie::Id<Tag>& id) const noexcept {
    return std::hash<std::int64_t>{}(id.value);
  }
};
