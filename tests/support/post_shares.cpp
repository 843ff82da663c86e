#include "tests/support/post_shares.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "analysis/canonical_url.h"
#include "analysis/near_duplicates.h"
#include "analysis/text_normalisation.h"
#include "tests/bench/stopwatch.h"
#include "tests/support/files.h"

namespace vigie::tests {
namespace {

using analysis::kNothing;
using analysis::Layer;
using analysis::LayerShares;

/// One record of `text`; a quoted field may hold line breaks and commas, but no quote.
struct Reader {
  std::string_view text;
  std::size_t at = 0;

  bool next(std::vector<std::string_view>& fields) {
    fields.clear();
    if (at >= text.size()) {
      return false;
    }
    while (true) {
      const bool quoted = text[at] == '"';
      const std::size_t begin = at + (quoted ? 1 : 0);
      const std::size_t end = quoted ? text.find('"', begin) : text.find_first_of(",\n\r", begin);
      fields.push_back(text.substr(begin, end - begin));
      if (end == std::string_view::npos) {
        at = text.size();
        return true;
      }
      at = end + (quoted ? 1 : 0);
      if (at >= text.size() || text[at] != ',') {
        at = std::min(text.size(), text.find('\n', at)) + 1;
        return true;
      }
      ++at;
      if (at == text.size()) {
        fields.emplace_back();
        return true;
      }
    }
  }
};

std::int64_t number(std::string_view field) {
  std::int64_t value = 0;
  std::from_chars(field.data(), field.data() + field.size(), value);
  return value;
}

/// Keys to numbers in the order of the keys.
template <typename Key>
class Numbering {
 public:
  void add(LayerShares& layer, const Key& key, std::uint32_t source = kNothing) {
    const auto [entry, is_new] =
        numbers_.try_emplace(key, static_cast<std::uint32_t>(numbers_.size()));
    if (is_new) {
      layer.source.push_back(source);
    }
    layer.object.push_back(entry->second);
    layer.objects = static_cast<std::uint32_t>(numbers_.size());
  }

 private:
  std::unordered_map<Key, std::uint32_t> numbers_;
};

struct Row {
  std::int64_t id = 0;
  std::int64_t user = 0;
  std::int64_t repost = 0;
  std::int64_t reply = 0;
  std::int64_t time_s = 0;
  std::string_view message;
  std::string_view urls;
};

std::unordered_map<std::int64_t, std::int32_t> read_truth(const std::filesystem::path& file) {
  std::unordered_map<std::int64_t, std::int32_t> crew;
  const std::string text = file.empty() ? std::string{} : read_file(file);
  Reader reader{text};
  std::vector<std::string_view> fields;
  while (reader.next(fields)) {
    if (fields.size() >= 4) {
      crew[number(fields[0])] = static_cast<std::int32_t>(number(fields[3]));
    }
  }
  return crew;
}

/// Rows of a file; their fields point into `text`.
struct Posts {
  std::string text;
  std::vector<Row> rows;
  std::vector<std::int64_t> users;  ///< Distinct, ascending.

