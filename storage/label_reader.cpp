#include "storage/label_reader.h"

#include "storage/sqlite/statement.h"

namespace vigie::storage {
namespace {

// Bits 2 and 8 of opt_out: the account asked not to be looked at.
constexpr std::string_view kCountLabels =
    "SELECT l.origin, l.value, count(*) FROM account_label l JOIN account a USING (account_id) "
    "WHERE a.opt_out & 10 = 0 GROUP BY l.origin, l.value ORDER BY l.origin, l.value";
constexpr std::string_view kNewestLabelledPost =
    "SELECT max((SELECT max(p.sort_ms) FROM post p WHERE p.account_id = l.account_id "
    "AND p.state = 0)) FROM account_label l JOIN account a USING (account_id) "
    "WHERE l.origin = ?1 AND a.opt_out & 10 = 0";
constexpr std::string_view kReadLabels =
    "SELECT l.account_id, l.value FROM account_label l JOIN account a USING (account_id) "
    "WHERE l.origin = ?1 AND a.opt_out & 10 = 0 ORDER BY l.account_id, l.value";
constexpr std::string_view kReadLanguages =
    "SELECT account_id, language, count(*) FROM post "
    "WHERE sort_ms >= ?1 AND sort_ms < ?2 AND state = 0 AND language <> '' "
    "GROUP BY account_id, language ORDER BY account_id, count(*) DESC, language";
constexpr std::string_view kImportedSources = "SELECT DISTINCT source FROM collection ORDER BY 1";
constexpr std::string_view kNewestImportedPost =
    "SELECT max(p.sort_ms) FROM post p JOIN collection c USING (collection_id) "
    "WHERE c.source = ?1 AND p.state = 0";
constexpr std::string_view kAuthors =
    "SELECT DISTINCT p.account_id FROM post p JOIN collection c USING (collection_id) "
    "JOIN account a ON a.account_id = p.account_id "
    "WHERE c.source = ?1 AND p.state = 0 AND a.opt_out & 10 = 0 ORDER BY 1";

/// The one time that `sql` gives for `name`, if any.
std::optional<UtcTime> find_time(Database& database, std::string_view sql, std::string_view name) {
  Statement row{database, sql};
  row.query(name).step();
  const auto time = row.optional_integer(0);
  return time ? std::optional{from_ms(*time)} : std::nullopt;
}

}  // namespace

std::vector<LabelCount> count_labels(Database& database) {
  Statement row{database, kCountLabels};
  std::vector<LabelCount> counts;
  while (row.step()) {
    counts.push_back({std::string{row.text(0)}, std::string{row.text(1)}, count_at(row, 2)});
  }
  return counts;
}

std::optional<UtcTime> newest_labelled_post(Database& database, std::string_view origin) {
  return find_time(database, kNewestLabelledPost, origin);
}

void read_labels(Database& database,
                 std::string_view origin,
                 FunctionRef<void(AccountId, std::string_view)> fn) {
  Statement row{database, kReadLabels};
  row.query(origin);
  while (row.step()) {
    fn({row.integer(0)}, row.text(1));
  }
}

void read_main_languages(Database& database,
                         TimeWindow window,
                         FunctionRef<void(AccountId, std::string_view)> fn) {
  Statement row{database, kReadLanguages};
  row.query(to_ms(window.begin), to_ms(window.end));
  std::int64_t last = 0;
  while (row.step()) {
    const std::int64_t account = row.integer(0);
    if (account != last) {
      fn({account}, row.text(1));
      last = account;
    }
  }
}

std::vector<std::string> imported_sources(Database& database) {
  Statement row{database, kImportedSources};
  std::vector<std::string> sources;
  while (row.step()) {
    sources.emplace_back(row.text(0));
  }
  return sources;
}

std::optional<UtcTime> newest_imported_post(Database& database, std::string_view source) {
  return find_time(database, kNewestImportedPost, source);
}

std::vector<AccountId> authors_of(Database& database, std::string_view source) {
  Statement row{database, kAuthors};
  row.query(source);
  std::vector<AccountId> authors;
  while (row.step()) {
    authors.push_back({row.integer(0)});
  }
  return authors;
}

}  // namespace vigie::storage
