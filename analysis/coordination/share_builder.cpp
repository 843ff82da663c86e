#include "analysis/coordination/share_builder.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <map>
#include <numeric>
#include <string_view>
#include <utility>

#include <xxhash.h>

#include "analysis/account_names.h"
#include "analysis/coordination/mixing.h"
#include "analysis/grown_table.h"
#include "analysis/radix_sort.h"
#include "storage/model/time.h"

namespace vigie::analysis {
namespace {

constexpr std::size_t kSlots = 4;  ///< Quarters of a day.
constexpr std::uint16_t kMostLanguages = 0x3FFF;

std::uint64_t hash_of(std::string_view text) {
  return XXH3_64bits(text.data(), text.size());
}

/// Ids are dense: rows of a table written in order. A plain array is the index.
/// Posts are asked for by (platform, native id): their key in the store is both, with a space.
std::uint64_t post_key(std::string_view platform, std::uint64_t native_id) {
  return mix(hash_of(platform), native_id);
}

std::uint64_t object_key(ObjectKind kind, std::string_view key) {
  if (kind == ObjectKind::kPost) {
    const std::size_t space = std::min(key.find(' '), key.size());
    return post_key(key.substr(0, space), hash_of(key.substr(std::min(space + 1, key.size()))));
  }
  return mix(static_cast<std::uint64_t>(kind), hash_of(key));
}

/// `https://gazette.example/` and nothing more.
bool is_bare_host(std::string_view url) {
  const std::size_t scheme = url.find("://");
  const std::size_t host = scheme == std::string_view::npos ? 0 : scheme + 3;
  const std::size_t end = url.find_first_of("/?#", host);
  return end == std::string_view::npos || (url[end] == '/' && end + 1 == url.size());
}

/// Most frequent of `counts`, the first of equals.
template <typename Counts>
std::size_t commonest(const Counts& counts) {
  return static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin());
}

}  // namespace

void ShareBuilder::add_domain(const DomainRow& row) {
  grow_to(domains_, row.domain.value) = hash_of(row.registrable);
}

void ShareBuilder::add_object(const ObjectRow& row) {
  ObjectFacts& facts = grow_to(objects_, row.object.value);
  facts.key = object_key(row.kind, row.key);
  facts.domain = static_cast<std::uint32_t>(row.domain.value);
  facts.kind = row.kind;
  facts.shortened = row.url_state == UrlState::kShortened;
  facts.bare_host = row.kind == ObjectKind::kUrl && is_bare_host(row.key);
}

void ShareBuilder::add_post(const PostRow& row) {
  const auto index = static_cast<std::uint32_t>(posts_.size());
  PostFacts post;
  post.native_id = hash_of(row.native_id);
  post.repost = row.kind == PostKind::kRepost;
  if (!row.language.empty() && languages_.size() < kMostLanguages) {
    // Numbers as they come; they are put in order when all are known.
    const auto next = static_cast<std::uint16_t>(languages_.size() + 1);
    post.language = languages_.try_emplace(std::string{row.language}, next).first->second;
  }
  const bool shares_post = post.repost || row.kind == PostKind::kQuote;
  if (shares_post && row.subject && row.subject_account != row.account) {
    grow_to(objects_, row.subject.value);
    note(Layer::kRepost, index, row.subject.value);
    repost_authors_.push_back(static_cast<std::uint32_t>(row.subject_account.value));
  }
  if (!post.repost) {
    if (row.parent) {
      grow_to(objects_, row.parent.value);
      note(Layer::kReply, index, row.parent.value);
    }
    post.text = row.text_hash != 0;
    if (post.text) {
      texts_.add(index,
                 static_cast<std::uint32_t>(row.account.value),
                 row.text,
                 mix(post.native_id, static_cast<std::uint64_t>(row.sort_ms)));
    }
  }
  posts_.push_back(post);
}

