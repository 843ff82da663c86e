#include "tests/analysis/small_shares.h"

#include <algorithm>
#include <tuple>

namespace vigie::tests {

analysis::WindowShares SmallShares::build() const {
  std::vector<SmallPost> sorted = posts;
  std::stable_sort(sorted.begin(), sorted.end(), [](const SmallPost& a, const SmallPost& b) {
    return std::tie(a.time_ms, a.account) < std::tie(b.time_ms, b.account);
  });
  analysis::WindowShares out;
  out.window = {from_ms(0), from_ms(end_ms)};
  out.accounts = accounts;
  std::uint32_t objects = 1;
  for (const SmallPost& post : sorted) {
    for (const std::uint32_t object : post.objects) {
      objects = std::max(objects, object + 1);
      out.shares.push_back(static_cast<std::uint64_t>(object) << 32U | out.post.size());
    }
    out.post.push_back(PostId{static_cast<std::int64_t>(out.post.size()) + 1});
    out.account.push_back(post.account);
    out.time_ms.push_back(post.time_ms);
    out.topics.push_back(post.topics);
    out.reposts.push_back(post.reposts);
    out.listed.push_back(post.listed);
    out.is_repost.push_back(post.is_repost ? 1 : 0);
    out.subject.push_back(analysis::WindowShares::kNoPost);
  }
  std::sort(out.shares.begin(), out.shares.end());
  out.kind.assign(objects, AmplifiedKind::kUrl);
  std::copy(kinds.begin(), kinds.end(), out.kind.begin() + 1);
  out.post_of.assign(objects, analysis::WindowShares::kNoPost);
  out.reposts_of.assign(objects, 0);
  out.first_source = objects;
  return out;
}

std::vector<analysis::ActivityAccount> numbered_accounts(std::uint32_t count) {
  std::vector<analysis::ActivityAccount> accounts(count);
  for (std::uint32_t i = 0; i < count; ++i) {
    accounts[i].account = AccountId{i + 1};
  }
  return accounts;
}

}  // namespace vigie::tests
