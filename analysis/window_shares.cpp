#include "analysis/window_shares.h"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>
#include <tuple>
#include <utility>

#include <xxhash.h>

#include "analysis/radix_sort.h"

namespace vigie::analysis {
namespace {

constexpr std::uint32_t kNoPost = WindowShares::kNoPost;

/// Of `platform native_id`, the key of a post as an object.
std::uint64_t key_hash(std::string_view platform, std::string_view native_id, std::string& buffer) {
  buffer.assign(platform).append(1, ' ').append(native_id);
  return XXH3_64bits(buffer.data(), buffer.size());
}

std::uint32_t bounded(std::int64_t count) {
  return static_cast<std::uint32_t>(
      std::clamp<std::int64_t>(count, 0, std::numeric_limits<std::uint32_t>::max()));
}

std::string name_of(const SourceEntry& entry) {
  return entry.platform.empty() ? entry.pattern : entry.platform + ":" + entry.pattern;
}

}  // namespace

WindowSharesBuilder::WindowSharesBuilder(const Activity& activity,
                                         std::span<const ListedSource> listed_sources,
                                         const SourceIndex& sources)
    : window_(activity.span), accounts_(static_cast<std::uint32_t>(activity.accounts.size())) {
  for (std::uint32_t a = 0; a < accounts_; ++a) {
    const auto id = static_cast<std::size_t>(activity.accounts[a].account.value);
    account_index_.resize(std::max(account_index_.size(), id + 1), 0);
    account_index_[id] = a + 1;
  }
  name_sources(listed_sources, sources);
  gather_known(activity);
  posts_.reserve(activity.post.size());
}

void WindowSharesBuilder::name_sources(std::span<const ListedSource> listed_sources,
                                       const SourceIndex& sources) {
  std::map<std::string, std::uint32_t> entries;  // names are what is shown, so they tell apart
  for (const ListedSource& source : listed_sources) {
    const std::string name = name_of(sources.lists()[source.hit.list].entries[source.hit.entry]);
    const auto next = static_cast<std::uint32_t>(source_names_.size());
    const auto [entry, added] = entries.try_emplace(name, next);
    if (added) {
      source_names_.push_back(name);
    }
    entry_of_source_.push_back(entry->second);
  }
}

void WindowSharesBuilder::gather_known(const Activity& activity) {
  for (std::size_t i = 0; i < activity.post.size(); ++i) {
    if (activity.topics[i] != 0) {
      topics_.push_back({activity.post[i], activity.topics[i]});
    }
  }
  std::sort(topics_.begin(), topics_.end(), [](const PostTopics& a, const PostTopics& b) {
    return a.post < b.post;
  });
  for (const Activity::SourceUse& use : activity.source_uses) {
    source_posts_.push_back({activity.post[use.post],
                             entry_of_source_[use.source],
                             activity.share[use.post].stance == ShareStance::kDebunk});
  }
  std::sort(
      source_posts_.begin(), source_posts_.end(), [](const SourcePost& a, const SourcePost& b) {
        return std::tie(a.post, a.source) < std::tie(b.post, b.source);
      });
}

void WindowSharesBuilder::add_object(ObjectId object, ObjectKind kind, std::string_view key) {
  const auto id = static_cast<std::size_t>(object.value);
  if (id >= kNoPost) {
    return;  // ids beyond 2^32 do not fit the flat arrays
  }
  if (kind != ObjectKind::kUrl && kind != ObjectKind::kHashtag && kind != ObjectKind::kPost) {
    return;
  }
  if (id >= kind_.size()) {
    kind_.resize(std::max(id + 1, kind_.size() + kind_.size() / 2), AmplifiedKind::kSource);
  }
  kind_[id] = static_cast<AmplifiedKind>(kind);
  if (kind == ObjectKind::kPost) {
    object_of_key_.emplace(XXH3_64bits(key.data(), key.size()), static_cast<std::uint32_t>(id));
  }
}

std::uint32_t WindowSharesBuilder::add_post(const SharingPostRow& post) {
  const auto account = static_cast<std::size_t>(post.account.value);
  if (post.sort_ms < to_ms(window_.begin) || post.sort_ms >= to_ms(window_.end) ||
      account >= account_index_.size() || account_index_[account] == 0) {
    return kNoPost;
  }
  static thread_local std::string buffer;
  RawPost raw;
  raw.time_ms = post.sort_ms;
  raw.key = key_hash(post.platform, post.native_id, buffer);
  raw.post = post.post;
  raw.account = account_index_[account] - 1;
  raw.kind = post.kind;
  raw.platform_reposts = bounded(post.platform_reposts);
  if (const auto own = object_of_key_.find(raw.key); own != object_of_key_.end()) {
    raw.own_object = own->second;
  }
  while (topics_cursor_ < topics_.size() && topics_[topics_cursor_].post < post.post) {
    ++topics_cursor_;
  }
  if (topics_cursor_ < topics_.size() && topics_[topics_cursor_].post == post.post) {
    raw.topics = topics_[topics_cursor_].topics;
  }
  const auto index = static_cast<std::uint32_t>(posts_.size());
  note_sources(raw, index);
  posts_.push_back(raw);
  return index;
}

void WindowSharesBuilder::note_sources(RawPost& post, std::uint32_t index) {
  while (sources_cursor_ < source_posts_.size() &&
         source_posts_[sources_cursor_].post < post.post) {
    ++sources_cursor_;
  }
  for (std::size_t i = sources_cursor_;
       i < source_posts_.size() && source_posts_[i].post == post.post;
       ++i) {
    post.listed = source_posts_[i].contradicts ? ListedUse::kContradicts : ListedUse::kPasses;
    const std::uint64_t share = static_cast<std::uint64_t>(source_posts_[i].source) << 32U | index;
    if (source_shares_.empty() || source_shares_.back() != share) {
      source_shares_.push_back(share);
    }
  }
}

void WindowSharesBuilder::add_share(ObjectId object) {
  const auto id = static_cast<std::size_t>(object.value);
  if (id >= kind_.size() || kind_[id] == AmplifiedKind::kSource) {
    return;
  }
  shares_.push_back(static_cast<std::uint64_t>(id) << 32U | (posts_.size() - 1));
  if (kind_[id] == AmplifiedKind::kPost && posts_.back().kind == PostKind::kRepost) {
    posts_.back().subject = static_cast<std::uint32_t>(id);
  }
}

std::vector<std::uint32_t> WindowSharesBuilder::order() const {
  std::vector<std::uint32_t> order(posts_.size());
  std::iota(order.begin(), order.end(), 0U);
  const auto before = [this](std::uint32_t a, std::uint32_t b) {
    const RawPost& left = posts_[a];
    const RawPost& right = posts_[b];
    return std::tie(left.time_ms, left.account, left.key) <
           std::tie(right.time_ms, right.account, right.key);
  };
  // An archive in time order was written in this order: then there is nothing to sort.
  if (!std::is_sorted(order.begin(), order.end(), before)) {
    std::sort(order.begin(), order.end(), before);
  }
  return order;
}

void WindowSharesBuilder::place_posts(WindowShares& out,
                                      const std::vector<std::uint32_t>& order,
                                      const std::vector<std::uint32_t>& place) const {
  const std::size_t n = posts_.size();
  out.account.resize(n);
  out.time_ms.resize(n);
  out.topics.resize(n);
  out.post.resize(n);
  out.subject.assign(n, kNoPost);
  out.reposts.assign(n, 0);
  out.listed.resize(n);
  out.is_repost.resize(n);
  for (std::size_t i = 0; i < n; ++i) {
    const RawPost& raw = posts_[order[i]];
    out.account[i] = raw.account;
    out.time_ms[i] = raw.time_ms;
    out.topics[i] = raw.topics;
    out.post[i] = raw.post;
    out.listed[i] = raw.listed;
    out.is_repost[i] = raw.kind == PostKind::kRepost ? 1 : 0;
    if (raw.own_object != 0) {
      out.post_of[raw.own_object] = place[order[i]];
    }
  }
}

void WindowSharesBuilder::settle_subjects(WindowShares& out,
                                          const std::vector<std::uint32_t>& order,
                                          const std::vector<std::uint32_t>& place) const {
  for (const RawPost& raw : posts_) {
    out.reposts_of[raw.subject] += raw.subject != 0 ? 1U : 0U;
  }
  for (std::size_t i = 0; i < posts_.size(); ++i) {
    const RawPost& raw = posts_[i];
    if (raw.kind != PostKind::kRepost) {
      const std::uint32_t seen = raw.own_object != 0 ? out.reposts_of[raw.own_object] : 0;
      out.reposts[place[i]] = std::max(seen, raw.platform_reposts);
      out.reposts_of[raw.own_object] = raw.own_object != 0 ? out.reposts[place[i]] : 0;
    }
  }
  for (std::size_t i = 0; i < posts_.size(); ++i) {
    const std::uint32_t subject = posts_[i].subject != 0 ? out.post_of[posts_[i].subject] : kNoPost;
    if (subject != kNoPost && subject != place[i]) {
      out.subject[place[i]] = subject;
      out.topics[place[i]] |= posts_[order[subject]].topics;
    }
  }
}

WindowShares WindowSharesBuilder::finish(std::vector<std::uint32_t>* index_of) {
  WindowShares out;
  out.window = window_;
  out.accounts = accounts_;
  if (kind_.empty()) {
    kind_.push_back(AmplifiedKind::kSource);  // object 0, which is none
  }
  out.post_of.assign(kind_.size(), kNoPost);
  out.reposts_of.assign(kind_.size(), 0);

  const std::vector<std::uint32_t> sorted = order();
  std::vector<std::uint32_t> place(sorted.size());
  for (std::uint32_t i = 0; i < sorted.size(); ++i) {
    place[sorted[i]] = i;
  }
  place_posts(out, sorted, place);
  settle_subjects(out, sorted, place);
  posts_ = {};

  constexpr std::uint64_t kHigh = ~std::uint64_t{0xFFFFFFFFU};
  out.first_source = static_cast<std::uint32_t>(kind_.size());
  for (std::uint64_t& share : shares_) {
    share = (share & kHigh) | place[post_of_share(share)];
  }
  for (const std::uint64_t share : source_shares_) {
    const std::uint64_t object = (share >> 32U) + out.first_source;
    shares_.push_back(object << 32U | place[post_of_share(share)]);
  }
  std::vector<std::uint64_t> scratch;
  radix_sort(shares_, scratch);
  out.shares = std::move(shares_);
  out.source_names = std::move(source_names_);
  kind_.resize(kind_.size() + out.source_names.size(), AmplifiedKind::kSource);
  out.kind = std::move(kind_);
  if (index_of != nullptr) {
    *index_of = std::move(place);
  }
  return out;
}

}  // namespace vigie::analysis