void ShareBuilder::add_share(std::uint32_t post, const ShareRow& row) {
  const auto id = static_cast<std::size_t>(row.object.value);
  if (id >= objects_.size() || posts_[post].repost) {
    return;
  }
  const ObjectFacts& facts = objects_[id];
  switch (facts.kind) {
    case ObjectKind::kUrl:
      if (!facts.bare_host) {
        note(Layer::kUrl, post, row.object.value);
      }
      if (facts.domain != 0 && !facts.shortened) {
        note(Layer::kDomain, post, facts.domain);
      }
      return;
    case ObjectKind::kHashtagSequence:
      note(Layer::kHashtagSequence, post, row.object.value);
      return;
    case ObjectKind::kMedia:
      note(Layer::kMedia, post, row.object.value);
      return;
    default:  // single tags and mentions are no objects of a pair; quoted posts were noted
      return;
  }
}

/// One build: what every layer needs, computed once.
class ShareBuilder::Assembly {
 public:
  Assembly(ShareBuilder& builder, const Activity& activity, const CoordinationOptions& options)
      : builder_(builder), activity_(activity), options_(options) {
    account_of_.resize(activity.time_ms.size());
    for (std::uint32_t a = 0; a < activity.accounts.size(); ++a) {
      std::fill(account_of_.begin() + activity.accounts[a].first_post,
                account_of_.begin() + activity.accounts[a].last_post,
                a);
    }
  }

  CoordinationShares build(std::span<const KnownCoordinators> known) {
    describe_languages();
    describe_accounts(known);
    find_posts_of_objects();
    add_objects(Layer::kRepost);
    add_objects(Layer::kUrl);
    add_objects(Layer::kHashtagSequence);
    add_texts();
    add_objects(Layer::kReply);
    add_objects(Layer::kMedia);
    add_domains();
    return std::move(shares_);
  }

 private:
  using Raw = std::vector<RawShare>;

  [[nodiscard]] Raw& raw(Layer layer) { return builder_.raw_[static_cast<std::size_t>(layer)]; }

  void describe_languages() {
    const std::map<std::string, std::uint16_t> sorted{builder_.languages_.begin(),
                                                      builder_.languages_.end()};
    std::vector<std::uint16_t> rank(sorted.size() + 1, 0);
    shares_.languages = {""};
    for (const auto& [language, number] : sorted) {
      rank[number] = static_cast<std::uint16_t>(shares_.languages.size());
      shares_.languages.push_back(language);
    }
    shares_.language_of.resize(builder_.posts_.size());
    for (std::size_t i = 0; i < builder_.posts_.size(); ++i) {
      shares_.language_of[activity_.place[i]] = rank[builder_.posts_[i].language];
    }
  }

  /// The language of most posts whose language is known, and the quarter of the day with most.
  [[nodiscard]] std::uint16_t stratum_of(const ActivityAccount& account) const {
    std::vector<std::uint32_t> languages(shares_.languages.size(), 0);
    std::array<std::uint32_t, kSlots> slots{};
    for (std::uint32_t i = account.first_post; i < account.last_post; ++i) {
      languages[shares_.language_of[i]] += shares_.language_of[i] != 0 ? 1U : 0U;
      const std::int64_t of_day = (activity_.time_ms[i] % kDayMs + kDayMs) % kDayMs;
      ++slots[static_cast<std::size_t>(of_day / (kDayMs / static_cast<std::int64_t>(kSlots)))];
    }
    return static_cast<std::uint16_t>(commonest(languages) * kSlots + commonest(slots));
  }

  void describe_accounts(std::span<const KnownCoordinators> known) {
    CoordinationInput& input = shares_.input;
    input.accounts = static_cast<std::uint32_t>(activity_.accounts.size());
    std::vector<AccountNames> names;
    names.reserve(known.size());
    for (const KnownCoordinators& coordinators : known) {
      names.emplace_back(coordinators.accounts);
    }
    for (std::uint32_t a = 0; a < input.accounts; ++a) {
      const ActivityAccount& account = activity_.accounts[a];
      input.stratum.push_back(stratum_of(account));
      input.created_ms.push_back(account.created_ms.value_or(-1));
      input.posts.push_back(account.last_post - account.first_post);
      if (names.empty()) {
        continue;
      }
      const FoldedAccount folded{account};
      const auto found = std::find_if(names.begin(), names.end(), [&](const AccountNames& list) {
        return list.contains(folded);
      });
      if (found != names.end()) {
        input.benign.push_back({a, static_cast<std::uint32_t>(found - names.begin())});
      }
    }
  }

