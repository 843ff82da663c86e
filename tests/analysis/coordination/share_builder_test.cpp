#include "analysis/coordination/share_builder.h"

#include <algorithm>
#include <deque>
#include <map>
#include <numeric>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "analysis/coordination/find_coordination.h"
#include "analysis/text_normalisation.h"
#include "storage/model/time.h"

namespace vigie::analysis {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::UnorderedElementsAre;

constexpr std::int64_t kBegin = 1'772'409'600'000;  // Monday 2 March 2026, 00:00 UTC
const std::string kText = "The bridge over the river will be closed from Monday on";
const std::string kEditedText = "The bridge over the river will be closed from Tuesday on";

/// A post with what it shares, by natural keys.
struct Post {
  std::string account;
  std::string id;
  std::int64_t time_ms = kBegin;
  PostKind kind = PostKind::kPost;
  std::string text = {};
  std::string subject = {};  ///< `x 77`; reposts and quotes.
  std::string subject_account = {};
  std::string parent = {};
  std::vector<std::pair<ObjectKind, std::string>> objects = {};
  std::string language = {};
};

/// Hands rows to both builders as the store does: ids follow the order in which posts are given.
class Window {
 public:
  explicit Window(std::vector<Post> posts, std::vector<KnownCoordinators> known = {}) {
    for (const Post& post : posts) {
      account_id(post.account);
      post_ids_.push_back(static_cast<std::int64_t>(post_ids_.size() + 1));
      for (const auto& [kind, key] : post.objects) {
        object_id(kind, key);
      }
      if (!post.subject.empty()) {
        object_id(ObjectKind::kPost, post.subject);
      }
      if (!post.parent.empty()) {
        object_id(ObjectKind::kPost, post.parent);
      }
    }
    read(posts);
    shares = builder_.build(activity, known, CoordinationOptions{});
  }

  /// Who shared what in a layer: `account object`.
  [[nodiscard]] std::vector<std::string> pairs(Layer layer) const {
    std::vector<std::string> pairs;
    for (const LayerShares& of_layer : shares.input.layers) {
      for (std::size_t i = 0; of_layer.layer == layer && i < of_layer.account.size(); ++i) {
        std::string object = std::to_string(of_layer.object[i]);
        const auto& ids = shares.objects[static_cast<std::size_t>(layer)];
        if (!ids.empty()) {
          object = key_of(ids[of_layer.object[i]]);
        }
        pairs.push_back(activity.accounts[of_layer.account[i]].native_id + " " + object);
        EXPECT_EQ(activity.time_ms[of_layer.post[i]], of_layer.time_ms[i]);
        EXPECT_GE(of_layer.post[i], activity.accounts[of_layer.account[i]].first_post);
        EXPECT_LT(of_layer.post[i], activity.accounts[of_layer.account[i]].last_post);
      }
    }
    return pairs;
  }

  [[nodiscard]] const LayerShares& layer(Layer wanted) const {
    return *std::find_if(shares.input.layers.begin(),
                         shares.input.layers.end(),
                         [&](const LayerShares& layer) { return layer.layer == wanted; });
  }

  Activity activity;
  CoordinationShares shares;

 private:
  std::int64_t account_id(const std::string& name) {
    return accounts_.try_emplace(name, static_cast<std::int64_t>(accounts_.size() + 1))
        .first->second;
  }

  std::int64_t object_id(ObjectKind kind, const std::string& key) {
    return objects_.try_emplace({kind, key}, static_cast<std::int64_t>(objects_.size() + 1))
        .first->second;
  }

  static std::string host_of(const std::string& url) {
    const std::string rest = url.substr(url.find("://") + 3);
    return rest.substr(0, rest.find('/'));
  }

  [[nodiscard]] std::string key_of(ObjectId id) const {
    for (const auto& [key, object] : objects_) {
      if (object == id.value) {
        return key.second;
      }
    }
    return "?";
  }

