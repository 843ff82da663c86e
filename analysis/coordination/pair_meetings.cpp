#include "analysis/coordination/pair_meetings.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdlib>

#include "analysis/coordination/null_model.h"

namespace vigie::analysis {
namespace {

/// Up to so many meetings, comparing each with each is faster than sorting.
constexpr std::size_t kFew = 32;

/// Distinct posts, ascending, of one side of the meetings; each with a mark.
class UsedPosts {
 public:
  explicit UsedPosts(std::vector<std::uint32_t> posts) : posts_{std::move(posts)} {
    std::sort(posts_.begin(), posts_.end());
    posts_.erase(std::unique(posts_.begin(), posts_.end()), posts_.end());
    used_.assign(posts_.size(), 0);
  }

  std::uint8_t& mark_of(std::uint32_t post) {
    return used_[static_cast<std::size_t>(std::lower_bound(posts_.begin(), posts_.end(), post) -
                                          posts_.begin())];
  }

 private:
  std::vector<std::uint32_t> posts_;
  std::vector<std::uint8_t> used_;
};

}  // namespace

std::span<const MeetingFacts> PairMeetings::describe(std::span<const Meeting> meetings) {
  facts_.resize(meetings.size());
  for (std::size_t i = 0; i < meetings.size(); ++i) {
    const std::uint32_t o = table_.owner[meetings[i].share_a];
    const TableObject& object = table_.objects[o];
    facts_[i] = {
        std::abs(table_.time_ms[meetings[i].share_a] - table_.time_ms[meetings[i].share_b]),
        o,
        static_cast<std::uint8_t>(object.layer),
        static_cast<std::uint8_t>(popularity_of(object.sharers, max_sharers_)),
        object.sharers > max_sharers_,
        false};
  }
  counted_ = 0;
  if (meetings.size() <= kFew) {
    mark_few(meetings);
  } else {
    mark_many(meetings);
  }
  return facts_;
}

void PairMeetings::mark_few(std::span<const Meeting> meetings) {
  std::array<std::uint32_t, kFew> posts_a{};
  std::array<std::uint32_t, kFew> posts_b{};
  for (std::size_t i = 0; i < meetings.size(); ++i) {
    if (facts_[i].layer == static_cast<std::uint8_t>(Layer::kDomain)) {
      continue;
    }
    const std::uint32_t post_a = table_.post[meetings[i].share_a];
    const std::uint32_t post_b = table_.post[meetings[i].share_b];
    bool used = false;
    for (std::uint32_t k = 0; k < counted_; ++k) {
      used = used || posts_a[k] == post_a || posts_b[k] == post_b;
    }
    if (!used) {
      posts_a[counted_] = post_a;
      posts_b[counted_++] = post_b;
      facts_[i].counted = true;
    }
  }
}

void PairMeetings::mark_many(std::span<const Meeting> meetings) {
  std::vector<std::uint32_t> posts_a;
  std::vector<std::uint32_t> posts_b;
  for (const Meeting& meeting : meetings) {
    posts_a.push_back(table_.post[meeting.share_a]);
    posts_b.push_back(table_.post[meeting.share_b]);
  }
  UsedPosts used_a{std::move(posts_a)};
  UsedPosts used_b{std::move(posts_b)};
  for (std::size_t i = 0; i < meetings.size(); ++i) {
    if (facts_[i].layer == static_cast<std::uint8_t>(Layer::kDomain)) {
      continue;
    }
    std::uint8_t& a = used_a.mark_of(table_.post[meetings[i].share_a]);
    std::uint8_t& b = used_b.mark_of(table_.post[meetings[i].share_b]);
    if (a == 0 && b == 0) {
      a = 1;
      b = 1;
      ++counted_;
      facts_[i].counted = true;
    }
  }
}

}  // namespace vigie::analysis