  /// A post of the window that others reply to or repost: the key of its object, and the object.
  using Wanted = std::pair<std::uint64_t, std::uint32_t>;

  /// By key, each once.
  [[nodiscard]] std::vector<Wanted> wanted_posts() {
    std::vector<bool> is_wanted(builder_.objects_.size());
    std::vector<Wanted> wanted;
    for (const Layer layer : {Layer::kReply, Layer::kRepost}) {
      for (const RawShare& share : raw(layer)) {
        if (!is_wanted[share.target]) {
          is_wanted[share.target] = true;
          wanted.emplace_back(builder_.objects_[share.target].key, share.target);
        }
      }
    }
    std::sort(wanted.begin(), wanted.end());
    return wanted;
  }

  /// Which posts of the window those are. Keys are hashes: their first bits lead to the place in
  /// the sorted list.
  void find_posts_of_objects() {
    const std::vector<Wanted> wanted = wanted_posts();
    std::vector<std::uint32_t> first((std::size_t{1} << kPrefixBits) + 1);
    for (const auto& [key, object] : wanted) {
      ++first[prefix(key) + 1];
    }
    std::partial_sum(first.begin(), first.end(), first.begin());

    std::map<std::string, std::uint64_t> platforms;
    std::vector<std::uint64_t> platform_of;
    for (const ActivityAccount& account : activity_.accounts) {
      platform_of.push_back(
          platforms.try_emplace(account.platform, hash_of(account.platform)).first->second);
    }
    place_of_object_.assign(builder_.objects_.size(), kNothing);
    for (std::size_t i = 0; i < builder_.posts_.size(); ++i) {
      const std::uint32_t place = activity_.place[i];
      const std::uint64_t key = mix(platform_of[account_of_[place]], builder_.posts_[i].native_id);
      for (std::uint32_t w = first[prefix(key)]; w < first[prefix(key) + 1]; ++w) {
        if (wanted[w].first == key && place_of_object_[wanted[w].second] == kNothing) {
          place_of_object_[wanted[w].second] = place;
        }
      }
    }
  }

  static std::size_t prefix(std::uint64_t key) { return key >> (64U - kPrefixBits); }

  void append(LayerShares& layer, std::uint32_t raw_post, std::uint32_t object) const {
    const std::uint32_t post = activity_.place[raw_post];
    layer.account.push_back(account_of_[post]);
    layer.object.push_back(object);
    layer.time_ms.push_back(activity_.time_ms[post]);
    layer.post.push_back(post);
  }

  /// The distinct targets of a layer, by natural key.
  template <typename KeyOf>
  static std::vector<std::uint32_t> targets_in_order(const Raw& raw, KeyOf key_of) {
    std::vector<std::pair<std::uint64_t, std::uint32_t>> targets;
    targets.reserve(raw.size());
    for (const RawShare& share : raw) {
      targets.emplace_back(key_of(share.target), share.target);
    }
    std::sort(targets.begin(), targets.end());
    targets.erase(std::unique(targets.begin(), targets.end()), targets.end());
    std::vector<std::uint32_t> ordered;
    ordered.reserve(targets.size());
    for (const auto& [key, target] : targets) {
      ordered.push_back(target);
    }
    return ordered;
  }

  /// The post reposted or replied to, when the window has it.
  [[nodiscard]] Publication publication_of(std::uint32_t object) const {
    const std::uint32_t place = place_of_object_[object];
    return place == kNothing ? Publication{}
                             : Publication{account_of_[place], activity_.time_ms[place]};
  }

  /// What an account shares of itself says nothing of others.
  [[nodiscard]] bool is_own(Layer layer, const RawShare& share) const {
    return (layer == Layer::kReply || layer == Layer::kRepost) &&
           publication_of(share.target).account == account_of_[activity_.place[share.post]];
  }

