#include "analysis/activity.h"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

#include "analysis/grown_table.h"
#include "analysis/posting_client.h"
#include "storage/model/time.h"

namespace vigie::analysis {
namespace {

/// Ids are dense: rows of a table written in order. A plain array is the index.
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
    : span_(span), sources_(sources), topics_(topics), wording_(wording) {}

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
    polarity_objects_.push_back(domain_host_[domain]);
    slot = static_cast<std::uint32_t>(polarity_objects_.size());
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
    polarity_objects_.push_back("#" + std::string{row.key});
    facts.polarity_object = static_cast<std::uint32_t>(polarity_objects_.size());
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
  RawPost post{};
  post.time_ms = row.sort_ms;
  post.text_hash = row.text_hash;
  post.native_hash = fnv1a(row.native_id);
  post.post = row.post;
  post.account = row.account;
  post.text = reading.text;
  post.marks = reading.marks;
  post.target = target_of(row);
  post.repost_of = reposted_post(row);
  post.topics = reading.topics;
  post.tone = reading.wording.tone_hundredths;
  post.share.stance = reading.wording.stance;
  post.language = number_of_language(row.language);
  post.share.repost = row.kind == PostKind::kRepost;
  post.share.reply = row.parent.value != 0;
  post.share.client_known = !row.client.empty();
  post.share.automatic_client = post.share.client_known && is_automatic_client(row.client);
  post.share.links = post.share.repost || row.kind == PostKind::kQuote;
  if (post.share.repost && row.subject_created_ms && *row.subject_created_ms <= row.sort_ms) {
    post.latency_ms = row.sort_ms - *row.subject_created_ms;
  }
  seconds_known_ = seconds_known_ || row.sort_ms % kMinuteMs != 0;
  posts_.push_back(post);
  if (row.subject_account && !listed_accounts_.empty()) {
    const auto listed = listed_accounts_.find(row.subject_account.value);
    if (listed != listed_accounts_.end()) {
      note_source(static_cast<std::uint32_t>(posts_.size() - 1), listed->second);
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

void ActivityBuilder::name_languages(Activity& activity,
                                     const std::vector<std::uint32_t>& order) const {
  std::vector<std::uint32_t> counts(languages_.size() + 1);
  for (ActivityAccount& account : activity.accounts) {
    std::fill(counts.begin(), counts.end(), 0U);
    for (std::uint32_t i = account.first_post; i < account.last_post; ++i) {
      ++counts[posts_[order[i]].language];
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

void ActivityBuilder::order_by_post_id() {
  by_post_id_.resize(posts_.size());
  std::iota(by_post_id_.begin(), by_post_id_.end(), 0U);
  const auto by_id = [this](std::uint32_t a, std::uint32_t b) {
    return posts_[a].post < posts_[b].post;
  };
  // An archive in time order was written in this order: then there is nothing to sort.
  if (!std::is_sorted(by_post_id_.begin(), by_post_id_.end(), by_id)) {
    std::sort(by_post_id_.begin(), by_post_id_.end(), by_id);
  }
}

void ActivityBuilder::note_url(std::uint32_t post, const ObjectFacts& facts) {
  RawPost& raw = posts_[post];
  ++url_shares_;
  if (facts.shortened) {
    ++url_shares_shortened_;
  }
  raw.share.links = true;
  if (facts.domain == 0) {
    return;
  }
  if (domains_[facts.domain].listed_source != 0) {
    note_source(post, domains_[facts.domain].listed_source);
  }
}

void ActivityBuilder::note_source(std::uint32_t post, std::uint32_t listed_source) {
  ShareFacts& share = posts_[post].share;
  const auto tier = static_cast<std::uint8_t>(listed_sources_[listed_source - 1].hit.tier);
  share.tier = lower_tier(share.tier, tier);
  source_uses_.push_back({post, listed_source - 1});
}

std::optional<std::uint32_t> ActivityBuilder::add_share(const ShareRow& row) {
  if (by_post_id_.empty() && !posts_.empty()) {
    order_by_post_id();
  }
  while (share_cursor_ < by_post_id_.size() && posts_[by_post_id_[share_cursor_]].post < row.post) {
    ++share_cursor_;
  }
  if (share_cursor_ == by_post_id_.size() || posts_[by_post_id_[share_cursor_]].post != row.post) {
    return std::nullopt;  // a post outside the span
  }
  const std::uint32_t post = by_post_id_[share_cursor_];
  const ObjectFacts* facts = find_in(objects_, row.object.value);
  if (facts == nullptr) {
    return post;
  }
  posts_[post].topics |= facts->topics;
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
  accounts_.push_back(std::move(account));
}

void ActivityBuilder::add_coverage(const CoverageRow& row) {
  coverage_.push_back(row);
}

void ActivityBuilder::add_ledger(const LedgerRow& row) {
  ledger_.push_back(row);
}

std::vector<std::uint32_t> ActivityBuilder::order_posts(
    Activity& activity, const std::vector<std::uint32_t>& rank_of_account) const {
  // Counting sort by account; posts already ascend in time.
  std::vector<std::uint32_t> next(activity.accounts.size() + 1, 0);
  for (const RawPost& post : posts_) {
    ++next[rank_of_account[static_cast<std::size_t>(post.account.value)] + 1];
  }
  std::partial_sum(next.begin(), next.end(), next.begin());
  for (std::size_t i = 0; i < activity.accounts.size(); ++i) {
    activity.accounts[i].first_post = next[i];
    activity.accounts[i].last_post = next[i + 1];
  }
  std::vector<std::uint32_t> order(posts_.size());
  for (std::uint32_t i = 0; i < posts_.size(); ++i) {
    order[next[rank_of_account[static_cast<std::size_t>(posts_[i].account.value)]]++] = i;
  }
  return order;
}

void ActivityBuilder::settle_ties(const Activity& activity,
                                  std::vector<std::uint32_t>& order) const {
  const auto key = [this](std::uint32_t i) {
    const RawPost& post = posts_[i];
    return std::tuple{post.time_ms, post.text_hash, post.native_hash};
  };
  const auto before = [&key](std::uint32_t a, std::uint32_t b) { return key(a) < key(b); };
  for (const ActivityAccount& account : activity.accounts) {
    const auto first = order.begin() + account.first_post;
    const auto last = order.begin() + account.last_post;
    if (!std::is_sorted(first, last, before)) {
      std::stable_sort(first, last, before);
    }
  }
}

std::vector<std::uint32_t> ActivityBuilder::place_posts(
    Activity& activity, const std::vector<std::uint32_t>& order) const {
  const std::size_t n = posts_.size();
  std::vector<std::uint32_t> place(n);
  activity.time_ms.resize(n);
  activity.post.resize(n);
  activity.text.resize(n);
  activity.marks.resize(n);
  activity.target.resize(n);
  activity.repost_of.resize(n);
  activity.share.resize(n);
  activity.topics.resize(n);
  activity.tone.resize(n);
  activity.repost_latency_ms.resize(n);
  for (std::uint32_t i = 0; i < n; ++i) {
    const RawPost& post = posts_[order[i]];
    place[order[i]] = i;
    activity.time_ms[i] = post.time_ms;
    activity.post[i] = post.post;
    activity.text[i] = post.text;
    activity.marks[i] = post.marks;
    activity.target[i] = post.target;
    activity.repost_of[i] = post.repost_of;
    activity.share[i] = post.share;
    activity.topics[i] = post.topics;
    activity.tone[i] = post.tone;
    activity.repost_latency_ms[i] = post.latency_ms;
  }
  return place;
}

void ActivityBuilder::place_uses(Activity& activity,
                                 const std::vector<std::uint32_t>& place) const {
  for (const RawUse& use : source_uses_) {
    activity.source_uses.push_back({place[use.post], use.object});
  }
  std::sort(activity.source_uses.begin(), activity.source_uses.end());
  activity.source_uses.erase(std::unique(activity.source_uses.begin(), activity.source_uses.end()),
                             activity.source_uses.end());
  for (const RawUse& use : object_uses_) {
    if (posts_[use.post].topics != 0) {
      activity.object_uses.push_back({place[use.post], use.object});
    }
  }
  std::sort(activity.object_uses.begin(), activity.object_uses.end());
}

void ActivityBuilder::sort_polarity_objects() {
  // Met in the order of database ids; sums over them must not depend on it.
  std::vector<std::uint32_t> order(polarity_objects_.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [this](std::uint32_t a, std::uint32_t b) {
    return polarity_objects_[a] < polarity_objects_[b];
  });
  std::vector<std::uint32_t> rank(order.size());
  std::vector<std::string> sorted;
  sorted.reserve(order.size());
  for (const std::uint32_t object : order) {
    rank[object] = static_cast<std::uint32_t>(sorted.size());
    sorted.push_back(std::move(polarity_objects_[object]));
  }
  polarity_objects_ = std::move(sorted);
  for (RawUse& use : object_uses_) {
    use.object = rank[use.object];
  }
}

Activity ActivityBuilder::build() {
  Activity activity;
  activity.span = span_;
  activity.seconds_known = seconds_known_;
  activity.url_shares = url_shares_;
  activity.url_shares_shortened = url_shares_shortened_;
  sort_polarity_objects();
  activity.polarity_objects = std::move(polarity_objects_);

  std::vector<bool> posted;
  for (const RawPost& post : posts_) {
    grow_to(posted, post.account.value) = true;
  }
  std::erase_if(accounts_, [&](const ActivityAccount& account) {
    const auto id = static_cast<std::size_t>(account.account.value);
    return id >= posted.size() || !posted[id];
  });
  std::sort(accounts_.begin(), accounts_.end(), [](const auto& a, const auto& b) {
    return std::tie(a.platform, a.native_id) < std::tie(b.platform, b.native_id);
  });
  activity.accounts = std::move(accounts_);
  std::vector<std::uint32_t> rank_of_account(posted.size(), 0);
  for (std::uint32_t i = 0; i < activity.accounts.size(); ++i) {
    rank_of_account[static_cast<std::size_t>(activity.accounts[i].account.value)] = i;
  }
  for (const CoverageRow& row : coverage_) {
    const auto id = static_cast<std::size_t>(row.account.value);
    if (id < posted.size() && posted[id]) {
      activity.accounts[rank_of_account[id]].coverage.push_back(row);
    }
  }
  activity.ledger = LiveLedger{ledger_};
  std::vector<std::uint32_t> order = order_posts(activity, rank_of_account);
  settle_ties(activity, order);
  name_languages(activity, order);
  activity.place = place_posts(activity, order);
  place_uses(activity, activity.place);
  return activity;
}

}  // namespace vigie::analysis
