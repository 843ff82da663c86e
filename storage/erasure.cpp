#include "storage/erasure.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "storage/audit_store.h"
#include "storage/bulk_indexes.h"
#include "storage/erasure_plan.h"
#include "storage/name_redaction.h"
#include "storage/post_key.h"
#include "storage/sqlite/statement.h"
#include "storage/sqlite/transaction.h"

namespace vigie::storage {
namespace {

constexpr std::int64_t kRowsAtOnce = 5'000;

constexpr std::string_view kLeaveAccount =
    "INSERT OR IGNORE INTO temp.leaving (account_id) VALUES (?1)";
constexpr std::string_view kLeaveAliases =
    "INSERT OR IGNORE INTO temp.leaving (account_id) SELECT b.account_id FROM account a "
    "JOIN account b ON b.platform_id = a.platform_id AND b.native_id = '@' || a.handle "
    "WHERE a.account_id IN (SELECT account_id FROM temp.leaving)";
constexpr std::string_view kErasureNames =
    "SELECT a.account_id, f.name, a.native_id, a.handle, a.platform_id, a.display_name, "
    "(SELECT count(*) FROM post p WHERE p.account_id = a.account_id), "
    "(SELECT count(*) FROM post p WHERE p.account_id = a.account_id AND p.kind = 2), "
    "(SELECT count(*) FROM post p JOIN share s ON s.post_id = p.post_id "
    "WHERE p.account_id = a.account_id), "
    "(SELECT count(*) FROM analysis_run r JOIN account_score s ON s.run_id = r.run_id "
    "AND s.account_id = a.account_id) "
    "FROM account a JOIN platform f ON f.platform_id = a.platform_id "
    "WHERE a.account_id IN (SELECT account_id FROM temp.leaving) ORDER BY a.account_id";
constexpr std::string_view kErasureTexts =
    "SELECT p.text FROM temp.leaving l JOIN post p ON p.account_id = l.account_id "
    "WHERE p.text IS NOT NULL";
constexpr std::string_view kPostsOfOthers =
    "SELECT post_id, text, kind, subject_account_id IN (SELECT account_id FROM temp.leaving) "
    "FROM post WHERE post_id > ?1 AND account_id NOT IN (SELECT account_id FROM temp.leaving) "
    "ORDER BY post_id LIMIT ?2";
constexpr std::string_view kWriteText = "UPDATE post SET text = ?2 WHERE post_id = ?1";
constexpr std::string_view kForgetSubject =
    "UPDATE post SET subject_account_id = NULL, subject_created_ms = NULL, "
    "text = CASE kind WHEN 2 THEN NULL ELSE text END, "
    "text_hash = CASE kind WHEN 2 THEN 0 ELSE text_hash END WHERE post_id = ?1";
constexpr std::string_view kForgetRecord = "DELETE FROM post_raw WHERE post_id = ?1";
constexpr std::string_view kPostKeys =
    "SELECT o.object_id, f.name FROM temp.leaving l JOIN post p ON p.account_id = l.account_id "
    "JOIN platform f ON f.platform_id = p.platform_id "
    "JOIN object o ON o.kind = 4 AND o.key = f.name || ' ' || p.native_id";
constexpr std::string_view kObjects =
    "SELECT object_id, kind, key FROM object WHERE object_id > ?1 ORDER BY object_id LIMIT ?2";
constexpr std::string_view kRenameObject = "UPDATE object SET key = ?2 WHERE object_id = ?1";
constexpr std::string_view kForgetGivenUrls =
    "UPDATE post_url SET url_as_given = NULL WHERE post_id = ?1";
constexpr std::string_view kGivenUrls =
    "SELECT post_id, group_concat(url_as_given, ' ') FROM post_url WHERE post_id > ?1 "
    "AND url_as_given IS NOT NULL GROUP BY post_id ORDER BY post_id LIMIT ?2";
constexpr std::string_view kRejects =
    "SELECT rowid, detail, CAST(bytes AS TEXT) FROM reject WHERE rowid > ?1 "
    "ORDER BY rowid LIMIT ?2";
constexpr std::string_view kForgetReject =
    "UPDATE reject SET bytes = NULL, detail = '' WHERE rowid = ?1";
constexpr std::string_view kTombstones = "SELECT platform_id, native_id FROM tombstone";
constexpr std::string_view kForgetTombstone =
    "DELETE FROM tombstone WHERE platform_id = ?1 AND native_id = ?2";
constexpr std::string_view kNotes = "SELECT note_id, text FROM note";
constexpr std::string_view kWriteNote = "UPDATE note SET text = ?2 WHERE note_id = ?1";
constexpr std::string_view kHasLiveSources =
    "SELECT count(*) FROM sqlite_schema WHERE name = 'live_source'";
constexpr std::string_view kLiveSources =
    "SELECT live_source_id, name || ' ' || cursor FROM live_source";
constexpr std::string_view kForgetLiveSource = "DELETE FROM live_source WHERE live_source_id = ?1";
constexpr std::string_view kSuppress =
    "INSERT INTO suppression (key_hash, reason, added_ms) VALUES (?1, ?2, ?3) ON CONFLICT DO "
    "NOTHING";
constexpr std::string_view kKeepCounts =
    "INSERT INTO erased_account (key_hash, platform_id, reason, erased_ms, posts, reposts, shares, "
    "runs) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (key_hash) DO UPDATE SET "
    "posts = posts + excluded.posts, reposts = reposts + excluded.reposts, "
    "shares = shares + excluded.shares, runs = max(runs, excluded.runs), "
    "erased_ms = excluded.erased_ms";

/// A row that only the right key makes: its hash is of no account.
constexpr std::string_view kKeyCheck = "key check";
constexpr std::string_view kFindKeyCheck =
    "SELECT count(*), coalesce(sum(key_hash = ?1), 0) FROM suppression WHERE reason = ?2";

std::string key_check_hash(std::string_view key) {
  return suppression_hash(key, "", kKeyCheck);
}

void insert_key_check(Database& database, const ErasureOrder& order) {
  Statement insert{database, kSuppress};
  const std::string hash = key_check_hash(order.suppression_key);
  insert.run(std::string_view{hash}, kKeyCheck, to_ms(order.now));
}

struct OtherPost {
  PostId id;
  std::optional<std::string> text;  ///< As it must read; nothing: as it does.
  bool is_about_them = false;       ///< Reposts, quotes or answers one of them.
};

class AccountEraser {
 public:
  AccountEraser(Database& database, const ErasureOrder& order)
      : database_(database), order_(order) {}

