-- What a score can be explained with later: the weights of each run, and how many accounts its
-- percentiles are taken over. And the history of an account's score, run by run.

CREATE TABLE score_model (
  score_model_id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  document TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE run_model (
  run_id INTEGER PRIMARY KEY REFERENCES analysis_run ON DELETE CASCADE,
  score_model_id INTEGER NOT NULL REFERENCES score_model,
  usual_listed_mean REAL,
  usual_listed_strength REAL
) STRICT;

CREATE TABLE run_signal (
  run_id INTEGER NOT NULL REFERENCES analysis_run ON DELETE CASCADE,
  signal_id INTEGER NOT NULL,
  accounts INTEGER NOT NULL,
  PRIMARY KEY (run_id, signal_id)
) STRICT, WITHOUT ROWID;

CREATE VIEW v_score_history AS
SELECT
  p.name AS platform,
  coalesce(a.handle, a.native_id) AS handle,
  strftime('%Y-%m-%dT%H:%M:%fZ', r.window_end_ms / 1000.0, 'unixepoch') AS window_end,
  s.likelihood,
  s.automation_likelihood,
  s.low,
  s.high,
  substr('ABCD', s.grade + 1, 1) AS grade,
  s.rank,
  s.rank > 0 AND s.likelihood IS NOT NULL AND s.likelihood >= r.report_line AS at_line,
  r.report_line,
  r.model,
  s.posts,
  s.active_days,
  a.native_id,
  NOT EXISTS (SELECT 1 FROM analysis_run l WHERE l.published_ms IS NOT NULL
    AND l.all_windows = r.all_windows AND l.window_begin_ms = r.window_begin_ms
    AND l.window_end_ms = r.window_end_ms AND l.run_id > r.run_id) AS latest_of_window,
  r.all_windows,
  r.run_id,
  s.account_id,
  r.window_begin_ms,
  r.window_end_ms
FROM analysis_run r
JOIN account_score s ON s.run_id = r.run_id
JOIN account a ON a.account_id = s.account_id
JOIN platform p ON p.platform_id = a.platform_id
WHERE r.published_ms IS NOT NULL;

INSERT INTO data_dictionary (relation, column_name, description, unit) VALUES
  ('score_model', '', 'Weights that runs were scored with, each once', ''),
  ('score_model', 'score_model_id', 'Weights', ''),
  ('score_model', 'name', 'Name of the model', ''),
  ('score_model', 'document', 'Knots and caps as they were applied, in the format of a model file', 'JSON'),
  ('run_model', '', 'Weights of each run, and what share of listed links was usual in it', ''),
  ('run_model', 'run_id', 'Run', ''),
  ('run_model', 'score_model_id', 'Its weights', ''),
  ('run_model', 'usual_listed_mean', 'Mean share of links to listed sources among accounts with enough links; null: several windows', '0..1'),
  ('run_model', 'usual_listed_strength', 'Weight of that mean when an account is compared with it', 'links'),
  ('run_signal', '', 'Accounts that the percentiles of a run are taken over, by signal', ''),
  ('run_signal', 'run_id', 'Run', ''),
  ('run_signal', 'signal_id', 'Signal', ''),
  ('run_signal', 'accounts', 'Accounts with enough posts that have a value', 'accounts'),
  ('v_score_history', '', 'Scores of every account, run by run; for one line per window filter on latest_of_window', ''),
  ('v_score_history', 'platform', 'Platform of the account', ''),
  ('v_score_history', 'handle', 'Handle, or the native id where there is none', ''),
  ('v_score_history', 'window_end', 'End of the run''s window, exclusive; ISO 8601', 'UTC'),
  ('v_score_history', 'likelihood', 'Troll-bot likelihood; null: too few posts', '0..1'),
  ('v_score_history', 'automation_likelihood', 'Automation likelihood', '0..1'),
  ('v_score_history', 'low', '5 % bound of the troll-bot likelihood', '0..1'),
  ('v_score_history', 'high', '95 % bound of the troll-bot likelihood', '0..1'),
  ('v_score_history', 'grade', 'How much data: A, B, C, D', ''),
  ('v_score_history', 'rank', 'Rank in the run; 0: not ranked', ''),
  ('v_score_history', 'at_line', '1: ranked and at or above the run''s report line', ''),
  ('v_score_history', 'report_line', 'Report line of the run', '0..1'),
  ('v_score_history', 'model', 'Name of the run''s weights', ''),
  ('v_score_history', 'posts', 'Posts in the window', 'posts'),
  ('v_score_history', 'active_days', 'Days with a post', 'days'),
  ('v_score_history', 'native_id', 'Id of the account on its platform', ''),
  ('v_score_history', 'latest_of_window', '1: no later run has the same window', ''),
  ('v_score_history', 'all_windows', '1: the run took the highest score over several windows', ''),
  ('v_score_history', 'run_id', 'Run', ''),
  ('v_score_history', 'account_id', 'Account', ''),
  ('v_score_history', 'window_begin_ms', 'Begin of the run''s window, inclusive', 'ms since 1970-01-01 UTC'),
  ('v_score_history', 'window_end_ms', 'End of the run''s window, exclusive', 'ms since 1970-01-01 UTC');
