-- Looking again: when posts and accounts were last asked for, and which were not there; and what
-- single servers call posts, so that a deletion in their words finds its post.

CREATE TABLE post_recheck (
  post_id INTEGER PRIMARY KEY REFERENCES post ON DELETE CASCADE,
  checked_ms INTEGER NOT NULL,
  absent_since_ms INTEGER
) STRICT;

CREATE TABLE account_recheck (
  account_id INTEGER PRIMARY KEY REFERENCES account ON DELETE CASCADE,
  checked_ms INTEGER NOT NULL,
  absent_since_ms INTEGER
) STRICT;

CREATE TABLE post_alias (
  place TEXT NOT NULL,
  local_id TEXT NOT NULL,
  post_id INTEGER NOT NULL REFERENCES post ON DELETE CASCADE,
  PRIMARY KEY (place, local_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX post_alias_post ON post_alias (post_id);

CREATE VIEW v_post_recheck AS
SELECT
  f.name AS platform,
  p.native_id,
  strftime('%Y-%m-%dT%H:%M:%fZ', r.checked_ms / 1000.0, 'unixepoch') AS checked,
  strftime('%Y-%m-%dT%H:%M:%fZ', r.absent_since_ms / 1000.0, 'unixepoch') AS absent_since,
  r.post_id,
  r.checked_ms,
  r.absent_since_ms
FROM post_recheck r JOIN post p USING (post_id) JOIN platform f USING (platform_id)
WHERE p.state = 0;

INSERT INTO data_dictionary (relation, column_name, description, unit) VALUES
  ('post_recheck', '', 'Posts that were asked for again before a report', ''),
  ('post_recheck', 'post_id', 'Post', ''),
  ('post_recheck', 'checked_ms', 'When its platform last said whether it is there', 'ms since 1970-01-01 UTC'),
  ('post_recheck', 'absent_since_ms', 'When it was first not there: no report shows it, a second time an hour later erases it; NULL: it was there', 'ms since 1970-01-01 UTC'),
  ('account_recheck', '', 'Accounts that were asked for again before a report', ''),
  ('account_recheck', 'account_id', 'Account', ''),
  ('account_recheck', 'checked_ms', 'When its platform last said whether it is there', 'ms since 1970-01-01 UTC'),
  ('account_recheck', 'absent_since_ms', 'When it was first not there: a second time an hour later it counts as deleted; NULL: it was there', 'ms since 1970-01-01 UTC'),
  ('post_alias', '', 'What single servers call posts; their deletions name nothing else', ''),
  ('post_alias', 'place', 'Server, e.g. a Mastodon instance', ''),
  ('post_alias', 'local_id', 'Its id of the post: means nothing on other servers', ''),
  ('post_alias', 'post_id', 'Post', ''),
  ('v_post_recheck', '', 'Posts that were asked for again, with keys and ISO times', ''),
  ('v_post_recheck', 'platform', 'Platform', ''),
  ('v_post_recheck', 'native_id', 'Key of the post', ''),
  ('v_post_recheck', 'checked', 'checked_ms in ISO 8601', ''),
  ('v_post_recheck', 'absent_since', 'absent_since_ms in ISO 8601', ''),
  ('v_post_recheck', 'post_id', 'Post', ''),
  ('v_post_recheck', 'checked_ms', 'When its platform last said whether it is there', 'ms since 1970-01-01 UTC'),
  ('v_post_recheck', 'absent_since_ms', 'When it was first not there; NULL: it was there', 'ms since 1970-01-01 UTC');
