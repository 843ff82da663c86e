#include "analysis/narratives.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <tuple>
#include <utility>

#include "analysis/characters.h"
#include "analysis/disjoint_sets.h"
#include "analysis/narrative_names.h"
#include "analysis/radix_sort.h"

namespace vigie::analysis {
namespace {

constexpr std::size_t kMostTextBytes = 600;  // considered for a name

std::uint64_t pack(std::uint32_t high, std::uint32_t low) {
  return static_cast<std::uint64_t>(high) << 32U | low;
}

std::uint32_t high_of(std::uint64_t key) {
  return static_cast<std::uint32_t>(key >> 32U);
}

/// Not in the middle of a character.
std::string_view cut_text(std::string_view text) {
  if (text.size() <= kMostTextBytes) {
    return text;
  }
  std::size_t end = kMostTextBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
    --end;
  }
  return text.substr(0, end);
}

/// Parts of every post on a topic: its cluster and its URLs. Clusters are numbered first.
class Parts {
 public:
  Parts(const WindowShares& shares,
        std::vector<std::uint32_t> cluster_of_post,
        std::size_t clusters,
        std::uint32_t max_urls)
      : cluster_of_post_(std::move(cluster_of_post)), clusters_(clusters), max_urls_(max_urls) {
    std::vector<std::uint64_t> uses;  // post, part
    for_each_object(shares, [&](const ShareRange& range) {
      if (shares.kind[range.object] != AmplifiedKind::kUrl || range.object >= shares.first_source) {
        return;
      }
      const auto part = static_cast<std::uint32_t>(clusters_ + urls_.size());
      const std::size_t before = uses.size();
      for (std::size_t i = range.begin; i < range.end; ++i) {
        const std::uint32_t post = post_of_share(shares.shares[i]);
        if (shares.topics[post] != 0) {
          uses.push_back(pack(post, part));
        }
      }
      if (uses.size() > before) {
        urls_.push_back(range.object);
      }
    });
    std::vector<std::uint64_t> scratch;
    radix_sort(uses, scratch, 32);
    first_url_.assign(shares.post.size() + 1, 0);
    url_parts_.reserve(uses.size());
    for (const std::uint64_t use : uses) {
      ++first_url_[high_of(use) + 1];
      url_parts_.push_back(static_cast<std::uint32_t>(use));
    }
    std::partial_sum(first_url_.begin(), first_url_.end(), first_url_.begin());
  }

  [[nodiscard]] std::size_t size() const { return clusters_ + urls_.size(); }

  [[nodiscard]] bool is_url(std::uint32_t part) const { return part >= clusters_; }

  [[nodiscard]] std::uint32_t url(std::uint32_t part) const { return urls_[part - clusters_]; }

  /// Cluster first, then URLs. A repost has those of what it passes on.
  void of(const WindowShares& shares, std::uint32_t post, std::vector<std::uint32_t>& parts) const {
    parts.clear();
    const std::uint32_t said =
        shares.subject[post] != WindowShares::kNoPost ? shares.subject[post] : post;
    if (cluster_of_post_[said] != 0) {
      parts.push_back(cluster_of_post_[said] - 1);
    }
    if (first_url_[said + 1] - first_url_[said] <= max_urls_) {
      parts.insert(parts.end(),
                   url_parts_.begin() + first_url_[said],
                   url_parts_.begin() + first_url_[said + 1]);
    }
  }

