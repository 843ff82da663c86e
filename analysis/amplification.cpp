#include "analysis/amplification.h"

#include <algorithm>
#include <array>
#include <bit>
#include <functional>
#include <iterator>
#include <numeric>
#include <tuple>
#include <unordered_map>
#include <utility>

#include "storage/model/time.h"

namespace vigie::analysis {
namespace {

constexpr std::size_t kTopTen = 10;
constexpr std::size_t kPercent = 100;
constexpr std::uint32_t kLeastSharers = 2;

/// What decides whether an object is shown.
struct Summary {
  ShareRange range;
  std::uint32_t accounts = 0;
  TopicMask topics = 0;
  std::int64_t first_ms = 0;

  [[nodiscard]] std::size_t shares() const { return range.end - range.begin; }
};

/// Topics that at least half of an object's shares are on.
class TopicMajority {
 public:
  void add(TopicMask topics) {
    for (; topics != 0; topics &= topics - 1) {
      ++counts_.at(static_cast<std::size_t>(std::countr_zero(topics)));
    }
  }

  /// Forgets what was added.
  TopicMask take(std::size_t shares) {
    TopicMask mask = 0;
    for (std::size_t t = 0; t < counts_.size(); ++t) {
      mask |= counts_[t] > 0 && 2 * counts_[t] >= shares ? TopicMask{1} << t : TopicMask{0};
    }
    counts_.fill(0);
    return mask;
  }

 private:
  std::array<std::size_t, 32> counts_{};
};

std::vector<Summary> summarise(const WindowShares& shares) {
  std::vector<Summary> summaries;
  CarrierCount carriers{{}, shares.accounts};
  TopicMajority majority;
  for_each_object(shares, [&](const ShareRange& range) {
    const bool is_source = range.object >= shares.first_source;
    if (!is_source && range.end - range.begin < kLeastSharers) {
      return;
    }
    carriers.begin();
    for (std::size_t i = range.begin; i < range.end; ++i) {
      const std::uint32_t post = post_of_share(shares.shares[i]);
      carriers.add(shares.account[post]);
      majority.add(shares.topics[post]);
    }
    const TopicMask topics = majority.take(range.end - range.begin);
    const auto accounts = static_cast<std::uint32_t>(carriers.all().accounts);
    if (is_source || accounts >= kLeastSharers) {
      summaries.push_back(
          {range, accounts, topics, shares.time_ms[post_of_share(shares.shares[range.begin])]});
    }
  });
  return summaries;
}

/// Keys asked for once.
class ObjectKeys {
 public:
  ObjectKeys(const WindowShares& shares, const KeyOfObject& key_of)
      : shares_(shares), key_of_(key_of) {}

  const std::string& of(std::uint32_t object) {
    const auto [key, added] = keys_.try_emplace(object);
    if (added) {
      key->second = object >= shares_.first_source
                        ? shares_.source_names[object - shares_.first_source]
                        : key_of_(ObjectId{object});
    }
    return key->second;
  }

 private:
  const WindowShares& shares_;
  const KeyOfObject& key_of_;
  std::unordered_map<std::uint32_t, std::string> keys_;
};

bool stands_before(const Summary& a, const Summary& b, ObjectKeys& keys) {
  const auto counts = [](const Summary& s) {
    return std::tuple{~s.shares(), ~s.accounts, s.first_ms};
  };
  if (counts(a) != counts(b)) {
    return counts(a) < counts(b);
  }
  return a.range.object != b.range.object && keys.of(a.range.object) < keys.of(b.range.object);
}

/// Indexes of the summaries to show, in the order in which they are shown.
std::vector<std::uint32_t> choose(const AmplificationRequest& request,
                                  const std::vector<Summary>& summaries,
                                  const AmplificationOptions& options) {
  const WindowShares& shares = request.shares;
  const std::size_t topics = request.topics.size();
  ObjectKeys keys{shares, request.key_of};
  const auto before = [&](std::uint32_t a, std::uint32_t b) {
    return stands_before(summaries[a], summaries[b], keys);
  };
  std::vector<std::uint32_t> chosen;
  for (const AmplifiedKind kind : {AmplifiedKind::kSource,
                                   AmplifiedKind::kUrl,
                                   AmplifiedKind::kHashtag,
                                   AmplifiedKind::kPost}) {
    std::vector<std::uint32_t> of_kind;
    std::vector<std::uint32_t> shown;
    for (std::uint32_t i = 0; i < summaries.size(); ++i) {
      if (shares.kind[summaries[i].range.object] == kind) {
        of_kind.push_back(i);
      }
    }
    const auto keep_best = [&](std::vector<std::uint32_t> candidates) {
      const std::size_t kept = kind == AmplifiedKind::kSource
                                   ? candidates.size()
                                   : std::min<std::size_t>(options.top_objects, candidates.size());
      const auto end = candidates.begin() + static_cast<std::ptrdiff_t>(kept);
      std::partial_sort(candidates.begin(), end, candidates.end(), before);
      shown.insert(shown.end(), candidates.begin(), end);
    };
    for (std::size_t t = 0; t < topics && kind != AmplifiedKind::kSource; ++t) {
      std::vector<std::uint32_t> on_topic;
      std::copy_if(of_kind.begin(), of_kind.end(), std::back_inserter(on_topic), [&](auto i) {
        return (summaries[i].topics >> t & 1U) != 0;
      });
      keep_best(std::move(on_topic));
    }
    keep_best(std::move(of_kind));
    std::sort(shown.begin(), shown.end());
    shown.erase(std::unique(shown.begin(), shown.end()), shown.end());
    std::sort(shown.begin(), shown.end(), before);
    chosen.insert(chosen.end(), shown.begin(), shown.end());
  }
  return chosen;
}

/// Measures chosen objects one after another; keeps its arrays.
class ObjectMeasure {
 public:
  ObjectMeasure(const AmplificationRequest& request, const AmplificationOptions& options)
      : shares_(request.shares),
        accounts_(request.accounts),
        options_(options),
        carriers_(request.flags, shares_.accounts),
        shares_by_account_(shares_.accounts, 0) {}