  void add_objects(Layer layer) {
    Raw raw = std::move(this->raw(layer));
    const std::vector<std::uint64_t> sources = sources_of(layer, raw);
    const std::vector<std::uint32_t> ordered = targets_in_order(
        raw, [this](std::uint32_t object) { return builder_.objects_[object].key; });
    index_of_.resize(builder_.objects_.size());
    LayerShares shares;
    shares.layer = layer;
    shares.objects = static_cast<std::uint32_t>(ordered.size());
    auto& ids = shares_.objects[static_cast<std::size_t>(layer)];
    for (std::uint32_t i = 0; i < ordered.size(); ++i) {
      index_of_[ordered[i]] = i;
      ids.push_back({ordered[i]});
    }
    for (const RawShare& share : raw) {
      if (!is_own(layer, share)) {
        append(shares, share.post, index_of_[share.target]);
      }
    }
    if (layer == Layer::kRepost || layer == Layer::kReply) {
      for (const std::uint32_t object : ordered) {
        shares.published.push_back(publication_of(object));
      }
    }
    if (!sources.empty()) {
      std::vector<std::uint64_t> of_objects;
      of_objects.reserve(ordered.size());
      for (const std::uint32_t object : ordered) {
        of_objects.push_back(sources[object]);
      }
      shares.source = number_sources(of_objects);
    }
    keep(std::move(shares));
  }

  static constexpr std::uint64_t kNoSource = std::numeric_limits<std::uint64_t>::max();
  static constexpr std::uint64_t kOutside = 1ULL << 32U;  ///< Above all indices of accounts.

  /// By object id: a number of its source, any that tells sources apart; empty: the layer has none.
  [[nodiscard]] std::vector<std::uint64_t> sources_of(Layer layer, const Raw& raw) const {
    std::vector<std::uint64_t> sources;
    if (layer == Layer::kHashtagSequence || layer == Layer::kMedia) {
      return sources;
    }
    sources.assign(builder_.objects_.size(), kNoSource);
    for (std::size_t i = 0; i < raw.size(); ++i) {
      const std::uint32_t object = raw[i].target;
      if (layer == Layer::kUrl) {
        const std::uint32_t domain = builder_.objects_[object].domain;
        if (domain != 0) {
          sources[object] = builder_.domains_[domain];
        }
        continue;
      }
      if (const Publication post = publication_of(object); post.account != kNothing) {
        sources[object] = post.account;
      } else if (layer == Layer::kRepost && builder_.repost_authors_[i] != 0) {
        sources[object] = kOutside + builder_.repost_authors_[i];
      }
    }
    return sources;
  }

  /// Dense, in the order in which objects come: no database id decides a number.
  static std::vector<std::uint32_t> number_sources(std::span<const std::uint64_t> sources) {
    std::unordered_map<std::uint64_t, std::uint32_t> numbers;
    std::vector<std::uint32_t> dense;
    dense.reserve(sources.size());
    for (const std::uint64_t source : sources) {
      dense.push_back(source == kNoSource
                          ? kNothing
                          : numbers.try_emplace(source, static_cast<std::uint32_t>(numbers.size()))
                                .first->second);
    }
    return dense;
  }

  void add_texts() {
    NearDuplicates found = builder_.texts_.finish(options_.threads);
    shares_.texts = found.counts;
    shares_.clusters = std::move(found.clusters);
    found.cluster_of_post.resize(builder_.posts_.size(), 0);
    LayerShares shares;
    shares.layer = Layer::kText;
    shares.objects = static_cast<std::uint32_t>(shares_.clusters.size());
    std::vector<std::uint32_t> alone;  // posts, by place
    for (std::uint32_t i = 0; i < builder_.posts_.size(); ++i) {
      if (found.cluster_of_post[i] != 0) {
        append(shares, i, found.cluster_of_post[i] - 1);
      } else if (builder_.posts_[i].text) {
        alone.push_back(activity_.place[i]);
      }
    }
    std::sort(alone.begin(), alone.end());
    for (const std::uint32_t post : alone) {
      shares.account.push_back(account_of_[post]);
      shares.object.push_back(shares.objects++);
      shares.time_ms.push_back(activity_.time_ms[post]);
      shares.post.push_back(post);
    }
    for (TextCluster& cluster : shares_.clusters) {
      cluster.representative_post = activity_.place[cluster.representative_post];
    }
    shares.source = sources_of_texts(shares.objects);
    keep(std::move(shares));
  }

