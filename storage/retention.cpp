#include "storage/retention.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "storage/audit_store.h"
#include "storage/bulk_indexes.h"
#include "storage/erasure.h"
#include "storage/post_writer.h"
#include "storage/snapshot_writer.h"
#include "storage/sqlite/statement.h"
#include "storage/sqlite/transaction.h"

namespace vigie::storage {
namespace {

constexpr std::int64_t kAccountsAtOnce = 200;

// ?1: posts after this, ?2: taken in before, ?3: the same for youtube. A post was taken in when it
// was observed or, from an archive, when that was read.
constexpr std::string_view kExpiredTexts =
    "FROM post p JOIN collection c ON c.collection_id = p.collection_id "
    "JOIN platform f ON f.platform_id = p.platform_id WHERE p.post_id > ?1 "
    "AND (p.text IS NOT NULL OR EXISTS (SELECT 1 FROM post_raw w WHERE w.post_id = p.post_id) "
    "OR EXISTS (SELECT 1 FROM post_url u WHERE u.post_id = p.post_id "
    "AND u.url_as_given IS NOT NULL)) AND max(p.observed_ms, c.started_ms) < "
    "CASE f.name WHEN 'youtube' THEN ?3 ELSE ?2 END";
constexpr std::string_view kExpiredPosts =
    "FROM post p JOIN collection c ON c.collection_id = p.collection_id "
    "WHERE p.post_id > ?1 AND p.state <> 3 AND max(p.observed_ms, c.started_ms) < ?2";
constexpr std::string_view kAwayAccounts =
    "FROM account a WHERE a.account_id > ?1 AND a.state IN (1, 2, 3) AND a.state_since_ms < ?2 "
    "AND coalesce(a.first_seen_ms, 0) < ?2 AND (EXISTS (SELECT 1 FROM post p "
    "WHERE p.account_id = a.account_id AND p.state = 0) OR a.display_name IS NOT NULL "
    "OR a.bio IS NOT NULL)";
constexpr std::string_view kDeletedAccounts =
    "FROM account a WHERE a.account_id > ?1 AND a.state = 4 AND a.state_since_ms < ?2 "
    "AND coalesce(a.first_seen_ms, 0) < ?2";
constexpr std::string_view kExpiredRuns = "FROM analysis_run WHERE run_id > ?1 AND started_ms < ?2";
constexpr std::string_view kExpiredRejects =
    "FROM reject r JOIN collection c USING (collection_id) WHERE r.rowid > ?1 "
    "AND c.started_ms < ?2 AND (r.bytes IS NOT NULL OR r.detail <> '')";
constexpr std::string_view kExpiredSnapshots =
    "FROM account_snapshot WHERE ?1 = 0 AND seen_ms < ?2";
constexpr std::string_view kExpiredTombstones = "FROM tombstone WHERE ?1 = 0 AND expires_ms < ?2";
/// Nobody's author, subject, member or score any more. Opt-outs and states stay.
constexpr std::string_view kBareAccounts =
    "FROM account a WHERE a.account_id > ?1 AND a.opt_out & 10 = 0 AND coalesce(a.state, 0) = 0 "
    "AND coalesce(a.profile_seen_ms, a.first_seen_ms, 0) < ?2 "
    "AND coalesce(a.first_seen_ms, 0) < ?2 "
    "AND NOT EXISTS (SELECT 1 FROM post p WHERE p.account_id = a.account_id) "
    "AND NOT EXISTS (SELECT 1 FROM analysis_run r JOIN account_score s ON s.run_id = r.run_id "
    "AND s.account_id = a.account_id) "
    "AND NOT EXISTS (SELECT 1 FROM verdict v WHERE v.account_id = a.account_id) "
    "AND NOT EXISTS (SELECT 1 FROM note n WHERE n.account_id = a.account_id) "
    "AND a.account_id NOT IN (SELECT account_id FROM review_item) "
    "AND a.account_id NOT IN (SELECT subject_account_id FROM post "
    "WHERE subject_account_id IS NOT NULL) "
    "AND a.account_id NOT IN (SELECT account_id FROM group_member)";

constexpr std::string_view kForgetText = "UPDATE post SET text = NULL WHERE post_id = ?1";
constexpr std::string_view kForgetRaw = "DELETE FROM post_raw WHERE post_id = ?1";
constexpr std::string_view kForgetGiven =
    "UPDATE post_url SET url_as_given = NULL WHERE post_id = ?1 AND url_as_given IS NOT NULL";
constexpr std::string_view kForgetRejected =
    "UPDATE reject SET bytes = NULL, detail = '' WHERE rowid = ?1";
constexpr std::string_view kForgetRun = "DELETE FROM analysis_run WHERE run_id = ?1";
constexpr std::string_view kForgetBare = "DELETE FROM account WHERE account_id = ?1";
constexpr std::string_view kForgetSnapshots = "DELETE FROM account_snapshot WHERE seen_ms < ?1";
constexpr std::string_view kForgetTombstones = "DELETE FROM tombstone WHERE expires_ms < ?1";
constexpr std::string_view kDateTombstones =
    "UPDATE tombstone SET expires_ms = ?1 WHERE expires_ms IS NULL";
constexpr std::string_view kForgetProfile =
    "UPDATE account SET display_name = NULL, bio = NULL, host = NULL, followers = NULL, "
    "following = NULL, posts_count = NULL WHERE account_id = ?1";
constexpr std::string_view kForgetCampaigns =
    "DELETE FROM campaign WHERE NOT EXISTS (SELECT 1 FROM campaign_run r "
    "WHERE r.campaign_id = campaign.campaign_id)";
/// Of an unused domain nobody can say any more who shared it.
constexpr std::string_view kForgetDomains =
    "DELETE FROM domain WHERE domain_id NOT IN "
    "(SELECT domain_id FROM object WHERE domain_id IS NOT NULL)";

struct ExpiredRow {
  std::int64_t id = 0;
  std::int64_t platform = 0;
};

class RetentionJob {
 public:
  RetentionJob(Database& database, const RetentionOrder& order)
      : database_(database),
        order_(order),
        text_before_(before(order.options.text)),
        youtube_before_(before(std::min(order.options.youtube_text, order.options.text))),
        features_before_(before(order.options.features)),
        grace_before_(before(order.options.grace)) {}

