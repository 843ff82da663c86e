-- Lookalikes of the names that a team protects: what a run looked for, what it found, and where.
-- Resemblance is a fact about two names. No score reads these tables.

CREATE TABLE protected_name (
  run_id INTEGER NOT NULL REFERENCES analysis_run ON DELETE CASCADE,
  kind INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (run_id, kind, name)
) STRICT, WITHOUT ROWID;

CREATE TABLE lookalike_domain (
  run_id INTEGER NOT NULL REFERENCES analysis_run ON DELETE CASCADE,
  domain TEXT NOT NULL,
  protected_name TEXT NOT NULL,
  rule TEXT NOT NULL,
  edits INTEGER NOT NULL,
  first_ms INTEGER NOT NULL,
  last_ms INTEGER NOT NULL,
  posts INTEGER NOT NULL,
  accounts INTEGER NOT NULL,
  PRIMARY KEY (run_id, domain, protected_name)
) STRICT, WITHOUT ROWID;

CREATE TABLE lookalike_domain_post (
  run_id INTEGER NOT NULL REFERENCES analysis_run ON DELETE CASCADE,
  domain TEXT NOT NULL,
  position INTEGER NOT NULL,
  post_id INTEGER NOT NULL,
  PRIMARY KEY (run_id, domain, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE lookalike_account (
  run_id INTEGER NOT NULL REFERENCES analysis_run ON DELETE CASCADE,
  account_id INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  protected_name TEXT NOT NULL,
  rule TEXT NOT NULL,
  edits INTEGER NOT NULL,
  first_ms INTEGER NOT NULL,
  last_ms INTEGER NOT NULL,
  posts INTEGER NOT NULL,
  PRIMARY KEY (run_id, account_id, kind, protected_name)
) STRICT, WITHOUT ROWID;

CREATE TABLE lookalike_account_post (
  run_id INTEGER NOT NULL REFERENCES analysis_run ON DELETE CASCADE,
  account_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  post_id INTEGER NOT NULL,
  PRIMARY KEY (run_id, account_id, position)
) STRICT, WITHOUT ROWID;

CREATE VIEW v_lookalike AS
SELECT
  'domain' AS kind,
  NULL AS platform,
  d.domain AS subject,
  d.protected_name,
  d.rule,
  d.edits,
  strftime('%Y-%m-%dT%H:%M:%fZ', d.first_ms / 1000.0, 'unixepoch') AS first_seen,
  strftime('%Y-%m-%dT%H:%M:%fZ', d.last_ms / 1000.0, 'unixepoch') AS last_seen,
  d.posts,
  d.accounts,
  (SELECT group_concat(post_id, ' ') FROM (
    SELECT post_id FROM lookalike_domain_post e
    WHERE e.run_id = d.run_id AND e.domain = d.domain ORDER BY position)) AS evidence,
  d.run_id,
  NULL AS account_id,
  d.first_ms,
  d.last_ms
FROM lookalike_domain d
WHERE d.run_id = (SELECT max(run_id) FROM analysis_run WHERE published_ms IS NOT NULL)
UNION ALL
SELECT
  CASE l.kind WHEN 2 THEN 'handle' WHEN 3 THEN 'name' ELSE 'unknown' END,
  p.name,
  CASE l.kind WHEN 3 THEN coalesce(a.display_name, a.handle, a.native_id)
    ELSE coalesce(a.handle, a.native_id) END,
  l.protected_name,
  l.rule,
  l.edits,
  strftime('%Y-%m-%dT%H:%M:%fZ', l.first_ms / 1000.0, 'unixepoch'),
  strftime('%Y-%m-%dT%H:%M:%fZ', l.last_ms / 1000.0, 'unixepoch'),
  l.posts,
  1,
  (SELECT group_concat(post_id, ' ') FROM (
    SELECT post_id FROM lookalike_account_post e
    WHERE e.run_id = l.run_id AND e.account_id = l.account_id ORDER BY position)),
  l.run_id,
  l.account_id,
  l.first_ms,
  l.last_ms
FROM lookalike_account l
JOIN account a USING (account_id)
JOIN platform p USING (platform_id)
WHERE l.run_id = (SELECT max(run_id) FROM analysis_run WHERE published_ms IS NOT NULL)
  AND a.opt_out & 10 = 0;

INSERT INTO data_dictionary (relation, column_name, description, unit) VALUES
  ('protected_name', '', 'Names that the team protected in a run', ''),
  ('protected_name', 'run_id', 'Run', ''),
  ('protected_name', 'kind', '1 domain, 2 handle, 3 display name', ''),
  ('protected_name', 'name', 'As the settings spell it', ''),
  ('lookalike_domain', '', 'Domains of a run whose name resembles a protected one', ''),
  ('lookalike_domain', 'run_id', 'Run', ''),
  ('lookalike_domain', 'domain', 'Registrable domain; the host for rule `subdomain`', ''),
  ('lookalike_domain', 'protected_name', 'Protected domain', ''),
  ('lookalike_domain', 'rule', '`same_label`, `separators`, `digit_swap`, `confusable`, `subdomain`, `edits`, `token`', ''),
  ('lookalike_domain', 'edits', 'Edits between the two names as compared; for `token`: letters beyond the name', 'characters'),
  ('lookalike_domain', 'first_ms', 'Oldest stored post with a link to it, whatever the window', 'ms since 1970-01-01 UTC'),
  ('lookalike_domain', 'last_ms', 'Newest such post in the window', 'ms since 1970-01-01 UTC'),
  ('lookalike_domain', 'posts', 'Posts of the window that link to it', 'posts'),
  ('lookalike_domain', 'accounts', 'Accounts with such a post', 'accounts'),
  ('lookalike_domain_post', '', 'Posts behind a row of lookalike_domain', ''),
  ('lookalike_domain_post', 'run_id', 'Run', ''),
  ('lookalike_domain_post', 'domain', 'As in lookalike_domain', ''),
  ('lookalike_domain_post', 'position', 'Order in time, from 0', ''),
  ('lookalike_domain_post', 'post_id', 'Post', ''),
  ('lookalike_account', '', 'Accounts of a run whose handle or display name resembles a protected one', ''),
  ('lookalike_account', 'run_id', 'Run', ''),
  ('lookalike_account', 'account_id', 'Account', ''),
  ('lookalike_account', 'kind', 'What resembles: 2 handle, 3 display name', ''),
  ('lookalike_account', 'protected_name', 'Protected handle or display name', ''),
  ('lookalike_account', 'rule', '`same_name`, `separators`, `digit_swap`, `confusable`, `edits`, `token`', ''),
  ('lookalike_account', 'edits', 'As in lookalike_domain', 'characters'),
  ('lookalike_account', 'first_ms', 'Oldest stored post of the account, whatever the window', 'ms since 1970-01-01 UTC'),
  ('lookalike_account', 'last_ms', 'Newest post in the window', 'ms since 1970-01-01 UTC'),
  ('lookalike_account', 'posts', 'Posts in the window', 'posts'),
  ('lookalike_account_post', '', 'Posts behind a row of lookalike_account', ''),
  ('lookalike_account_post', 'run_id', 'Run', ''),
  ('lookalike_account_post', 'account_id', 'Account', ''),
  ('lookalike_account_post', 'position', 'Order in time, from 0', ''),
  ('lookalike_account_post', 'post_id', 'Post', ''),
  ('v_lookalike', '', 'Lookalikes of the latest run: names that resemble a protected one', ''),
  ('v_lookalike', 'kind', '`domain`, `handle`, `name`', ''),
  ('v_lookalike', 'platform', 'Platform of an account; NULL for a domain', ''),
  ('v_lookalike', 'subject', 'Domain, handle or display name that resembles', ''),
  ('v_lookalike', 'protected_name', 'Protected name that it resembles', ''),
  ('v_lookalike', 'rule', 'As in lookalike_domain and lookalike_account', ''),
  ('v_lookalike', 'edits', 'As in lookalike_domain', 'characters'),
  ('v_lookalike', 'first_seen', 'first_ms in ISO 8601', ''),
  ('v_lookalike', 'last_seen', 'last_ms in ISO 8601', ''),
  ('v_lookalike', 'posts', 'Posts of the window', 'posts'),
  ('v_lookalike', 'accounts', 'Accounts with such a post; 1 for an account', 'accounts'),
  ('v_lookalike', 'evidence', 'Ids of the oldest posts of the window, parted by blanks', ''),
  ('v_lookalike', 'run_id', 'Run', ''),
  ('v_lookalike', 'account_id', 'Account; NULL for a domain', ''),
  ('v_lookalike', 'first_ms', 'Oldest stored post, whatever the window', 'ms since 1970-01-01 UTC'),
  ('v_lookalike', 'last_ms', 'Newest post in the window', 'ms since 1970-01-01 UTC');
