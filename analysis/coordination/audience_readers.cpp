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

}  // namespace

Audiences gather_audiences(const ShareTable& table,
                           const Standing& standing,
                           const CoordinationOptions& options) {
  std::vector<std::pair<std::uint32_t, std::uint32_t>> seen;  // feed, account
  std::vector<std::pair<Layer, std::uint32_t>> named(standing.total[Standing::kSource].size());
  for (std::size_t o = 0; o < table.objects.size(); ++o) {
    const TableObject& object = table.objects[o];
    if (standing.source_of[o] == kNothing ||
        (object.layer != Layer::kRepost && object.layer != Layer::kUrl)) {
      continue;
    }
    named[standing.source_of[o]] = {object.layer, object.source};
    for (std::uint32_t i = object.first; i < object.first + object.sharers; ++i) {
      seen.emplace_back(standing.source_of[o], table.account[i]);
    }
  }
  std::sort(seen.begin(), seen.end());
  Audiences audiences;
  for (std::size_t i = 0; i < seen.size();) {
    const std::uint32_t feed = seen[i].first;
    const auto first = static_cast<std::uint32_t>(audiences.readers.size());
    while (i < seen.size() && seen[i].first == feed) {
      std::size_t end = i;
      while (end < seen.size() && seen[end] == seen[i]) {
        ++end;
      }
      const auto layer = static_cast<std::size_t>(named[feed].first);
      if (kFollowingPart * (end - i) >= table.degree[layer][seen[i].second]) {
        audiences.readers.push_back(seen[i].second);
      }
      i = end;
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
