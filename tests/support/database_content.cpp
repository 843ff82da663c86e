#include "tests/support/database_content.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <sqlite3.h>

namespace vigie::tests {
namespace {

std::string column_text(sqlite3_stmt* statement, int column) {
  switch (sqlite3_column_type(statement, column)) {
    case SQLITE_NULL:
      return "null";
    case SQLITE_FLOAT:
      return fmt::format("{:.17g}", sqlite3_column_double(statement, column));
    default:
      break;
  }
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement, column));
  const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, column));
  return bytes == nullptr ? std::string{} : std::string{bytes, size};
}

/// A name for what the rows are, and the query that lists them by natural keys.
struct Listing {
  std::string_view name;
  std::string_view sql;
};

constexpr std::array kCollected{
    Listing{"post",
            "SELECT p.name, t.native_id, a.native_id, t.kind, t.created_ms, t.sort_ms, t.text, "
            "t.text_repaired, t.text_hash, t.language, t.declared_language, t.client, "
            "(SELECT kind || ' ' || key FROM object WHERE object_id = t.parent_object_id), "
            "(SELECT kind || ' ' || key FROM object WHERE object_id = t.root_object_id), "
            "(SELECT kind || ' ' || key FROM object WHERE object_id = t.subject_object_id), "
            "(SELECT native_id FROM account WHERE account_id = t.subject_account_id), "
            "t.subject_created_ms, t.sensitive, t.likes, t.reposts, t.replies, t.quotes, t.views, "
            "t.edited_ms, t.state FROM post t JOIN platform p USING (platform_id) "
            "JOIN account a USING (account_id)"},
    Listing{"share",
            "SELECT p.name, t.native_id, o.kind, o.key, o.url_state, d.host, d.registrable "
            "FROM share s JOIN post t USING (post_id) JOIN platform p USING (platform_id) "
            "JOIN object o USING (object_id) LEFT JOIN domain d USING (domain_id)"},
    Listing{"object", "SELECT kind, key FROM object"},
    Listing{"post_url",
            "SELECT t.native_id, u.position, o.key, u.url_as_given FROM post_url u "
            "JOIN post t USING (post_id) JOIN object o USING (object_id)"},
    Listing{"account",
            "SELECT p.name, a.native_id, a.handle, a.display_name, a.bio, a.host, a.created_ms, "
            "a.followers, a.following, a.posts_count, a.declared_bot, a.verified, a.state, "
            "a.opt_out FROM account a JOIN platform p USING (platform_id)"},
    Listing{"label",
            "SELECT a.native_id, l.value, l.origin FROM account_label l "
            "JOIN account a USING (account_id)"},
    Listing{"coverage",
            "SELECT a.native_id, min(v.begin_ms), max(v.end_ms), max(v.assumed) FROM coverage v "
            "JOIN account a USING (account_id) GROUP BY a.account_id"},
};

constexpr std::array kBookkeeping{
    Listing{"collection",
            "SELECT source, format, records, stored, duplicates, rejected, ignored, complete "
            "FROM collection WHERE repeat_of IS NULL"},
    Listing{"reject",
            "SELECT c.source, r.line, r.byte_offset, r.reason, r.detail, r.bytes FROM reject r "
            "JOIN collection c USING (collection_id)"},
};

constexpr std::string_view kLatest =
    "(SELECT max(run_id) FROM analysis_run WHERE published_ms IS NOT NULL)";