  Erasure run(std::span<const AccountId> accounts) {
    database_.execute(drop_plan_tables());
    Transaction transaction{database_};
    database_.execute(plan_tables());
    insert_key_check(database_, order_);
    choose(accounts);
    remember_names();
    remember_texts();
    database_.execute(find_unshared_objects());
    rename_posts();
    take_out(finding_steps(), erasure_.findings);
    redact_posts();
    redact_urls();
    take_out_records();
    redact_objects();
    redact_rest();
    write_audit(database_,
                {.time = order_.now,
                 .action = "erase",
                 .subject = fmt::format("accounts {}", erasure_.accounts),
                 .detail = fmt::format("posts {}; shares {}; findings {}; redacted {}",
                                       erasure_.posts,
                                       erasure_.shares,
                                       erasure_.findings,
                                       erasure_.redacted)});
    database_.execute(drop_plan_tables());
    transaction.commit();
    return std::move(erasure_);
  }

 private:
  void choose(std::span<const AccountId> accounts) {
    Statement leave{database_, kLeaveAccount};
    for (const AccountId account : accounts) {
      leave.run(account.value);
    }
    database_.execute(kLeaveAliases);
  }

  void remember_names() {
    Statement suppress{database_, kSuppress};
    Statement keep{database_, kKeepCounts};
    Statement read{database_, kErasureNames};
    while (read.step()) {
      const std::string platform{read.text(1)};
      const std::string native_id{read.text(2)};
      const std::string handle{read.text(3)};
      for (const std::string& name : {native_id, handle}) {
        names_.add(name);
        if (name.size() >= ErasedTraces::kNameBytes) {
          raw_names_.push_back(name);
        }
        erasure_.traces.add_name(name.starts_with('@') ? name.substr(1) : name);
      }
      erasure_.traces.add_text(read.text(5));
      const std::string hash = suppression_hash(order_.suppression_key, platform, native_id);
      suppress.run(std::string_view{hash}, order_.reason, to_ms(order_.now));
      if (!handle.empty()) {  // how accounts are known that are only named
        const std::string alias = suppression_hash(order_.suppression_key, platform, "@" + handle);
        suppress.run(std::string_view{alias}, order_.reason, to_ms(order_.now));
      }
      keep.run(std::string_view{hash},
               read.integer(4),
               order_.reason,
               to_ms(order_.now),
               read.integer(6),
               read.integer(7),
               read.integer(8),
               read.integer(9));
      ++erasure_.accounts;
      erasure_.posts += count_at(read, 6);
      erasure_.reposts += count_at(read, 7);
      erasure_.shares += count_at(read, 8);
      erasure_.runs = std::max(erasure_.runs, count_at(read, 9));
    }
  }