  Amplification measure(const ShareRange& range) {
    Amplification out;
    out.kind = shares_.kind[range.object];
    const bool is_source = range.object >= shares_.first_source;
    out.object = is_source ? ObjectId{} : ObjectId{range.object};
    out.source = is_source ? shares_.source_names[range.object - shares_.first_source] : "";
    count(range, out);
    time(range, out);
    concentrate(out);
    return out;
  }

 private:
  [[nodiscard]] std::int64_t time_of(std::size_t share) const {
    return shares_.time_ms[post_of_share(shares_.shares[share])];
  }

  void count(const ShareRange& range, Amplification& out) {
    carriers_.begin();
    met_.clear();
    for (std::size_t i = range.begin; i < range.end; ++i) {
      const std::uint32_t post = post_of_share(shares_.shares[i]);
      const std::uint32_t account = shares_.account[post];
      if (carriers_.add(account)) {
        met_.push_back(account);
        if (out.first_movers.size() < options_.first_movers) {
          out.first_movers.push_back({accounts_[account].account, shares_.time_ms[post]});
        }
      }
      ++shares_by_account_[account];
      out.reposts += shares_.reposts[post];
    }
    if (out.kind == AmplifiedKind::kPost) {
      out.reposts = shares_.reposts_of[range.object];
    }
    out.shares = carriers_.all().shares;
    out.accounts = carriers_.all().accounts;
    out.declared = carriers_.with(AccountFlag::kDeclared);
    out.above_line = carriers_.with(AccountFlag::kAboveLine);
    out.grouped = carriers_.with(AccountFlag::kGrouped);
  }

  void time(const ShareRange& range, Amplification& out) const {
    const std::size_t half = (range.end - range.begin + 1) / 2;
    out.first_ms = time_of(range.begin);
    out.last_ms = time_of(range.end - 1);
    out.half_ms = time_of(range.begin + half - 1) - out.first_ms;
    for (std::size_t i = range.begin; i < range.end && time_of(i) < out.first_ms + kHourMs; ++i) {
      ++out.first_hour_shares;
    }
  }

  void concentrate(Amplification& out) {
    std::vector<std::uint32_t> counts;
    counts.reserve(met_.size());
    for (const std::uint32_t account : met_) {
      counts.push_back(std::exchange(shares_by_account_[account], 0));
    }
    std::sort(counts.begin(), counts.end(), std::greater<>{});
    out.top_percent_share = top_share(counts, (counts.size() + kPercent - 1) / kPercent);
    out.top_ten_share = top_share(counts, kTopTen);
    out.gini = gini(std::move(counts));
  }

  const WindowShares& shares_;
  std::span<const ActivityAccount> accounts_;
  const AmplificationOptions& options_;
  CarrierCount carriers_;
  std::vector<std::uint32_t> shares_by_account_;  ///< Zero between objects.
  std::vector<std::uint32_t> met_;
};

/// One own post with a listed source.
struct ListedPost {
  std::uint32_t account = 0;
  std::uint32_t reposts = 0;