constexpr std::array kFindings{
    Listing{"score",
            "SELECT s.platform, s.native_id, s.handle, s.likelihood, s.automation_likelihood, "
            "s.low, s.high, s.grade, s.rank, s.account_class, s.posts, s.active_days, "
            "s.covered_days, s.likelihood_prior_1, s.likelihood_prior_15, s.nats_cadence, "
            "s.nats_text_habits, s.nats_coordination, s.nats_sources, s.nats_polarity, "
            "s.nats_rate, s.nats_profile, s.listed_posts, s.linking_posts, s.window_begin_ms, "
            "s.window_end_ms FROM v_score s"},
    Listing{"contribution",
            "SELECT platform, native_id, signal, value, nats, percentile, evidence_posts "
            "FROM v_contribution WHERE run_id = {}"},
    Listing{"evidence",
            "SELECT a.native_id, g.name, e.position, t.native_id FROM evidence e "
            "JOIN account a USING (account_id) JOIN signal g USING (signal_id) "
            "JOIN post t USING (post_id) WHERE e.run_id = {}"},
    Listing{"source", "SELECT source, tier, list_version, posts, accounts FROM v_source_share"},
    Listing{"lookalike",
            "SELECT kind, platform, subject, protected_name, rule, edits, first_ms, last_ms, "
            "posts, accounts FROM v_lookalike"},
    Listing{"topic", "SELECT topic, posts, accounts, listed_posts FROM v_topic"},
    Listing{"pair",
            "SELECT p.platform_a, p.handle_a, p.platform_b, p.handle_b, p.layer, p.time_window_s, "
            "p.observed, p.expected, p.layer_decades, p.objects, p.fast_objects, p.days, "
            "p.decades, p.q_decades, p.group_id FROM v_pair p WHERE p.run_id = {}"},
    Listing{"meeting",
            "SELECT a.native_id, b.native_id, m.position, m.layer, m.gap_ms, x.native_id, "
            "y.native_id, o.key, m.cluster_id FROM pair_meeting m "
            "JOIN account a ON a.account_id = m.account_a "
            "JOIN account b ON b.account_id = m.account_b JOIN post x ON x.post_id = m.post_a "
            "JOIN post y ON y.post_id = m.post_b LEFT JOIN object o USING (object_id) "
            "WHERE m.run_id = {}"},
    Listing{"group",
            "SELECT group_id, name, members, known_members, links, observed, expected, density, "
            "extent, median_gap_s, explained, creation_peak, office_hours, first_ms, last_ms, "
            "techniques, profile_members, profile_sharing, profile_expected, profile_accounts "
            "FROM v_group WHERE run_id = {}"},
    Listing{"member",
            "SELECT group_id, platform, native_id, links, core, centrality, score, explained, "
            "known_reason, profile_text FROM v_group_member WHERE run_id = {}"},
    Listing{"group profile text",
            "SELECT group_id, profile_text, members, accounts, population, decades "
            "FROM v_group_profile_text WHERE run_id = {}"},
    Listing{"group object",
            "SELECT group_id, position, layer, object, members, expected, sharers, first_ms, "
            "last_ms FROM v_group_object WHERE run_id = {}"},
    Listing{"group language",
            "SELECT group_id, language, posts FROM group_language WHERE run_id = {}"},
    Listing{"coordination",
            "SELECT shares, objects, tested_pairs, pairs, accounts, span_ms, times_accounts, "
            "times_groups, partners_accounts, partners_groups FROM run_coordination "
            "WHERE run_id = {}"},
    Listing{"run",
            "SELECT window_begin_ms, window_end_ms, config_hash, posts, accounts, reposts, urls, "
            "urls_shortened, listed_posts, listed_accounts, accounts_above_line FROM analysis_run "
            "WHERE run_id = {}"},
};

template <std::size_t N>
std::vector<std::string> list_all(const DatabaseContent& database,
                                  const std::array<Listing, N>& listings) {
  std::vector<std::string> lines;
  for (const Listing& listing : listings) {
    for (const Row& row : database.rows(fmt::format(fmt::runtime(listing.sql), kLatest))) {
      lines.push_back(fmt::format("{}: {}", listing.name, fmt::join(row, " | ")));
    }
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

}  // namespace

void DatabaseContent::Close::operator()(sqlite3* handle) const noexcept {
  sqlite3_close_v2(handle);
}

DatabaseContent::DatabaseContent(const std::filesystem::path& file) {
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(file.c_str(), &handle, SQLITE_OPEN_READWRITE, nullptr);
  handle_.reset(handle);
  if (code != SQLITE_OK) {
    throw std::runtime_error(fmt::format("{}: {}", file.string(), sqlite3_errmsg(handle)));
  }
}

std::vector<Row> DatabaseContent::rows(std::string_view sql) const {
  sqlite3_stmt* statement = nullptr;
  if (sqlite3_prepare_v2(
          handle_.get(), sql.data(), static_cast<int>(sql.size()), &statement, nullptr) !=
      SQLITE_OK) {
    throw std::runtime_error(fmt::format("{}: {}", sqlite3_errmsg(handle_.get()), sql));
  }
  const std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt*)> owner{statement, sqlite3_finalize};
  std::vector<Row> rows;
  int code = SQLITE_ROW;
  while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
    Row& row = rows.emplace_back();
    for (int column = 0; column < sqlite3_column_count(statement); ++column) {
      row.push_back(column_text(statement, column));
    }
  }
  if (code != SQLITE_DONE) {
    throw std::runtime_error(fmt::format("{}: {}", sqlite3_errmsg(handle_.get()), sql));
  }
  return rows;
}

std::int64_t DatabaseContent::number(std::string_view sql) const {
  const auto all = rows(sql);
  return all.empty() ? 0 : std::stoll(all.front().front());
}

void DatabaseContent::execute(std::string_view sql) const {
  static_cast<void>(rows(sql));
}

bool DatabaseContent::is_sound() const {
  return rows("PRAGMA integrity_check") == std::vector<Row>{{"ok"}} &&
         rows("PRAGMA foreign_key_check").empty() &&
         number("SELECT count(*) FROM share WHERE post_id NOT IN (SELECT post_id FROM post)") == 0;
}

std::vector<std::string> collected(const DatabaseContent& database) {
  return list_all(database, kCollected);
}

std::vector<std::string> bookkeeping(const DatabaseContent& database) {
  return list_all(database, kBookkeeping);
}

std::vector<std::string> findings(const DatabaseContent& database) {
  return list_all(database, kFindings);
}

}  // namespace vigie::tests
