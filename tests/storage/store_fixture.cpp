#include "tests/storage/store_fixture.h"

#include <stdexcept>
#include <utility>

#include <stdlib.h>

#include "storage/sqlite/statement.h"

namespace vigie::storage::tests {
namespace {

constexpr UtcTime kStart{std::chrono::sys_days{std::chrono::year{2024} / 6 / 1}};

std::filesystem::path make_folder() {
  std::string pattern =
      (std::filesystem::temp_directory_path() / "vigie-store-").string() + std::string(6, 'X');
  if (mkdtemp(pattern.data()) == nullptr) {
    throw std::runtime_error("cannot make a folder for the test");
  }
  return pattern;
}

}  // namespace

UtcTime at(std::chrono::milliseconds since) {
  return kStart + since;
}

StoreTest::StoreTest() : folder_(make_folder()) {}

StoreTest::~StoreTest() {
  std::filesystem::remove_all(folder_);
}

std::filesystem::path StoreTest::file(std::string_view name) const {
  return folder_ / name;
}

Database StoreTest::create() const {
  return open_store(file(), OpenMode::kCreate);
}

Profile::operator Account() const {
  Account account;
  account.native_id = native_id;
  account.handle = handle;
  account.display_name = display_name;
  account.bio = bio;
  account.created = created;
  account.followers = followers;
  account.declared_bot = declared_bot;
  account.verified = verified;
  account.state = state;
  account.opt_out = opt_out;
  account.seen = seen;
  return account;
}

PreparedPost post(std::string native_id, std::string account, UtcTime time, std::string text) {
  PreparedPost prepared;
  prepared.post.native_id = std::move(native_id);
  prepared.post.account_native_id = std::move(account);
  prepared.post.created = time;
  prepared.post.text = std::move(text);
  return prepared;
}

PreparedPost repost(std::string native_id, std::string account, UtcTime time, std::string subject) {
  PreparedPost prepared = post(std::move(native_id), std::move(account), time);
  prepared.post.kind = PostKind::kRepost;
  prepared.shares.push_back({.kind = ObjectKind::kPost,
                             .key = subject,
                             .host = {},
                             .registrable_domain = {},
                             .url_as_given = {}});
  prepared.post.subject_id = std::move(subject);
  return prepared;
}

SharedObject url(std::string key, std::string host, std::string as_given) {
  return {.kind = ObjectKind::kUrl,
          .key = std::move(key),
          .host = host,
          .registrable_domain = host,
          .url_as_given = std::move(as_given)};
}

SharedObject hashtag(std::string key) {
  return {.kind = ObjectKind::kHashtag,
          .key = std::move(key),
          .host = {},
          .registrable_domain = {},
          .url_as_given = {}};
}

PreparedBatch batch_of(std::vector<PreparedPost> posts, std::uint64_t end_offset) {
  PreparedBatch batch;
  batch.records.platform = "x";
  batch.records.records_read = posts.size();
  batch.records.end_offset = end_offset;
  batch.posts = std::move(posts);
  return batch;
}

CollectionInfo archive(std::string hash) {
  return {.platform = "x",
          .source = "posts.jsonl",
          .format = "twitter_v1",
          .source_bytes = 1000,
          .source_hash = std::move(hash),
          .started = at(std::chrono::days{300})};
}

ImportCounts import(Database& database,
                    const std::vector<PreparedBatch>& batches,
                    const CollectionInfo& collection) {
  PostStore store{database};
  const CollectionHandle handle = store.begin_import(collection);
  for (const PreparedBatch& batch : batches) {
    store.append(handle, batch);
  }
  return store.finish(handle, collection.started + std::chrono::seconds{1});
}

std::string text_of(Database& database, std::string_view sql) {
  Statement statement{database, sql};
  return statement.step() ? std::string{statement.text(0)} : std::string{};
}

std::string plan_of(Database& database, std::string_view sql) {
  std::string plan;
  Statement statement{database, "EXPLAIN QUERY PLAN " + std::string{sql}};
  while (statement.step()) {
    plan.append(statement.text(3)).append("\n");
  }
  return plan;
}

}  // namespace vigie::storage::tests