  [[nodiscard]] std::uint32_t account_of(const Row& row) const {
    return static_cast<std::uint32_t>(std::lower_bound(users.begin(), users.end(), row.user) -
                                      users.begin());
  }
};

void read_rows(Posts& posts,
               const PostFile& file,
               const std::unordered_map<std::int64_t, std::int32_t>& crew_of) {
  posts.text = read_file(file.posts);
  Reader reader{posts.text};
  std::vector<std::string_view> fields;
  reader.next(fields);
  while (reader.next(fields)) {
    if (fields.size() != 8) {
      continue;
    }
    const Row row{number(fields[0]),
                  number(fields[1]),
                  number(fields[3]),
                  number(fields[4]),
                  number(fields[6]),
                  fields[5],
                  fields[7]};
    const auto crew = crew_of.find(row.user);
    if (!file.without_crews || crew == crew_of.end() || crew->second <= 0) {
      posts.rows.push_back(row);
      posts.users.push_back(row.user);
    }
  }
  std::sort(posts.users.begin(), posts.users.end());
  posts.users.erase(std::unique(posts.users.begin(), posts.users.end()), posts.users.end());
}

LayerShares empty_layer(Layer kind) {
  LayerShares layer;
  layer.layer = kind;
  return layer;
}

void add_share(LayerShares& layer, const Posts& posts, std::uint32_t p) {
  layer.account.push_back(posts.account_of(posts.rows[p]));
  layer.time_ms.push_back(posts.rows[p].time_s * 1000);
  layer.post.push_back(p);
}

LayerShares repost_layer(const Posts& posts) {
  std::unordered_map<std::int64_t, analysis::Publication> published;
  for (const Row& row : posts.rows) {
    published.emplace(row.id, analysis::Publication{posts.account_of(row), row.time_s * 1000});
  }
  LayerShares layer = empty_layer(Layer::kRepost);
  Numbering<std::int64_t> reposts;
  for (std::uint32_t p = 0; p < posts.rows.size(); ++p) {
    if (const std::int64_t repost = posts.rows[p].repost; repost != 0) {
      const auto found = published.find(repost);
      const auto original = found == published.end() ? analysis::Publication{} : found->second;
      reposts.add(layer, repost, original.account);
      if (layer.published.size() < layer.objects) {
        layer.published.push_back(original);
      }
      add_share(layer, posts, p);
    }
  }
  return layer;
}

/// Links of posts that are no reposts, whose link is their original's; and the domains of these.
std::array<LayerShares, 2> url_layers(const Posts& posts) {
  std::array<LayerShares, 2> layers{empty_layer(Layer::kUrl), empty_layer(Layer::kDomain)};
  Numbering<std::string> urls;
  Numbering<std::string> domains;
  analysis::UrlCanonicaliser canonicaliser{{}};
  for (std::uint32_t p = 0; p < posts.rows.size(); ++p) {
    const Row& row = posts.rows[p];
    const auto url = row.repost == 0 ? canonicaliser.canonicalise(row.urls) : std::nullopt;
    if (url) {
      domains.add(layers[1], url->registrable_domain);
      add_share(layers[1], posts, p);
      urls.add(layers[0], url->url, layers[1].object.back());
      add_share(layers[0], posts, p);
    }
  }
  return layers;
}

LayerShares reply_layer(const Posts& posts) {
  LayerShares layer = empty_layer(Layer::kReply);
  Numbering<std::int64_t> replies;
  for (std::uint32_t p = 0; p < posts.rows.size(); ++p) {
    if (posts.rows[p].repost == 0 && posts.rows[p].reply != 0) {
      replies.add(layer, posts.rows[p].reply);
      add_share(layer, posts, p);
    }
  }
  return layer;
}

LayerShares written_texts(const Posts& posts) {
  LayerShares layer = empty_layer(Layer::kText);
  Numbering<std::string_view> texts;
  for (std::uint32_t p = 0; p < posts.rows.size(); ++p) {
    if (posts.rows[p].repost == 0) {
      texts.add(layer, posts.rows[p].message);
      add_share(layer, posts, p);
    }
  }
  return layer;
}

analysis::NearDuplicates cluster_texts(const Posts& posts,
                                       std::uint32_t threads,
                                       PostShares& result) {
  bench::Stopwatch watch;
  watch.start();
  analysis::NearDuplicateFinder finder;
  for (std::uint32_t p = 0; p < posts.rows.size(); ++p) {
    const Row& row = posts.rows[p];
    if (row.repost == 0) {
      finder.add(p, posts.account_of(row), row.message, static_cast<std::uint64_t>(row.id));
    }
  }
  analysis::NearDuplicates found = finder.finish(threads);
  watch.stop();
  result.text_cpu_seconds = watch.cpu_seconds();
  result.text_wall_seconds = watch.wall_seconds();
  result.text_clusters = found.clusters.size();
  return found;
}

/// A text that no other post repeats is an object too: it is part of how much its account writes.
LayerShares text_layer(const Posts& posts, const analysis::NearDuplicates& found) {
  LayerShares layer = empty_layer(Layer::kText);
  layer.objects = static_cast<std::uint32_t>(found.clusters.size());
  Numbering<std::uint64_t> texts;
  for (std::uint32_t p = 0; p < posts.rows.size(); ++p) {
    const Row& row = posts.rows[p];
    const std::uint32_t cluster = p < found.cluster_of_post.size() ? found.cluster_of_post[p] : 0U;
    if (row.repost != 0) {
      continue;
    }
    if (cluster != 0) {
      layer.object.push_back(cluster - 1);
      add_share(layer, posts, p);
    } else if (const auto hash = analysis::text_hash(analysis::normalise_text(row.message))) {
      LayerShares numbered;
      texts.add(numbered, hash);
      const auto first = static_cast<std::uint32_t>(found.clusters.size());
      layer.object.push_back(first + numbered.object.back());
      layer.objects = std::max(layer.objects, layer.object.back() + 1);
      add_share(layer, posts, p);
    }
  }
  return layer;
}

}  // namespace

PostShares read_post_shares(const PostFile& file) {
  const auto crew_of = read_truth(file.truth);
  Posts posts;
  read_rows(posts, file, crew_of);
  PostShares result;
  result.posts = posts.rows.size();
  result.input.accounts = static_cast<std::uint32_t>(posts.users.size());
  result.input.posts.assign(posts.users.size(), 0);
  for (const Row& row : posts.rows) {
    ++result.input.posts[posts.account_of(row)];
  }
  for (const std::int64_t user : posts.users) {
    const auto crew = crew_of.find(user);
    result.crew.push_back(crew == crew_of.end() ? 0 : crew->second);
  }
  auto [urls, domains] = url_layers(posts);
  result.input.layers.push_back(repost_layer(posts));
  result.input.layers.push_back(std::move(urls));
  result.input.layers.push_back(text_layer(posts,
                                           file.near_duplicates
                                               ? cluster_texts(posts, file.threads, result)
                                               : analysis::NearDuplicates{}));
  result.input.layers.push_back(reply_layer(posts));
  result.input.layers.push_back(std::move(domains));
  result.written_texts = written_texts(posts);
  return result;
}

}  // namespace vigie::tests
