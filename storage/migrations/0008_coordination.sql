-- Accounts that act together. The tables of 0002 for this were never written: they are made anew,
-- with what the test of pairs and the groups really say.

DROP TABLE group_object;
DROP TABLE group_member;
DROP TABLE coordinated_group;
DROP TABLE campaign;
DROP TABLE pair;
DROP TABLE text_cluster;
DELETE FROM data_dictionary WHERE relation IN
  ('group_object', 'group_member', 'coordinated_group', 'campaign', 'pair', 'text_cluster');

CREATE TABLE run_coordination (
  run_id INTEGER PRIMARY KEY REFERENCES analysis_run ON DELETE CASCADE,
  shares INTEGER NOT NULL,
  objects INTEGER NOT NULL,
  popular_objects INTEGER NOT NULL,
  popular_shares INTEGER NOT NULL,
  tested_pairs INTEGER NOT NULL,
  eligible_pairs REAL NOT NULL,
  pairs INTEGER NOT NULL,
  accounts INTEGER NOT NULL,
  span_ms INTEGER NOT NULL,
  times_accounts INTEGER,
  times_groups INTEGER,
  partners_accounts INTEGER,
  partners_groups INTEGER
) STRICT;

CREATE TABLE run_coordination_layer (
  run_id INTEGER NOT NULL REFERENCES analysis_run ON DELETE CASCADE,
  layer TEXT NOT NULL,
  shares INTEGER NOT NULL,
  objects INTEGER NOT NULL,
  PRIMARY KEY (run_id, layer)
) STRICT, WITHOUT ROWID;

