#include "storage/recheck_store.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <unordered_set>

#include <fmt/format.h>

#include "storage/account_writer.h"
#include "storage/audit_store.h"
#include "storage/bulk_indexes.h"
#include "storage/object_writer.h"
#include "storage/post_writer.h"
#include "storage/sqlite/statement.h"
#include "storage/sqlite/transaction.h"

namespace vigie::storage {
namespace {

// All take ?1, the run, and ?2, how many ranked accounts are listed.
/// Absent once: the second look comes whether a report still shows it or not.
constexpr std::string_view kAbsentPosts =
    "SELECT post_id FROM post_recheck WHERE absent_since_ms IS NOT NULL AND ?1 >= 0 AND ?2 >= 0 "
    "ORDER BY post_id";
constexpr std::string_view kEvidencePosts =
    "SELECT e.post_id FROM account_score s JOIN account a ON a.account_id = s.account_id "
    "JOIN evidence e ON e.run_id = s.run_id AND e.account_id = s.account_id WHERE s.run_id = ?1 "
    "AND (s.rank BETWEEN 1 AND ?2 OR s.account_class > 0) "
    "ORDER BY s.rank = 0, s.rank, a.native_id, e.signal_id, e.position";
constexpr std::string_view kLookalikeDomainPosts =
    "SELECT post_id FROM lookalike_domain_post WHERE run_id = ?1 AND ?2 >= 0 "
    "ORDER BY domain, position";
constexpr std::string_view kLookalikeAccountPosts =
    "SELECT l.post_id FROM lookalike_account_post l JOIN account a USING (account_id) "
    "WHERE l.run_id = ?1 AND ?2 >= 0 ORDER BY a.native_id, l.position";
constexpr std::string_view kNarrativePosts =
    "SELECT post_id FROM narrative_post WHERE run_id = ?1 AND ?2 >= 0 "
    "ORDER BY narrative_id, position";
constexpr std::string_view kClusterPosts =
    "SELECT c.post_id FROM text_cluster c JOIN post p USING (post_id) "
    "WHERE c.run_id = ?1 AND ?2 >= 0 AND c.is_representative = 1 ORDER BY p.native_id";
/// Objects of kind 4 are posts: `platform key`.
constexpr std::string_view kAskedPushedPosts =
    "SELECT p.post_id FROM (SELECT object_id FROM amplification WHERE run_id = ?1 "
    "UNION SELECT object_id FROM group_object WHERE run_id = ?1) w "
    "JOIN object o ON o.object_id = w.object_id AND o.kind = 4 AND ?2 >= 0 "
    "JOIN platform f ON f.name = substr(o.key, 1, instr(o.key, ' ') - 1) "
    "JOIN post p ON p.platform_id = f.platform_id "
    "AND p.native_id = substr(o.key, instr(o.key, ' ') + 1) ORDER BY p.native_id";
constexpr auto kShownPosts = std::to_array<std::string_view>({kAbsentPosts,
                                                              kEvidencePosts,
                                                              kLookalikeDomainPosts,
                                                              kLookalikeAccountPosts,
                                                              kNarrativePosts,
                                                              kClusterPosts,
                                                              kAskedPushedPosts});
constexpr std::string_view kRecheckPost =
    "SELECT f.name, p.native_id, a.native_id, r.checked_ms, coalesce(a.state, 0) FROM post p "
    "JOIN platform f ON f.platform_id = p.platform_id "
    "JOIN account a ON a.account_id = p.account_id "
    "LEFT JOIN post_recheck r ON r.post_id = p.post_id WHERE p.post_id = ?1 AND p.state = 0";
constexpr std::string_view kAliasesOf =
    "SELECT place, local_id FROM post_alias WHERE post_id = ?1 ORDER BY place, local_id";
constexpr std::string_view kShownAccounts =
    "SELECT f.name, a.native_id, r.checked_ms FROM account a "
    "JOIN platform f ON f.platform_id = a.platform_id "
    "LEFT JOIN account_recheck r ON r.account_id = a.account_id "
    "WHERE a.opt_out & 10 = 0 AND coalesce(a.state, 0) <> 4 AND a.native_id NOT LIKE '@%' "
    "AND a.account_id IN "
    "(SELECT account_id FROM account_score WHERE run_id = ?1 AND (rank BETWEEN 1 AND ?2 "
    "OR account_class > 0) UNION SELECT account_id FROM group_member WHERE run_id = ?1 "
    "UNION SELECT account_id FROM lookalike_account WHERE run_id = ?1 "
    "UNION SELECT account_id FROM account_recheck WHERE absent_since_ms IS NOT NULL) "
    "ORDER BY f.name, a.native_id";
constexpr std::string_view kNewestKeys =
    "SELECT p.native_id, a.native_id FROM post p JOIN platform f "
    "ON f.platform_id = +p.platform_id JOIN account a ON a.account_id = p.account_id "
    "WHERE f.name = ?1 AND p.state = 0 AND coalesce(a.state, 0) = 0 "
    "AND NOT EXISTS (SELECT 1 FROM post_recheck r WHERE r.post_id = p.post_id "
    "AND r.absent_since_ms IS NOT NULL) ORDER BY p.sort_ms DESC, p.native_id LIMIT ?2";

constexpr std::string_view kFindPlatform = "SELECT platform_id FROM platform WHERE name = ?1";
constexpr std::string_view kFindForRecheck =
    "SELECT p.post_id, r.absent_since_ms FROM post p "
    "LEFT JOIN post_recheck r ON r.post_id = p.post_id "
    "WHERE p.platform_id = ?1 AND p.native_id = ?2 AND p.state = 0";
constexpr std::string_view kFindAccountForRecheck =
    "SELECT a.account_id, r.absent_since_ms FROM account a "
    "LEFT JOIN account_recheck r ON r.account_id = a.account_id "
    "WHERE a.platform_id = ?1 AND a.native_id = ?2";
constexpr std::string_view kMarkPost =
    "INSERT INTO post_recheck (post_id, checked_ms, absent_since_ms) VALUES (?1, ?2, ?3) "
    "ON CONFLICT (post_id) DO UPDATE SET checked_ms = excluded.checked_ms, "
    "absent_since_ms = excluded.absent_since_ms";
constexpr std::string_view kMarkAccount =
    "INSERT INTO account_recheck (account_id, checked_ms, absent_since_ms) VALUES (?1, ?2, ?3) "
    "ON CONFLICT (account_id) DO UPDATE SET checked_ms = excluded.checked_ms, "
    "absent_since_ms = excluded.absent_since_ms";
constexpr std::string_view kForgetErasedMarks =
    "DELETE FROM post_recheck WHERE post_id IN (SELECT r.post_id FROM post_recheck r "
    "CROSS JOIN post p ON p.post_id = r.post_id WHERE p.state <> 0)";
constexpr std::string_view kSummary =
    "SELECT max(checked_ms), count(*), count(absent_since_ms) FROM post_recheck";

class TargetReader {
 public:
  TargetReader(Database& database, const RecheckQuery& query)
      : database_(database),
        query_(query),
        platforms_(query.platforms.begin(), query.platforms.end()),
        post_(database, kRecheckPost),
        aliases_(database, kAliasesOf) {}

