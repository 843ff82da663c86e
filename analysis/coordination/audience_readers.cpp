#include "analysis/coordination/audience_readers.h"

#include <algorithm>
#include <cstddef>
#include <utility>

namespace vigie::analysis {
namespace {

constexpr std::uint32_t kMostReaders = 60;  ///< More are the public.
/// Who follows a source takes a twentieth of what it shares from it, or more. So nobody belongs to
/// more than twenty audiences of a layer, and the work stays linear in the shares.
constexpr std::uint32_t kFollowingPart = 20;

/// A source as numbered in `Standing`, and an account that shared something of it.
using Following = std::pair<std::uint32_t, std::uint32_t>;

/// By source, then account; one for each object shared. `named` gets layer and source of each.
std::vector<Following> list_followings(const ShareTable& table,
                                       const Standing& standing,
                                       std::vector<std::pair<Layer, std::uint32_t>>& named) {
  std::vector<Following> followings;
  for (std::size_t o = 0; o < table.objects.size(); ++o) {
    const TableObject& object = table.objects[o];
    if (standing.source_of[o] == kNothing ||
        (object.layer != Layer::kRepost && object.layer != Layer::kUrl)) {
      continue;
    }
    named[standing.source_of[o]] = {object.layer, object.source};
    for (std::uint32_t i = object.first; i < object.first + object.sharers; ++i) {
      followings.emplace_back(standing.source_of[o], table.account[i]);
    }
  }
  std::sort(followings.begin(), followings.end());
  return followings;
}

}  // namespace

Audiences gather_audiences(const ShareTable& table,
                           const Standing& standing,
                           const CoordinationOptions& options) {
  std::vector<std::pair<Layer, std::uint32_t>> named(standing.total[Standing::kSource].size());
  const std::vector<Following> followings = list_followings(table, standing, named);
  Audiences audiences;
  for (std::size_t i = 0; i < followings.size();) {
    const std::uint32_t feed = followings[i].first;
    const auto& degrees = table.degree[static_cast<std::size_t>(named[feed].first)];
    const auto first = static_cast<std::uint32_t>(audiences.readers.size());
    while (i < followings.size() && followings[i].first == feed) {
      const auto end = std::find_if(followings.begin() + static_cast<std::ptrdiff_t>(i),
                                    followings.end(),
                                    [&](const Following& next) { return next != followings[i]; });
      const auto taken = static_cast<std::size_t>(end - followings.begin()) - i;
      if (kFollowingPart * taken >= degrees[followings[i].second]) {
        audiences.readers.push_back(followings[i].second);
      }
      i += taken;
    }
    const auto count = static_cast<std::uint32_t>(audiences.readers.size()) - first;
    if (count < options.min_members || count > kMostReaders) {
      audiences.readers.resize(first);
      continue;
    }
    audiences.list.push_back({named[feed].first, named[feed].second, feed, first, count});
  }
  return audiences;
}

}  // namespace vigie::analysis
