-- What erasure and retention need to know, and what is left of an account that was erased.

ALTER TABLE account ADD COLUMN state_since_ms INTEGER;
UPDATE account SET state_since_ms = coalesce(profile_seen_ms, first_seen_ms)
WHERE state IS NOT NULL;

ALTER TABLE tombstone ADD COLUMN expires_ms INTEGER;

CREATE TABLE erased_account (
  key_hash TEXT PRIMARY KEY,
  platform_id INTEGER NOT NULL,
  reason TEXT NOT NULL,
  erased_ms INTEGER NOT NULL,
  posts INTEGER NOT NULL,
  reposts INTEGER NOT NULL,
  shares INTEGER NOT NULL,
  runs INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

-- The view again, with its new columns at the end.
DROP VIEW v_account;
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
  a.profile_seen_ms,
  strftime('%Y-%m-%dT%H:%M:%fZ', a.state_since_ms / 1000.0, 'unixepoch') AS state_since,
  a.state_since_ms
FROM account a JOIN platform p USING (platform_id)
WHERE a.opt_out & 10 = 0;

UPDATE data_dictionary SET description =
  '0 present, 1 deleted by its author, 2 withheld: its author opted out, is protected or stayed '
  || 'away, 3 retired: stored by a reading that was replaced, or too old'
WHERE relation = 'post' AND column_name = 'state';

INSERT INTO data_dictionary (relation, column_name, description, unit) VALUES
  ('account', 'state_since_ms', 'Since when it is in that state, as far as records told', 'ms since 1970-01-01 UTC'),
  ('v_account', 'state_since', 'state_since_ms in ISO 8601', ''),
  ('v_account', 'state_since_ms', 'Since when it is in that state, as far as records told', 'ms since 1970-01-01 UTC'),
  ('tombstone', 'expires_ms', 'When retention forgets it; NULL until retention has first met it', 'ms since 1970-01-01 UTC'),
  ('erased_account', '', 'What is left of accounts that were erased: a keyed hash and counts', ''),
  ('erased_account', 'key_hash', 'HMAC-SHA-256 of platform and native id, as in suppression; the key is not in this file', ''),
  ('erased_account', 'platform_id', 'Platform', ''),
  ('erased_account', 'reason', '`request`, `deleted`, or what the team wrote: nobody is named', ''),
  ('erased_account', 'erased_ms', 'When', 'ms since 1970-01-01 UTC'),
  ('erased_account', 'posts', 'Posts that were erased, reposts included', 'posts'),
  ('erased_account', 'reposts', 'Of these: reposts', 'posts'),
  ('erased_account', 'shares', 'Shares that were erased', 'shares'),
  ('erased_account', 'runs', 'Runs that had scored the account', 'runs');
