#include "storage/account_rows_reader.h"

#include <bit>
#include <string_view>

#include "storage/sqlite/statement.h"

namespace vigie::storage {
namespace {

constexpr std::string_view kAccountPosts =
    "SELECT post_id, sort_ms, kind, coalesce(text, ''), text_hash, coalesce(language, ''), "
    "subject_created_ms, coalesce(subject_account_id, 0), native_id, subject_object_id, "
    "parent_object_id, client FROM post "
    "WHERE account_id = ?1 AND sort_ms >= ?2 AND sort_ms < ?3 AND state = 0 "
    "ORDER BY sort_ms, post_id";
constexpr std::string_view kAccountUrls =
    "SELECT p.post_id, coalesce(d.host, '') FROM post p JOIN share s ON s.post_id = p.post_id "
    "JOIN object o ON o.object_id = s.object_id LEFT JOIN domain d ON d.domain_id = o.domain_id "
    "WHERE p.account_id = ?1 AND p.sort_ms >= ?2 AND p.sort_ms < ?3 AND p.state = 0 "
    "AND o.kind = ?4 ORDER BY p.post_id, o.key";
constexpr std::string_view kAccountSubjects =
    "SELECT DISTINCT a.account_id, f.name, a.handle FROM post p "
    "JOIN account a ON a.account_id = p.subject_account_id "
    "JOIN platform f ON f.platform_id = a.platform_id "
    "WHERE p.account_id = ?1 AND p.sort_ms >= ?2 AND p.sort_ms < ?3 AND p.state = 0 "
    "AND a.handle IS NOT NULL ORDER BY a.account_id";
constexpr std::string_view kAccountCoverage =
    "SELECT v.account_id, max(v.begin_ms, ?2), min(v.end_ms, ?3), v.assumed, "
    "coalesce(s.live_source_id, 0) FROM coverage v JOIN collection c USING (collection_id) "
    "LEFT JOIN live_source s ON s.name = c.source AND c.method = 'stream' "
    "WHERE v.account_id = ?1 AND v.begin_ms < ?3 AND v.end_ms > ?2 ORDER BY v.collection_id";
constexpr std::string_view kAccountLedger =
    "WITH asked AS (SELECT DISTINCT s.live_source_id FROM coverage v "
    "JOIN collection c USING (collection_id) "
    "JOIN live_source s ON s.name = c.source AND c.method = 'stream' "
    "WHERE v.account_id = ?1 AND v.begin_ms < ?3 AND v.end_ms > ?2) "
    "SELECT live_source_id, max(begin_ms, ?2), min(end_ms, ?3), 1 "
    "FROM asked JOIN coverage_gap USING (live_source_id) "
    "WHERE begin_ms < ?3 AND end_ms > ?2 UNION ALL "
    "SELECT live_source_id, max(begin_ms, ?2), min(end_ms, ?3), 0 "
    "FROM asked JOIN seen_span USING (live_source_id) "
    "WHERE begin_ms < ?3 AND end_ms > ?2 ORDER BY 1, 2, 3, 4";
constexpr std::string_view kAccountPostCount =
    "SELECT count(*) FROM post WHERE account_id = ?1 AND sort_ms >= ?2 AND sort_ms < ?3 "
    "AND state = 0";

}  // namespace

AccountRowsReader::AccountRowsReader(Database& database) : database_(database) {}

AccountRows AccountRowsReader::read(AccountId account, TimeWindow window) {
  AccountRows rows;
  const std::int64_t begin = to_ms(window.begin);
  const std::int64_t end = to_ms(window.end);
  Statement post{database_, kAccountPosts};
  post.query(account.value, begin, end);
  while (post.step()) {
    rows.posts.push_back({.post = {post.integer(0)},
                          .sort_ms = post.integer(1),
                          .kind = static_cast<PostKind>(post.integer(2)),
                          .text = std::string{post.text(3)},
                          .text_hash = std::bit_cast<std::uint64_t>(post.integer(4)),
                          .language = std::string{post.text(5)},
                          .subject_created_ms = post.optional_integer(6),
                          .subject = {post.integer(9)},
                          .subject_account = {post.integer(7)},
                          .native_id = std::string{post.text(8)},
                          .parent = {post.integer(10)},
                          .client = std::string{post.text(11)}});
  }
  Statement url{database_, kAccountUrls};
  url.query(account.value, begin, end, static_cast<int>(ObjectKind::kUrl));
  while (url.step()) {
    rows.urls.push_back({{url.integer(0)}, std::string{url.text(1)}});
  }
  Statement subject{database_, kAccountSubjects};
  subject.query(account.value, begin, end);
  while (subject.step()) {
    rows.subjects.push_back(
        {{subject.integer(0)}, std::string{subject.text(1)}, std::string{subject.text(2)}});
  }
  rows.coverage = coverage(account, window);
  rows.ledger = ledger(account, window);
  return rows;
}

std::uint64_t AccountRowsReader::count_posts(AccountId account, TimeWindow window) {
  Statement row{database_, kAccountPostCount};
  row.query(account.value, to_ms(window.begin), to_ms(window.end)).step();
  return count_at(row, 0);
}

std::vector<CoverageRow> AccountRowsReader::coverage(AccountId account, TimeWindow window) {
  std::vector<CoverageRow> rows;
  Statement row{database_, kAccountCoverage};
  row.query(account.value, to_ms(window.begin), to_ms(window.end));
  while (row.step()) {
    rows.push_back(
        {{row.integer(0)}, row.integer(1), row.integer(2), row.integer(3) != 0, row.integer(4)});
  }
  return rows;
}

std::vector<LedgerRow> AccountRowsReader::ledger(AccountId account, TimeWindow window) {
  std::vector<LedgerRow> rows;
  Statement row{database_, kAccountLedger};
  row.query(account.value, to_ms(window.begin), to_ms(window.end));
  while (row.step()) {
    rows.push_back({row.integer(0), row.integer(1), row.integer(2), row.integer(3) != 0});
  }
  return rows;
}

}  // namespace vigie::storage