  friend auto operator<=>(const ListedPost&, const ListedPost&) = default;
};

}  // namespace

void CarrierCount::begin() {
  ++object_;
  all_ = declared_ = above_line_ = grouped_ = {};
}

bool CarrierCount::add(std::uint32_t account) {
  const bool is_new = std::exchange(last_[account], object_) != object_;
  const std::uint8_t flags = account < flags_.size() ? flags_[account] : std::uint8_t{0};
  const auto count = [is_new](CarriedBy& carried, bool counts) {
    carried.shares += counts ? 1U : 0U;
    carried.accounts += counts && is_new ? 1U : 0U;
  };
  count(all_, true);
  count(declared_, (flags & AccountFlag::kDeclared) != 0);
  count(above_line_, (flags & AccountFlag::kAboveLine) != 0);
  count(grouped_, (flags & AccountFlag::kGrouped) != 0);
  return is_new;
}

const CarriedBy& CarrierCount::with(std::uint8_t flag) const {
  if (flag == AccountFlag::kDeclared) {
    return declared_;
  }
  return flag == AccountFlag::kAboveLine ? above_line_ : grouped_;
}

double gini(std::vector<std::uint32_t> counts) {
  std::sort(counts.begin(), counts.end());
  double sum = 0.0;
  double ranked = 0.0;
  for (std::size_t i = 0; i < counts.size(); ++i) {
    sum += counts[i];
    ranked += static_cast<double>(i + 1) * counts[i];
  }
  const auto n = static_cast<double>(counts.size());
  return sum == 0.0 ? 0.0 : std::max(0.0, 2.0 * ranked / (n * sum) - (n + 1.0) / n);
}

double top_share(std::span<const std::uint32_t> falling, std::size_t top) {
  const auto sum_of = [](std::span<const std::uint32_t> counts) {
    return std::accumulate(counts.begin(), counts.end(), std::uint64_t{0});
  };
  const std::uint64_t all = sum_of(falling);
  const std::uint64_t best = sum_of(falling.first(std::min(top, falling.size())));
  return all == 0 ? 0.0 : static_cast<double>(best) / static_cast<double>(all);
}

std::uint32_t fib_index(std::vector<std::uint32_t> reposts) {
  std::sort(reposts.begin(), reposts.end(), std::greater<>{});
  std::uint32_t index = 0;
  while (index < reposts.size() && reposts[index] > index) {
    ++index;
  }
  return index;
}

std::vector<Amplification> measure_amplification(const AmplificationRequest& request,
                                                 const AmplificationOptions& options) {
  const std::vector<Summary> summaries = summarise(request.shares);
  ObjectMeasure measure{request, options};
  std::vector<Amplification> out;
  for (const std::uint32_t i : choose(request, summaries, options)) {
    Amplification& object = out.emplace_back(measure.measure(summaries[i].range));
    for (std::size_t t = 0; t < request.topics.size(); ++t) {
      if ((summaries[i].topics >> t & 1U) != 0) {
        object.topics.push_back(request.topics[t].id);
      }
    }
  }
  return out;
}

std::vector<Amplifier> find_amplifiers(const AmplificationRequest& request,
                                       const AmplificationOptions& options) {
  const WindowShares& shares = request.shares;
  std::vector<ListedPost> posts;
  for (std::size_t i = 0; i < shares.post.size(); ++i) {
    if (shares.is_repost[i] == 0 && shares.listed[i] == ListedUse::kPasses) {
      posts.push_back({shares.account[i], shares.reposts[i]});
    }
  }
  std::sort(posts.begin(), posts.end());
  std::vector<Amplifier> found;  // by account, so by natural key
  for (std::size_t begin = 0; begin < posts.size();) {
    std::vector<std::uint32_t> reposts;
    std::size_t end = begin;
    for (; end < posts.size() && posts[end].account == posts[begin].account; ++end) {
      reposts.push_back(posts[end].reposts);
    }
    Amplifier amplifier;
    amplifier.account = request.accounts[posts[begin].account].account;
    amplifier.posts = static_cast<std::uint32_t>(reposts.size());
    amplifier.reposts = std::accumulate(reposts.begin(), reposts.end(), std::uint64_t{0});
    amplifier.fib_index = fib_index(std::move(reposts));
    if (amplifier.fib_index > 0) {
      found.push_back(amplifier);
    }
    begin = end;
  }
  std::stable_sort(found.begin(), found.end(), [](const Amplifier& a, const Amplifier& b) {
    return std::tie(b.fib_index, b.reposts) < std::tie(a.fib_index, a.reposts);
  });
  found.resize(std::min<std::size_t>(found.size(), options.top_accounts));
  return found;
}

}  // namespace vigie::analysis
