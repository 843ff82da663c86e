#include "storage/amplification_store.h"

#include <array>
#include <string>
#include <string_view>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "storage/sqlite/statement.h"
#include "storage/sqlite/transaction.h"
#include "storage/withheld_names.h"
#include "storage/words.h"

namespace vigie::storage {
namespace {

constexpr std::string_view kAmplificationInsertRun =
    "INSERT INTO run_amplification (run_id, objects, shares, tested_hours, tested_new, "
    "untested_new, narrative_texts, sampled_out_texts) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
constexpr std::string_view kAmplificationInsertObject =
    "INSERT INTO amplification (run_id, position, kind, object_id, source, topics, shares, "
    "accounts, reposts, first_ms, last_ms, half_ms, first_hour_shares, gini, top_percent_share, "
    "top_ten_share, declared_shares, declared_accounts, above_line_shares, above_line_accounts, "
    "group_shares, group_accounts) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, "
    "?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22)";
constexpr std::string_view kInsertMover =
    "INSERT INTO amplification_mover (run_id, position, place, account_id, time_ms) "
    "VALUES (?1, ?2, ?3, ?4, ?5)";
constexpr std::string_view kInsertAmplifier =
    "INSERT INTO amplifier (run_id, place, account_id, fib_index, posts, reposts) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
constexpr std::string_view kInsertNarrative =
    "INSERT INTO narrative (run_id, narrative_id, topic, terms, posts, accounts, texts, first_ms, "
    "last_ms, declared_shares, declared_accounts, above_line_shares, above_line_accounts, "
    "group_shares, group_accounts) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15)";
constexpr std::string_view kInsertNarrativeUrl =
    "INSERT INTO narrative_url (run_id, narrative_id, position, object_id) "
    "VALUES (?1, ?2, ?3, ?4)";
constexpr std::string_view kInsertNarrativePost =
    "INSERT INTO narrative_post (run_id, narrative_id, position, post_id) VALUES (?1, ?2, ?3, ?4)";
constexpr std::string_view kInsertAlert =
    "INSERT INTO alert (run_id, alert_id, kind, object_id, baseline, begin_ms, hours, peak_ms, "
    "shares, accounts, expected, decades, q_decades) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)";

constexpr std::string_view kAmplificationReadRun =
    "SELECT objects, shares, tested_hours, tested_new, untested_new, narrative_texts, "
    "sampled_out_texts FROM run_amplification WHERE run_id = ?1";
constexpr std::string_view kAmplificationReadObjects =
    "SELECT m.position, m.kind, m.object_id, coalesce(m.source, o.key), m.topics, m.shares, "
    "m.accounts, m.reposts, m.first_ms, m.last_ms, m.half_ms, m.first_hour_shares, m.gini, "
    "m.top_percent_share, m.top_ten_share, m.declared_shares, m.declared_accounts, "
    "m.above_line_shares, m.above_line_accounts, m.group_shares, m.group_accounts "
    "FROM amplification m LEFT JOIN object o ON o.object_id = m.object_id "
    "WHERE m.run_id = ?1 AND coalesce(m.source, o.key) IS NOT NULL ORDER BY m.position";
constexpr std::string_view kReadMovers =
    "SELECT p.name, a.native_id, coalesce(a.handle, a.native_id), s.account_class, a.account_id, "
    "v.time_ms "
    "FROM amplification_mover v JOIN account a ON a.account_id = v.account_id "
    "JOIN platform p ON p.platform_id = a.platform_id "
    "LEFT JOIN account_score s ON s.run_id = v.run_id AND s.account_id = v.account_id "
    "WHERE v.run_id = ?1 AND v.position = ?2 AND a.opt_out & 10 = 0 ORDER BY v.place";
constexpr std::string_view kReadAmplifiers =
    "SELECT p.name, a.native_id, coalesce(a.handle, a.native_id), s.account_class, a.account_id, "
    "f.fib_index, f.posts, f.reposts, s.likelihood "
    "FROM amplifier f JOIN account a ON a.account_id = f.account_id "
    "JOIN platform p ON p.platform_id = a.platform_id "
    "LEFT JOIN account_score s ON s.run_id = f.run_id AND s.account_id = f.account_id "
    "WHERE f.run_id = ?1 AND a.opt_out & 10 = 0 ORDER BY f.place";
constexpr std::string_view kReadNarratives =
    "SELECT narrative_id, topic, terms, posts, accounts, texts, first_ms, last_ms, "
    "declared_shares, declared_accounts, above_line_shares, above_line_accounts, group_shares, "
    "group_accounts FROM narrative WHERE run_id = ?1 ORDER BY narrative_id";
constexpr std::string_view kReadNarrativeUrls =
    "SELECT o.object_id, o.key FROM narrative_url u JOIN object o ON o.object_id = u.object_id "
    "WHERE u.run_id = ?1 AND u.narrative_id = ?2 ORDER BY u.position";
constexpr std::string_view kReadNarrativePosts =
    "SELECT t.post_id, t.text, t.account_id, p.name FROM narrative_post n "
    "JOIN post t ON t.post_id = n.post_id JOIN platform p ON p.platform_id = t.platform_id "
    "WHERE n.run_id = ?1 AND n.narrative_id = ?2 AND t.state = 0 "
    "AND NOT EXISTS (SELECT 1 FROM post_recheck r WHERE r.post_id = t.post_id "
    "AND r.absent_since_ms IS NOT NULL) ORDER BY n.position";
constexpr std::string_view kReadAlerts =
    "SELECT a.kind, a.object_id, o.key, a.baseline, a.begin_ms, a.hours, a.peak_ms, a.shares, "
    "a.accounts, a.expected, a.decades, a.q_decades "
    "FROM alert a JOIN object o ON o.object_id = a.object_id "
    "WHERE a.run_id = ?1 ORDER BY a.alert_id";
constexpr std::string_view kReadPost =
    "SELECT t.text, coalesce(a.handle, a.native_id), a.account_id FROM platform p "
    "JOIN post t ON t.platform_id = p.platform_id AND t.native_id = ?2 "
    "JOIN account a ON a.account_id = t.account_id "
    "WHERE p.name = ?1 AND t.state = 0 AND a.opt_out & 10 = 0 "
    "AND NOT EXISTS (SELECT 1 FROM post_recheck r WHERE r.post_id = t.post_id "
    "AND r.absent_since_ms IS NOT NULL)";

CarriedBy carried(const Statement& row, int column) {
  return {count_at(row, column), count_at(row, column + 1)};
}

void write_objects(Database& database, RunId run, const AmplificationFindings& findings) {
  Statement insert{database, kAmplificationInsertObject};
  Statement insert_mover{database, kInsertMover};
  std::int64_t position = 0;
  for (const Amplification& object : findings.objects) {
    const std::string topics = fmt::format("{}", fmt::join(object.topics, " "));
    insert.bind(1, run.value).bind(2, position).bind(3, static_cast<int>(object.kind));
    if (object.object) {
      insert.bind(4, object.object.value).bind(5, nullptr);
    } else {
      insert.bind(4, nullptr).bind(5, std::string_view{object.source});
    }
    insert.bind(6, std::string_view{topics})
        .bind(7, object.shares)
        .bind(8, object.accounts)
        .bind(9, object.reposts)
        .bind(10, object.first_ms)
        .bind(11, object.last_ms)
        .bind(12, object.half_ms)
        .bind(13, object.first_hour_shares)
        .bind(14, object.gini)
        .bind(15, object.top_percent_share)
        .bind(16, object.top_ten_share);
    int column = 16;
    for (const CarriedBy& by : {object.declared, object.above_line, object.grouped}) {
      insert.bind(++column, by.shares);
      insert.bind(++column, by.accounts);
    }
    insert.run_bound();
    std::int64_t place = 0;
    for (const FirstMover& mover : object.first_movers) {
      insert_mover.run(run.value, position, place++, mover.account.value, mover.time_ms);
    }
    ++position;
  }
}

void write_amplifiers(Database& database, RunId run, const AmplificationFindings& findings) {
  Statement insert{database, kInsertAmplifier};
  std::int64_t place = 0;
  for (const Amplifier& amplifier : findings.amplifiers) {
    insert.run(run.value,
               place++,
               amplifier.account.value,
               amplifier.fib_index,
               amplifier.posts,
               amplifier.reposts);
  }
}

void write_narratives(Database& database, RunId run, const AmplificationFindings& findings) {
  Statement insert{database, kInsertNarrative};
  Statement insert_url{database, kInsertNarrativeUrl};
  Statement insert_post{database, kInsertNarrativePost};
  std::int64_t id = 0;
  for (const Narrative& narrative : findings.narratives) {
    const std::string terms = fmt::format("{}", fmt::join(narrative.terms, " "));
    insert.run(run.value,
               ++id,
               std::string_view{narrative.topic},
               std::string_view{terms},
               narrative.posts,
               narrative.accounts,
               narrative.texts,
               narrative.first_ms,
               narrative.last_ms,
               narrative.declared.shares,
               narrative.declared.accounts,
               narrative.above_line.shares,
               narrative.above_line.accounts,
               narrative.grouped.shares,
               narrative.grouped.accounts);
    std::int64_t position = 0;
    for (const ObjectId url : narrative.urls) {
      insert_url.run(run.value, id, position++, url.value);
    }
    position = 0;
    for (const PostId post : narrative.representative) {
      insert_post.run(run.value, id, position++, post.value);
    }
  }
}

void write_alerts(Database& database, RunId run, const AmplificationFindings& findings) {
  Statement insert{database, kInsertAlert};
  std::int64_t id = 0;
  for (const Alert& alert : findings.alerts) {
    insert.run(run.value,
               ++id,
               static_cast<int>(alert.kind),
               alert.object.value,
               static_cast<int>(alert.baseline),
               alert.begin_ms,
               alert.hours,
               alert.peak_ms,
               alert.shares,
               alert.accounts,
               alert.expected,
               alert.decades,
               alert.q_decades);
  }
}

/// Columns: platform, native id, handle, class, account.
ReportActor actor_of(const Statement& row, WithheldNames& names) {
  ReportActor actor{.platform = std::string{row.text(0)},
                    .native_id = std::string{row.text(1)},
                    .handle = std::string{row.text(2)},
                    .account_class = static_cast<AccountClass>(row.integer(3))};
  actor.withheld = names.hide({row.integer(4)}, actor.native_id, actor.handle);
  return actor;
}

/// Text and author of a post by its key as an object, where it is stored; and the key as it may be
/// shown.
class PostsByKey {
 public:
  PostsByKey(Database& database, WithheldNames& names) : names_(names), row_(database, kReadPost) {}

