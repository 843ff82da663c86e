#include "analysis/activity.h"

#include <algorithm>
#include <numeric>
#include <stdexcept>
#include <tuple>
#include <type_traits>
#include <utility>

#include "analysis/grown_table.h"
#include "analysis/posting_client.h"
#include "storage/model/time.h"

namespace vigie::analysis {
namespace {

constexpr std::uint32_t kNoRank = 0xFFFF'FFFFU;  ///< Of an account that is not among those given.

/// FNV-1a: an order by it is an order by the native id, the same in every database.
std::uint64_t fnv1a(std::string_view text) {
  std::uint64_t hash = 0xCBF29CE484222325ULL;
  for (const char c : text) {
    hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001B3ULL;
  }
  return hash;
}

/// Accounts get even numbers, posts odd ones.
std::uint32_t target_of(const PostRow& row) {
  if (row.subject_account) {
    return static_cast<std::uint32_t>(2 * row.subject_account.value);
  }
  const ObjectId post = row.subject ? row.subject : row.parent;
  return post ? static_cast<std::uint32_t>(2 * post.value + 1) : 0;
}

/// 0: no repost, or of a post that the archive does not name.
std::uint32_t reposted_post(const PostRow& row) {
  return row.kind == PostKind::kRepost ? static_cast<std::uint32_t>(row.subject.value) : 0;
}

std::uint8_t lower_tier(std::uint8_t a, std::uint8_t b) {
  if (a == 0 || b == 0) {
    return std::max(a, b);
  }
  return std::min(a, b);
}

}  // namespace

ActivityBuilder::ActivityBuilder(TimeWindow span,
                                 const SourceIndex& sources,
                                 TopicMatcher& topics,
                                 const WordingReader* wording)
    : sources_(sources), topics_(topics), wording_(wording) {
  activity_.span = span;
  activity_.seconds_known = false;
}

template <typename Action>
void ActivityBuilder::for_each_column(Action action) {
  action(activity_.time_ms);
  action(activity_.post);
  action(activity_.text);
  action(activity_.marks);
  action(activity_.target);
  action(activity_.repost_of);
  action(activity_.share);
  action(activity_.topics);
  action(activity_.tone);
  action(activity_.repost_latency_ms);
}

void ActivityBuilder::reserve_posts(std::uint64_t posts) {
  const auto reserve = [posts](auto& column) { column.reserve(posts); };
  for_each_column(reserve);
  reserve(order_.account);
  reserve(order_.text_hash);
  reserve(order_.native_hash);
  reserve(order_.language);
}

void ActivityBuilder::add_domain(const DomainRow& row) {
  DomainFacts& facts = grow_to(domains_, row.domain.value);
  facts.topics = topics_.match_host(row.host);
  grow_to(domain_host_, row.domain.value) = std::string{row.host};
  const auto hit = sources_.find_host(row.host);
  if (hit && counts_as_listed(hit->tier)) {
    facts.listed_source = list_source({row.domain, {}, *hit});
  }
}

std::uint32_t ActivityBuilder::list_source(const ListedSource& source) {
  listed_sources_.push_back(source);
  return static_cast<std::uint32_t>(listed_sources_.size());
}

void ActivityBuilder::add_handle(const HandleRow& row) {
  const auto hit = sources_.find_account(row.platform, row.handle);
  if (hit && counts_as_listed(hit->tier)) {
    listed_accounts_[row.account.value] = list_source({{}, row.account, *hit});
  }
}

std::uint32_t ActivityBuilder::polarity_object_of_domain(std::uint32_t domain) {
  std::uint32_t& slot = domains_[domain].polarity_object;
  if (slot == 0) {
    activity_.polarity_objects.push_back(domain_host_[domain]);
    slot = static_cast<std::uint32_t>(activity_.polarity_objects.size());
  }
  return slot;
}

void ActivityBuilder::add_object(const ObjectRow& row) {
  if (row.kind != ObjectKind::kHashtag && row.kind != ObjectKind::kUrl) {
    return;
  }
  ObjectFacts& facts = grow_to(objects_, row.object.value);
  facts.kind = row.kind;
  if (row.kind == ObjectKind::kHashtag) {
    facts.topics = topics_.match_hashtag(row.key);
    activity_.polarity_objects.push_back("#" + std::string{row.key});
    facts.polarity_object = static_cast<std::uint32_t>(activity_.polarity_objects.size());
    return;
  }
  facts.shortened = row.url_state == UrlState::kShortened;
  const DomainFacts* domain = find_in(domains_, row.domain.value);
  if (domain != nullptr && row.domain) {
    facts.domain = static_cast<std::uint32_t>(row.domain.value);
    facts.topics = domain->topics;
    facts.polarity_object = polarity_object_of_domain(facts.domain);
  }
}

void ActivityBuilder::add_post(const PostRow& row) {
  add_post(row, read_post(row, topics_, wording_));
}

void ActivityBuilder::add_post(const PostRow& row, const PostReading& reading) {
  ShareFacts share;
  share.stance = reading.wording.stance;
  share.repost = row.kind == PostKind::kRepost;
  share.reply = row.parent.value != 0;
  share.client_known = !row.client.empty();
  share.automatic_client = share.client_known && is_automatic_client(row.client);
  share.links = share.repost || row.kind == PostKind::kQuote;
  const bool has_latency =
      share.repost && row.subject_created_ms && *row.subject_created_ms <= row.sort_ms;
  activity_.time_ms.push_back(row.sort_ms);
  activity_.post.push_back(row.post);
  activity_.text.push_back(reading.text);
  activity_.marks.push_back(reading.marks);
  activity_.target.push_back(target_of(row));
  activity_.repost_of.push_back(reposted_post(row));
  activity_.share.push_back(share);
  activity_.topics.push_back(reading.topics);
  activity_.tone.push_back(reading.wording.tone_hundredths);
  activity_.repost_latency_ms.push_back(has_latency ? row.sort_ms - *row.subject_created_ms : -1);
  activity_.seconds_known = activity_.seconds_known || row.sort_ms % kMinuteMs != 0;
  order_.account.push_back(static_cast<std::uint32_t>(row.account.value));
  order_.text_hash.push_back(row.text_hash);
  order_.native_hash.push_back(fnv1a(row.native_id));
  order_.language.push_back(number_of_language(row.language));
  if (row.subject_account && !listed_accounts_.empty()) {
    const auto listed = listed_accounts_.find(row.subject_account.value);
    if (listed != listed_accounts_.end()) {
      note_source(static_cast<std::uint32_t>(activity_.post.size() - 1), listed->second);
    }
  }
}

std::uint8_t ActivityBuilder::number_of_language(std::string_view language) {
  constexpr std::size_t kMost = 255;
  if (language.empty()) {
    return 0;
  }
  // A collection has a handful of languages, the commonest of which are met first.
  const auto known = std::find(languages_.begin(), languages_.end(), language);
  const auto index = static_cast<std::size_t>(known - languages_.begin());
  if (known == languages_.end()) {
    if (languages_.size() == kMost) {
      return 0;
    }
    languages_.emplace_back(language);
  }
  return static_cast<std::uint8_t>(index + 1);
}

void ActivityBuilder::name_languages(const std::vector<std::uint32_t>& order) {
  std::vector<std::uint32_t> counts(languages_.size() + 1);
  for (ActivityAccount& account : activity_.accounts) {
    std::fill(counts.begin(), counts.end(), 0U);
    for (std::uint32_t i = account.first_post; i < account.last_post; ++i) {
      ++counts[order_.language[order[i]]];
    }
    std::uint32_t most = 0;
    for (std::size_t l = 1; l < counts.size(); ++l) {
      const std::string& name = languages_[l - 1];
      if (counts[l] > most || (counts[l] > 0 && counts[l] == most && name < account.language)) {
        most = counts[l];
        account.language = name;
      }
    }
  }
}

// An archive in time order was written in this order: then there is nothing to sort.
void ActivityBuilder::order_by_post_id() {
  is_ordered_by_post_id_ = true;
  const std::vector<PostId>& posts = activity_.post;
  if (std::is_sorted(posts.begin(), posts.end())) {
    return;
  }
  by_post_id_.resize(posts.size());
  std::iota(by_post_id_.begin(), by_post_id_.end(), 0U);
  std::sort(by_post_id_.begin(), by_post_id_.end(), [&posts](std::uint32_t a, std::uint32_t b) {
    return posts[a] < posts[b];
  });
}

void ActivityBuilder::note_url(std::uint32_t post, const ObjectFacts& facts) {
  ++activity_.url_shares;
  if (facts.shortened) {
    ++activity_.url_shares_shortened;
  }
  activity_.share[post].links = true;
  if (facts.domain == 0) {
    return;
  }
  if (domains_[facts.domain].listed_source != 0) {
    note_source(post, domains_[facts.domain].listed_source);
  }
}

void ActivityBuilder::note_source(std::uint32_t post, std::uint32_t listed_source) {
  ShareFacts& share = activity_.share[post];
  const auto tier = static_cast<std::uint8_t>(listed_sources_[listed_source - 1].hit.tier);
  share.tier = lower_tier(share.tier, tier);
  source_uses_.push_back({post, listed_source - 1});
}

std::optional<std::uint32_t> ActivityBuilder::add_share(const ShareRow& row) {
  if (!is_ordered_by_post_id_) {
    order_by_post_id();
  }
  const std::vector<PostId>& posts = activity_.post;
  while (share_cursor_ < posts.size() && posts[post_by_id(share_cursor_)] < row.post) {
    ++share_cursor_;
  }
  if (share_cursor_ == posts.size() || posts[post_by_id(share_cursor_)] != row.post) {
    return std::nullopt;  // a post outside the span
  }
  const auto post = static_cast<std::uint32_t>(post_by_id(share_cursor_));
  const ObjectFacts* facts = find_in(objects_, row.object.value);
  if (facts == nullptr) {
    return post;
  }
  activity_.topics[post] |= facts->topics;
  if (facts->kind == ObjectKind::kUrl) {
    note_url(post, *facts);
  }
  if (facts->polarity_object != 0) {
    object_uses_.push_back({post, facts->polarity_object - 1});
  }
  return post;
}

void ActivityBuilder::add_account(const AccountRow& row) {
  ActivityAccount account;
  account.account = row.account;
  account.platform = std::string{row.platform};
  account.native_id = std::string{row.native_id};
  account.handle = std::string{row.handle};
  account.created_ms = row.created_ms;
  account.followers = row.followers;
  account.following = row.following;
  account.posts_count = row.posts_count;
  account.declared_bot = row.declared_bot;
  activity_.accounts.push_back(std::move(account));
}

void ActivityBuilder::add_coverage(const CoverageRow& row) {
  coverage_.push_back(row);
}

void ActivityBuilder::add_ledger(const LedgerRow& row) {
  ledger_.push_back(row);
}

std::vector<std::uint32_t> ActivityBuilder::order_accounts() {
  std::vector<std::uint32_t> rank_of_account;
  for (const std::uint32_t account : order_.account) {
    grow_to(rank_of_account, account) = 1;
  }
  std::vector<ActivityAccount>& accounts = activity_.accounts;
  std::erase_if(accounts, [&](const ActivityAccount& account) {
    const std::uint32_t* posted = find_in(rank_of_account, account.account.value);
    return posted == nullptr || *posted == 0;
  });
  std::sort(accounts.begin(), accounts.end(), [](const auto& a, const auto& b) {
    return std::tie(a.platform, a.native_id) < std::tie(b.platform, b.native_id);
  });
  std::fill(rank_of_account.begin(), rank_of_account.end(), kNoRank);
  for (std::uint32_t i = 0; i < accounts.size(); ++i) {
    rank_of_account[static_cast<std::size_t>(accounts[i].account.value)] = i;
  }
  for (const CoverageRow& row : coverage_) {
    const std::uint32_t* rank = find_in(rank_of_account, row.account.value);
    if (rank != nullptr && *rank != kNoRank) {
      accounts[*rank].coverage.push_back(row);
    }
  }
  coverage_ = std::vector<CoverageRow>{};
  return rank_of_account;
}

std::vector<std::uint32_t> ActivityBuilder::order_posts(
    const std::vector<std::uint32_t>& rank_of_account) {
  // Counting sort by account; posts already ascend in time.
  std::vector<std::uint32_t> next(activity_.accounts.size() + 1, 0);
  for (const std::uint32_t account : order_.account) {
    const std::uint32_t rank = rank_of_account[account];
    if (rank == kNoRank) {
      throw std::logic_error("a post of an account that was not given");
    }
    ++next[rank + 1];
  }
  std::partial_sum(next.begin(), next.end(), next.begin());
  for (std::size_t i = 0; i < activity_.accounts.size(); ++i) {
    activity_.accounts[i].first_post = next[i];
    activity_.accounts[i].last_post = next[i + 1];
  }
  std::vector<std::uint32_t> order(order_.account.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    order[next[rank_of_account[order_.account[i]]]++] = i;
  }
  return order;
}

void ActivityBuilder::settle_ties(std::vector<std::uint32_t>& order) const {
  const auto key = [this](std::uint32_t i) {
    return std::tuple{activity_.time_ms[i], order_.text_hash[i], order_.native_hash[i]};
  };
  const auto before = [&key](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); };
  for (const ActivityAccount& account : activity_.accounts) {
    const auto first = order.begin() + account.first_post;
    const auto last = order.begin() + account.last_post;
    if (!std::is_sorted(first, last, before)) {
      std::stable_sort(first, last, before);
    }
  }
}

