#include "storage/lookalike_store.h"

#include <algorithm>
#include <string>
#include <tuple>
#include <unordered_set>
#include <utility>

#include "storage/sqlite/statement.h"
#include "storage/sqlite/transaction.h"
#include "storage/withheld_names.h"

namespace vigie::storage {
namespace {

constexpr std::string_view kAccounts =
    "SELECT s.account_id, s.account_class, p.name, a.native_id, a.handle, a.display_name "
    "FROM account_score s JOIN account a ON a.account_id = s.account_id "
    "JOIN platform p ON p.platform_id = a.platform_id "
    "WHERE s.run_id = ?1 AND a.opt_out & 10 = 0 ORDER BY p.name, a.native_id";
constexpr std::string_view kUrlObjects =
    "SELECT object_id, domain_id FROM object WHERE kind = 1 AND domain_id IS NOT NULL";
constexpr std::string_view kSharesOfObject =
    "SELECT t.post_id, t.sort_ms, t.account_id, p.name, t.native_id FROM share s "
    "JOIN post t ON t.post_id = s.post_id JOIN platform p ON p.platform_id = t.platform_id "
    "WHERE s.object_id = ?1 AND t.state = 0";
constexpr std::string_view kFirstOfAccount =
    "SELECT min(sort_ms) FROM post WHERE account_id = ?1 AND state = 0";
constexpr std::string_view kLookalikePostsOfAccount =
    "SELECT post_id, sort_ms, native_id FROM post "
    "WHERE account_id = ?1 AND sort_ms >= ?2 AND sort_ms < ?3 AND state = 0 "
    "ORDER BY sort_ms, native_id";
constexpr std::string_view kInsertProtected =
    "INSERT INTO protected_name (run_id, kind, name) VALUES (?1, ?2, ?3) ON CONFLICT DO NOTHING";
constexpr std::string_view kLookalikeInsertDomain =
    "INSERT INTO lookalike_domain (run_id, domain, protected_name, rule, edits, first_ms, "
    "last_ms, posts, accounts) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
constexpr std::string_view kInsertDomainPost =
    "INSERT INTO lookalike_domain_post (run_id, domain, position, post_id) "
    "VALUES (?1, ?2, ?3, ?4)";
constexpr std::string_view kInsertAccount =
    "INSERT INTO lookalike_account (run_id, account_id, kind, protected_name, rule, edits, "
    "first_ms, last_ms, posts) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
constexpr std::string_view kInsertAccountPost =
    "INSERT INTO lookalike_account_post (run_id, account_id, position, post_id) "
    "VALUES (?1, ?2, ?3, ?4)";
constexpr std::string_view kReadProtected =
    "SELECT kind, name FROM protected_name WHERE run_id = ?1 ORDER BY kind, name";
constexpr std::string_view kLookalikeReadDomains =
    "SELECT domain, protected_name, rule, edits, first_ms, last_ms, posts, accounts "
    "FROM lookalike_domain WHERE run_id = ?1 ORDER BY posts DESC, domain, protected_name";
constexpr std::string_view kReadDomainPosts =
    "SELECT e.post_id FROM lookalike_domain_post e JOIN post t ON t.post_id = e.post_id "
    "WHERE e.run_id = ?1 AND e.domain = ?2 AND t.state = 0 "
    "AND NOT EXISTS (SELECT 1 FROM post_recheck r WHERE r.post_id = t.post_id "
    "AND r.absent_since_ms IS NOT NULL) ORDER BY e.position";
constexpr std::string_view kLookalikeReadAccounts =
    "SELECT l.account_id, l.kind, p.name, a.native_id, coalesce(a.handle, a.native_id), "
    "a.display_name, l.protected_name, l.rule, l.edits, l.first_ms, l.last_ms, l.posts "
    "FROM lookalike_account l JOIN account a ON a.account_id = l.account_id "
    "JOIN platform p ON p.platform_id = a.platform_id "
    "WHERE l.run_id = ?1 AND a.opt_out & 10 = 0 "
    "ORDER BY l.posts DESC, p.name, a.native_id, l.kind, l.protected_name";
constexpr std::string_view kReadAccountPosts =
    "SELECT e.post_id FROM lookalike_account_post e JOIN post t ON t.post_id = e.post_id "
    "WHERE e.run_id = ?1 AND e.account_id = ?2 AND t.state = 0 "
    "AND NOT EXISTS (SELECT 1 FROM post_recheck r WHERE r.post_id = t.post_id "
    "AND r.absent_since_ms IS NOT NULL) ORDER BY e.position";

/// A post of a group, ordered by what does not depend on the order of arrival.
struct SeenPost {
  std::int64_t sort_ms = 0;
  std::string platform;
  std::string native_id;
  PostId post;
};

bool comes_before(const SeenPost& a, const SeenPost& b) {
  return std::tie(a.sort_ms, a.platform, a.native_id) <
         std::tie(b.sort_ms, b.platform, b.native_id);
}

/// Use of one group while its shares pass.
class UseCount {
 public:
  explicit UseCount(std::uint32_t most) : most_(most) {}

