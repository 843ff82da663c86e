-- The contract with whoever reads the file: names and ISO times beside the integer columns, so that a
-- filter on an integer column uses its index. A column is never removed or renamed.

CREATE VIEW v_account AS
SELECT
  p.name AS platform,
  coalesce(a.handle, a.native_id) AS handle,
  a.native_id,
  a.display_name,
  a.bio,
  a.host,
  strftime('%Y-%m-%dT%H:%M:%fZ', a.created_ms / 1000.0, 'unixepoch') AS created,
  a.followers,
  a.following,
  a.posts_count,
  CASE a.declared_bot WHEN 1 THEN 'no' WHEN 2 THEN 'yes' ELSE 'unknown' END AS declared_bot,
  a.verified,
  CASE a.state WHEN 0 THEN 'active' WHEN 1 THEN 'deactivated' WHEN 2 THEN 'suspended'
    WHEN 3 THEN 'taken_down' WHEN 4 THEN 'deleted' WHEN 5 THEN 'protected' WHEN 6 THEN 'moved'
    ELSE 'unknown' END AS state,
  strftime('%Y-%m-%dT%H:%M:%fZ', a.first_seen_ms / 1000.0, 'unixepoch') AS first_seen,
  strftime('%Y-%m-%dT%H:%M:%fZ', a.profile_seen_ms / 1000.0, 'unixepoch') AS profile_seen,
  a.account_id,
  a.platform_id,
  a.created_ms,
  a.first_seen_ms,
  a.profile_seen_ms
FROM account a JOIN platform p USING (platform_id)
WHERE a.opt_out & 10 = 0;

CREATE VIEW v_post AS
SELECT
  p.name AS platform,
  coalesce(a.handle, a.native_id) AS handle,
  CASE t.kind WHEN 0 THEN 'post' WHEN 1 THEN 'reply' WHEN 2 THEN 'repost' WHEN 3 THEN 'quote'
    ELSE 'unknown' END AS kind,
  strftime('%Y-%m-%dT%H:%M:%fZ', t.sort_ms / 1000.0, 'unixepoch') AS time,
  t.text,
  t.language,
  t.declared_language,
  t.client,
  substr(parent.key, instr(parent.key, ' ') + 1) AS parent,
  substr(root.key, instr(root.key, ' ') + 1) AS root,
  substr(subject.key, instr(subject.key, ' ') + 1) AS subject,
  coalesce(sa.handle, sa.native_id) AS subject_handle,
  t.sensitive,
  t.likes,
  t.reposts,
  t.replies,
  t.quotes,
  t.views,
  strftime('%Y-%m-%dT%H:%M:%fZ', t.created_ms / 1000.0, 'unixepoch') AS created,
  strftime('%Y-%m-%dT%H:%M:%fZ', t.observed_ms / 1000.0, 'unixepoch') AS observed,
  strftime('%Y-%m-%dT%H:%M:%fZ', t.edited_ms / 1000.0, 'unixepoch') AS edited,
  strftime('%Y-%m-%dT%H:%M:%fZ', t.deleted_ms / 1000.0, 'unixepoch') AS deleted,
  strftime('%Y-%m-%dT%H:%M:%fZ', t.subject_created_ms / 1000.0, 'unixepoch') AS subject_created,
  c.source,
  t.native_id,
  t.post_id,
  t.account_id,
  t.platform_id,
  t.subject_account_id,
  t.subject_object_id,
  t.collection_id,
  t.text_hash,
  t.state,
  t.sort_ms,
  t.created_ms,
  t.observed_ms,
  t.edited_ms,
  t.deleted_ms,
  t.subject_created_ms
FROM post t
JOIN account a ON a.account_id = t.account_id
JOIN platform p ON p.platform_id = t.platform_id
LEFT JOIN account sa ON sa.account_id = t.subject_account_id
LEFT JOIN object parent ON parent.object_id = t.parent_object_id
LEFT JOIN object root ON root.object_id = t.root_object_id
LEFT JOIN object subject ON subject.object_id = t.subject_object_id
LEFT JOIN collection c ON c.collection_id = t.collection_id;