  void add_objects() {
    std::map<std::string, std::int64_t> domains;
    for (const auto& [key, id] : objects_) {
      if (key.first == ObjectKind::kUrl) {
        const std::string host = host_of(key.second);
        const auto [domain, is_new] =
            domains.try_emplace(host, static_cast<std::int64_t>(domains.size() + 1));
        if (is_new) {
          const std::string registrable = host.starts_with("m.") ? host.substr(2) : host;
          builder_.add_domain({DomainId{domain->second}, host, registrable});
        }
      }
    }
    for (const auto& [key, id] : objects_) {
      ObjectRow row;
      row.object = {id};
      row.kind = key.first;
      row.key = key.second;
      if (key.first == ObjectKind::kUrl) {
        row.domain = {domains.at(host_of(key.second))};
        row.url_state = host_of(key.second) == "bit.ly" ? UrlState::kShortened : UrlState::kPlain;
      }
      builder_.add_object(row);
    }
  }

  void read(const std::vector<Post>& posts) {
    const SourceIndex sources{std::span<const SourceList>{}};
    TopicMatcher topics{std::span<const TopicDefinition>{}};
    ActivityBuilder rows{{from_ms(kBegin), from_ms(kBegin + 28 * kDayMs)}, sources, topics};
    add_objects();
    std::vector<std::size_t> by_time(posts.size());
    std::iota(by_time.begin(), by_time.end(), 0U);
    std::stable_sort(by_time.begin(), by_time.end(), [&](std::size_t a, std::size_t b) {
      return posts[a].time_ms < posts[b].time_ms;
    });
    for (const std::size_t i : by_time) {
      const Post& post = posts[i];
      PostRow row;
      row.post = {post_ids_[i]};
      row.account = {account_id(post.account)};
      row.sort_ms = post.time_ms;
      row.kind = post.kind;
      row.text = post.text;
      row.text_hash = text_hash(normalise_text(post.text));
      row.language = post.language;
      row.native_id = post.id;
      if (!post.subject.empty()) {
        row.subject = {object_id(ObjectKind::kPost, post.subject)};
      }
      if (!post.subject_account.empty()) {
        row.subject_account = {account_id(post.subject_account)};
      }
      if (!post.parent.empty()) {
        row.parent = {object_id(ObjectKind::kPost, post.parent)};
      }
      rows.add_post(row);
      builder_.add_post(row);
    }
    for (std::size_t i = 0; i < posts.size(); ++i) {
      std::vector<std::int64_t> ids;
      for (const auto& [kind, key] : posts[i].objects) {
        ids.push_back(object_id(kind, key));
      }
      std::sort(ids.begin(), ids.end());
      for (const std::int64_t id : ids) {
        const ShareRow share{{post_ids_[i]}, {id}};
        if (const auto post = rows.add_share(share)) {
          builder_.add_share(*post, share);
        }
      }
    }
    for (const auto& [name, id] : accounts_) {
      AccountRow account;
      account.account = {id};
      account.platform = "x";
      account.native_id = name;
      account.handle = name;
      rows.add_account(account);
    }
    activity = rows.build();
  }

