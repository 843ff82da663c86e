-- Why a live source is not read at present, so that a gap has its real reason also after a restart;
-- and the logins of the last day, which all programs of one database share.

ALTER TABLE live_source ADD COLUMN away_reason TEXT NOT NULL DEFAULT '';

CREATE TABLE login (
  login_id INTEGER PRIMARY KEY,
  service TEXT NOT NULL,
  login_ms INTEGER NOT NULL
) STRICT;

UPDATE data_dictionary SET description =
  'Why: `stopped`, `throttled`, `cursor too old`, `feed too short`, `error`, `quota`, `credentials`'
WHERE relation IN ('coverage_gap', 'v_coverage_gap') AND column_name = 'reason';

INSERT INTO data_dictionary (relation, column_name, description, unit) VALUES
  ('live_source', 'away_reason', 'Why it failed since it last worked, as in `coverage_gap`; empty: it works, or was stopped', ''),
  ('login', '', 'Logins of the operator''s own accounts within the last day: platforms limit them', ''),
  ('login', 'login_id', 'Login', ''),
  ('login', 'service', 'Whose: the address that was logged in to', ''),
  ('login', 'login_ms', 'When', 'ms since 1970-01-01 UTC');