 private:
  std::vector<std::uint32_t> cluster_of_post_;  ///< 1 + cluster; 0: none.
  std::size_t clusters_;
  std::uint32_t max_urls_;
  std::vector<std::uint32_t> urls_;       ///< Objects.
  std::vector<std::uint32_t> first_url_;  ///< By post.
  std::vector<std::uint32_t> url_parts_;
};

/// Joins the parts of one topic as the header says.
void join_parts(const WindowShares& shares,
                const Parts& parts,
                std::span<const std::uint32_t> on_topic,
                const NarrativeOptions& options,
                DisjointSets& sets) {
  std::vector<std::uint32_t> posts_of_part(parts.size(), 0);
  std::vector<std::uint64_t> together;
  std::vector<std::uint32_t> held;
  for (const std::uint32_t post : on_topic) {
    parts.of(shares, post, held);
    for (const std::uint32_t part : held) {
      ++posts_of_part[part];
    }
    for (std::size_t a = 0; a < held.size(); ++a) {
      for (std::size_t b = a + 1; b < held.size(); ++b) {
        together.push_back(pack(std::min(held[a], held[b]), std::max(held[a], held[b])));
      }
    }
  }
  std::vector<std::uint64_t> scratch;
  radix_sort(together, scratch);
  for (std::size_t begin = 0; begin < together.size();) {
    std::size_t end = begin + 1;
    while (end < together.size() && together[end] == together[begin]) {
      ++end;
    }
    const auto joint = static_cast<double>(end - begin);
    const std::uint32_t a = high_of(together[begin]);
    const auto b = static_cast<std::uint32_t>(together[begin]);
    const auto [rarer, commoner] = std::minmax(posts_of_part[a], posts_of_part[b]);
    if (end - begin >= options.min_joint_posts && joint >= options.min_part_of_smaller * rarer &&
        joint >= options.min_part_of_larger * commoner) {
      sets.join(a, b);
    }
    begin = end;
  }
}

/// A narrative while it is counted.
struct Draft {
  std::uint32_t set = 0;
  std::vector<std::uint32_t> posts;  ///< Ascending, so in order of time.
  std::uint64_t accounts = 0;
};

/// The largest narratives of a topic, each with its posts.
std::vector<Draft> draft_narratives(const WindowShares& shares,
                                    const Parts& parts,
                                    std::span<const std::uint32_t> on_topic,
                                    const NarrativeOptions& options,
                                    DisjointSets& sets) {
  std::vector<std::uint64_t> members;  // set, post
  std::vector<std::uint32_t> held;
  for (const std::uint32_t post : on_topic) {
    parts.of(shares, post, held);
    for (std::uint32_t& part : held) {
      part = sets.find(part);
    }
    std::sort(held.begin(), held.end());
    held.erase(std::unique(held.begin(), held.end()), held.end());
    for (const std::uint32_t set : held) {
      members.push_back(pack(set, post));
    }
  }
  std::vector<std::uint64_t> scratch;
  radix_sort(members, scratch, 32);
  std::vector<Draft> drafts;
  CarrierCount carriers{{}, shares.accounts};
  for (std::size_t begin = 0; begin < members.size();) {
    std::size_t end = begin;
    carriers.begin();
    while (end < members.size() && high_of(members[end]) == high_of(members[begin])) {
      carriers.add(shares.account[static_cast<std::uint32_t>(members[end])]);
      ++end;
    }
    if (end - begin >= options.min_posts && carriers.all().accounts >= options.min_accounts) {
      Draft& draft = drafts.emplace_back();
      draft.set = high_of(members[begin]);
      draft.accounts = carriers.all().accounts;
      for (std::size_t i = begin; i < end; ++i) {
        draft.posts.push_back(static_cast<std::uint32_t>(members[i]));
      }
    }
    begin = end;
  }
  // The posts are a natural key: their order is that of time and native ids.
  std::sort(drafts.begin(), drafts.end(), [](const Draft& a, const Draft& b) {
    const auto counts = [](const Draft& d) { return std::tuple{~d.accounts, ~d.posts.size()}; };
    return counts(a) != counts(b) ? counts(a) < counts(b) : a.posts < b.posts;
  });
  drafts.resize(std::min<std::size_t>(drafts.size(), options.per_topic));
  return drafts;
}

void count_posts(const WindowShares& shares,
                 const Draft& draft,
                 const NarrativeOptions& options,
                 CarrierCount& carriers,
                 Narrative& out) {
  carriers.begin();
  for (const std::uint32_t post : draft.posts) {
    carriers.add(shares.account[post]);
    if (shares.is_repost[post] == 0 && out.representative.size() < options.representatives) {
      out.representative.push_back(shares.post[post]);
    }
  }
  out.posts = carriers.all().shares;
  out.accounts = carriers.all().accounts;
  out.declared = carriers.with(AccountFlag::kDeclared);
  out.above_line = carriers.with(AccountFlag::kAboveLine);
  out.grouped = carriers.with(AccountFlag::kGrouped);
  out.first_ms = shares.time_ms[draft.posts.front()];
  out.last_ms = shares.time_ms[draft.posts.back()];
}

/// Texts and URLs of a narrative, the most used URLs first.
void list_parts(const AmplificationRequest& request,
                const Parts& parts,
                const Draft& draft,
                const NarrativeOptions& options,
                DisjointSets& sets,
                Narrative& out) {
  std::vector<std::uint32_t> uses;
  std::vector<std::uint32_t> held;
  for (const std::uint32_t post : draft.posts) {
    parts.of(request.shares, post, held);
    std::copy_if(held.begin(), held.end(), std::back_inserter(uses), [&](std::uint32_t part) {
      return sets.find(part) == draft.set;
    });
  }
  std::sort(uses.begin(), uses.end());
  std::vector<std::pair<std::size_t, std::uint32_t>> urls;  // uses, object
  for (std::size_t begin = 0; begin < uses.size();) {
    const auto end = static_cast<std::size_t>(
        std::upper_bound(uses.begin(), uses.end(), uses[begin]) - uses.begin());
    if (parts.is_url(uses[begin])) {
      urls.emplace_back(end - begin, parts.url(uses[begin]));
    } else {
      ++out.texts;
    }
    begin = end;
  }
  std::sort(urls.begin(), urls.end(), [](const auto& a, const auto& b) { return a > b; });
  // Ties at the edge of what is shown go by key.
  std::size_t end = std::min<std::size_t>(urls.size(), options.max_urls);
  while (end > 0 && end < urls.size() && urls[end].first == urls[end - 1].first) {
    ++end;
  }
  std::vector<std::tuple<std::size_t, std::string, std::uint32_t>> named;
  for (std::size_t i = 0; i < end; ++i) {
    named.emplace_back(~urls[i].first, request.key_of(ObjectId{urls[i].second}), urls[i].second);
  }
  std::sort(named.begin(), named.end());
  named.resize(std::min<std::size_t>(named.size(), options.max_urls));
  for (const auto& url : named) {
    out.urls.push_back(ObjectId{std::get<2>(url)});
  }
}

/// NarrativeDocuments of a narrative: its original posts with a text that was taken.
std::vector<NarrativeDocument> documents_of(std::span<const NarrativeDocument> documents,
                                            const Draft& draft) {
  std::vector<NarrativeDocument> out;
  for (const std::uint32_t post : draft.posts) {
    const auto found = std::lower_bound(
        documents.begin(), documents.end(), post, [](const NarrativeDocument& d, std::uint32_t p) {
          return d.post < p;
        });
    if (found != documents.end() && found->post == post) {
      out.push_back(*found);
    }
  }
  return out;
}

std::vector<std::uint32_t> posts_on(const WindowShares& shares, std::size_t topic) {
  std::vector<std::uint32_t> posts;
  for (std::uint32_t i = 0; i < shares.post.size(); ++i) {
    if ((shares.topics[i] >> topic & 1U) != 0) {
      posts.push_back(i);
    }
  }
  return posts;
}

/// What the narratives of all topics are told from.
struct Material {
  const AmplificationRequest& request;
  const NarrativeOptions& options;
  const Parts& parts;
  std::span<const NarrativeDocument> documents;
};

void tell_topic(const Material& material, std::size_t topic, std::vector<Narrative>& out) {
  const WindowShares& shares = material.request.shares;
  const std::vector<std::uint32_t> on_topic = posts_on(shares, topic);
  DisjointSets sets{material.parts.size()};
  join_parts(shares, material.parts, on_topic, material.options, sets);
  const std::vector<Draft> drafts =
      draft_narratives(shares, material.parts, on_topic, material.options, sets);
  if (drafts.empty()) {
    return;
  }
  const TopicWords words = count_words(material.documents, shares, topic);
  CarrierCount carriers{material.request.flags, shares.accounts};
  for (const Draft& draft : drafts) {
    Narrative& narrative = out.emplace_back();
    narrative.topic = material.request.topics[topic].id;
    count_posts(shares, draft, material.options, carriers, narrative);
    list_parts(material.request, material.parts, draft, material.options, sets, narrative);
    narrative.terms =
        name_narrative(documents_of(material.documents, draft), words, material.options.max_terms);
  }
}

}  // namespace

