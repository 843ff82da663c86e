#include "analysis/coordination/co_actions.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/files.h"

namespace vigie::analysis {
namespace {

namespace fs = std::filesystem;

struct Shared {
  std::uint32_t account;
  std::uint32_t object;
  std::int64_t time_ms;
};

LayerShares layer_of(const std::vector<Shared>& shares) {
  LayerShares layer;
  for (const Shared& share : shares) {
    layer.objects = std::max(layer.objects, share.object + 1);
    layer.account.push_back(share.account);
    layer.object.push_back(share.object);
    layer.time_ms.push_back(share.time_ms);
    layer.post.push_back(static_cast<std::uint32_t>(layer.post.size()));
  }
  return layer;
}

TEST(CountCoActions, CountsPairsOfSharesAndObjectsApart) {
  const LayerShares layer = layer_of(
      {{1, 0, 0}, {0, 0, 4'000}, {0, 0, 6'000}, {1, 1, 0}, {0, 1, 60'000}, {2, 1, 60'001}});

  const CoActionTable table = count_co_actions(layer, 3, {});

  EXPECT_THAT(table.pairs,
              testing::ElementsAre(CoActionCount{0, 1, 3, 2}, CoActionCount{0, 2, 1, 1}));
}

TEST(CountCoActions, PairsNobodyWithThemselves) {
  std::vector<Shared> alone(100'000, Shared{7, 0, 5});
  EXPECT_THAT(count_co_actions(layer_of(alone), 8, {}).pairs, testing::IsEmpty());
  EXPECT_THAT(count_co_actions(LayerShares{}, 0, {}).pairs, testing::IsEmpty());
}

TEST(CountCoActions, StaysLinearOnAViralObject) {
  std::vector<Shared> viral;
  for (std::uint32_t a = 0; a < 100'000; ++a) {
    viral.push_back({a, 0, 0});
  }
  const CoActionTable table = count_co_actions(layer_of(viral), 100'000, {60'000, 8, 1});
  EXPECT_EQ(table.pairs.size(), 8U * 100'000U - 36U);
  EXPECT_EQ(table.capped_objects, 1U);
}

// Golden numbers on public data: two public tools and plain implementations agree on them.

std::uint32_t number_of(std::map<std::string, std::uint32_t>& numbers, const std::string& key) {
  return numbers.try_emplace(key, static_cast<std::uint32_t>(numbers.size())).first->second;
}

std::vector<std::string> fields_of(std::string line) {
  std::erase(line, '"');
  std::vector<std::string> fields{""};
  for (const char c : line) {
    if (c == ',') {
      fields.emplace_back();
    } else {
      fields.back() += c;
    }
  }
  return fields;
}

struct Loaded {
  LayerShares layer;
  std::uint32_t accounts = 0;
};

Loaded load(const std::string& text, std::size_t account, std::size_t object, std::size_t time) {
  Loaded loaded;
  std::map<std::string, std::uint32_t> accounts;
  std::map<std::string, std::uint32_t> objects;
  std::vector<Shared> shares;
  const std::vector<std::string> lines = tests::lines_of(text);
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const std::vector<std::string> fields = fields_of(lines[i]);
    if (fields.size() > std::max({account, object, time}) && fields[object] != "NA") {
      shares.push_back({number_of(accounts, fields[account]),
                        number_of(objects, fields[object]),
                        std::stoll(fields[time]) * 1000});
    }
  }
  loaded.layer = layer_of(shares);
  loaded.accounts = static_cast<std::uint32_t>(accounts.size());
  return loaded;
}

std::size_t repeated_objects(const CoActionTable& table) {
  return static_cast<std::size_t>(std::count_if(
      table.pairs.begin(), table.pairs.end(), [](const auto& pair) { return pair.objects >= 2; }));
}

fs::path shared_data() {
  return fs::path{VIGIE_SOURCE_DIR}.parent_path() / "shared";
}

TEST(CountCoActions, FindsTheKnownNumbersOfRetweets) {
  const fs::path file = shared_data() / "data/coordination_cooRTweet/russian_coord_tweets.csv.gz";
  if (!fs::exists(file)) {
    GTEST_SKIP() << "public data set not there: " << file.filename();
  }
  const Loaded loaded = load(tests::gunzip_file(file), 1, 0, 3);

  const CoActionTable ten = count_co_actions(loaded.layer, loaded.accounts, {10'000});
  const CoActionTable sixty = count_co_actions(loaded.layer, loaded.accounts, {60'000});

  EXPECT_EQ(ten.pairs.size(), 1'092U);
  EXPECT_EQ(repeated_objects(ten), 2U);
  EXPECT_EQ(sixty.pairs.size(), 6'206U);
  EXPECT_EQ(repeated_objects(sixty), 32U);
}

TEST(CountCoActions, FindsTheKnownNumbersOfLinks) {
  const fs::path file = shared_data() / "data/coordination_cooRTweet/german_elections.csv.gz";
  if (!fs::exists(file)) {
    GTEST_SKIP() << "public data set not there: " << file.filename();
  }
  const Loaded loaded = load(tests::gunzip_file(file), 0, 2, 6);

  const CoActionTable table = count_co_actions(loaded.layer, loaded.accounts, {60'000});

  std::vector<std::uint32_t> accounts;
  for (const CoActionCount& pair : table.pairs) {
    if (pair.objects >= 2) {
      accounts.push_back(pair.account_a);
      accounts.push_back(pair.account_b);
    }
  }
  std::sort(accounts.begin(), accounts.end());
  accounts.erase(std::unique(accounts.begin(), accounts.end()), accounts.end());
  EXPECT_EQ(table.pairs.size(), 2'906U);
  EXPECT_EQ(repeated_objects(table), 1'119U);
  EXPECT_EQ(accounts.size(), 420U);
}

TEST(CountCoActions, FindsTheKnownNumbersOfGeneratedPosts) {
  const fs::path generator = shared_data() / "bench/gen_posts.py";
  if (!fs::exists(generator)) {
    GTEST_SKIP() << "generator not there: " << generator.filename();
  }
  const fs::path file = fs::temp_directory_path() / "vigie_generated_posts.csv";
  std::string python;
  for (const std::string candidate : {"python3", "/usr/bin/python3"}) {
    // NOLINTNEXTLINE(concurrency-mt-unsafe,cert-env33-c): one thread, fixed words
    if (std::system((candidate + " -c 'import numpy' 2>/dev/null").c_str()) == 0) {
      python = candidate;
    }
  }
  if (python.empty()) {
    GTEST_SKIP() << "python3 with numpy is not there";
  }
  const std::string command =
      python + " '" + generator.string() + "' 100000 '" + file.string() + "' --seed 1";
  // NOLINTNEXTLINE(concurrency-mt-unsafe,cert-env33-c): one thread, fixed words
  ASSERT_EQ(std::system(command.c_str()), 0);
  const std::string text = tests::read_file(file);
  fs::remove(file);

  std::map<std::string, std::uint32_t> accounts;
  std::array<std::map<std::string, std::uint32_t>, 3> objects;
  std::array<std::vector<Shared>, 3> shares;
  std::size_t at = text.find('\n') + 1;
  while (at < text.size()) {  // a message is quoted, may hold line breaks, and holds no quote
    const std::size_t quote = text.find('"', at);
    const std::size_t close = text.find('"', quote + 1);
    const std::size_t end = text.find('\n', close);
    const std::vector<std::string> before = fields_of(text.substr(at, quote - at));
    const std::vector<std::string> after = fields_of(text.substr(close + 2, end - close - 2));
    const std::int64_t time_ms = std::stoll(after[0]) * 1000;
    const std::uint32_t account = number_of(accounts, before[1]);
    const auto add = [&](std::size_t layer, const std::string& key) {
      shares[layer].push_back({account, number_of(objects[layer], key), time_ms});
    };
    if (before[3].empty()) {
      add(2, text.substr(quote, close - quote));
      if (!after[1].empty()) {
        add(0, after[1]);
      }
    } else {
      add(1, before[3]);
    }
    at = end + 1;
  }

  const auto repeated = [&](std::size_t layer) {
    return count_co_actions(layer_of(shares[layer]),
                            static_cast<std::uint32_t>(accounts.size()),
                            {60'000, 4096, 2})
        .pairs.size();
  };
  EXPECT_EQ(repeated(0), 2'380U) << "links of posts that are no reposts";
  EXPECT_EQ(repeated(1), 2'722U) << "reposts";
  EXPECT_EQ(repeated(2), 689U) << "texts, as written, of posts that are no reposts";
}

}  // namespace
}  // namespace vigie::analysis
