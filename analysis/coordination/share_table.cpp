#include "analysis/coordination/share_table.h"

#include <algorithm>
#include <cassert>
#include <numeric>
#include <tuple>

namespace vigie::analysis {
namespace {

struct Row {
  std::int64_t time_ms = 0;
  std::uint32_t account = 0;
  std::uint32_t post = 0;
};

/// Counting sort by object: rows of object o are [begin[o], begin[o + 1]).
struct Grouped {
  std::vector<Row> rows;
  std::vector<std::size_t> begin;
};

Grouped group_by_object(const LayerShares& shares, [[maybe_unused]] std::uint32_t accounts) {
  Grouped grouped;
  grouped.begin.assign(std::size_t{shares.objects} + 1, 0);
  for (const std::uint32_t object : shares.object) {
    assert(object < shares.objects);
    ++grouped.begin[std::size_t{object} + 1];
  }
  std::partial_sum(grouped.begin.begin(), grouped.begin.end(), grouped.begin.begin());
  std::vector<std::size_t> next(grouped.begin.begin(), grouped.begin.end() - 1);
  grouped.rows.resize(shares.object.size());
  for (std::size_t i = 0; i < shares.object.size(); ++i) {
    assert(shares.account[i] < accounts);
    grouped.rows[next[shares.object[i]]++] = {shares.time_ms[i], shares.account[i], shares.post[i]};
  }
  return grouped;
}

/// First share of each account, then in time order. @return  The end of what is kept.
std::span<Row> keep_first_shares(std::span<Row> rows) {
  std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) {
    return std::tie(a.account, a.time_ms, a.post) < std::tie(b.account, b.time_ms, b.post);
  });
  const auto end = std::unique(
      rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.account == b.account; });
  const auto kept = rows.first(static_cast<std::size_t>(end - rows.begin()));
  std::sort(kept.begin(), kept.end(), [](const Row& a, const Row& b) {
    return std::tie(a.time_ms, a.account, a.post) < std::tie(b.time_ms, b.account, b.post);
  });
  return kept;
}

void append_object(ShareTable& table, TableObject object, std::span<const Row> rows) {
  object.first = static_cast<std::uint32_t>(table.account.size());
  object.sharers = static_cast<std::uint32_t>(rows.size());
  if (object.origin.account == kNothing) {
    object.origin = {rows.front().account, rows.front().time_ms};
  }
  for (const Row& row : rows) {
    table.account.push_back(row.account);
    table.post.push_back(row.post);
    table.time_ms.push_back(row.time_ms);
    table.owner.push_back(static_cast<std::uint32_t>(table.objects.size()));
  }
  table.objects.push_back(object);
}

void append_layer(ShareTable& table, const LayerShares& shares, std::uint32_t accounts) {
  Grouped grouped = group_by_object(shares, accounts);
  const auto layer = static_cast<std::size_t>(shares.layer);
  std::vector<std::uint32_t>& degree = table.degree[layer];
  assert(degree.empty() && "a layer comes once");
  degree.assign(accounts, 0);
  const std::span<Row> rows{grouped.rows};
  for (std::uint32_t o = 0; o < shares.objects; ++o) {
    const auto kept =
        keep_first_shares(rows.subspan(grouped.begin[o], grouped.begin[o + 1] - grouped.begin[o]));
    for (const Row& row : kept) {
      ++degree[row.account];
    }
    table.total_degree[layer] += kept.size();
    const std::uint32_t source = shares.source.empty() ? kNothing : shares.source[o];
    if (kept.size() == 1 && source != kNothing) {
      table.lone.push_back({kept.front().account, source, shares.layer});
    }
    if (kept.size() >= 2) {
      const Publication origin = shares.published.empty() ? Publication{} : shares.published[o];
      append_object(table, {0, 0, o, source, shares.layer, origin}, kept);
    }
  }
}

}  // namespace

ShareTable make_share_table(const CoordinationInput& input) {
  ShareTable table;
  for (std::size_t layer = 0; layer < kLayerCount; ++layer) {
    for (const LayerShares& shares : input.layers) {
      if (static_cast<std::size_t>(shares.layer) == layer) {
        append_layer(table, shares, input.accounts);
      }
    }
  }
  return table;
}

}  // namespace vigie::analysis
