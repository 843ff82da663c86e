-- Blind review: who was drawn with which chance, who reads, and verdicts that belong to a draw.

CREATE TABLE review_queue (
  queue_id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  run_id INTEGER,
  model TEXT NOT NULL,
  prior REAL NOT NULL,
  report_line REAL NOT NULL,
  window_begin_ms INTEGER NOT NULL,
  window_end_ms INTEGER NOT NULL,
  seed INTEGER NOT NULL,
  population INTEGER NOT NULL,
  drawn_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE review_coder (
  queue_id INTEGER NOT NULL REFERENCES review_queue ON DELETE CASCADE,
  coder TEXT NOT NULL,
  PRIMARY KEY (queue_id, coder)
) STRICT, WITHOUT ROWID;

CREATE TABLE review_item (
  queue_id INTEGER NOT NULL REFERENCES review_queue ON DELETE CASCADE,
  account_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  stratum TEXT NOT NULL,
  at_line INTEGER NOT NULL,
  inclusion REAL NOT NULL,
  PRIMARY KEY (queue_id, account_id)
) STRICT, WITHOUT ROWID;

ALTER TABLE verdict ADD COLUMN queue_id INTEGER;
ALTER TABLE verdict ADD COLUMN adjudicates INTEGER NOT NULL DEFAULT 0;

CREATE UNIQUE INDEX verdict_in_queue ON verdict (queue_id, account_id, adjudicates, reviewer)
WHERE queue_id IS NOT NULL;

CREATE VIEW v_verdict AS
SELECT
  p.name AS platform,
  coalesce(a.handle, a.native_id) AS handle,
  a.native_id,
  v.value,
  v.blind,
  v.adjudicates,
  v.reviewer,
  strftime('%Y-%m-%dT%H:%M:%fZ', v.decided_ms / 1000.0, 'unixepoch') AS decided,
  q.name AS queue,
  v.run_id,
  v.account_id,
  v.queue_id,
  v.decided_ms
FROM verdict v JOIN account a USING (account_id) JOIN platform p USING (platform_id)
LEFT JOIN review_queue q USING (queue_id)
WHERE a.opt_out & 10 = 0;

UPDATE data_dictionary SET description =
  'declared_automated, undeclared_automated, hyperactive_human, organisation or cannot_tell'
WHERE relation = 'verdict' AND column_name = 'value';

INSERT INTO data_dictionary (relation, column_name, description, unit) VALUES
  ('review_queue', '', 'Accounts drawn for blind review: one row per draw', ''),
  ('review_queue', 'queue_id', 'Key of the draw in this file; depends on the order of arrival', ''),
  ('review_queue', 'name', 'Name of the draw', ''),
  ('review_queue', 'run_id', 'Run whose ranked accounts were drawn from; NULL: a run of another file', ''),
  ('review_queue', 'model', 'Model of that run', ''),
  ('review_queue', 'prior', 'Prior of that run', 'share'),
  ('review_queue', 'report_line', 'Report line of that run', 'share'),
  ('review_queue', 'window_begin_ms', 'Begin of that run''s window', 'ms since 1970-01-01 UTC'),
  ('review_queue', 'window_end_ms', 'End of that run''s window, exclusive', 'ms since 1970-01-01 UTC'),
  ('review_queue', 'seed', 'Seed of the draw: the same run, size and seed draw the same accounts', ''),
  ('review_queue', 'population', 'Ranked accounts that could be drawn', 'accounts'),
  ('review_queue', 'drawn_ms', 'When', 'ms since 1970-01-01 UTC'),
  ('review_coder', '', 'Who is to label a draw', ''),
  ('review_coder', 'queue_id', 'Draw', ''),
  ('review_coder', 'coder', 'Pseudonym of the reader', ''),
  ('review_item', '', 'Accounts of a draw, with the chance that each had', ''),
  ('review_item', 'queue_id', 'Draw', ''),
  ('review_item', 'account_id', 'Account', ''),
  ('review_item', 'position', 'Place in the order of reading, by chance: it tells nothing of the score', ''),
  ('review_item', 'stratum', 'Band of likelihood and grade that it was drawn from; not shown to readers', ''),
  ('review_item', 'at_line', '1: at or above the report line of that run; not shown to readers', ''),
  ('review_item', 'inclusion', 'Chance with which the account came into the draw; not shown to readers', 'share'),
  ('verdict', 'queue_id', 'Draw that the account was labelled in; NULL: in none', ''),
  ('verdict', 'adjudicates', '1: settles what the readers of a draw disagreed on', ''),
  ('v_verdict', '', 'Verdicts with names and ISO times; without accounts that opted out', ''),
  ('v_verdict', 'platform', 'Platform', ''),
  ('v_verdict', 'handle', 'Handle; the native id where there is none', ''),
  ('v_verdict', 'native_id', 'Id on the platform', ''),
  ('v_verdict', 'value', 'declared_automated, undeclared_automated, hyperactive_human, organisation or cannot_tell', ''),
  ('v_verdict', 'blind', '1: decided without seeing the scores', ''),
  ('v_verdict', 'adjudicates', '1: settles what the readers of a draw disagreed on', ''),
  ('v_verdict', 'reviewer', 'Who decided, by pseudonym', ''),
  ('v_verdict', 'decided', 'decided_ms in ISO 8601', ''),
  ('v_verdict', 'queue', 'Name of the draw; NULL: in none', ''),
  ('v_verdict', 'run_id', 'Run that was looked at; NULL: none', ''),
  ('v_verdict', 'account_id', 'Account', ''),
  ('v_verdict', 'queue_id', 'Draw; NULL: in none', ''),
  ('v_verdict', 'decided_ms', 'When', 'ms since 1970-01-01 UTC');
