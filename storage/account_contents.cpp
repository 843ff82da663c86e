#include "storage/account_contents.h"

#include <array>

#include <fmt/format.h>

#include "storage/snapshot_writer.h"

namespace vigie::storage {
namespace {

struct SectionText {
  std::string_view name;
  std::string_view sql;  ///< `{0}` is the account, `{1}` all days with counters.
};

constexpr auto kAccountSections = std::to_array<SectionText>({
    {"profile",
     "SELECT f.name AS platform, a.native_id, a.handle, a.display_name, a.bio, a.host, "
     "strftime('%Y-%m-%dT%H:%M:%SZ', a.created_ms / 1000, 'unixepoch') AS created, a.followers, "
     "a.following, a.posts_count, a.declared_bot, a.verified, "
     "CASE a.state WHEN 0 THEN 'active' WHEN 1 THEN 'deactivated' WHEN 2 THEN 'suspended' "
     "WHEN 3 THEN 'taken_down' WHEN 4 THEN 'deleted' WHEN 5 THEN 'protected' WHEN 6 THEN 'moved' "
     "WHEN 7 THEN 'unknown' END AS state, "
     "strftime('%Y-%m-%dT%H:%M:%SZ', a.state_since_ms / 1000, 'unixepoch') AS state_since, "
     "a.opt_out & 1 > 0 AS no_unauthenticated, a.opt_out & 2 > 0 AS no_index, "
     "a.opt_out & 4 > 0 AS not_discoverable, a.opt_out & 8 > 0 AS asked_to_be_left_alone, "
     "strftime('%Y-%m-%dT%H:%M:%SZ', a.first_seen_ms / 1000, 'unixepoch') AS first_seen, "
     "strftime('%Y-%m-%dT%H:%M:%SZ', a.profile_seen_ms / 1000, 'unixepoch') AS profile_seen "
     "FROM account a JOIN platform f USING (platform_id) WHERE a.account_id = {0}"},
    {"counters",
     "SELECT strftime('%Y-%m-%dT%H:%M:%SZ', seen_ms / 1000, 'unixepoch') AS seen, followers, "
     "following, posts_count FROM account_snapshot WHERE account_id = {0} AND day IN {1} "
     "ORDER BY day"},
    {"labels",
     "SELECT value, origin FROM account_label WHERE account_id = {0} ORDER BY value, origin"},
    {"posts_by_kind",
     "SELECT kind, count(*) AS posts, min(time) AS first, max(time) AS last, "
     "sum(state <> 0) AS erased FROM v_post WHERE account_id = {0} GROUP BY kind ORDER BY kind"},
    {"posts_by_collection",
     "SELECT c.source, c.format, count(*) AS posts, min(p.time) AS first, max(p.time) AS last "
     "FROM v_post p JOIN collection c USING (collection_id) WHERE p.account_id = {0} "
     "GROUP BY collection_id ORDER BY collection_id"},
    {"coverage",
     "SELECT source, begin_time, end_time, assumed FROM v_coverage WHERE account_id = {0} "
     "ORDER BY collection_id"},
    {"scores",
     "SELECT run_id, likelihood, automation_likelihood, low, high, substr('ABCD', grade + 1, 1) AS "
     "grade, rank, account_class, posts, active_days, covered_days, likelihood_prior_1, "
     "likelihood_prior_15, nats_cadence, nats_text_habits, nats_coordination, nats_sources, "
     "nats_polarity, nats_rate, nats_profile, listed_posts, linking_posts FROM account_score "
     "WHERE account_id = {0} ORDER BY run_id"},
    {"score_history",
     "SELECT window_end, likelihood, automation_likelihood, grade, rank, at_line, report_line, "
     "model, run_id FROM v_score_history WHERE account_id = {0} AND latest_of_window = 1 "
     "AND all_windows = 0 ORDER BY window_end_ms"},
    {"contributions",
     "SELECT run_id, signal, value, unit, nats, percentile, evidence_posts FROM v_contribution "
     "WHERE account_id = {0} ORDER BY run_id, signal"},
    {"evidence",
     "SELECT e.run_id, g.name AS signal, e.position, p.native_id AS post FROM evidence e "
     "JOIN signal g USING (signal_id) LEFT JOIN post p USING (post_id) WHERE e.account_id = {0} "
     "ORDER BY e.run_id, signal, e.position"},
    {"topics",
     "SELECT run_id, topic, posts FROM account_topic WHERE account_id = {0} ORDER BY run_id, "
     "topic"},
    {"sources",
     "SELECT run_id, source, posts, neutral_posts, debunk_posts FROM account_source "
     "WHERE account_id = {0} ORDER BY run_id, source"},
    {"groups",
     "SELECT m.run_id, m.group_id, g.name, g.members, m.links, m.core, m.centrality, m.score, "
     "m.explained, m.known_reason, m.profile_text FROM group_member m JOIN coordinated_group g "
     "USING (run_id, "
     "group_id) WHERE m.account_id = {0} ORDER BY m.run_id, m.group_id"},
    {"pairs",
     "SELECT p.run_id, CASE p.account_a WHEN {0} THEN p.account_b ELSE p.account_a END AS "
     "other_account_id, p.objects, p.fast_objects, p.days, p.meetings, p.symmetry, p.decades, "
     "p.q_decades, p.timing_decades FROM pair p WHERE p.account_a = {0} OR p.account_b = {0} "
     "ORDER BY 1, 2"},
    {"pair_layers",
     "SELECT run_id, CASE account_a WHEN {0} THEN account_b ELSE account_a END AS "
     "other_account_id, "
     "layer, time_window_ms, observed, expected, decades FROM pair_layer WHERE account_a = {0} OR "
     "account_b = {0} ORDER BY 1, 2, 3, 4"},
    {"pair_meetings",
     "SELECT m.run_id, CASE m.account_a WHEN {0} THEN m.account_b ELSE m.account_a END AS "
     "other_account_id, m.layer, o.key AS object, m.gap_ms FROM pair_meeting m "
     "LEFT JOIN object o USING (object_id) WHERE m.account_a = {0} OR m.account_b = {0} "
     "ORDER BY 1, 2, m.position"},
    {"lookalikes",
     "SELECT l.run_id, l.kind, l.protected_name, l.rule, l.edits, l.posts, (SELECT "
     "group_concat(p.native_id, ' ') FROM lookalike_account_post e JOIN post p USING (post_id) "
     "WHERE e.run_id = l.run_id AND e.account_id = l.account_id) AS evidence "
     "FROM lookalike_account l WHERE l.account_id = {0} ORDER BY l.run_id, l.kind"},
    {"amplifier",
     "SELECT run_id, place, fib_index, posts, reposts FROM amplifier WHERE account_id = {0} "
     "ORDER BY run_id"},
    {"first_sharer_of",
     "SELECT m.run_id, m.position, m.place, coalesce(a.source, o.key) AS object, "
     "strftime('%Y-%m-%dT%H:%M:%SZ', m.time_ms / 1000, 'unixepoch') AS time "
     "FROM amplification_mover m LEFT JOIN amplification a USING (run_id, position) "
     "LEFT JOIN object o ON o.object_id = a.object_id WHERE m.account_id = {0} "
     "ORDER BY m.run_id, m.position"},
    {"verdicts",
     "SELECT v.run_id, q.name AS queue, value, blind, adjudicates, reviewer, "
     "strftime('%Y-%m-%dT%H:%M:%SZ', decided_ms / 1000, 'unixepoch') AS decided FROM verdict v "
     "LEFT JOIN review_queue q USING (queue_id) WHERE account_id = {0} "
     "ORDER BY decided_ms, verdict_id"},
    {"drawn_for_review",
     "SELECT q.name AS queue, i.position, i.stratum, i.at_line, i.inclusion FROM review_item i "
     "JOIN review_queue q USING (queue_id) WHERE i.account_id = {0} ORDER BY q.name"},
    {"asked_again",
     "SELECT strftime('%Y-%m-%dT%H:%M:%SZ', checked_ms / 1000, 'unixepoch') AS checked, "
     "strftime('%Y-%m-%dT%H:%M:%SZ', absent_since_ms / 1000, 'unixepoch') AS absent_since "
     "FROM account_recheck WHERE account_id = {0}"},
    {"posts_asked_again",
     "SELECT p.native_id AS post, "
     "strftime('%Y-%m-%dT%H:%M:%SZ', r.checked_ms / 1000, 'unixepoch') AS checked, "
     "strftime('%Y-%m-%dT%H:%M:%SZ', r.absent_since_ms / 1000, 'unixepoch') AS absent_since "
     "FROM post p JOIN post_recheck r USING (post_id) WHERE p.account_id = {0} "
     "ORDER BY p.sort_ms, p.post_id"},
    {"names_on_servers",
     "SELECT p.native_id AS post, n.place, n.local_id FROM post p JOIN post_alias n "
     "USING (post_id) WHERE p.account_id = {0} ORDER BY p.sort_ms, p.post_id, n.place, n.local_id"},
    {"notes",
     "SELECT reviewer, text, strftime('%Y-%m-%dT%H:%M:%SZ', written_ms / 1000, 'unixepoch') AS "
     "written FROM note WHERE account_id = {0} ORDER BY note_id"},
    {"reposted_quoted_or_answered_by_others",
     "SELECT kind, count(*) AS posts FROM v_post WHERE subject_account_id = {0} GROUP BY kind "
     "ORDER BY kind"},
    {"rejects",
     "SELECT c.source, r.line, r.reason, r.detail FROM reject r JOIN collection c USING "
     "(collection_id) JOIN account a ON a.account_id = {0} "
     "WHERE instr(r.bytes, CAST(a.native_id AS BLOB)) > 0 OR (a.handle IS NOT NULL AND "
     "instr(r.bytes, CAST(a.handle AS BLOB)) > 0) OR r.detail IN (SELECT native_id FROM post "
     "WHERE account_id = {0}) ORDER BY r.collection_id, r.line"},
    {"posts",
     "SELECT native_id, kind, time, text, language, declared_language, client, parent, root, "
     "subject, subject_handle, sensitive, likes, reposts, replies, quotes, views, created, "
     "observed, edited, deleted, state, source FROM v_post WHERE account_id = {0} "
     "ORDER BY sort_ms, post_id"},
    {"shares",
     "SELECT native_id AS post, object_kind, object_key, host FROM v_share WHERE account_id = {0} "
     "ORDER BY sort_ms, post_id, object_kind, object_key"},
    {"urls_as_given",
     "SELECT p.native_id AS post, u.position, u.url_as_given FROM post p JOIN post_url u USING "
     "(post_id) WHERE p.account_id = {0} AND u.url_as_given IS NOT NULL "
     "ORDER BY p.sort_ms, p.post_id, u.position"},
    {"records_as_they_came",
     "SELECT p.native_id AS post, w.format, w.bytes FROM post p JOIN post_raw w USING (post_id) "
     "WHERE p.account_id = {0} ORDER BY p.sort_ms, p.post_id"},
});

}  // namespace

std::vector<AccountSection> account_sections(AccountId account) {
  std::vector<AccountSection> sections;
  sections.reserve(kAccountSections.size());
  for (const SectionText& section : kAccountSections) {
    sections.push_back(
        {section.name, fmt::format(fmt::runtime(section.sql), account.value, kSnapshotDays)});
  }
  return sections;
}

std::string newest_texts_sql(AccountId account, std::uint32_t posts) {
  return fmt::format(
      "SELECT time, kind, text FROM v_post WHERE account_id = {} AND text IS NOT NULL "
      "ORDER BY sort_ms DESC, post_id DESC LIMIT {}",
      account.value,
      posts);
}

}  // namespace vigie::storage