CREATE TABLE text_cluster (
  run_id INTEGER NOT NULL REFERENCES analysis_run ON DELETE CASCADE,
  cluster_id INTEGER NOT NULL,
  post_id INTEGER NOT NULL,
  is_representative INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (run_id, cluster_id, post_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE pair (
  run_id INTEGER NOT NULL REFERENCES analysis_run ON DELETE CASCADE,
  account_a INTEGER NOT NULL,
  account_b INTEGER NOT NULL,
  group_id INTEGER,
  objects INTEGER NOT NULL,
  fast_objects INTEGER NOT NULL,
  days INTEGER NOT NULL,
  meetings INTEGER NOT NULL,
  symmetry REAL NOT NULL,
  decades REAL NOT NULL,
  q_decades REAL NOT NULL,
  timing_decades REAL NOT NULL,
  PRIMARY KEY (run_id, account_a, account_b),
  CHECK (account_a <> account_b)
) STRICT, WITHOUT ROWID;

CREATE INDEX pair_by_second ON pair (run_id, account_b);

CREATE TABLE pair_layer (
  run_id INTEGER NOT NULL REFERENCES analysis_run ON DELETE CASCADE,
  account_a INTEGER NOT NULL,
  account_b INTEGER NOT NULL,
  layer TEXT NOT NULL,
  time_window_ms INTEGER NOT NULL,
  observed INTEGER NOT NULL,
  expected REAL NOT NULL,
  decades REAL NOT NULL,
  PRIMARY KEY (run_id, account_a, account_b, layer, time_window_ms)
) STRICT, WITHOUT ROWID;

CREATE TABLE pair_meeting (
  run_id INTEGER NOT NULL REFERENCES analysis_run ON DELETE CASCADE,
  account_a INTEGER NOT NULL,
  account_b INTEGER NOT NULL,
  position INTEGER NOT NULL,
  layer TEXT NOT NULL,
  object_id INTEGER,
  cluster_id INTEGER,
  post_a INTEGER NOT NULL,
  post_b INTEGER NOT NULL,
  gap_ms INTEGER NOT NULL,
  PRIMARY KEY (run_id, account_a, account_b, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE campaign (
  campaign_id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  first_run_id INTEGER NOT NULL,
  last_run_id INTEGER NOT NULL
) STRICT;

CREATE TABLE campaign_run (
  campaign_id INTEGER NOT NULL REFERENCES campaign,
  run_id INTEGER NOT NULL REFERENCES analysis_run ON DELETE CASCADE,
  group_id INTEGER,
  status TEXT NOT NULL,
  members INTEGER NOT NULL,
  members_kept INTEGER NOT NULL,
  members_new INTEGER NOT NULL,
  members_left INTEGER NOT NULL,
  objects_kept INTEGER NOT NULL,
  PRIMARY KEY (campaign_id, run_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE coordinated_group (
  run_id INTEGER NOT NULL REFERENCES analysis_run ON DELETE CASCADE,
  group_id INTEGER NOT NULL,
  campaign_id INTEGER REFERENCES campaign,
  name TEXT NOT NULL,
  members INTEGER NOT NULL,
  known_members INTEGER NOT NULL,
  links INTEGER NOT NULL,
  observed INTEGER NOT NULL,
  expected REAL NOT NULL,
  density REAL NOT NULL,
  extent REAL NOT NULL,
  median_gap_ms REAL NOT NULL,
  explained REAL NOT NULL,
  creation_peak REAL NOT NULL,
  office_hours REAL NOT NULL,
  first_ms INTEGER NOT NULL,
  last_ms INTEGER NOT NULL,
  techniques TEXT NOT NULL,
  PRIMARY KEY (run_id, group_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE group_member (
  run_id INTEGER NOT NULL,
  group_id INTEGER NOT NULL,
  account_id INTEGER NOT NULL,
  links INTEGER NOT NULL,
  core INTEGER NOT NULL,
  centrality REAL NOT NULL,
  score REAL NOT NULL,
  explained REAL NOT NULL,
  known_reason TEXT,
  PRIMARY KEY (run_id, group_id, account_id),
  FOREIGN KEY (run_id, group_id) REFERENCES coordinated_group ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE INDEX group_member_by_account ON group_member (run_id, account_id);

CREATE TABLE group_object (
  run_id INTEGER NOT NULL,
  group_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  layer TEXT NOT NULL,
  object_id INTEGER,
  cluster_id INTEGER,
  members INTEGER NOT NULL,
  expected REAL NOT NULL,
  sharers INTEGER NOT NULL,
  first_ms INTEGER NOT NULL,
  last_ms INTEGER NOT NULL,
  PRIMARY KEY (run_id, group_id, position),
  FOREIGN KEY (run_id, group_id) REFERENCES coordinated_group ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE group_layer (
  run_id INTEGER NOT NULL,
  group_id INTEGER NOT NULL,
  layer TEXT NOT NULL,
  meetings INTEGER NOT NULL,
  PRIMARY KEY (run_id, group_id, layer),
  FOREIGN KEY (run_id, group_id) REFERENCES coordinated_group ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE group_day (
  run_id INTEGER NOT NULL,
  group_id INTEGER NOT NULL,
  day INTEGER NOT NULL,
  posts INTEGER NOT NULL,
  members INTEGER NOT NULL,
  PRIMARY KEY (run_id, group_id, day),
  FOREIGN KEY (run_id, group_id) REFERENCES coordinated_group ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE group_hour (
  run_id INTEGER NOT NULL,
  group_id INTEGER NOT NULL,
  hour INTEGER NOT NULL,
  posts INTEGER NOT NULL,
  PRIMARY KEY (run_id, group_id, hour),
  FOREIGN KEY (run_id, group_id) REFERENCES coordinated_group ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE group_language (
  run_id INTEGER NOT NULL,
  group_id INTEGER NOT NULL,
  language TEXT NOT NULL,
  posts INTEGER NOT NULL,
  PRIMARY KEY (run_id, group_id, language),
  FOREIGN KEY (run_id, group_id) REFERENCES coordinated_group ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE VIEW v_group AS
SELECT
  g.group_id,
  g.name,
  g.members,
  g.known_members,
  g.links,
  g.observed,
  g.expected,
  g.density,
  g.extent,
  g.median_gap_ms / 1000.0 AS median_gap_s,
  g.explained,
  g.creation_peak,
  g.office_hours,
  strftime('%Y-%m-%dT%H:%M:%SZ', g.first_ms / 1000, 'unixepoch') AS first_at,
  strftime('%Y-%m-%dT%H:%M:%SZ', g.last_ms / 1000, 'unixepoch') AS last_at,
  g.techniques,
  r.status,
  g.campaign_id,
  g.run_id,
  g.first_ms,
  g.last_ms
FROM coordinated_group g
LEFT JOIN campaign_run r ON r.campaign_id = g.campaign_id AND r.run_id = g.run_id;

CREATE VIEW v_group_member AS
SELECT
  m.group_id,
  p.name AS platform,
  coalesce(a.handle, a.native_id) AS handle,
  m.links,
  m.core,
  m.centrality,
  m.score,
  m.explained,
  m.known_reason,
  s.likelihood,
  s.grade,
  a.native_id,
  m.run_id,
  m.account_id
FROM group_member m
JOIN account a ON a.account_id = m.account_id
JOIN platform p ON p.platform_id = a.platform_id
LEFT JOIN account_score s ON s.run_id = m.run_id AND s.account_id = m.account_id;

CREATE VIEW v_group_object AS
SELECT
  o.group_id,
  o.position,
  o.layer,
  coalesce(b.key, (SELECT t.text FROM text_cluster c JOIN post t ON t.post_id = c.post_id
    WHERE c.run_id = o.run_id AND c.cluster_id = o.cluster_id AND c.is_representative = 1
    AND t.state = 0)) AS object,
  o.members,
  o.expected,
  o.sharers,
  strftime('%Y-%m-%dT%H:%M:%SZ', o.first_ms / 1000, 'unixepoch') AS first_at,
  strftime('%Y-%m-%dT%H:%M:%SZ', o.last_ms / 1000, 'unixepoch') AS last_at,
  o.run_id,
  o.object_id,
  o.cluster_id,
  o.first_ms,
  o.last_ms
FROM group_object o
LEFT JOIN object b ON b.object_id = o.object_id;

CREATE VIEW v_pair AS
SELECT
  pa.name AS platform_a,
  coalesce(a.handle, a.native_id) AS handle_a,
  pb.name AS platform_b,
  coalesce(b.handle, b.native_id) AS handle_b,
  l.layer,
  l.time_window_ms / 1000.0 AS time_window_s,
  l.observed,
  l.expected,
  l.decades AS layer_decades,
  p.objects,
  p.fast_objects,
  p.days,
  p.decades,
  p.q_decades,
  p.group_id,
  p.run_id,
  p.account_a,
  p.account_b
FROM pair p
JOIN pair_layer l ON l.run_id = p.run_id AND l.account_a = p.account_a AND l.account_b = p.account_b
JOIN account a ON a.account_id = p.account_a
JOIN platform pa ON pa.platform_id = a.platform_id
JOIN account b ON b.account_id = p.account_b
JOIN platform pb ON pb.platform_id = b.platform_id;

CREATE VIEW v_campaign AS
SELECT
  c.campaign_id,
  c.name,
  r.status,
  r.members,
  r.members_kept,
  r.members_new,
  r.members_left,
  r.objects_kept,
  strftime('%Y-%m-%dT%H:%M:%SZ', n.window_end_ms / 1000, 'unixepoch') AS window_end_at,
  r.group_id,
  r.run_id,
  c.first_run_id,
  c.last_run_id
FROM campaign_run r
JOIN campaign c ON c.campaign_id = r.campaign_id
JOIN analysis_run n ON n.run_id = r.run_id;

INSERT INTO data_dictionary (relation, column_name, description, unit) VALUES
  ('run_coordination', '', 'What the coordination test of a run looked at, and what it finds where there is nothing to find', ''),
  ('run_coordination', 'run_id', 'Run', ''),
  ('run_coordination', 'shares', 'Shares of objects that two accounts or more shared', 'shares'),
  ('run_coordination', 'objects', 'Such objects', 'objects'),
  ('run_coordination', 'popular_objects', 'So widely shared that only near neighbours in time were looked at', 'objects'),
  ('run_coordination', 'popular_shares', 'Shares of these', 'shares'),
  ('run_coordination', 'tested_pairs', 'Pairs of accounts that met often enough to be tested', 'pairs'),
  ('run_coordination', 'eligible_pairs', 'All pairs of accounts: the false-discovery rate is over them', 'pairs'),
  ('run_coordination', 'pairs', 'Pairs that chance does not explain', 'pairs'),
  ('run_coordination', 'accounts', 'Accounts in groups', 'accounts'),
  ('run_coordination', 'span_ms', 'From the first share to the last; 0: all times are equal, and nothing was tested', 'ms'),
  ('run_coordination', 'times_accounts', 'Accounts with a tested pair when each share''s time is drawn anew within its hour; NULL: not run', 'accounts'),
  ('run_coordination', 'times_groups', 'Groups on the same times; NULL: not run', 'groups'),
  ('run_coordination', 'partners_accounts', 'Accounts with a tested pair when each day''s shares are dealt out anew among its accounts; NULL: not run', 'accounts'),
  ('run_coordination', 'partners_groups', 'Groups on the same shares; NULL: not run', 'groups'),
  ('run_coordination_layer', '', 'What a run looked at for coordination, by layer', ''),
  ('run_coordination_layer', 'run_id', 'Run', ''),
  ('run_coordination_layer', 'layer', 'What was shared: repost, url, hashtag_sequence, text, reply, media, domain', ''),
  ('run_coordination_layer', 'shares', 'Shares', 'shares'),
  ('run_coordination_layer', 'objects', 'Different objects, those of a single account included', 'objects'),
  ('text_cluster', '', 'Near-duplicate texts on which a group met', ''),
  ('text_cluster', 'run_id', 'Run', ''),
  ('text_cluster', 'cluster_id', 'Cluster within the run', ''),
  ('text_cluster', 'post_id', 'Post', ''),
  ('text_cluster', 'is_representative', '1: the post that stands for the cluster', ''),
  ('pair', '', 'Pairs of accounts whose meetings chance does not explain', ''),
  ('pair', 'run_id', 'Run', ''),
  ('pair', 'account_a', 'One account, the first by platform and native id', ''),
  ('pair', 'account_b', 'The other', ''),
  ('pair', 'group_id', 'Group of both; NULL: none', ''),
  ('pair', 'objects', 'Distinct objects met on, domains left out', 'objects'),
  ('pair', 'fast_objects', 'Of these, within a minute', 'objects'),
  ('pair', 'days', 'Distinct UTC days', 'days'),
  ('pair', 'meetings', 'Meetings: both shared one object', 'meetings'),
  ('pair', 'symmetry', 'Fewer over more of the two accounts'' posts behind the pair', '0..1'),
  ('pair', 'decades', '-log10 of the p-value, all layers and windows fused', 'decades'),
  ('pair', 'q_decades', '-log10 of the q-value, over all eligible pairs', 'decades'),
  ('pair', 'timing_decades', '-log10 p of the question about closeness in time alone', 'decades'),
  ('pair_layer', '', 'Observed against expected, per pair, layer and window', ''),
  ('pair_layer', 'run_id', 'Run', ''),
  ('pair_layer', 'account_a', 'One account', ''),
  ('pair_layer', 'account_b', 'The other', ''),
  ('pair_layer', 'layer', 'What was shared: repost, url, hashtag_sequence, text, reply, media, domain', ''),
  ('pair_layer', 'time_window_ms', 'Longest gap of a meeting; 0: the whole window of the run', 'ms'),
  ('pair_layer', 'observed', 'Meetings observed', 'meetings'),
  ('pair_layer', 'expected', 'Meetings expected by chance', 'meetings'),
  ('pair_layer', 'decades', '-log10 of the p-value', 'decades'),
  ('pair_meeting', '', 'The quickest meetings of a pair, with the two posts', ''),
  ('pair_meeting', 'run_id', 'Run', ''),
  ('pair_meeting', 'account_a', 'One account', ''),
  ('pair_meeting', 'account_b', 'The other', ''),
  ('pair_meeting', 'position', 'Order, from 0', ''),
  ('pair_meeting', 'layer', 'What was shared', ''),
  ('pair_meeting', 'object_id', 'Object; NULL for a text', ''),
  ('pair_meeting', 'cluster_id', 'Text cluster; NULL for an object', ''),
  ('pair_meeting', 'post_a', 'Post of account_a', ''),
  ('pair_meeting', 'post_b', 'Post of account_b', ''),
  ('pair_meeting', 'gap_ms', 'Time of post_b less time of post_a', 'ms'),
  ('campaign', '', 'Groups that are the same from one run to the next', ''),
  ('campaign', 'campaign_id', 'Key of the campaign in this file; depends on the order of arrival', ''),
  ('campaign', 'name', 'Name of its group when it was first seen', ''),
  ('campaign', 'first_run_id', 'Run that first saw it', ''),
  ('campaign', 'last_run_id', 'Run that last saw it', ''),
  ('campaign_run', '', 'What became of a campaign in a run', ''),
  ('campaign_run', 'campaign_id', 'Campaign', ''),
  ('campaign_run', 'run_id', 'Run', ''),
  ('campaign_run', 'group_id', 'Its group in the run; NULL: gone', ''),
  ('campaign_run', 'status', 'new, growing, shrinking, steady, gone, returned', ''),
  ('campaign_run', 'members', 'Members in the run', 'accounts'),
  ('campaign_run', 'members_kept', 'Of these, members before', 'accounts'),
  ('campaign_run', 'members_new', 'Of these, not members before', 'accounts'),
  ('campaign_run', 'members_left', 'Members before that are no longer', 'accounts'),
  ('campaign_run', 'objects_kept', 'Top objects it had before', 'objects'),
  ('coordinated_group', '', 'Groups of accounts that meet more often than chance explains', ''),
  ('coordinated_group', 'run_id', 'Run', ''),
  ('coordinated_group', 'group_id', 'Group within the run, the largest first', ''),
  ('coordinated_group', 'campaign_id', 'Campaign; NULL: none', ''),
  ('coordinated_group', 'name', 'Name by its top object', ''),
  ('coordinated_group', 'members', 'Members', 'accounts'),
  ('coordinated_group', 'known_members', 'Of these, on the team''s list of accounts that coordinate in the open', 'accounts'),
  ('coordinated_group', 'links', 'Tested pairs inside', 'pairs'),
  ('coordinated_group', 'observed', 'Meetings inside', 'meetings'),
  ('coordinated_group', 'expected', 'Meetings expected by chance', 'meetings'),
  ('coordinated_group', 'density', 'Links over possible links', '0..1'),
  ('coordinated_group', 'extent', 'Highest quantile of all tested pairs'' strength at which three members stay linked', '0..1'),
  ('coordinated_group', 'median_gap_ms', 'Median time between the two posts of a meeting', 'ms'),
  ('coordinated_group', 'explained', 'Share of the members'' posts that stand behind links', '0..1'),
  ('coordinated_group', 'creation_peak', 'Largest share of members created within one week; 0: fewer than three dates known', '0..1'),
  ('coordinated_group', 'office_hours', 'Share of posts behind links in their ten busiest hours in a row, Monday to Friday; 0.30 when spread evenly', '0..1'),
  ('coordinated_group', 'first_ms', 'First post behind a link', 'ms since 1970-01-01 UTC'),
  ('coordinated_group', 'last_ms', 'Last post behind a link', 'ms since 1970-01-01 UTC'),
  ('coordinated_group', 'techniques', 'Suggested DISARM technique ids, separated by spaces', ''),
  ('group_member', '', 'Accounts of a group', ''),
  ('group_member', 'run_id', 'Run', ''),
  ('group_member', 'group_id', 'Group', ''),
  ('group_member', 'account_id', 'Account', ''),
  ('group_member', 'links', 'Tested pairs with other members', 'pairs'),
  ('group_member', 'core', 'k of the innermost k-core that holds it', ''),
  ('group_member', 'centrality', 'Eigenvector centrality, the largest of the group is 1', '0..1'),
  ('group_member', 'score', 'Sum over its links of min(10, decades)', 'decades'),
  ('group_member', 'explained', 'Share of its posts that stand behind its links', '0..1'),
  ('group_member', 'known_reason', 'Why the team lists it as coordinating in the open; NULL: not listed', ''),
  ('group_object', '', 'Objects on which members of a group met', ''),
  ('group_object', 'run_id', 'Run', ''),
  ('group_object', 'group_id', 'Group', ''),
  ('group_object', 'position', 'Order by members met, from 0', ''),
  ('group_object', 'layer', 'What was shared', ''),
  ('group_object', 'object_id', 'Object; NULL for a text', ''),
  ('group_object', 'cluster_id', 'Text cluster; NULL for an object', ''),
  ('group_object', 'members', 'Members that met another member on it', 'accounts'),
  ('group_object', 'expected', 'Members expected among its sharers', 'accounts'),
  ('group_object', 'sharers', 'Accounts of the window that shared it', 'accounts'),
  ('group_object', 'first_ms', 'First share by a member', 'ms since 1970-01-01 UTC'),
  ('group_object', 'last_ms', 'Last share by a member', 'ms since 1970-01-01 UTC'),
  ('group_layer', '', 'Meetings of a group by layer', ''),
  ('group_layer', 'run_id', 'Run', ''),
  ('group_layer', 'group_id', 'Group', ''),
  ('group_layer', 'layer', 'What was shared', ''),
  ('group_layer', 'meetings', 'Meetings', 'meetings'),
  ('group_day', '', 'Posts behind a group''s links by day', ''),
  ('group_day', 'run_id', 'Run', ''),
  ('group_day', 'group_id', 'Group', ''),
  ('group_day', 'day', 'Days from the begin of the run''s window', 'days'),
  ('group_day', 'posts', 'Posts', 'posts'),
  ('group_day', 'members', 'Members among their authors', 'accounts'),
  ('group_hour', '', 'Posts behind a group''s links by UTC hour', ''),
  ('group_hour', 'run_id', 'Run', ''),
  ('group_hour', 'group_id', 'Group', ''),
  ('group_hour', 'hour', 'Hour, 0 to 23', ''),
  ('group_hour', 'posts', 'Posts', 'posts'),
  ('group_language', '', 'Posts behind a group''s links by language', ''),
  ('group_language', 'run_id', 'Run', ''),
  ('group_language', 'group_id', 'Group', ''),
  ('group_language', 'language', 'ISO 639-1; empty: unknown', ''),
  ('group_language', 'posts', 'Posts', 'posts'),
  ('v_group', '', 'Groups of a run, readable; filter by run_id', ''),
  ('v_group', 'group_id', 'Group within the run, the largest first', ''),
  ('v_group', 'name', 'Name by its top object', ''),
  ('v_group', 'members', 'Members', 'accounts'),
  ('v_group', 'known_members', 'Of these, listed by the team as coordinating in the open', 'accounts'),
  ('v_group', 'links', 'Tested pairs inside', 'pairs'),
  ('v_group', 'observed', 'Meetings inside', 'meetings'),
  ('v_group', 'expected', 'Meetings expected by chance', 'meetings'),
  ('v_group', 'density', 'Links over possible links', '0..1'),
  ('v_group', 'extent', 'Highest quantile of strength at which three members stay linked', '0..1'),
  ('v_group', 'median_gap_s', 'Median time between the two posts of a meeting', 's'),
  ('v_group', 'explained', 'Share of the members'' posts behind links', '0..1'),
  ('v_group', 'creation_peak', 'Largest share of members created within one week', '0..1'),
  ('v_group', 'office_hours', 'Share of posts in their ten busiest hours, Monday to Friday', '0..1'),
  ('v_group', 'first_at', 'First post behind a link', 'ISO 8601 UTC'),
  ('v_group', 'last_at', 'Last post behind a link', 'ISO 8601 UTC'),
  ('v_group', 'techniques', 'Suggested DISARM technique ids', ''),
  ('v_group', 'status', 'Of its campaign in this run: new, growing, shrinking, steady, returned; NULL: no campaign', ''),
  ('v_group', 'campaign_id', 'Campaign', ''),
  ('v_group', 'run_id', 'Run', ''),
  ('v_group', 'first_ms', 'First post behind a link', 'ms since 1970-01-01 UTC'),
  ('v_group', 'last_ms', 'Last post behind a link', 'ms since 1970-01-01 UTC'),
  ('v_group_member', '', 'Members of groups, readable; filter by run_id', ''),
  ('v_group_member', 'group_id', 'Group', ''),
  ('v_group_member', 'platform', 'Platform', ''),
  ('v_group_member', 'handle', 'Handle, or the native id where none is known', ''),
  ('v_group_member', 'links', 'Tested pairs with other members', 'pairs'),
  ('v_group_member', 'core', 'k of the innermost k-core', ''),
  ('v_group_member', 'centrality', 'Eigenvector centrality', '0..1'),
  ('v_group_member', 'score', 'Sum over its links of min(10, decades)', 'decades'),
  ('v_group_member', 'explained', 'Share of its posts behind its links', '0..1'),
  ('v_group_member', 'known_reason', 'Why the team lists it as coordinating in the open', ''),
  ('v_group_member', 'likelihood', 'Troll-bot likelihood in the run; NULL: grade D', '0..1'),
  ('v_group_member', 'grade', 'How much data: 0 A, 1 B, 2 C, 3 D', ''),
  ('v_group_member', 'native_id', 'Key given by the platform', ''),
  ('v_group_member', 'run_id', 'Run', ''),
  ('v_group_member', 'account_id', 'Account', ''),
  ('v_group_object', '', 'Objects of groups, readable; filter by run_id', ''),
  ('v_group_object', 'group_id', 'Group', ''),
  ('v_group_object', 'position', 'Order by members met, from 0', ''),
  ('v_group_object', 'layer', 'What was shared', ''),
  ('v_group_object', 'object', 'URL, hashtags, platform and id of a post, or the text that stands for the cluster', ''),
  ('v_group_object', 'members', 'Members that met another member on it', 'accounts'),
  ('v_group_object', 'expected', 'Members expected among its sharers', 'accounts'),
  ('v_group_object', 'sharers', 'Accounts of the window that shared it', 'accounts'),
  ('v_group_object', 'first_at', 'First share by a member', 'ISO 8601 UTC'),
  ('v_group_object', 'last_at', 'Last share by a member', 'ISO 8601 UTC'),
  ('v_group_object', 'run_id', 'Run', ''),
  ('v_group_object', 'object_id', 'Object; NULL for a text', ''),
  ('v_group_object', 'cluster_id', 'Text cluster; NULL for an object', ''),
  ('v_group_object', 'first_ms', 'First share by a member', 'ms since 1970-01-01 UTC'),
  ('v_group_object', 'last_ms', 'Last share by a member', 'ms since 1970-01-01 UTC'),
  ('v_pair', '', 'Pairs by layer and window, readable; filter by run_id and account_a or account_b', ''),
  ('v_pair', 'platform_a', 'Platform of the one', ''),
  ('v_pair', 'handle_a', 'Handle of the one, or its native id', ''),
  ('v_pair', 'platform_b', 'Platform of the other', ''),
  ('v_pair', 'handle_b', 'Handle of the other, or its native id', ''),
  ('v_pair', 'layer', 'What was shared', ''),
  ('v_pair', 'time_window_s', 'Longest gap of a meeting; 0: the whole window of the run', 's'),
  ('v_pair', 'observed', 'Meetings observed', 'meetings'),
  ('v_pair', 'expected', 'Meetings expected by chance', 'meetings'),
  ('v_pair', 'layer_decades', '-log10 of this layer and window''s p-value', 'decades'),
  ('v_pair', 'objects', 'Distinct objects met on, domains left out', 'objects'),
  ('v_pair', 'fast_objects', 'Of these, within a minute', 'objects'),
  ('v_pair', 'days', 'Distinct UTC days', 'days'),
  ('v_pair', 'decades', '-log10 of the fused p-value', 'decades'),
  ('v_pair', 'q_decades', '-log10 of the q-value', 'decades'),
  ('v_pair', 'group_id', 'Group of both; NULL: none', ''),
  ('v_pair', 'run_id', 'Run', ''),
  ('v_pair', 'account_a', 'One account', ''),
  ('v_pair', 'account_b', 'The other', ''),
  ('v_campaign', '', 'Campaigns run by run, readable', ''),
  ('v_campaign', 'campaign_id', 'Campaign', ''),
  ('v_campaign', 'name', 'Name of its group when it was first seen', ''),
  ('v_campaign', 'status', 'new, growing, shrinking, steady, gone, returned', ''),
  ('v_campaign', 'members', 'Members in the run', 'accounts'),
  ('v_campaign', 'members_kept', 'Of these, members before', 'accounts'),
  ('v_campaign', 'members_new', 'Of these, not members before', 'accounts'),
  ('v_campaign', 'members_left', 'Members before that are no longer', 'accounts'),
  ('v_campaign', 'objects_kept', 'Top objects it had before', 'objects'),
  ('v_campaign', 'window_end_at', 'End of the run''s window', 'ISO 8601 UTC'),
  ('v_campaign', 'group_id', 'Its group in the run; NULL: gone', ''),
  ('v_campaign', 'run_id', 'Run', ''),
  ('v_campaign', 'first_run_id', 'Run that first saw it', ''),
  ('v_campaign', 'last_run_id', 'Run that last saw it', '');