  RecheckTargets read() {
    for (const std::string_view sql : kShownPosts) {
      Statement shown{database_, sql};
      shown.query(query_.run.value, query_.max_accounts);
      while (shown.step()) {
        take_post(shown.integer(0));
      }
    }
    read_accounts();
    return std::move(targets_);
  }

 private:
  [[nodiscard]] bool is_recent(const Statement& row, int column) const {
    return !row.is_null(column) && from_ms(row.integer(column)) > query_.asked_before;
  }

  [[nodiscard]] static bool is_away(std::int64_t state) {
    return state >= static_cast<std::int64_t>(AccountState::kDeactivated) &&
           state <= static_cast<std::int64_t>(AccountState::kProtected);
  }

  void take_post(std::int64_t id) {
    if (!known_.insert(id).second) {
      return;
    }
    if (!post_.query(id).step() || !platforms_.contains(std::string{post_.text(0)})) {
      post_.reset();
      return;
    }
    if (is_away(post_.integer(4))) {
      // That its posts are not shown says nothing of them; its state decides.
      away_.push_back({std::string{post_.text(0)}, std::string{post_.text(2)}});
    } else if (is_recent(post_, 3)) {
      ++targets_.recent;
    } else if (query_.most_posts != 0 && targets_.posts.size() >= query_.most_posts) {
      ++targets_.left_out;
    } else {
      targets_.posts.push_back({.platform = std::string{post_.text(0)},
                                .native_id = std::string{post_.text(1)},
                                .account_native_id = std::string{post_.text(2)},
                                .aliases = read_aliases(id)});
    }
    post_.reset();
  }

