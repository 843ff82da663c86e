// Repeated copy within the hour in a known operation's posts: a figure that independent programs
// agree on.
#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>
#include <zstd.h>

#include "analysis/coordination/co_actions.h"
#include "tests/support/files.h"

namespace vigie::analysis {
namespace {

namespace fs = std::filesystem;

std::string unpack_zstd(const std::string& packed) {
  std::string text;
  ZSTD_DStream* stream = ZSTD_createDStream();
  ZSTD_inBuffer in{packed.data(), packed.size(), 0};
  std::vector<char> block(1U << 20U);
  while (in.pos < in.size) {
    ZSTD_outBuffer out{block.data(), block.size(), 0};
    if (ZSTD_isError(ZSTD_decompressStream(stream, &out, &in)) != 0) {
      break;
    }
    text.append(block.data(), out.pos);
  }
  ZSTD_freeDStream(stream);
  return text;
}

/// Records of RFC 4180.
std::vector<std::vector<std::string>> records_of(const std::string& text) {
  std::vector<std::vector<std::string>> records;
  std::vector<std::string> fields{""};
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
      fields.back() += c;
      ++i;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && c == ',') {
      fields.emplace_back();
    } else if (!quoted && c == '\n') {
      records.push_back(fields);
      fields.assign(1, "");
    } else if (quoted || c != '\r') {
      fields.back() += c;
    }
  }
  return records;
}

/// Links left out, lower case, trimmed.
std::string copy_of(std::string_view content) {
  std::string kept;
  for (std::size_t i = 0; i < content.size();) {
    if (content.substr(i, 7) == "http://" || content.substr(i, 8) == "https://") {
      while (i < content.size() && static_cast<unsigned char>(content[i]) > ' ') {
        ++i;
      }
    } else {
      const char c = content[i++];
      kept += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  const auto is_space = [](char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; };
  while (!kept.empty() && is_space(kept.back())) {
    kept.pop_back();
  }
  return kept.substr(static_cast<std::size_t>(std::find_if_not(kept.begin(), kept.end(), is_space) -
                                              kept.begin()));
}

std::size_t characters_of(const std::string& text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

/// Milliseconds of `2017-09-07 19:52:00` after 1 January of year 0; differences are what counts.
std::int64_t time_of(const std::string& stamp) {
  const auto number = [&](std::size_t at, std::size_t length) {
    return std::stoll(stamp.substr(at, length));
  };
  // Days from civil (Hinnant), months from March.
  const std::int64_t month = (number(5, 2) + 9) % 12;
  const std::int64_t year = number(0, 4) - month / 10;
  const std::int64_t days =
      365 * year + year / 4 - year / 100 + year / 400 + (month * 306 + 5) / 10 + number(8, 2);
  return ((days * 24 + number(11, 2)) * 60 + number(14, 2)) * 60'000;
}

TEST(CountCoActions, FindsTheKnownNumberOfCopyingAccounts) {
  const fs::path file =
      fs::path{VIGIE_SOURCE_DIR}.parent_path() / "shared/data/ops_ira_twitter/posts.csv.zst";
  if (!fs::exists(file)) {
    GTEST_SKIP() << "public data set not there: " << file.filename();
  }
  std::map<std::string, std::uint32_t> accounts;
  std::map<std::string, std::uint32_t> texts;
  LayerShares layer;
  layer.layer = Layer::kText;
  const auto records = records_of(unpack_zstd(tests::read_file(file)));
  for (std::size_t i = 1; i < records.size(); ++i) {
    const std::string copy = copy_of(records[i].back());
    if (characters_of(copy) >= 30) {
      const auto next_account = static_cast<std::uint32_t>(accounts.size());
      const auto next_text = static_cast<std::uint32_t>(texts.size());
      layer.account.push_back(accounts.try_emplace(records[i][0], next_account).first->second);
      layer.object.push_back(texts.try_emplace(copy, next_text).first->second);
      layer.time_ms.push_back(time_of(records[i][1]));
      layer.post.push_back(static_cast<std::uint32_t>(i));
    }
  }
  layer.objects = static_cast<std::uint32_t>(texts.size());

  const CoActionTable table =
      count_co_actions(layer, static_cast<std::uint32_t>(accounts.size()), {3'600'000, 4096, 1});

  std::vector<std::uint32_t> copying;
  std::size_t pairs = 0;
  for (const CoActionCount& pair : table.pairs) {
    if (pair.objects >= 2) {
      ++pairs;
      copying.push_back(pair.account_a);
      copying.push_back(pair.account_b);
    }
  }
  std::sort(copying.begin(), copying.end());
  copying.erase(std::unique(copying.begin(), copying.end()), copying.end());
  EXPECT_EQ(pairs, 1'454U);
  EXPECT_EQ(copying.size(), 314U);
}

}  // namespace
}  // namespace vigie::analysis