  /// A text that comes with a link comes from its site: a share button writes the headline.
  [[nodiscard]] std::vector<std::uint32_t> sources_of_texts(std::uint32_t objects) {
    std::unordered_map<std::uint32_t, std::uint64_t> domain_of;  // of posts that represent
    for (const TextCluster& cluster : shares_.clusters) {
      domain_of.emplace(cluster.representative_post, kNoSource);
    }
    for (const RawShare& share : raw(Layer::kDomain)) {
      const auto post = domain_of.find(activity_.place[share.post]);
      if (post != domain_of.end()) {
        post->second = std::min(post->second, builder_.domains_[share.target]);
      }
    }
    std::vector<std::uint64_t> sources(objects, kNoSource);
    for (std::size_t cluster = 0; cluster < shares_.clusters.size(); ++cluster) {
      sources[cluster] = domain_of.at(shares_.clusters[cluster].representative_post);
    }
    return number_sources(sources);
  }

  void add_domains() {
    Raw raw = std::move(this->raw(Layer::kDomain));
    // Hosts of one registrable domain are one object: the hash stands for it.
    std::vector<std::uint64_t> keys;
    keys.reserve(raw.size());
    for (const RawShare& share : raw) {
      keys.push_back(builder_.domains_[share.target]);
    }
    std::vector<std::uint64_t> ordered = keys;
    std::vector<std::uint64_t> scratch;
    radix_sort(ordered, scratch);
    ordered.erase(std::unique(ordered.begin(), ordered.end()), ordered.end());
    std::vector<std::uint64_t> uses;  // domain above, account below
    uses.reserve(raw.size());
    for (std::size_t i = 0; i < raw.size(); ++i) {
      const auto domain = static_cast<std::uint64_t>(
          std::lower_bound(ordered.begin(), ordered.end(), keys[i]) - ordered.begin());
      uses.push_back(domain << 32U | account_of_[activity_.place[raw[i].post]]);
    }
    const std::vector<bool> common = common_domains(uses, ordered.size());
    LayerShares shares;
    shares.layer = Layer::kDomain;
    shares.objects = static_cast<std::uint32_t>(ordered.size());
    for (std::size_t i = 0; i < raw.size(); ++i) {
      const auto domain = static_cast<std::uint32_t>(uses[i] >> 32U);
      if (!common[domain]) {
        append(shares, raw[i].post, domain);
      }
    }
    keep(std::move(shares));
  }

  [[nodiscard]] std::vector<bool> common_domains(std::vector<std::uint64_t> uses,
                                                 std::size_t domains) {
    std::vector<std::uint64_t> scratch;
    radix_sort(uses, scratch);
    uses.erase(std::unique(uses.begin(), uses.end()), uses.end());
    std::vector<std::uint32_t> sharers(domains, 0);
    for (const std::uint64_t use : uses) {
      ++sharers[use >> 32U];
    }
    std::vector<bool> common(domains, false);
    for (std::size_t domain = 0; domain < domains; ++domain) {
      common[domain] = sharers[domain] > options_.max_sharers;
      shares_.common_domains += common[domain] ? 1U : 0U;
    }
    return common;
  }

  void keep(LayerShares shares) {
    if (!shares.account.empty()) {
      shares_.input.layers.push_back(std::move(shares));
    }
  }

  static constexpr unsigned kPrefixBits = 20;

  ShareBuilder& builder_;
  const Activity& activity_;
  CoordinationOptions options_;
  CoordinationShares shares_;
  std::vector<std::uint32_t> account_of_;       ///< By place.
  std::vector<std::uint32_t> place_of_object_;  ///< Of the post itself; kNothing: not here.
  std::vector<std::uint32_t> index_of_;         ///< By object id, reused.
};

CoordinationShares ShareBuilder::build(const Activity& activity,
                                       std::span<const KnownCoordinators> known,
                                       const CoordinationOptions& options) {
  assert(activity.place.size() == posts_.size());
  return Assembly{*this, activity, options}.build(known);
}

}  // namespace vigie::analysis