  std::vector<std::pair<std::string, std::string>> read_aliases(std::int64_t id) {
    std::vector<std::pair<std::string, std::string>> aliases;
    aliases_.query(id);
    while (aliases_.step()) {
      aliases.emplace_back(aliases_.text(0), aliases_.text(1));
    }
    aliases_.reset();
    return aliases;
  }

  void read_accounts() {
    std::unordered_set<std::string> taken;
    const auto take = [&](std::string platform, std::string native_id) {
      if (platforms_.contains(platform) && taken.insert(platform + ' ' + native_id).second) {
        targets_.accounts.push_back({std::move(platform), std::move(native_id)});
      }
    };
    Statement shown{database_, kShownAccounts};
    shown.query(query_.run.value, query_.max_accounts);
    while (shown.step()) {
      if (is_recent(shown, 2)) {
        taken.insert(std::string{shown.text(0)} + ' ' + std::string{shown.text(1)});
      } else {
        take(std::string{shown.text(0)}, std::string{shown.text(1)});
      }
    }
    for (RecheckAccount& account : away_) {
      take(std::move(account.platform), std::move(account.native_id));
    }
    for (const RecheckPost& post : targets_.posts) {
      take(post.platform, post.account_native_id);
    }
  }

  Database& database_;
  const RecheckQuery& query_;
  std::unordered_set<std::string> platforms_;
  Statement post_;
  Statement aliases_;
  std::unordered_set<std::int64_t> known_;
  std::vector<RecheckAccount> away_;  ///< Authors of posts that are not asked for.
  RecheckTargets targets_;
};

/// One transaction.
class RecheckWriting {
 public:
  RecheckWriting(Database& database,
                 const PlatformRef& platform,
                 const WriteOptions& options,
                 UtcTime now)
      : platform_(platform),
        now_(now),
        objects_(database, 1U << 20U),
        accounts_(database, options),
        posts_(database, objects_),
        find_post_(database, kFindForRecheck),
        find_account_(database, kFindAccountForRecheck),
        mark_post_(database, kMarkPost),
        mark_account_(database, kMarkAccount) {}

  void take_there(const std::string& key) {
    find_post_.query(platform_.id.value, std::string_view{key});
    if (find_post_.step()) {
      mark_post_.run(find_post_.integer(0), to_ms(now_), nullptr);
      ++counts_.there;
    }
    find_post_.reset();
  }

  void take_absent(const std::string& key) {
    if (!find_post_.query(platform_.id.value, std::string_view{key}).step()) {
      find_post_.reset();
      return;
    }
    const std::int64_t post = find_post_.integer(0);
    const auto since = find_post_.optional_integer(1);
    find_post_.reset();
    if (is_second_look(since)) {
      remove(key);
    } else {
      mark_post_.run(post, to_ms(now_), since.value_or(to_ms(now_)));
      ++counts_.absent_once;
    }
  }

  void remove(const std::string& key) {
    if (posts_.remove(platform_, key, now_) == PostWriter::Removed::kErased) {
      ++counts_.erased;
    }
  }

  void take_account(Account account) {
    if (!account.seen) {
      account.seen = now_;
    }
    const auto state = account.state;
    if (const auto departed = accounts_.add_profile(platform_, account, now_)) {
      const bool is_deleted = departed->state == AccountState::kDeleted;
      counts_.posts_of_gone +=
          posts_.withhold_account(platform_,
                                  departed->account,
                                  now_,
                                  is_deleted ? PostState::kDeleted : PostState::kWithheld);
      ++counts_.accounts_gone;
    } else if (state == AccountState::kSuspended || state == AccountState::kTakenDown ||
               state == AccountState::kDeactivated) {
      ++counts_.accounts_away;
    } else {
      ++counts_.accounts_there;
    }
    mark_account(account.native_id, false);
  }

  /// Nobody asked for it: it counts when it is gone.
  void hear_of(const Account& account) {
    const RecheckCounts before = counts_;
    take_account(account);
    counts_.accounts_there = before.accounts_there;
    counts_.accounts_away = before.accounts_away;
  }

  void take_absent_account(const std::string& key) {
    if (!mark_account(key, true)) {
      ++counts_.accounts_absent_once;
      return;
    }
    Account account;
    account.native_id = key;
    account.state = AccountState::kDeleted;
    take_account(std::move(account));
  }

