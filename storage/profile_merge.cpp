#include "storage/profile_merge.h"

#include <optional>
#include <string>

namespace vigie::storage {
namespace {

/// Fills a gap always, takes another value only when `overwrites`; nothing never overwrites.
void take(std::string& known, const std::string& added, bool overwrites) {
  if (!added.empty() && (overwrites || known.empty())) {
    known = added;
  }
}

template <typename Value>
void take(std::optional<Value>& known, const std::optional<Value>& added, bool overwrites) {
  if (added && (overwrites || !known)) {
    known = added;
  }
}

}  // namespace

bool says_the_same(const Account& a, const Account& b) {
  return a.handle == b.handle && a.display_name == b.display_name && a.bio == b.bio &&
         a.host == b.host && a.created == b.created && a.followers == b.followers &&
         a.following == b.following && a.posts_count == b.posts_count &&
         a.declared_bot == b.declared_bot && a.verified == b.verified && a.state == b.state &&
         a.opt_out == b.opt_out;
}

void merge_profile(Account& known, const Account& added) {
  const bool overwrites = !known.seen || (added.seen && *added.seen >= *known.seen);
  take(known.handle, added.handle, overwrites);
  take(known.display_name, added.display_name, overwrites);
  take(known.bio, added.bio, overwrites);
  take(known.host, added.host, overwrites);
  take(known.created, added.created, overwrites);
  take(known.followers, added.followers, overwrites);
  take(known.following, added.following, overwrites);
  take(known.posts_count, added.posts_count, overwrites);
  take(known.verified, added.verified, overwrites);
  take(known.state, added.state, overwrites);
  take(known.seen, added.seen, overwrites);
  const bool fills = overwrites || known.declared_bot == DeclaredBot::kUnknown;
  if (added.declared_bot != DeclaredBot::kUnknown && fills) {
    known.declared_bot = added.declared_bot;
  }
  known.opt_out |= added.opt_out;
}

}  // namespace vigie::storage