  void fill(AmplifiedKind kind, std::string& key, std::string& text, std::string& author) {
    const std::size_t blank = key.find(' ');
    if (kind == AmplifiedKind::kPost && blank != std::string::npos) {
      const std::string platform = key.substr(0, blank);
      row_.query(std::string_view{platform}, std::string_view{key}.substr(blank + 1));
      if (row_.step()) {
        const auto pseudonym = names_.pseudonym({row_.integer(2)});
        text = pseudonym ? std::string{} : names_.in_text(platform, row_.text(0));
        author = pseudonym ? *pseudonym : std::string{row_.text(1)};
      }
      row_.reset();
    }
    key = kind == AmplifiedKind::kPost ? names_.object_key(key) : names_.in_text({}, key);
  }

 private:
  WithheldNames& names_;
  Statement row_;
};

void read_objects(Database& database,
                  RunId run,
                  const NamingRules& naming,
                  ReportAmplification& out) {
  Statement movers{database, kReadMovers};
  WithheldNames names{database, naming};
  PostsByKey posts{database, names};
  Statement row{database, kAmplificationReadObjects};
  row.query(run.value);
  while (row.step()) {
    ReportAmplified& object = out.objects.emplace_back();
    Amplification& facts = object.facts;
    facts.kind = static_cast<AmplifiedKind>(row.integer(1));
    facts.object = {row.integer(2)};
    object.name = row.text(3);
    facts.source = facts.object ? "" : object.name;
    facts.topics = split_words(row.text(4));
    facts.shares = count_at(row, 5);
    facts.accounts = count_at(row, 6);
    facts.reposts = count_at(row, 7);
    facts.first_ms = row.integer(8);
    facts.last_ms = row.integer(9);
    facts.half_ms = row.integer(10);
    facts.first_hour_shares = count_at(row, 11);
    facts.gini = row.real(12);
    facts.top_percent_share = row.real(13);
    facts.top_ten_share = row.real(14);
    facts.declared = carried(row, 15);
    facts.above_line = carried(row, 17);
    facts.grouped = carried(row, 19);
    posts.fill(facts.kind, object.name, object.text, object.author);
    movers.query(run.value, row.integer(0));
    while (movers.step()) {
      object.movers.push_back({actor_of(movers, names), from_ms(movers.integer(5))});
    }
    movers.reset();
  }
}

void read_amplifiers(Database& database,
                     RunId run,
                     const NamingRules& naming,
                     ReportAmplification& out) {
  Statement row{database, kReadAmplifiers};
  WithheldNames names{database, naming};
  row.query(run.value);
  while (row.step()) {
    out.amplifiers.push_back({.actor = actor_of(row, names),
                              .fib_index = static_cast<std::uint32_t>(row.integer(5)),
                              .posts = static_cast<std::uint32_t>(row.integer(6)),
                              .reposts = count_at(row, 7),
                              .likelihood = row.optional_real(8)});
  }
}

void read_narratives(Database& database,
                     RunId run,
                     const NamingRules& naming,
                     ReportAmplification& out) {
  Statement urls{database, kReadNarrativeUrls};
  Statement posts{database, kReadNarrativePosts};
  Statement row{database, kReadNarratives};
  WithheldNames names{database, naming};
  row.query(run.value);
  while (row.step()) {
    ReportNarrative& narrative = out.narratives.emplace_back();
    Narrative& facts = narrative.facts;
    facts.topic = row.text(1);
    facts.terms = split_words(row.text(2));
    facts.posts = count_at(row, 3);
    facts.accounts = count_at(row, 4);
    facts.texts = static_cast<std::uint32_t>(row.integer(5));
    facts.first_ms = row.integer(6);
    facts.last_ms = row.integer(7);
    facts.declared = carried(row, 8);
    facts.above_line = carried(row, 10);
    facts.grouped = carried(row, 12);
    urls.query(run.value, row.integer(0));
    while (urls.step()) {
      facts.urls.push_back({urls.integer(0)});
      narrative.urls.push_back(names.in_text({}, urls.text(1)));
    }
    urls.reset();
    posts.query(run.value, row.integer(0));
    while (posts.step()) {
      facts.representative.push_back({posts.integer(0)});
      if (narrative.text.empty() && !names.pseudonym({posts.integer(2)})) {
        narrative.text = names.in_text(posts.text(3), posts.text(1));
      }
    }
    posts.reset();
  }
}

void read_alerts(Database& database,
                 RunId run,
                 const NamingRules& naming,
                 ReportAmplification& out) {
  WithheldNames names{database, naming};
  PostsByKey posts{database, names};
  Statement row{database, kReadAlerts};
  row.query(run.value);
  while (row.step()) {
    ReportAlert& alert = out.alerts.emplace_back();
    alert.facts = {.kind = static_cast<AmplifiedKind>(row.integer(0)),
                   .object = {row.integer(1)},
                   .baseline = static_cast<AlertBaseline>(row.integer(3)),
                   .begin_ms = row.integer(4),
                   .hours = static_cast<std::uint32_t>(row.integer(5)),
                   .peak_ms = row.integer(6),
                   .shares = count_at(row, 7),
                   .accounts = count_at(row, 8),
                   .expected = row.real(9),
                   .decades = row.real(10),
                   .q_decades = row.real(11)};
    alert.name = row.text(2);
    posts.fill(alert.facts.kind, alert.name, alert.text, alert.author);
  }
}

}  // namespace

AmplificationStore::AmplificationStore(Database& database) : database_(database) {}

void AmplificationStore::write(RunId run, const AmplificationFindings& findings) {
  Transaction transaction{database_};
  const AmplificationCounts& counts = findings.counts;
  Statement insert{database_, kAmplificationInsertRun};
  insert.run(run.value,
             counts.objects,
             counts.shares,
             counts.tested_hours,
             counts.tested_new,
             counts.untested_new,
             counts.narrative_texts,
             counts.sampled_out_texts);
  write_objects(database_, run, findings);
  write_amplifiers(database_, run, findings);
  write_narratives(database_, run, findings);
  write_alerts(database_, run, findings);
  transaction.commit();
}

ReportAmplification AmplificationStore::read(RunId run, const NamingRules& naming) {
  ReportAmplification out;
  Statement row{database_, kAmplificationReadRun};
  if (!row.query(run.value).step()) {
    return out;
  }
  out.measured = true;
  out.counts = {.objects = count_at(row, 0),
                .shares = count_at(row, 1),
                .tested_hours = row.real(2),
                .tested_new = count_at(row, 3),
                .untested_new = count_at(row, 4),
                .narrative_texts = count_at(row, 5),
                .sampled_out_texts = count_at(row, 6)};
  read_objects(database_, run, naming, out);
  read_amplifiers(database_, run, naming, out);
  read_narratives(database_, run, naming, out);
  read_alerts(database_, run, naming, out);
  return out;
}

}  // namespace vigie::storage
