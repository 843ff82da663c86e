-- What Vigie says, run by run, and what people decided. A run is written once, never overwritten.

CREATE TABLE source_list (
  list_id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  version TEXT NOT NULL,
  title TEXT NOT NULL,
  licence TEXT NOT NULL,
  origin TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  UNIQUE (name, version, content_hash)
) STRICT;

CREATE TABLE source_entry (
  list_id INTEGER NOT NULL REFERENCES source_list ON DELETE CASCADE,
  position INTEGER NOT NULL,
  match INTEGER NOT NULL,
  pattern TEXT NOT NULL,
  platform TEXT NOT NULL,
  tier INTEGER NOT NULL,
  family TEXT NOT NULL,
  label TEXT NOT NULL,
  evidence_url TEXT NOT NULL,
  first_listed TEXT NOT NULL,
  last_checked TEXT NOT NULL,
  PRIMARY KEY (list_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE analysis_run (
  run_id INTEGER PRIMARY KEY,
  window_begin_ms INTEGER NOT NULL,
  window_end_ms INTEGER NOT NULL,
  all_windows INTEGER NOT NULL,
  started_ms INTEGER NOT NULL,
  published_ms INTEGER,
  code_version TEXT NOT NULL,
  model TEXT NOT NULL,
  config_hash TEXT NOT NULL,
  seed INTEGER NOT NULL,
  prior REAL NOT NULL,
  report_line REAL NOT NULL,
  posts INTEGER NOT NULL DEFAULT 0,
  accounts INTEGER NOT NULL DEFAULT 0,
  reposts INTEGER NOT NULL DEFAULT 0,
  urls INTEGER NOT NULL DEFAULT 0,
  urls_shortened INTEGER NOT NULL DEFAULT 0,
  listed_posts INTEGER NOT NULL DEFAULT 0,
  listed_accounts INTEGER NOT NULL DEFAULT 0,
  accounts_grade_a INTEGER NOT NULL DEFAULT 0,
  accounts_grade_b INTEGER NOT NULL DEFAULT 0,
  accounts_grade_c INTEGER NOT NULL DEFAULT 0,
  accounts_grade_d INTEGER NOT NULL DEFAULT 0,
  accounts_above_line INTEGER NOT NULL DEFAULT 0,
  bytes INTEGER
) STRICT;

CREATE TABLE run_list (
  run_id INTEGER NOT NULL REFERENCES analysis_run ON DELETE CASCADE,
  list_version TEXT NOT NULL,
  PRIMARY KEY (run_id, list_version)
) STRICT, WITHOUT ROWID;

CREATE TABLE run_topic (
  run_id INTEGER NOT NULL REFERENCES analysis_run ON DELETE CASCADE,
  topic TEXT NOT NULL,
  title TEXT,
  posts INTEGER NOT NULL DEFAULT 0,
  accounts INTEGER NOT NULL DEFAULT 0,
  listed_posts INTEGER NOT NULL DEFAULT 0,
  PRIMARY KEY (run_id, topic)
) STRICT, WITHOUT ROWID;

CREATE TABLE run_note (
  run_id INTEGER NOT NULL REFERENCES analysis_run ON DELETE CASCADE,
  position INTEGER NOT NULL,
  note TEXT NOT NULL,
  PRIMARY KEY (run_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE run_day (
  run_id INTEGER NOT NULL REFERENCES analysis_run ON DELETE CASCADE,
  day INTEGER NOT NULL,
  posts INTEGER NOT NULL,
  PRIMARY KEY (run_id, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE topic_day (
  run_id INTEGER NOT NULL REFERENCES analysis_run ON DELETE CASCADE,
  topic TEXT NOT NULL,
  day INTEGER NOT NULL,
  posts INTEGER NOT NULL,
  PRIMARY KEY (run_id, topic, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE source_use (
  run_id INTEGER NOT NULL REFERENCES analysis_run ON DELETE CASCADE,
  source TEXT NOT NULL,
  domain_id INTEGER,
  tier INTEGER NOT NULL,
  family TEXT NOT NULL,
  label TEXT NOT NULL,
  evidence_url TEXT NOT NULL,
  list_version TEXT NOT NULL,
  posts INTEGER NOT NULL,
  accounts INTEGER NOT NULL,
  PRIMARY KEY (run_id, source)
) STRICT, WITHOUT ROWID;

CREATE TABLE source_day (
  run_id INTEGER NOT NULL REFERENCES analysis_run ON DELETE CASCADE,
  source TEXT NOT NULL,
  day INTEGER NOT NULL,
  posts INTEGER NOT NULL,
  PRIMARY KEY (run_id, source, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE account_topic (
  run_id INTEGER NOT NULL REFERENCES analysis_run ON DELETE CASCADE,
  account_id INTEGER NOT NULL,
  topic TEXT NOT NULL,
  posts INTEGER NOT NULL,
  PRIMARY KEY (run_id, account_id, topic)
) STRICT, WITHOUT ROWID;

CREATE TABLE account_source (
  run_id INTEGER NOT NULL REFERENCES analysis_run ON DELETE CASCADE,
  account_id INTEGER NOT NULL,
  source TEXT NOT NULL,
  posts INTEGER NOT NULL,
  PRIMARY KEY (run_id, account_id, source)
) STRICT, WITHOUT ROWID;

CREATE TABLE signal (
  signal_id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  signal_group TEXT NOT NULL,
  unit TEXT NOT NULL
) STRICT;

CREATE TABLE account_score (
  run_id INTEGER NOT NULL REFERENCES analysis_run ON DELETE CASCADE,
  account_id INTEGER NOT NULL,
  window_begin_ms INTEGER NOT NULL,
  window_end_ms INTEGER NOT NULL,
  grade INTEGER NOT NULL,
  account_class INTEGER NOT NULL,
  posts INTEGER NOT NULL,
  active_days INTEGER NOT NULL,
  covered_days REAL NOT NULL,
  likelihood REAL,
  automation_likelihood REAL,
  low REAL,
  high REAL,
  likelihood_prior_1 REAL,
  likelihood_prior_15 REAL,
  nats_cadence REAL NOT NULL,
  nats_text_habits REAL NOT NULL,
  nats_coordination REAL NOT NULL,
  nats_sources REAL NOT NULL,
  nats_polarity REAL NOT NULL,
  nats_rate REAL NOT NULL,
  nats_profile REAL NOT NULL,
  rank INTEGER NOT NULL,
  listed_posts INTEGER NOT NULL,
  linking_posts INTEGER NOT NULL,
  PRIMARY KEY (run_id, account_id)
) STRICT, WITHOUT ROWID;

CREATE INDEX account_score_by_rank ON account_score (run_id, rank) WHERE rank > 0;
CREATE INDEX account_score_declared ON account_score (run_id, account_class) WHERE account_class > 0;

CREATE TABLE contribution (
  run_id INTEGER NOT NULL REFERENCES analysis_run ON DELETE CASCADE,
  account_id INTEGER NOT NULL,
  signal_id INTEGER NOT NULL,
  value REAL NOT NULL,
  nats REAL NOT NULL,
  percentile REAL NOT NULL,
  PRIMARY KEY (run_id, account_id, signal_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE evidence (
  run_id INTEGER NOT NULL REFERENCES analysis_run ON DELETE CASCADE,
  account_id INTEGER NOT NULL,
  signal_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  post_id INTEGER NOT NULL,
  PRIMARY KEY (run_id, account_id, signal_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE text_cluster (
  run_id INTEGER NOT NULL REFERENCES analysis_run ON DELETE CASCADE,
  cluster_id INTEGER NOT NULL,
  post_id INTEGER NOT NULL,
  PRIMARY KEY (run_id, cluster_id, post_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE pair (
  run_id INTEGER NOT NULL REFERENCES analysis_run ON DELETE CASCADE,
  account_a INTEGER NOT NULL,
  account_b INTEGER NOT NULL,
  layer TEXT NOT NULL,
  time_window_ms INTEGER NOT NULL,
  observed INTEGER NOT NULL,
  expected REAL NOT NULL,
  p_value REAL NOT NULL,
  q_value REAL NOT NULL,
  PRIMARY KEY (run_id, account_a, account_b, layer, time_window_ms),
  CHECK (account_a <> account_b)
) STRICT, WITHOUT ROWID;

CREATE TABLE campaign (
  campaign_id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  first_run_id INTEGER NOT NULL,
  last_run_id INTEGER NOT NULL
) STRICT;

CREATE TABLE coordinated_group (
  run_id INTEGER NOT NULL REFERENCES analysis_run ON DELETE CASCADE,
  group_id INTEGER NOT NULL,
  campaign_id INTEGER REFERENCES campaign,
  name TEXT NOT NULL,
  accounts INTEGER NOT NULL,
  pairs INTEGER NOT NULL,
  observed INTEGER NOT NULL,
  expected REAL NOT NULL,
  first_ms INTEGER NOT NULL,
  last_ms INTEGER NOT NULL,
  PRIMARY KEY (run_id, group_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE group_member (
  run_id INTEGER NOT NULL,
  group_id INTEGER NOT NULL,
  account_id INTEGER NOT NULL,
  pairs INTEGER NOT NULL,
  shared_objects INTEGER NOT NULL,
  PRIMARY KEY (run_id, group_id, account_id),
  FOREIGN KEY (run_id, group_id) REFERENCES coordinated_group ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE group_object (
  run_id INTEGER NOT NULL,
  group_id INTEGER NOT NULL,
  object_id INTEGER NOT NULL,
  accounts INTEGER NOT NULL,
  shares INTEGER NOT NULL,
  PRIMARY KEY (run_id, group_id, object_id),
  FOREIGN KEY (run_id, group_id) REFERENCES coordinated_group ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE verdict (
  verdict_id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL,
  run_id INTEGER,
  value TEXT NOT NULL,
  blind INTEGER NOT NULL,
  reviewer TEXT NOT NULL,
  decided_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX verdict_by_account ON verdict (account_id, decided_ms);

CREATE TABLE note (
  note_id INTEGER PRIMARY KEY,
  account_id INTEGER NOT NULL,
  reviewer TEXT NOT NULL,
  text TEXT NOT NULL,
  written_ms INTEGER NOT NULL
) STRICT;

CREATE INDEX note_by_account ON note (account_id, written_ms);
