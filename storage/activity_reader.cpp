#include "storage/activity_reader.h"

#include <bit>
#include <cstdint>
#include <string_view>
#include <unordered_map>

#include "storage/sqlite/statement.h"

namespace vigie::storage {
namespace {

constexpr std::string_view kOldest =
    "SELECT sort_ms FROM post WHERE state = 0 ORDER BY sort_ms LIMIT 1";
constexpr std::string_view kNewest =
    "SELECT sort_ms FROM post WHERE state = 0 ORDER BY sort_ms DESC LIMIT 1";
constexpr std::string_view kActivityCountPosts =
    "SELECT count(*) FROM post WHERE sort_ms >= ?1 AND sort_ms < ?2 AND state = 0";
constexpr std::string_view kReadPosts =
    "SELECT post_id, account_id, sort_ms, kind, text, text_hash, language, subject_created_ms, "
    "subject_object_id, subject_account_id, native_id, parent_object_id, client FROM post "
    "WHERE sort_ms >= ?1 AND sort_ms < ?2 AND state = 0 "
    "ORDER BY sort_ms, post_id";
constexpr std::string_view kActivityPostSpan =
    "SELECT min(post_id), max(post_id) FROM post WHERE sort_ms >= ?1 AND sort_ms < ?2";
constexpr std::string_view kReadShares =
    "SELECT post_id, object_id FROM share WHERE post_id BETWEEN ?1 AND ?2 "
    "ORDER BY post_id, object_id";
constexpr std::string_view kActivityReadObjects =
    "SELECT object_id, kind, key, domain_id, url_state FROM object WHERE kind <> 5 "
    "ORDER BY object_id";
constexpr std::string_view kActivityReadDomains =
    "SELECT domain_id, host, registrable FROM domain ORDER BY domain_id";
constexpr std::string_view kActivityReadAccounts =
    "SELECT a.account_id, p.name, a.native_id, a.handle, a.created_ms, a.followers, a.following, "
    "a.posts_count, a.declared_bot FROM account a CROSS JOIN platform p ON p.platform_id = "
    "a.platform_id "
    "WHERE EXISTS (SELECT 1 FROM post t WHERE t.account_id = a.account_id "
    "AND t.sort_ms >= ?1 AND t.sort_ms < ?2) ORDER BY a.account_id";
constexpr std::string_view kReadHandles =
    "SELECT a.account_id, p.name, a.handle FROM account a CROSS JOIN platform p "
    "ON p.platform_id = a.platform_id WHERE a.handle IS NOT NULL ORDER BY a.account_id";
constexpr std::string_view kReadCoverage =
    "SELECT account_id, max(begin_ms, ?1), min(end_ms, ?2), assumed, collection_id FROM coverage "
    "WHERE begin_ms < ?2 AND end_ms > ?1 ORDER BY account_id, collection_id";
constexpr std::string_view kReadStreams =
    "SELECT c.collection_id, s.live_source_id FROM collection c "
    "JOIN live_source s ON s.name = c.source WHERE c.method = 'stream'";
constexpr std::string_view kReadLedger =
    "SELECT live_source_id, max(begin_ms, ?1), min(end_ms, ?2), 1 FROM coverage_gap "
    "WHERE begin_ms < ?2 AND end_ms > ?1 UNION ALL "
    "SELECT live_source_id, max(begin_ms, ?1), min(end_ms, ?2), 0 FROM seen_span "
    "WHERE begin_ms < ?2 AND end_ms > ?1 ORDER BY 1, 2, 3, 4";

std::optional<UtcTime> first_time(Database& database, std::string_view sql) {
  Statement statement{database, sql};
  return statement.step() ? std::optional{from_ms(statement.integer(0))} : std::nullopt;
}

}  // namespace

ActivityReader::Statements ActivityReader::statements() {
  return {.newest = kNewest,
          .posts = kReadPosts,
          .post_span = kActivityPostSpan,
          .shares = kReadShares,
          .accounts = kActivityReadAccounts};
}

ActivityReader::ActivityReader(Database& database) : database_(database) {}

std::optional<UtcTime> ActivityReader::oldest_post_time() {
  return first_time(database_, kOldest);
}

std::optional<UtcTime> ActivityReader::newest_post_time() {
  return first_time(database_, kNewest);
}

std::uint64_t ActivityReader::count_posts(TimeWindow window) {
  Statement statement{database_, kActivityCountPosts};
  statement.query(to_ms(window.begin), to_ms(window.end)).step();
  return static_cast<std::uint64_t>(statement.integer(0));
}

void ActivityReader::read_posts(TimeWindow window, FunctionRef<void(const PostRow&)> fn) {
  Statement statement{database_, kReadPosts};
  statement.query(to_ms(window.begin), to_ms(window.end));
  PostRow row;
  while (statement.step()) {
    row.post = {statement.integer(0)};
    row.account = {statement.integer(1)};
    row.sort_ms = statement.integer(2);
    row.kind = static_cast<PostKind>(statement.integer(3));
    row.text = statement.text(4);
    row.text_hash = std::bit_cast<std::uint64_t>(statement.integer(5));
    row.language = statement.text(6);
    row.subject_created_ms = statement.optional_integer(7);
    row.subject = {statement.integer(8)};
    row.subject_account = {statement.integer(9)};
    row.native_id = statement.text(10);
    row.parent = {statement.integer(11)};
    row.client = statement.text(12);
    fn(row);
  }
}

void ActivityReader::read_shares(TimeWindow window, FunctionRef<void(const ShareRow&)> fn) {
  Statement span{database_, kActivityPostSpan};
  span.query(to_ms(window.begin), to_ms(window.end)).step();
  if (span.is_null(0)) {
    return;
  }
  Statement statement{database_, kReadShares};
  statement.query(span.integer(0), span.integer(1));
  while (statement.step()) {
    fn(ShareRow{{statement.integer(0)}, {statement.integer(1)}});
  }
}

void ActivityReader::read_objects(FunctionRef<void(const ObjectRow&)> fn) {
  Statement statement{database_, kActivityReadObjects};
  ObjectRow row;
  while (statement.step()) {
    row.object = {statement.integer(0)};
    row.kind = static_cast<ObjectKind>(statement.integer(1));
    row.key = statement.text(2);
    row.domain = {statement.integer(3)};
    row.url_state = static_cast<UrlState>(statement.integer(4));
    fn(row);
  }
}

void ActivityReader::read_domains(FunctionRef<void(const DomainRow&)> fn) {
  Statement statement{database_, kActivityReadDomains};
  while (statement.step()) {
    fn(DomainRow{{statement.integer(0)}, statement.text(1), statement.text(2)});
  }
}

void ActivityReader::read_accounts(TimeWindow window, FunctionRef<void(const AccountRow&)> fn) {
  Statement statement{database_, kActivityReadAccounts};
  statement.query(to_ms(window.begin), to_ms(window.end));
  AccountRow row;
  while (statement.step()) {
    row.account = {statement.integer(0)};
    row.platform = statement.text(1);
    row.native_id = statement.text(2);
    row.handle = statement.text(3);
    row.created_ms = statement.optional_integer(4);
    row.followers = statement.optional_integer(5);
    row.following = statement.optional_integer(6);
    row.posts_count = statement.optional_integer(7);
    row.declared_bot = static_cast<DeclaredBot>(statement.integer(8));
    fn(row);
  }
}

void ActivityReader::read_handles(FunctionRef<void(const HandleRow&)> fn) {
  Statement statement{database_, kReadHandles};
  while (statement.step()) {
    fn(HandleRow{{statement.integer(0)}, statement.text(1), statement.text(2)});
  }
}

void ActivityReader::read_coverage(TimeWindow window, FunctionRef<void(const CoverageRow&)> fn) {
  // Streams are few beside the accounts that they cover: looked up here, not joined row by row.
  std::unordered_map<std::int64_t, std::int64_t> source_of_stream;
  Statement streams{database_, kReadStreams};
  while (streams.step()) {
    source_of_stream.emplace(streams.integer(0), streams.integer(1));
  }
  Statement statement{database_, kReadCoverage};
  statement.query(to_ms(window.begin), to_ms(window.end));
  while (statement.step()) {
    const auto stream = source_of_stream.find(statement.integer(4));
    fn(CoverageRow{{statement.integer(0)},
                   statement.integer(1),
                   statement.integer(2),
                   statement.integer(3) != 0,
                   stream == source_of_stream.end() ? 0 : stream->second});
  }
}

void ActivityReader::read_ledger(TimeWindow window, FunctionRef<void(const LedgerRow&)> fn) {
  Statement statement{database_, kReadLedger};
  statement.query(to_ms(window.begin), to_ms(window.end));
  while (statement.step()) {
    fn(LedgerRow{statement.integer(0),
                 statement.integer(1),
                 statement.integer(2),
                 statement.integer(3) != 0});
  }
}

ReadSnapshot::ReadSnapshot(Database& database) : database_(database) {
  database_.execute("BEGIN DEFERRED");
}

ReadSnapshot::~ReadSnapshot() {
  if (database_.in_transaction()) {
    // Nothing was written: there is nothing that ending could fail to keep.
    try {
      database_.execute("ROLLBACK");
    } catch (const StorageError&) {
      return;
    }
  }
}

}  // namespace vigie::storage