  void remember_texts() {
    Statement read{database_, kErasureTexts};
    while (read.step()) {
      erasure_.traces.add_text(read.text(0));
    }
  }

  /// Others may repost or answer them: what they did stays countable.
  void rename_posts() {
    std::vector<std::pair<std::int64_t, std::string>> objects;
    Statement read{database_, kPostKeys};
    while (read.step()) {
      objects.emplace_back(read.integer(0), read.text(1));
    }
    for (const auto& [object, platform] : objects) {
      rename_object(object, fmt::format("{} {}:{}", platform, kRedacted, object));
    }
  }

  void rename_object(std::int64_t object, const std::string& key) {
    Statement rename{database_, kRenameObject};
    rename.run(object, std::string_view{key});
  }

  void take_out(std::span<const ErasureStep> steps, std::uint64_t& changed) {
    for (const ErasureStep& step : steps) {
      Statement statement{database_, step.sql};
      statement.run();
      changed += static_cast<std::uint64_t>(database_.changes());
    }
  }

  void take_out_records() {
    for (const ErasureStep& step : record_steps()) {
      Statement statement{database_, step.sql};
      statement.run();
      const auto changed = static_cast<std::uint64_t>(database_.changes());
      erasure_.objects += step.table == "object" ? changed : 0;
      erasure_.domains += step.table == "domain" ? changed : 0;
    }
  }

  void redact_posts() {
    PostId last;
    for (std::vector<OtherPost> some = posts_after(last); last; some = posts_after(last)) {
      Statement write{database_, kWriteText};
      Statement forget_subject{database_, kForgetSubject};
      Statement forget_record{database_, kForgetRecord};
      for (const OtherPost& post : some) {
        if (post.text) {
          write.run(post.id.value, std::string_view{*post.text});
        }
        if (post.is_about_them) {
          forget_subject.run(post.id.value);
        }
        forget_record.run(post.id.value);
        ++erasure_.redacted;
      }
    }
  }

  /// Those to change among the next posts. `last` becomes the last one read; 0 at the end.
  std::vector<OtherPost> posts_after(PostId& last) {
    std::vector<OtherPost> posts;
    Statement read{database_, kPostsOfOthers};
    read.query(last.value, kRowsAtOnce);
    last = {};
    while (read.step()) {
      last = {read.integer(0)};
      OtherPost post{last, std::nullopt, read.integer(3) != 0};
      const bool goes_anyway = post.is_about_them && read.integer(2) == 2;
      const std::string_view text = read.text(1);
      if (!goes_anyway) {
        erasure_.traces.forget_text(text);
      }
      if (names_.is_in(text)) {
        post.text = names_.redact(text);
      }
      if (!goes_anyway) {
        erasure_.traces.forget_names_in(post.text ? std::string_view{*post.text} : text);
      }
      if (post.text || post.is_about_them) {
        posts.push_back(std::move(post));
      }
    }
    return posts;
  }

  void redact_urls() {
    std::int64_t last = 0;
    do {
      std::vector<std::int64_t> posts;
      Statement read{database_, kGivenUrls};
      read.query(last, kRowsAtOnce);
      last = 0;
      while (read.step()) {
        last = read.integer(0);
        if (names_.is_in(read.text(1))) {
          posts.push_back(last);
        }
      }
      Statement forget{database_, kForgetGivenUrls};
      for (const std::int64_t post : posts) {
        forget.run(post);
      }
    } while (last != 0);
  }

  void redact_objects() {
    std::int64_t last = 0;
    do {
      std::vector<std::pair<std::int64_t, std::string>> objects;
      Statement read{database_, kObjects};
      read.query(last, kRowsAtOnce);
      last = 0;
      while (read.step()) {
        last = read.integer(0);
        if (auto key = redacted_key(last, read.integer(1), read.text(2))) {
          objects.emplace_back(last, std::move(*key));
        }
      }
      for (const auto& [object, key] : objects) {
        rename_object(object, key);
        ++erasure_.redacted;
      }
    } while (last != 0);
  }

  [[nodiscard]] std::optional<std::string> redacted_key(std::int64_t object,
                                                        std::int64_t kind,
                                                        std::string_view key) const {
    constexpr std::int64_t kUrl = 1;
    constexpr std::int64_t kPost = 4;
    constexpr std::int64_t kMention = 5;
    if (kind == kUrl && names_.is_in(key)) {
      return fmt::format("{}#{}", names_.redact(key), object);
    }
    const std::size_t blank = key.find(' ');
    if ((kind != kPost && kind != kMention) || blank == std::string_view::npos) {
      return std::nullopt;
    }
    const std::string_view name = key.substr(blank + 1);
    const bool is_theirs = names_.is_in(name) || (kind == kMention && names_.is_name(name));
    return is_theirs
               ? std::optional{fmt::format("{} {}:{}", key.substr(0, blank), kRedacted, object)}
               : std::nullopt;
  }

