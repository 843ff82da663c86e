// A database in a folder of its own, and invented records to fill it with.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <gtest/gtest.h>

#include "storage/migrator.h"
#include "storage/post_store.h"

namespace vigie::storage::tests {

inline constexpr std::chrono::days kDay{1};

/// 2024-06-01T00:00:00Z, plus.
[[nodiscard]] UtcTime at(std::chrono::milliseconds since);

/// A folder that goes with the test.
class StoreTest : public testing::Test {
 protected:
  StoreTest();
  ~StoreTest() override;
  StoreTest(const StoreTest&) = delete;
  StoreTest& operator=(const StoreTest&) = delete;
  StoreTest(StoreTest&&) = delete;
  StoreTest& operator=(StoreTest&&) = delete;

  [[nodiscard]] std::filesystem::path file(std::string_view name = "vigie.db") const;
  [[nodiscard]] Database create() const;

 private:
  std::filesystem::path folder_;
};

/// An account, by the fields that matter to a test.
struct Profile {
  std::string native_id = {};
  std::string handle = {};
  std::string display_name = {};
  std::string bio = {};
  std::optional<UtcTime> created = {};
  std::optional<std::int64_t> followers = {};
  DeclaredBot declared_bot = DeclaredBot::kUnknown;
  std::optional<bool> verified = {};
  std::optional<AccountState> state = {};
  std::uint32_t opt_out = 0;
  std::optional<UtcTime> seen = {};

  // NOLINTNEXTLINE(google-explicit-constructor): stands for the account
  operator Account() const;
};

/// A plain post of `account` at `time`.
[[nodiscard]] PreparedPost post(std::string native_id,
                                std::string account,
                                UtcTime time,
                                std::string text = "");
[[nodiscard]] PreparedPost repost(std::string native_id,
                                  std::string account,
                                  UtcTime time,
                                  std::string subject);

[[nodiscard]] SharedObject url(std::string key, std::string host, std::string as_given = "");
[[nodiscard]] SharedObject hashtag(std::string key);

/// One record per post, platform `x`, reaching `end_offset`.
[[nodiscard]] PreparedBatch batch_of(std::vector<PreparedPost> posts, std::uint64_t end_offset = 0);

/// A file `posts.jsonl` whose content is told by `hash`.
[[nodiscard]] CollectionInfo archive(std::string hash = "00aa");

/// Imports `batches` as one file, to its end.
ImportCounts import(Database& database,
                    const std::vector<PreparedBatch>& batches,
                    const CollectionInfo& collection = archive());

/// First column of the first row, as text.
[[nodiscard]] std::string text_of(Database& database, std::string_view sql);

/// The details of EXPLAIN QUERY PLAN, one a line.
[[nodiscard]] std::string plan_of(Database& database, std::string_view sql);

}  // namespace vigie::storage::tests