CREATE VIEW v_share AS
SELECT
  p.name AS platform,
  coalesce(a.handle, a.native_id) AS handle,
  strftime('%Y-%m-%dT%H:%M:%fZ', t.sort_ms / 1000.0, 'unixepoch') AS time,
  CASE o.kind WHEN 1 THEN 'url' WHEN 2 THEN 'hashtag' WHEN 3 THEN 'hashtag_sequence'
    WHEN 4 THEN 'post' WHEN 5 THEN 'mention' WHEN 6 THEN 'media' ELSE 'unknown' END AS object_kind,
  o.key AS object_key,
  d.host,
  d.registrable,
  CASE o.url_state WHEN 0 THEN 'plain' WHEN 1 THEN 'unwrapped' WHEN 2 THEN 'shortened' END
    AS url_state,
  CASE t.kind WHEN 0 THEN 'post' WHEN 1 THEN 'reply' WHEN 2 THEN 'repost' WHEN 3 THEN 'quote'
    ELSE 'unknown' END AS post_kind,
  t.native_id,
  s.post_id,
  s.object_id,
  t.account_id,
  o.domain_id,
  t.sort_ms
FROM share s
JOIN post t ON t.post_id = s.post_id
JOIN account a ON a.account_id = t.account_id
JOIN platform p ON p.platform_id = t.platform_id
JOIN object o ON o.object_id = s.object_id
LEFT JOIN domain d ON d.domain_id = o.domain_id;

CREATE VIEW v_score AS
SELECT
  p.name AS platform,
  coalesce(a.handle, a.native_id) AS handle,
  s.likelihood,
  s.automation_likelihood,
  s.low,
  s.high,
  substr('ABCD', s.grade + 1, 1) AS grade,
  s.rank,
  a.native_id,
  CASE s.account_class WHEN 0 THEN 'ordinary' WHEN 1 THEN 'media' WHEN 2 THEN 'institution'
    WHEN 3 THEN 'declared_bot' ELSE 'unknown' END AS account_class,
  s.posts,
  s.active_days,
  strftime('%Y-%m-%dT%H:%M:%fZ', s.window_begin_ms / 1000.0, 'unixepoch') AS window_begin,
  strftime('%Y-%m-%dT%H:%M:%fZ', s.window_end_ms / 1000.0, 'unixepoch') AS window_end,
  s.run_id,
  s.account_id,
  s.covered_days,
  s.likelihood_prior_1,
  s.likelihood_prior_15,
  s.nats_cadence,
  s.nats_text_habits,
  s.nats_coordination,
  s.nats_sources,
  s.nats_polarity,
  s.nats_rate,
  s.nats_profile,
  s.listed_posts,
  s.linking_posts,
  s.window_begin_ms,
  s.window_end_ms
FROM account_score s
JOIN account a ON a.account_id = s.account_id
JOIN platform p ON p.platform_id = a.platform_id
WHERE s.run_id = (SELECT max(run_id) FROM analysis_run WHERE published_ms IS NOT NULL);

CREATE VIEW v_contribution AS
SELECT
  p.name AS platform,
  coalesce(a.handle, a.native_id) AS handle,
  g.name AS signal,
  g.signal_group,
  c.value,
  g.unit,
  c.nats,
  c.percentile,
  (SELECT count(*) FROM evidence e WHERE e.run_id = c.run_id AND e.account_id = c.account_id
    AND e.signal_id = c.signal_id) AS evidence_posts,
  a.native_id,
  c.run_id,
  c.account_id,
  c.signal_id
FROM contribution c
JOIN signal g ON g.signal_id = c.signal_id
JOIN account a ON a.account_id = c.account_id
JOIN platform p ON p.platform_id = a.platform_id;

CREATE VIEW v_daily_report AS
SELECT
  s.rank,
  p.name AS platform,
  coalesce(a.handle, a.native_id) AS handle,
  s.likelihood,
  s.automation_likelihood,
  s.low,
  s.high,
  substr('ABCD', s.grade + 1, 1) AS grade,
  (SELECT group_concat(name, '; ') FROM (
    SELECT g.name FROM contribution c JOIN signal g ON g.signal_id = c.signal_id
    WHERE c.run_id = s.run_id AND c.account_id = s.account_id AND c.nats > 0
    ORDER BY c.nats DESC, g.name LIMIT 3)) AS reasons,
  (SELECT group_concat(name, '; ') FROM (
    SELECT g.name FROM contribution c JOIN signal g ON g.signal_id = c.signal_id
    WHERE c.run_id = s.run_id AND c.account_id = s.account_id AND c.nats < 0
    ORDER BY c.nats, g.name LIMIT 2)) AS reasons_against,
  s.listed_posts,
  s.posts,
  s.active_days,
  a.native_id,
  strftime('%Y-%m-%dT%H:%M:%fZ', s.window_begin_ms / 1000.0, 'unixepoch') AS window_begin,
  strftime('%Y-%m-%dT%H:%M:%fZ', s.window_end_ms / 1000.0, 'unixepoch') AS window_end,
  s.run_id,
  s.account_id,
  s.window_begin_ms,
  s.window_end_ms