// One array after the other: beside them all there is never more than one twice.
void ActivityBuilder::place_posts(std::vector<std::uint32_t> order) {
  for_each_column([&order](auto& column) {
    std::remove_reference_t<decltype(column)> placed;
    placed.reserve(order.size());
    for (const std::uint32_t post : order) {
      placed.push_back(column[post]);
    }
    column = std::move(placed);
  });
  activity_.place.resize(order.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    activity_.place[order[i]] = i;
  }
}

void ActivityBuilder::place_uses() {
  const std::vector<std::uint32_t>& place = activity_.place;
  for (const RawUse& use : source_uses_) {
    activity_.source_uses.push_back({place[use.post], use.object});
  }
  source_uses_ = std::vector<RawUse>{};
  std::sort(activity_.source_uses.begin(), activity_.source_uses.end());
  activity_.source_uses.erase(
      std::unique(activity_.source_uses.begin(), activity_.source_uses.end()),
      activity_.source_uses.end());
  for (const RawUse& use : object_uses_) {
    if (activity_.topics[place[use.post]] != 0) {
      activity_.object_uses.push_back({place[use.post], use.object});
    }
  }
  object_uses_ = std::vector<RawUse>{};
  std::sort(activity_.object_uses.begin(), activity_.object_uses.end());
}