  std::map<std::string, std::int64_t> accounts_;
  std::map<std::pair<ObjectKind, std::string>, std::int64_t> objects_;
  std::vector<std::int64_t> post_ids_;
  ShareBuilder builder_;
};

const std::pair<ObjectKind, std::string> kLink{ObjectKind::kUrl, "https://a.example/x"};
const std::pair<ObjectKind, std::string> kTags{ObjectKind::kHashtagSequence, "one two"};

TEST(ShareBuilder, GivesEachObjectToItsLayer) {
  const Window window{{{.account = "ada",
                        .id = "1",
                        .text = kText,
                        .objects = {kLink, kTags, {ObjectKind::kMedia, "ff00"}}},
                       {.account = "bea", .id = "2", .kind = PostKind::kReply, .parent = "x 9"}}};

  EXPECT_THAT(window.pairs(Layer::kUrl), ElementsAre("ada https://a.example/x"));
  EXPECT_THAT(window.pairs(Layer::kHashtagSequence), ElementsAre("ada one two"));
  EXPECT_THAT(window.pairs(Layer::kMedia), ElementsAre("ada ff00"));
  EXPECT_THAT(window.pairs(Layer::kDomain), ElementsAre("ada 0"));
  EXPECT_THAT(window.pairs(Layer::kText), ElementsAre("ada 0"));
  EXPECT_THAT(window.pairs(Layer::kReply), ElementsAre("bea x 9"));
  EXPECT_THAT(window.pairs(Layer::kRepost), IsEmpty());
}

TEST(ShareBuilder, LeavesARepostToItsOwnLayer) {
  const Window window{{{.account = "ada",
                        .id = "1",
                        .kind = PostKind::kRepost,
                        .text = kText,
                        .subject = "x 77",
                        .subject_account = "eve",
                        .parent = "x 9",
                        .objects = {kLink, kTags, {ObjectKind::kPost, "x 77"}}}}};

  EXPECT_THAT(window.pairs(Layer::kRepost), ElementsAre("ada x 77"));
  EXPECT_EQ(window.shares.input.layers.size(), 1U);
}

TEST(ShareBuilder, CountsAQuoteAsASharedPostAndAsWords) {
  const Window window{{{.account = "ada",
                        .id = "1",
                        .kind = PostKind::kQuote,
                        .text = kText,
                        .subject = "x 77",
                        .subject_account = "eve",
                        .objects = {{ObjectKind::kPost, "x 77"}, kLink}}}};

  EXPECT_THAT(window.pairs(Layer::kRepost), ElementsAre("ada x 77"));
  EXPECT_THAT(window.pairs(Layer::kUrl), ElementsAre("ada https://a.example/x"));
  EXPECT_THAT(window.pairs(Layer::kText), ElementsAre("ada 0"));
}

TEST(ShareBuilder, LeavesOutWhatAnAccountSharesOfItself) {
  const Window window{{{.account = "ada", .id = "1", .time_ms = kBegin},
                       {.account = "ada",
                        .id = "2",
                        .time_ms = kBegin + 1,
                        .kind = PostKind::kReply,
                        .parent = "x 1"},  // a thread
                       {.account = "ada",
                        .id = "3",
                        .time_ms = kBegin + 2,
                        .kind = PostKind::kRepost,
                        .subject = "x 1",
                        .subject_account = "ada"},
                       {.account = "ada",
                        .id = "4",
                        .time_ms = kBegin + 3,
                        .kind = PostKind::kRepost,
                        .subject = "x 1"},  // the archive does not say whose it is; the window does
                       {.account = "bea",
                        .id = "5",
                        .time_ms = kBegin + 4,
                        .kind = PostKind::kReply,
                        .parent = "x 1"}}};

  EXPECT_THAT(window.pairs(Layer::kRepost), IsEmpty());
  EXPECT_THAT(window.pairs(Layer::kReply), ElementsAre("bea x 1"));
}

TEST(ShareBuilder, KeepsAShortLinkAndNoDomainOfIt) {
  const Window window{{{.account = "ada",
                        .id = "1",
                        .objects = {{ObjectKind::kUrl, "https://bit.ly/abc"},
                                    {ObjectKind::kUrl, "https://bit.ly/"}}}}};

  EXPECT_THAT(window.pairs(Layer::kUrl), ElementsAre("ada https://bit.ly/abc"));
  EXPECT_THAT(window.pairs(Layer::kDomain), IsEmpty());
}

TEST(ShareBuilder, TakesAHomePageForItsDomainAndHostsOfADomainForOne) {
  const Window window{
      {{.account = "ada", .id = "1", .objects = {{ObjectKind::kUrl, "https://a.example/"}}},
       {.account = "bea", .id = "2", .objects = {{ObjectKind::kUrl, "https://m.a.example/x"}}}}};

  EXPECT_THAT(window.pairs(Layer::kUrl), ElementsAre("bea https://m.a.example/x"));
  EXPECT_THAT(window.pairs(Layer::kDomain), UnorderedElementsAre("ada 0", "bea 0"));
}

TEST(ShareBuilder, LeavesOutADomainThatHundredsShare) {
  std::vector<Post> posts;
  for (int i = 0; i < 501; ++i) {
    posts.push_back({.account = "a" + std::to_string(1000 + i),
                     .id = std::to_string(i),
                     .objects = {{ObjectKind::kUrl, "https://wide.example/" + std::to_string(i)}}});
  }
  posts.push_back({.account = "a1000", .id = "501", .objects = {kLink}});

  const Window window{posts};

  EXPECT_EQ(window.shares.common_domains, 1U);
  EXPECT_EQ(window.pairs(Layer::kDomain).size(), 1U);
  EXPECT_EQ(window.pairs(Layer::kUrl).size(), 502U);
}

TEST(ShareBuilder, JoinsNearDuplicatesAndKeepsLoneTextsApart) {
  const Window window{
      {{.account = "ada", .id = "1", .text = kText},
       {.account = "bea", .id = "2", .text = kEditedText},
       {.account = "cyd", .id = "3", .text = "Nobody else ever wrote this sentence about geese"},
       {.account = "dan", .id = "4", .text = "short"},
       {.account = "eve", .id = "5", .text = "\xF0\x9F\x94\xA5\xF0\x9F\x94\xA5\xF0\x9F\x94\xA5"}}};

  EXPECT_THAT(window.pairs(Layer::kText), UnorderedElementsAre("ada 0", "bea 0", "cyd 1"));
  ASSERT_EQ(window.shares.clusters.size(), 1U);
  EXPECT_EQ(window.layer(Layer::kText).objects, 2U);
  EXPECT_LT(window.shares.clusters[0].representative_post, 2U);
}

TEST(ShareBuilder, NamesTheSourcesOfLinksRepostsRepliesAndHeadlines) {
  const Window window{{{.account = "ada", .id = "1", .text = kText, .objects = {kLink}},
                       {.account = "bea",
                        .id = "2",
                        .time_ms = kBegin + 1,
                        .text = kText,
                        .objects = {{ObjectKind::kUrl, "https://m.a.example/y"}}},
                       {.account = "cyd",
                        .id = "3",
                        .time_ms = kBegin + 2,
                        .kind = PostKind::kRepost,
                        .subject = "x 1"},
                       {.account = "cyd",
                        .id = "4",
                        .time_ms = kBegin + 3,
                        .kind = PostKind::kRepost,
                        .subject = "x 900",
                        .subject_account = "far"},
                       {.account = "cyd",
                        .id = "5",
                        .time_ms = kBegin + 4,
                        .kind = PostKind::kRepost,
                        .subject = "x 901",
                        .subject_account = "far"},
                       {.account = "cyd",
                        .id = "6",
                        .time_ms = kBegin + 5,
                        .kind = PostKind::kRepost,
                        .subject = "x 902"},
                       {.account = "dan",
                        .id = "7",
                        .time_ms = kBegin + 6,
                        .kind = PostKind::kReply,
                        .parent = "x 2"}}};

  EXPECT_THAT(window.layer(Layer::kUrl).source, ElementsAre(0, 0));  // one registrable domain
  EXPECT_THAT(window.layer(Layer::kText).source, ElementsAre(0));
  EXPECT_THAT(window.layer(Layer::kReply).source, ElementsAre(0));
  std::map<std::string, std::uint32_t> sources;
  const LayerShares& reposts = window.layer(Layer::kRepost);
  const auto pairs = window.pairs(Layer::kRepost);
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    sources[pairs[i]] = reposts.source[reposts.object[i]];
  }
  EXPECT_EQ(sources.at("cyd x 900"), sources.at("cyd x 901"));
  EXPECT_NE(sources.at("cyd x 900"), sources.at("cyd x 1"));
  EXPECT_NE(sources.at("cyd x 1"), kNothing);
  EXPECT_EQ(sources.at("cyd x 902"), kNothing);
  for (std::size_t i = 0; i < pairs.size(); ++i) {  // only ada's post is in the window
    const Publication& published = reposts.published[reposts.object[i]];
    EXPECT_EQ(published.account != kNothing, pairs[i] == "cyd x 1") << pairs[i];
  }
}