  RetentionCounts count() {
    counts_.texts = count_of(kExpiredTexts, text_before_);
    counts_.posts = count_of(kExpiredPosts, features_before_);
    counts_.runs = count_of(kExpiredRuns, features_before_);
    counts_.rejects = count_of(kExpiredRejects, text_before_);
    counts_.away_accounts = count_of(kAwayAccounts, grace_before_);
    counts_.deleted_accounts = count_of(kDeletedAccounts, grace_before_);
    counts_.bare_accounts = count_of(kBareAccounts, features_before_);
    counts_.snapshots = count_of(kExpiredSnapshots, features_before_);
    counts_.tombstones = count_of(kExpiredTombstones, to_ms(order_.now));
    return counts_;
  }

  RetentionCounts run() {
    ensure_plain_indexes(database_);
    ObjectWriter objects{database_, 1U << 20U};
    PostWriter posts{database_, objects};
    forget_away(posts) && erase_deleted() && forget_texts() && forget_rows(posts) &&
        forget_each(kExpiredRejects, text_before_, kForgetRejected, counts_.rejects) &&
        forget_each(kExpiredRuns, features_before_, kForgetRun, counts_.runs) && forget_rest() &&
        forget_each(kBareAccounts, features_before_, kForgetBare, counts_.bare_accounts);
    if (counts_ != RetentionCounts{}) {
      write_audit(
          database_,
          {.time = order_.now,
           .action = "retention",
           .subject = "database",
           .detail = fmt::format("texts {}; posts {}; runs {}; accounts away {}; deleted {}",
                                 counts_.texts,
                                 counts_.posts,
                                 counts_.runs,
                                 counts_.away_accounts,
                                 counts_.deleted_accounts)});
    }
    return counts_;
  }

 private:
  [[nodiscard]] std::int64_t before(std::chrono::days age) const { return to_ms(order_.now - age); }

  [[nodiscard]] bool goes_on() const { return !order_.progress || order_.progress(counts_); }

  [[nodiscard]] std::uint64_t count_of(std::string_view which, std::int64_t limit) {
    Statement count{database_, fmt::format("SELECT count(*) {}", which)};
    count.bind(1, 0).bind(2, limit);
    if (which == kExpiredTexts) {
      count.bind(3, youtube_before_);
    }
    count.step();
    return count_at(count, 0);
  }

  /// The next rows of `which`, by their key. `columns` names key and platform.
  std::vector<ExpiredRow> next(std::string_view columns,
                               std::string_view which,
                               std::int64_t after,
                               std::int64_t limit,
                               std::int64_t most) {
    Statement read{database_,
                   fmt::format("SELECT {} {} ORDER BY 1 LIMIT {}", columns, which, most)};
    read.bind(1, after).bind(2, limit);
    if (which == kExpiredTexts) {
      read.bind(3, youtube_before_);
    }
    std::vector<ExpiredRow> rows;
    while (read.step()) {
      rows.push_back({read.integer(0), read.integer(1)});
    }
    return rows;
  }

  bool forget_texts() {
    Statement text{database_, kForgetText};
    Statement raw{database_, kForgetRaw};
    Statement given{database_, kForgetGiven};
    std::int64_t last = 0;
    while (true) {
      Transaction transaction{database_};
      const auto some =
          next("p.post_id, 0", kExpiredTexts, last, text_before_, order_.options.batch_posts);
      for (const ExpiredRow& post : some) {
        text.run(post.id);
        raw.run(post.id);
        given.run(post.id);
        last = post.id;
      }
      transaction.commit();
      counts_.texts += some.size();
      if (!goes_on() || some.size() < order_.options.batch_posts) {
        return goes_on();
      }
    }
  }