void ActivityBuilder::sort_polarity_objects() {
  // Met in the order of database ids; sums over them must not depend on it.
  std::vector<std::uint32_t> order(activity_.polarity_objects.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [this](std::uint32_t a, std::uint32_t b) {
    return activity_.polarity_objects[a] < activity_.polarity_objects[b];
  });
  std::vector<std::uint32_t> rank(order.size());
  std::vector<std::string> sorted;
  sorted.reserve(order.size());
  for (const std::uint32_t object : order) {
    rank[object] = static_cast<std::uint32_t>(sorted.size());
    sorted.push_back(std::move(activity_.polarity_objects[object]));
  }
  activity_.polarity_objects = std::move(sorted);
  for (RawUse& use : object_uses_) {
    use.object = rank[use.object];
  }
}

Activity ActivityBuilder::build() {
  by_post_id_ = std::vector<std::uint32_t>{};  // `{}` alone would keep the memory
  sort_polarity_objects();
  const std::vector<std::uint32_t> rank_of_account = order_accounts();
  activity_.ledger = LiveLedger{ledger_};
  std::vector<std::uint32_t> order = order_posts(rank_of_account);
  settle_ties(order);
  name_languages(order);
  order_ = {};
  place_posts(std::move(order));
  place_uses();
  return std::move(activity_);
}

}  // namespace vigie::analysis