TEST(ShareBuilder, PutsAccountsIntoStrataOfLanguageAndQuarterOfTheDay) {
  const Window window{
      {{.account = "ada", .id = "1", .time_ms = kBegin + 7 * kHourMs, .language = "fr"},
       {.account = "ada", .id = "2", .time_ms = kBegin + 8 * kHourMs, .language = "fr"},
       {.account = "ada", .id = "3", .time_ms = kBegin + 20 * kHourMs, .language = "en"},
       {.account = "bea", .id = "4", .time_ms = kBegin + 23 * kHourMs, .language = "en"},
       {.account = "cyd", .id = "5", .time_ms = kBegin + kHourMs}}};

  EXPECT_THAT(window.shares.languages, ElementsAre("", "en", "fr"));
  EXPECT_THAT(window.shares.input.stratum, ElementsAre(2 * 4 + 1, 1 * 4 + 3, 0));
  EXPECT_THAT(window.shares.input.posts, ElementsAre(3, 1, 1));
}

TEST(ShareBuilder, MarksKnownCoordinatorsByTheFirstReason) {
  const Window window{{{.account = "ada", .id = "1"}, {.account = "bea", .id = "2"}},
                      {{{"x:nobody"}, "none"}, {{"X:@Bea"}, "a union"}, {{"x:bea"}, "again"}}};

  ASSERT_EQ(window.shares.input.benign.size(), 1U);
  EXPECT_EQ(window.shares.input.benign[0].account, 1U);
  EXPECT_EQ(window.shares.input.benign[0].reason, 1U);
}