FROM account_score s
JOIN account a ON a.account_id = s.account_id
JOIN platform p ON p.platform_id = a.platform_id
WHERE s.run_id = (SELECT max(run_id) FROM analysis_run WHERE published_ms IS NOT NULL)
  AND s.rank > 0
ORDER BY s.rank;

CREATE VIEW v_run AS
SELECT
  r.run_id,
  strftime('%Y-%m-%dT%H:%M:%fZ', r.window_begin_ms / 1000.0, 'unixepoch') AS window_begin,
  strftime('%Y-%m-%dT%H:%M:%fZ', r.window_end_ms / 1000.0, 'unixepoch') AS window_end,
  strftime('%Y-%m-%dT%H:%M:%fZ', r.started_ms / 1000.0, 'unixepoch') AS started,
  strftime('%Y-%m-%dT%H:%M:%fZ', r.published_ms / 1000.0, 'unixepoch') AS published,
  r.all_windows,
  r.code_version,
  r.model,
  r.config_hash,
  (SELECT group_concat(list_version, '; ') FROM run_list l WHERE l.run_id = r.run_id) AS lists,
  r.seed,
  r.prior,
  r.report_line,
  r.posts,
  r.accounts,
  r.reposts,
  r.urls,
  r.urls_shortened,
  r.listed_posts,
  r.listed_accounts,
  r.accounts_grade_a,
  r.accounts_grade_b,
  r.accounts_grade_c,
  r.accounts_grade_d,
  r.accounts_above_line,
  r.bytes,
  r.window_begin_ms,
  r.window_end_ms,
  r.started_ms,
  r.published_ms
FROM analysis_run r;

CREATE VIEW v_topic AS
SELECT
  t.topic,
  t.title,
  t.posts,
  t.accounts,
  t.listed_posts,
  CASE WHEN t.posts > 0 THEN 1.0 * t.listed_posts / t.posts END AS listed_ratio,
  t.run_id
FROM run_topic t
WHERE t.run_id = (SELECT max(run_id) FROM analysis_run WHERE published_ms IS NOT NULL);

CREATE VIEW v_source_share AS
SELECT
  u.source,
  CASE u.tier WHEN 1 THEN 'sanctioned' WHEN 2 THEN 'network' WHEN 3 THEN 'clone'
    WHEN 4 THEN 'state_media' WHEN 5 THEN 'low_credibility' ELSE 'unknown' END AS tier,
  u.family,
  u.label,
  u.evidence_url,
  u.list_version,
  u.posts,
  u.accounts,
  CASE WHEN r.posts > 0 THEN 1.0 * u.posts / r.posts END AS post_ratio,
  u.run_id,
  u.domain_id
FROM source_use u JOIN analysis_run r USING (run_id)
WHERE u.run_id = (SELECT max(run_id) FROM analysis_run WHERE published_ms IS NOT NULL);

CREATE VIEW v_coverage AS
SELECT
  p.name AS platform,
  coalesce(a.handle, a.native_id) AS handle,
  c.source,
  strftime('%Y-%m-%dT%H:%M:%fZ', v.begin_ms / 1000.0, 'unixepoch') AS begin_time,
  strftime('%Y-%m-%dT%H:%M:%fZ', v.end_ms / 1000.0, 'unixepoch') AS end_time,
  v.assumed,
  a.native_id,
  v.account_id,
  v.collection_id,
  v.begin_ms,
  v.end_ms
FROM coverage v
JOIN account a ON a.account_id = v.account_id
JOIN platform p ON p.platform_id = a.platform_id
JOIN collection c ON c.collection_id = v.collection_id;

CREATE VIEW v_reject AS
SELECT
  c.source,
  r.line,
  r.byte_offset,
  r.reason,
  r.detail,
  r.bytes,
  r.collection_id
FROM reject r JOIN collection c USING (collection_id);

CREATE VIEW v_collection AS
SELECT
  p.name AS platform,
  c.source,
  c.method,
  c.format,
  c.records,
  c.stored,
  c.duplicates,
  c.rejected,
  c.ignored,
  c.suppressed,
  c.replaced,
  c.deleted,
  c.complete,
  c.coverage_assumed,
  strftime('%Y-%m-%dT%H:%M:%fZ', c.started_ms / 1000.0, 'unixepoch') AS started,
  strftime('%Y-%m-%dT%H:%M:%fZ', c.finished_ms / 1000.0, 'unixepoch') AS finished,
  c.repeat_of,
  c.collection_id,
  c.started_ms,
  c.finished_ms
FROM collection c LEFT JOIN platform p USING (platform_id);