  RecheckCounts finish() {
    accounts_.before_commit();
    return counts_;
  }

 private:
  [[nodiscard]] bool is_second_look(std::optional<std::int64_t> since) const {
    return since && from_ms(*since) + kBetweenLooks <= now_;
  }

  /// True when it is the second look at an account that is not there.
  bool mark_account(const std::string& key, bool is_absent) {
    bool is_second = false;
    if (find_account_.query(platform_.id.value, std::string_view{key}).step()) {
      const std::int64_t account = find_account_.integer(0);
      const auto since = find_account_.optional_integer(1);
      is_second = is_absent && is_second_look(since);
      mark_account_.run(account,
                        to_ms(now_),
                        is_absent ? std::optional{since.value_or(to_ms(now_))} : std::nullopt);
    }
    find_account_.reset();
    return is_second;
  }

  PlatformRef platform_;
  UtcTime now_;
  ObjectWriter objects_;
  AccountWriter accounts_;
  PostWriter posts_;
  Statement find_post_;
  Statement find_account_;
  Statement mark_post_;
  Statement mark_account_;
  RecheckCounts counts_;
};

void audit_recheck(Database& database,
                   const std::string& platform,
                   const RecheckCounts& counts,
                   UtcTime now) {
  if (counts.erased + counts.accounts_gone == 0) {
    return;
  }
  write_audit(database,
              {.time = now,
               .action = "recheck",
               .subject = platform,
               .detail = fmt::format("posts erased {}; accounts gone {}; posts of these {}",
                                     counts.erased,
                                     counts.accounts_gone,
                                     counts.posts_of_gone)});
}

}  // namespace

RecheckCounts& RecheckCounts::operator+=(const RecheckCounts& other) {
  there += other.there;
  absent_once += other.absent_once;
  erased += other.erased;
  accounts_there += other.accounts_there;
  accounts_absent_once += other.accounts_absent_once;
  accounts_away += other.accounts_away;
  accounts_gone += other.accounts_gone;
  posts_of_gone += other.posts_of_gone;
  return *this;
}

RecheckTargets read_recheck_targets(Database& database, const RecheckQuery& query) {
  return TargetReader{database, query}.read();
}

std::vector<std::pair<std::string, std::string>> read_newest_keys(Database& database,
                                                                  std::string_view platform,
                                                                  std::uint32_t most) {
  constexpr std::uint32_t kLooks = 20;  // accounts post several times in a row
  std::vector<std::pair<std::string, std::string>> keys;
  std::unordered_set<std::string> accounts;
  Statement read{database, kNewestKeys};
  read.query(platform, most * kLooks);
  while (keys.size() < most && read.step()) {
    if (accounts.insert(std::string{read.text(1)}).second) {
      keys.emplace_back(read.text(0), read.text(1));
    }
  }
  return keys;
}

RecheckCounts store_recheck(Database& database,
                            const RecheckFindings& findings,
                            const WriteOptions& options,
                            UtcTime now) {
  ensure_plain_indexes(database);  // who else shares an object, and which posts are an account's
  Transaction transaction{database};
  Statement find{database, kFindPlatform};
  if (!find.query(std::string_view{findings.platform}).step()) {
    return {};
  }
  const PlatformRef platform{{find.integer(0)}, findings.platform};
  RecheckWriting writing{database, platform, options, now};
  for (const Account& account : findings.accounts) {
    writing.take_account(account);
  }
  for (const Account& account : findings.spoken_of) {
    writing.hear_of(account);
  }
  for (const std::string& key : findings.absent_accounts) {
    writing.take_absent_account(key);
  }
  for (const std::string& key : findings.gone) {
    writing.remove(key);
  }
  for (const std::string& key : findings.absent) {
    writing.take_absent(key);
  }
  for (const std::string& key : findings.there) {
    writing.take_there(key);
  }
  const RecheckCounts counts = writing.finish();
  database.execute(kForgetErasedMarks);
  audit_recheck(database, findings.platform, counts, now);
  find.reset();
  transaction.commit();
  return counts;
}

RecheckState read_recheck_state(Database& database) {
  Statement read{database, kSummary};
  read.step();
  RecheckState summary;
  if (!read.is_null(0)) {
    summary.last = from_ms(read.integer(0));
  }
  summary.posts = count_at(read, 1);
  summary.absent = count_at(read, 2);
  return summary;
}

}  // namespace vigie::storage