/// Everything that the test sees, in one string: natural keys only.
std::string content_of(const Window& window) {
  std::string content;
  for (const LayerShares& layer : window.shares.input.layers) {
    std::vector<std::string> rows;
    for (std::size_t i = 0; i < layer.account.size(); ++i) {
      const std::uint32_t source = layer.source.empty() ? kNothing : layer.source[layer.object[i]];
      rows.push_back(std::to_string(layer.account[i]) + "," + std::to_string(layer.object[i]) +
                     "," + std::to_string(layer.time_ms[i]) + "," + std::to_string(layer.post[i]) +
                     "," + std::to_string(source));
    }
    std::sort(rows.begin(), rows.end());
    content += std::string{layer_name(layer.layer)} + " " + std::to_string(layer.objects) + "\n";
    for (const std::string& row : rows) {
      content += row + "\n";
    }
  }
  for (const std::uint16_t stratum : window.shares.input.stratum) {
    content += std::to_string(stratum) + " ";
  }
  return content;
}

TEST(ShareBuilder, GivesTheSameSharesInWhateverOrderPostsWereStored) {
  std::mt19937 random{20260302};
  std::vector<Post> posts;
  for (int i = 0; i < 300; ++i) {
    Post post;
    post.account = "a" + std::to_string(random() % 20);
    post.id = std::to_string(i);
    post.time_ms = kBegin + static_cast<std::int64_t>(random() % 50) * kHourMs;
    post.language = random() % 2 == 0 ? "fr" : "en";
    if (random() % 3 == 0) {
      post.kind = PostKind::kRepost;
      post.subject = "x " + std::to_string(random() % 40);
      post.subject_account = random() % 2 == 0 ? "" : "b" + std::to_string(random() % 5);
    } else {
      post.text = kText + " and again number " + std::to_string(random() % 30);
      post.objects = {{ObjectKind::kUrl,
                       "https://d" + std::to_string(random() % 7) + ".example/" +
                           std::to_string(random() % 20)}};
      post.parent = random() % 4 == 0 ? "x " + std::to_string(random() % 300) : "";
    }
    posts.push_back(post);
  }
  // One author per post: what an archive says of a post does not depend on who reposts it.
  std::map<std::string, std::string> author;
  for (Post& post : posts) {
    if (!post.subject.empty()) {
      post.subject_account = author.try_emplace(post.subject, post.subject_account).first->second;
    }
  }
  const std::string as_built = content_of(Window{posts});
  ASSERT_GT(as_built.size(), 5'000U);

  std::shuffle(posts.begin(), posts.end(), random);

  EXPECT_EQ(content_of(Window{posts}), as_built);
}

TEST(ShareBuilder, CostsOneAccountThatRepeatsItselfNothing) {
  std::vector<Post> posts;
  for (int i = 0; i < 20'000; ++i) {
    posts.push_back({.account = "ada",
                     .id = std::to_string(i),
                     .time_ms = kBegin + i * 1000,
                     .text = kText,
                     .objects = {kLink}});
  }
  posts.push_back({.account = "bea", .id = "b", .time_ms = kBegin + 5, .text = kText});

  const Window window{posts};
  const CoordinationResult result = find_coordination(window.shares.input, CoordinationOptions{});

  EXPECT_THAT(result.pairs.pairs, IsEmpty());
  EXPECT_EQ(result.coverage.shares, 2U);  // both wrote the text once
}

TEST(ShareBuilder, GivesNothingForAWindowOfOnePost) {
  const Window window{{{.account = "ada", .id = "1"}}};

  EXPECT_THAT(window.shares.input.layers, IsEmpty());
  EXPECT_EQ(window.shares.input.accounts, 1U);
}

}  // namespace
}  // namespace vigie::analysis
