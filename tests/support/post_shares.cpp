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
#include "analysis/text_normalisation.h"
#include "tests/support/files.h"

namespace vigie::tests {
namespace {

using analysis::kNone;
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
  void add(LayerShares& layer, const Key& key, std::uint32_t source = kNone) {
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

}  // namespace

PostShares read_post_shares(const std::filesystem::path& posts,
                            const std::filesystem::path& truth,
                            bool without_crews) {
  const auto crew_of = read_truth(truth);
  const std::string text = read_file(posts);
  Reader reader{text};
  std::vector<std::string_view> fields;
  reader.next(fields);
  std::vector<Row> rows;
  std::vector<std::int64_t> users;
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
    if (without_crews && crew != crew_of.end() && crew->second > 0) {
      continue;
    }
    rows.push_back(row);
    users.push_back(row.user);
  }
  std::sort(users.begin(), users.end());
  users.erase(std::unique(users.begin(), users.end()), users.end());

  PostShares result;
  result.posts = rows.size();
  result.input.accounts = static_cast<std::uint32_t>(users.size());
  result.crew.assign(users.size(), 0);
  result.input.posts.assign(users.size(), 0);
  for (std::size_t a = 0; a < users.size(); ++a) {
    const auto crew = crew_of.find(users[a]);
    result.crew[a] = crew == crew_of.end() ? 0 : crew->second;
  }
  std::array<LayerShares, 4> layers;
  layers[0].layer = Layer::kRepost;
  layers[1].layer = Layer::kUrl;
  layers[2].layer = Layer::kText;
  layers[3].layer = Layer::kReply;
  Numbering<std::int64_t> reposts;
  Numbering<std::string> urls;
  Numbering<std::uint64_t> texts;
  Numbering<std::int64_t> replies;
  std::unordered_map<std::string, std::uint32_t> domains;
  std::unordered_map<std::int64_t, std::uint32_t> authors;
  for (const Row& row : rows) {
    authors.emplace(row.id,
                    static_cast<std::uint32_t>(
                        std::lower_bound(users.begin(), users.end(), row.user) - users.begin()));
  }
  analysis::UrlCanonicaliser canonicaliser{{}};
  for (std::uint32_t p = 0; p < rows.size(); ++p) {
    const Row& row = rows[p];
    const auto account = static_cast<std::uint32_t>(
        std::lower_bound(users.begin(), users.end(), row.user) - users.begin());
    ++result.input.posts[account];
    const auto add = [&](LayerShares& layer) {
      layer.account.push_back(account);
      layer.time_ms.push_back(row.time_s * 1000);
      layer.post.push_back(p);
    };
    if (row.repost != 0) {
      const auto author = authors.find(row.repost);
      reposts.add(layers[0], row.repost, author == authors.end() ? kNone : author->second);
      add(layers[0]);
      continue;  // the rest of a repost is its original's
    }
    if (const auto url = canonicaliser.canonicalise(row.urls)) {
      const auto next = static_cast<std::uint32_t>(domains.size());
      const std::uint32_t domain = domains.try_emplace(url->registrable_domain, next).first->second;
      urls.add(layers[1], url->url, domain);
      add(layers[1]);
    }
    if (const std::uint64_t hash = analysis::text_hash(analysis::normalise_text(row.message))) {
      texts.add(layers[2], hash);
      add(layers[2]);
    }
    if (row.reply != 0) {
      replies.add(layers[3], row.reply);
      add(layers[3]);
    }
  }
  for (LayerShares& layer : layers) {
    result.input.layers.push_back(std::move(layer));
  }
  return result;
}

}  // namespace vigie::tests