  void redact_rest() {
    redact_rejects();
    forget_live_sources();
    std::vector<std::pair<std::int64_t, std::string>> tombstones;
    Statement read{database_, kTombstones};
    while (read.step()) {
      if (names_.is_in(read.text(1))) {
        tombstones.emplace_back(read.integer(0), read.text(1));
      }
    }
    Statement forget{database_, kForgetTombstone};
    for (const auto& [platform, native_id] : tombstones) {
      forget.run(platform, std::string_view{native_id});
    }
    std::vector<std::pair<std::int64_t, std::string>> notes;
    Statement read_notes{database_, kNotes};
    while (read_notes.step()) {
      if (names_.is_in(read_notes.text(1))) {
        notes.emplace_back(read_notes.integer(0), names_.redact(read_notes.text(1)));
      }
    }
    Statement write{database_, kWriteNote};
    for (const auto& [note, text] : notes) {
      write.run(note, std::string_view{text});
    }
  }

  /// A source that asks for one of them alone, or whose place names one, starts anew if at all.
  void forget_live_sources() {
    if (database_.scalar(kHasLiveSources) == 0) {
      return;
    }
    std::vector<std::int64_t> sources;
    Statement read{database_, kLiveSources};
    while (read.step()) {
      if (names_anyone(read.text(1))) {
        sources.push_back(read.integer(0));
      }
    }
    Statement forget{database_, kForgetLiveSource};
    for (const std::int64_t source : sources) {
      forget.run(source);
    }
  }

  /// A refused record is in a format of its own: a name anywhere in it is enough.
  void redact_rejects() {
    std::int64_t last = 0;
    do {
      std::vector<std::int64_t> rejects;
      Statement read{database_, kRejects};
      read.query(last, kRowsAtOnce);
      last = 0;
      while (read.step()) {
        last = read.integer(0);
        if (names_anyone(read.text(1)) || names_anyone(read.text(2))) {
          rejects.push_back(last);
        }
      }
      Statement forget{database_, kForgetReject};
      for (const std::int64_t reject : rejects) {
        forget.run(reject);
        ++erasure_.redacted;
      }
    } while (last != 0);
  }

  [[nodiscard]] bool names_anyone(std::string_view text) const {
    return erasure_.traces.are_in(text) || names_.is_in(text) ||
           std::any_of(raw_names_.begin(), raw_names_.end(), [&](const std::string& name) {
             return text.find(name) != std::string_view::npos;
           });
  }

  Database& database_;
  const ErasureOrder& order_;
  NameRedaction names_;
  std::vector<std::string> raw_names_;  ///< Long enough to mean something inside a record.
  Erasure erasure_;
};

}  // namespace

Erasure erase_accounts(Database& database,
                       std::span<const AccountId> accounts,
                       const ErasureOrder& order) {
  ensure_plain_indexes(database);
  return AccountEraser{database, order}.run(accounts);
}

void suppress(Database& database,
              std::string_view platform,
              std::string_view native_id,
              const ErasureOrder& order) {
  Transaction transaction{database};
  insert_key_check(database, order);
  Statement insert{database, kSuppress};
  const std::string hash = suppression_hash(order.suppression_key, platform, native_id);
  insert.run(std::string_view{hash}, order.reason, to_ms(order.now));
  write_audit(database,
              {.time = order.now,
               .action = "erase",
               .subject = "accounts 0",
               .detail = "one account put on the suppression list; nothing of it was stored"});
  transaction.commit();
}

bool is_key_of_list(Database& database, std::string_view suppression_key) {
  Statement find{database, kFindKeyCheck};
  const std::string hash = key_check_hash(suppression_key);
  find.query(std::string_view{hash}, kKeyCheck).step();
  return find.integer(0) == 0 || find.integer(1) > 0;
}

bool empty_log(Database& database) {
  return database.scalar("PRAGMA wal_checkpoint(TRUNCATE)") == 0;
}

// In memory the new file would take as much as the old one.
void rebuild_file(Database& database) {
  database.execute("PRAGMA temp_store = FILE");
  database.execute("VACUUM");
  database.use_default_caches();
}

}  // namespace vigie::storage