  /// The number of the newest post of all stays taken: see PostWriter::retire.
  bool forget_rows(PostWriter& posts) {
    const std::int64_t highest = database_.scalar("SELECT coalesce(max(post_id), 0) FROM post");
    std::int64_t last = 0;
    while (true) {
      Transaction transaction{database_};
      const auto some = next("p.post_id, p.platform_id",
                             kExpiredPosts,
                             last,
                             features_before_,
                             order_.options.batch_posts);
      for (const ExpiredRow& post : some) {
        const PlatformRef platform{{post.platform}, platform_name(post.platform)};
        if (post.id == highest) {
          posts.retire(platform, {post.id}, order_.now);
        } else {
          posts.purge(platform, {post.id});
        }
        last = post.id;
      }
      transaction.commit();
      counts_.posts += some.size();
      if (!goes_on() || some.size() < order_.options.batch_posts) {
        return goes_on();
      }
    }
  }

  /// The name, for keys of objects: as long as the job lives.
  [[nodiscard]] std::string_view platform_name(std::int64_t id) {
    auto known = std::find_if(
        platforms_.begin(), platforms_.end(), [&](const auto& one) { return one.first == id; });
    if (known == platforms_.end()) {
      Statement read{database_, "SELECT name FROM platform WHERE platform_id = ?1"};
      read.query(id).step();
      known = platforms_.insert(known, {id, std::string{read.text(0)}});
    }
    return known->second;
  }

  bool forget_away(PostWriter& posts) {
    Statement profile{database_, kForgetProfile};
    std::int64_t last = 0;
    while (true) {
      Transaction transaction{database_};
      const auto some =
          next("a.account_id, a.platform_id", kAwayAccounts, last, grace_before_, kAccountsAtOnce);
      std::vector<std::int64_t> accounts;
      for (const ExpiredRow& account : some) {
        const PlatformRef platform{{account.platform}, platform_name(account.platform)};
        counts_.away_posts += posts.withhold_account(platform, {account.id}, order_.now);
        profile.run(account.id);
        accounts.push_back(account.id);
        last = account.id;
      }
      delete_snapshots(database_, accounts);
      transaction.commit();
      counts_.away_accounts += some.size();
      if (!goes_on() || std::ssize(some) < kAccountsAtOnce) {
        return goes_on();
      }
    }
  }

  bool erase_deleted() {
    while (true) {
      std::vector<AccountId> accounts;
      for (const ExpiredRow& row :
           next("a.account_id, 0", kDeletedAccounts, 0, grace_before_, kAccountsAtOnce)) {
        accounts.push_back({row.id});
      }
      if (accounts.empty()) {
        return true;
      }
      static_cast<void>(erase_accounts(
          database_,
          accounts,
          {.reason = "deleted", .suppression_key = order_.suppression_key, .now = order_.now}));
      counts_.deleted_accounts += accounts.size();
      if (!goes_on()) {
        return false;
      }
    }
  }

  /// One transaction for every so many rows that one statement each forgets.
  bool forget_each(std::string_view which,
                   std::int64_t limit,
                   std::string_view sql,
                   std::uint64_t& count) {
    const std::string_view key = which == kExpiredRuns      ? "run_id, 0"
                                 : which == kExpiredRejects ? "r.rowid, 0"
                                                            : "a.account_id, 0";
    const std::int64_t most = which == kExpiredRuns ? 1 : order_.options.batch_posts;
    Statement forget{database_, sql};
    std::int64_t last = 0;
    while (true) {
      Transaction transaction{database_};
      const auto some = next(key, which, last, limit, most);
      std::vector<std::int64_t> accounts;
      for (const ExpiredRow& row : some) {
        forget.run(row.id);
        last = row.id;
        if (which == kBareAccounts) {
          accounts.push_back(row.id);
        }
      }
      delete_snapshots(database_, accounts);  // a new account may get the key of one that went
      transaction.commit();
      count += some.size();
      if (!goes_on() || std::ssize(some) < most) {
        return goes_on();
      }
    }
  }

  bool forget_rest() {
    Transaction transaction{database_};
    Statement snapshots{database_, kForgetSnapshots};
    snapshots.run(features_before_);
    counts_.snapshots += static_cast<std::uint64_t>(database_.changes());
    Statement tombstones{database_, kForgetTombstones};
    tombstones.run(to_ms(order_.now));
    counts_.tombstones += static_cast<std::uint64_t>(database_.changes());
    Statement date{database_, kDateTombstones};
    date.run(to_ms(order_.now + order_.options.features));
    if (counts_.runs > 0) {
      database_.execute(kForgetCampaigns);
    }
    if (counts_.posts + counts_.away_posts > 0) {
      database_.execute(kForgetDomains);
    }
    transaction.commit();
    return goes_on();
  }

  Database& database_;
  const RetentionOrder& order_;
  std::int64_t text_before_;
  std::int64_t youtube_before_;
  std::int64_t features_before_;
  std::int64_t grace_before_;
  RetentionCounts counts_;
  std::vector<std::pair<std::int64_t, std::string>> platforms_;
};

}  // namespace

RetentionCounts apply_retention(Database& database, const RetentionOrder& order) {
  return RetentionJob{database, order}.run();
}

RetentionCounts count_expired(Database& database, const RetentionOrder& order) {
  return RetentionJob{database, order}.count();
}

}  // namespace vigie::storage
