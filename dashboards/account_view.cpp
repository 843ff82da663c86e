#include "dashboards/account_view.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <span>

#include "dashboards/language.h"

namespace vigie::dashboards {
namespace {

constexpr std::size_t kStrongest = 5;  // contributions that show at least two posts

using PostIds = std::set<std::int64_t>;
using Contributions = std::vector<const ReportContribution*>;

double points_of(const ReportContribution& contribution) {
  return contribution.nats * kPointsPerNat;
}

bool rounds_to_nothing(const ReportContribution& contribution) {
  return !std::isfinite(contribution.nats) || std::lround(points_of(contribution)) == 0;
}

/// Contributions from the strongest, whatever their side.
Contributions by_strength(const ReportAccount& account) {
  Contributions order;
  for (const ReportContribution& contribution : account.contributions) {
    if (!rounds_to_nothing(contribution)) {
      order.push_back(&contribution);
    }
  }
  std::stable_sort(order.begin(), order.end(), [](const auto* a, const auto* b) {
    return std::abs(a->nats) > std::abs(b->nats);
  });
  return order;
}

/// The small ones stand at the end, for `side.shown` is by falling size.
void add_up_small(Side& side) {
  const auto first =
      std::find_if(side.shown.begin(), side.shown.end(), [](const ReportContribution* c) {
        return std::abs(points_of(*c)) < kSmallPoints;
      });
  if (std::distance(first, side.shown.end()) < 2) {
    return;
  }
  for (auto it = first; it != side.shown.end(); ++it) {
    ++side.small;
    side.small_nats += (*it)->nats;
  }
  side.shown.erase(first, side.shown.end());
}

/// Contributions that stand on the page one by one and have a post to show, strongest first.
Contributions to_be_shown(const ReportAccount& account, const PostIds& present) {
  const Sides sides = split_sides(account);
  Contributions shown;
  for (const ReportContribution* contribution : by_strength(account)) {
    const auto& side = contribution->nats > 0.0 ? sides.speaks_for : sides.speaks_against;
    const bool is_shown =
        std::find(side.shown.begin(), side.shown.end(), contribution) != side.shown.end();
    const bool has_post = std::any_of(contribution->evidence.begin(),
                                      contribution->evidence.end(),
                                      [&](std::int64_t id) { return present.contains(id); });
    if (is_shown && has_post) {
      shown.push_back(contribution);
    }
  }
  return shown;
}

std::size_t picked_posts(const ReportContribution& contribution, const PostIds& picked) {
  return static_cast<std::size_t>(std::count_if(contribution.evidence.begin(),
                                                contribution.evidence.end(),
                                                [&](auto id) { return picked.contains(id); }));
}

/// How many contributions that still want a post have this one among their evidence.
std::size_t served_by(std::int64_t id,
                      std::span<const ReportContribution* const> order,
                      std::size_t wanted,
                      const PostIds& picked) {
  return static_cast<std::size_t>(
      std::count_if(order.begin(), order.end(), [&](const ReportContribution* contribution) {
        const auto& evidence = contribution->evidence;
        return std::find(evidence.begin(), evidence.end(), id) != evidence.end() &&
               picked_posts(*contribution, picked) < wanted;
      }));
}

/// Picks until each of `order` shows `wanted` posts or all that it has; of its posts always the one
/// that serves most contributions, the first of equals.
void cover(std::span<const ReportContribution* const> order,
           std::size_t wanted,
           std::size_t most,
           const PostIds& present,
           PostIds& picked) {
  for (const ReportContribution* contribution : order) {
    while (picked.size() < most && picked_posts(*contribution, picked) < wanted) {
      std::size_t best_served = 0;
      std::int64_t best = 0;
      for (const std::int64_t id : contribution->evidence) {
        if (!present.contains(id) || picked.contains(id)) {
          continue;
        }
        const std::size_t served = served_by(id, order, wanted, picked);
        if (served > best_served) {
          best_served = served;
          best = id;
        }
      }
      if (best_served == 0) {
        break;
      }
      picked.insert(best);
    }
  }
}

PostIds pick_evidence(const ReportAccount& account, std::size_t most) {
  PostIds present;
  for (const ReportPost& post : account.posts_shown) {
    present.insert(post.post_id);
  }
  const Contributions order = to_be_shown(account, present);
  std::size_t most_evidence = 0;
  for (const ReportContribution* contribution : order) {
    most_evidence = std::max(most_evidence, contribution->evidence.size());
  }
  PostIds picked;
  cover(order, 1, most, present, picked);
  cover(std::span{order}.first(std::min(kStrongest, order.size())), 2, most, present, picked);
  for (std::size_t wanted = 2; wanted <= most_evidence && picked.size() < most; ++wanted) {
    cover(order, wanted, most, present, picked);
  }
  return picked;
}

}  // namespace

Sides split_sides(const ReportAccount& account) {
  Sides sides;
  for (const ReportContribution* contribution : by_strength(account)) {
    auto& side = contribution->nats > 0.0 ? sides.speaks_for : sides.speaks_against;
    side.shown.push_back(contribution);
  }
  add_up_small(sides.speaks_for);
  add_up_small(sides.speaks_against);
  return sides;
}

std::vector<const ReportPost*> pick_posts(const ReportAccount& account, std::size_t most) {
  const PostIds evidence = pick_evidence(account, most);
  std::size_t others = most - evidence.size();
  std::vector<const ReportPost*> posts;
  for (const ReportPost& post : account.posts_shown) {
    const bool is_evidence = evidence.contains(post.post_id);
    if (is_evidence || others > 0) {
      others -= is_evidence ? 0 : 1;
      posts.push_back(&post);
    }
  }
  return posts;
}

bool is_above_line(const ReportAccount& account, double report_line) {
  // Declared accounts have no rank, and stand on no side of the line.
  return account.rank > 0 && account.likelihood && *account.likelihood >= report_line;
}

}  // namespace vigie::dashboards