NarrativeFinder::NarrativeFinder(const NarrativeOptions& options, std::uint64_t on_topic)
    : options_(options), highest_key_(std::numeric_limits<std::uint64_t>::max()) {
  if (on_topic > options.max_texts) {
    highest_key_ = highest_key_ / on_topic * options.max_texts;
  }
}

void NarrativeFinder::add(std::uint32_t index,
                          std::uint32_t account,
                          std::string_view text,
                          std::string_view language,
                          std::uint64_t natural_key) {
  if (text.empty()) {
    return;
  }
  if (natural_key > highest_key_) {
    ++sampled_out_;
    return;
  }
  duplicates_.add(index, account, text, natural_key);
  const std::string_view kept = cut_text(text);
  Text row;
  row.index = index;
  row.begin = static_cast<std::uint32_t>(letters_.size());
  row.bytes = static_cast<std::uint32_t>(kept.size());
  if (language.size() == row.language.size()) {
    std::copy(language.begin(), language.end(), row.language.begin());
  }
  letters_ += kept;
  texts_.push_back(row);
}

std::vector<Narrative> NarrativeFinder::finish(const AmplificationRequest& request,
                                               const std::vector<std::uint32_t>& place,
                                               std::uint32_t threads) {
  const NearDuplicates found = duplicates_.finish(threads);
  std::vector<std::uint32_t> cluster_of_post(request.shares.post.size(), 0);
  for (std::uint32_t i = 0; i < found.cluster_of_post.size(); ++i) {
    if (found.cluster_of_post[i] != 0) {
      cluster_of_post[place[i]] = found.cluster_of_post[i];
    }
  }
  std::vector<NarrativeDocument> documents;
  documents.reserve(texts_.size());
  for (const Text& text : texts_) {
    const std::size_t letters = text.language[0] == '\0' ? 0 : text.language.size();
    documents.push_back({place[text.index],
                         std::string_view{letters_}.substr(text.begin, text.bytes),
                         {text.language.data(), letters}});
  }
  std::sort(documents.begin(),
            documents.end(),
            [](const NarrativeDocument& a, const NarrativeDocument& b) { return a.post < b.post; });
  const Parts parts{
      request.shares, std::move(cluster_of_post), found.clusters.size(), options_.max_urls_of_post};
  std::vector<Narrative> narratives;
  for (std::size_t topic = 0; topic < request.topics.size(); ++topic) {
    tell_topic({request, options_, parts, documents}, topic, narratives);
  }
  return narratives;
}

}  // namespace vigie::analysis