  void add(const Statement& row, TimeWindow window) {
    const std::int64_t sort_ms = row.integer(1);
    first_ms_ = is_empty_ ? sort_ms : std::min(first_ms_, sort_ms);
    is_empty_ = false;
    if (sort_ms < to_ms(window.begin) || sort_ms >= to_ms(window.end) ||
        !posts_.insert(row.integer(0)).second) {
      return;
    }
    accounts_.insert(row.integer(2));
    last_ms_ = std::max(last_ms_, sort_ms);
    SeenPost post{sort_ms, std::string{row.text(3)}, std::string{row.text(4)}, {row.integer(0)}};
    oldest_.insert(std::upper_bound(oldest_.begin(), oldest_.end(), post, comes_before),
                   std::move(post));
    oldest_.resize(std::min<std::size_t>(oldest_.size(), most_));
  }

  [[nodiscard]] LookalikeUse result() const {
    LookalikeUse use{first_ms_, last_ms_, posts_.size(), accounts_.size(), {}};
    for (const SeenPost& post : oldest_) {
      use.evidence.push_back(post.post);
    }
    return use;
  }

 private:
  std::uint32_t most_;
  bool is_empty_ = true;
  std::int64_t first_ms_ = 0;
  std::int64_t last_ms_ = 0;
  std::unordered_set<std::int64_t> posts_;
  std::unordered_set<std::int64_t> accounts_;
  std::vector<SeenPost> oldest_;
};

void write_protected(Database& database, RunId run, const Lookalikes& lookalikes) {
  Statement insert{database, kInsertProtected};
  const auto write = [&](LookalikeKind kind, const std::vector<std::string>& names) {
    for (const std::string& name : names) {
      insert.run(run.value, static_cast<int>(kind), std::string_view{name});
    }
  };
  write(LookalikeKind::kDomain, lookalikes.protected_domains);
  write(LookalikeKind::kHandle, lookalikes.protected_handles);
  write(LookalikeKind::kName, lookalikes.protected_names);
}

void write_domains(Database& database, RunId run, const Lookalikes& lookalikes) {
  Statement insert{database, kLookalikeInsertDomain};
  Statement insert_post{database, kInsertDomainPost};
  for (const LookalikeDomain& found : lookalikes.domains) {
    const std::string_view domain{found.domain};
    for (const LookalikeMatch& match : found.matches) {
      insert.run(run.value,
                 domain,
                 std::string_view{match.protected_name},
                 rule_name(match.rule),
                 match.distance,
                 found.use.first_ms,
                 found.use.last_ms,
                 found.use.posts,
                 found.use.accounts);
    }
    std::int64_t position = 0;
    for (const PostId post : found.use.evidence) {
      insert_post.run(run.value, domain, position++, post.value);
    }
  }
}

void write_accounts(Database& database, RunId run, const Lookalikes& lookalikes) {
  Statement insert{database, kInsertAccount};
  Statement insert_post{database, kInsertAccountPost};
  for (const LookalikeAccount& found : lookalikes.accounts) {
    for (const LookalikeMatch& match : found.matches) {
      insert.run(run.value,
                 found.account.value,
                 static_cast<int>(match.kind),
                 std::string_view{match.protected_name},
                 rule_name(match.rule),
                 match.distance,
                 found.use.first_ms,
                 found.use.last_ms,
                 found.use.posts);
    }
    std::int64_t position = 0;
    for (const PostId post : found.use.evidence) {
      insert_post.run(run.value, found.account.value, position++, post.value);
    }
  }
}

std::vector<std::int64_t> read_evidence(Statement& posts) {
  std::vector<std::int64_t> evidence;
  while (posts.step()) {
    evidence.push_back(posts.integer(0));
  }
  posts.reset();
  return evidence;
}

void read_domains(Database& database, RunId run, ReportData& data) {
  Statement row{database, kLookalikeReadDomains};
  Statement posts{database, kReadDomainPosts};
  row.query(run.value);
  while (row.step()) {
    posts.query(run.value, row.text(0));
    data.lookalikes.push_back({.kind = std::string{kind_name(LookalikeKind::kDomain)},
                               .platform = {},
                               .native_id = {},
                               .subject = std::string{row.text(0)},
                               .display_name = {},
                               .protected_name = std::string{row.text(1)},
                               .rule = std::string{row.text(2)},
                               .distance = static_cast<std::uint32_t>(row.integer(3)),
                               .first_seen = from_ms(row.integer(4)),
                               .last_seen = from_ms(row.integer(5)),
                               .posts = static_cast<std::uint64_t>(row.integer(6)),
                               .accounts = static_cast<std::uint64_t>(row.integer(7)),
                               .evidence = read_evidence(posts)});
  }
}

void read_accounts_found(Database& database,
                         RunId run,
                         const NamingRules& naming,
                         ReportData& data) {
  Statement row{database, kLookalikeReadAccounts};
  Statement posts{database, kReadAccountPosts};
  WithheldNames names{database, naming};
  row.query(run.value);
  while (row.step()) {
    posts.query(run.value, row.integer(0));
    const auto kind = static_cast<LookalikeKind>(row.integer(1));
    data.lookalikes.push_back({.kind = std::string{kind_name(kind)},
                               .platform = std::string{row.text(2)},
                               .native_id = std::string{row.text(3)},
                               .subject = std::string{row.text(4)},
                               .display_name = std::string{row.text(5)},
                               .protected_name = std::string{row.text(6)},
                               .rule = std::string{row.text(7)},
                               .distance = static_cast<std::uint32_t>(row.integer(8)),
                               .first_seen = from_ms(row.integer(9)),
                               .last_seen = from_ms(row.integer(10)),
                               .posts = static_cast<std::uint64_t>(row.integer(11)),
                               .accounts = 1,
                               .evidence = read_evidence(posts)});
    ReportLookalike& found = data.lookalikes.back();
    found.withheld = names.hide({row.integer(0)}, found.native_id, found.subject);
    if (found.withheld) {
      found.display_name.clear();
    }
  }
}

}  // namespace

LookalikeStore::LookalikeStore(Database& database) : database_(database) {}

void LookalikeStore::read_accounts(RunId run, FunctionRef<void(const NamedAccount&)> fn) {
  Statement row{database_, kAccounts};
  row.query(run.value);
  while (row.step()) {
    fn(NamedAccount{.account = {row.integer(0)},
                    .account_class = static_cast<AccountClass>(row.integer(1)),
                    .platform = row.text(2),
                    .native_id = row.text(3),
                    .handle = row.text(4),
                    .display_name = row.text(5)});
  }
}

std::vector<LookalikeUse> LookalikeStore::use_of_domains(
    const std::unordered_map<std::int64_t, std::uint32_t>& group_of,
    std::size_t groups,
    TimeWindow window,
    std::uint32_t most) {
  std::vector<UseCount> counts(groups, UseCount{most});
  Statement object{database_, kUrlObjects};
  Statement share{database_, kSharesOfObject};
  while (!group_of.empty() && object.step()) {
    const auto group = group_of.find(object.integer(1));
    if (group == group_of.end()) {
      continue;
    }
    share.query(object.integer(0));
    while (share.step()) {
      counts[group->second].add(share, window);
    }
  }
  std::vector<LookalikeUse> uses;
  uses.reserve(groups);
  for (const UseCount& count : counts) {
    uses.push_back(count.result());
  }
  return uses;
}

LookalikeUse LookalikeStore::use_of_account(AccountId account,
                                            TimeWindow window,
                                            std::uint32_t most) {
  LookalikeUse use;
  Statement first{database_, kFirstOfAccount};
  first.query(account.value).step();
  use.first_ms = first.integer(0);
  Statement post{database_, kLookalikePostsOfAccount};
  post.query(account.value, to_ms(window.begin), to_ms(window.end));
  while (post.step()) {
    ++use.posts;
    use.last_ms = post.integer(1);
    if (use.evidence.size() < most) {
      use.evidence.push_back({post.integer(0)});
    }
  }
  use.accounts = use.posts == 0 ? 0 : 1;
  return use;
}

void LookalikeStore::write(RunId run, const Lookalikes& lookalikes) {
  Transaction transaction{database_};
  write_protected(database_, run, lookalikes);
  write_domains(database_, run, lookalikes);
  write_accounts(database_, run, lookalikes);
  transaction.commit();
}

void LookalikeStore::read(RunId run, const NamingRules& naming, ReportData& data) {
  Statement row{database_, kReadProtected};
  row.query(run.value);
  while (row.step()) {
    data.protected_names.push_back(
        {std::string{kind_name(static_cast<LookalikeKind>(row.integer(0)))},
         std::string{row.text(1)}});
  }
  read_domains(database_, run, data);
  read_accounts_found(database_, run, naming, data);
}

}  // namespace vigie::storage
