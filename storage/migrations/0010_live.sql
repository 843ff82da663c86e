-- Live collecting: where each source stands, what was really seen, and what was not.

CREATE TABLE live_source (
  live_source_id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  cursor TEXT NOT NULL,
  updated_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE seen_span (
  live_source_id INTEGER NOT NULL REFERENCES live_source ON DELETE CASCADE,
  begin_ms INTEGER NOT NULL,
  end_ms INTEGER NOT NULL,
  PRIMARY KEY (live_source_id, begin_ms)
) STRICT, WITHOUT ROWID;

CREATE TABLE coverage_gap (
  live_source_id INTEGER NOT NULL REFERENCES live_source ON DELETE CASCADE,
  begin_ms INTEGER NOT NULL,
  end_ms INTEGER NOT NULL,
  reason TEXT NOT NULL,
  noted_ms INTEGER NOT NULL,
  PRIMARY KEY (live_source_id, begin_ms, end_ms)
) STRICT, WITHOUT ROWID;

CREATE VIEW v_live_source AS
SELECT
  s.name,
  strftime('%Y-%m-%dT%H:%M:%fZ', s.updated_ms / 1000.0, 'unixepoch') AS updated,
  (SELECT strftime('%Y-%m-%dT%H:%M:%fZ', min(e.begin_ms) / 1000.0, 'unixepoch')
     FROM seen_span e WHERE e.live_source_id = s.live_source_id) AS first_seen,
  (SELECT strftime('%Y-%m-%dT%H:%M:%fZ', max(e.end_ms) / 1000.0, 'unixepoch')
     FROM seen_span e WHERE e.live_source_id = s.live_source_id) AS last_seen,
  (SELECT coalesce(sum(e.end_ms - e.begin_ms), 0) / 3600000.0
     FROM seen_span e WHERE e.live_source_id = s.live_source_id) AS seen_hours,
  (SELECT count(*) FROM coverage_gap g WHERE g.live_source_id = s.live_source_id) AS gaps,
  (SELECT coalesce(sum(g.end_ms - g.begin_ms), 0) / 3600000.0
     FROM coverage_gap g WHERE g.live_source_id = s.live_source_id) AS gap_hours,
  s.cursor,
  s.live_source_id,
  s.updated_ms
FROM live_source s;

CREATE VIEW v_seen_span AS
SELECT
  s.name,
  strftime('%Y-%m-%dT%H:%M:%fZ', e.begin_ms / 1000.0, 'unixepoch') AS begin_time,
  strftime('%Y-%m-%dT%H:%M:%fZ', e.end_ms / 1000.0, 'unixepoch') AS end_time,
  e.live_source_id,
  e.begin_ms,
  e.end_ms
FROM seen_span e JOIN live_source s USING (live_source_id);

CREATE VIEW v_coverage_gap AS
SELECT
  s.name,
  strftime('%Y-%m-%dT%H:%M:%fZ', g.begin_ms / 1000.0, 'unixepoch') AS begin_time,
  strftime('%Y-%m-%dT%H:%M:%fZ', g.end_ms / 1000.0, 'unixepoch') AS end_time,
  (g.end_ms - g.begin_ms) / 3600000.0 AS hours,
  g.reason,
  g.live_source_id,
  g.begin_ms,
  g.end_ms,
  g.noted_ms
FROM coverage_gap g JOIN live_source s USING (live_source_id);

INSERT INTO data_dictionary (relation, column_name, description, unit) VALUES
  ('live_source', '', 'Live sources: streams, timelines, feeds, and where each stands', ''),
  ('live_source', 'live_source_id', 'Live source', ''),
  ('live_source', 'name', 'Platform and place, e.g. `bluesky:jetstream`', ''),
  ('live_source', 'cursor', 'Where it goes on, as the platform writes it', ''),
  ('live_source', 'updated_ms', 'When it last handed something on', 'ms since 1970-01-01 UTC'),
  ('seen_span', '', 'Spans in which a live source would have seen every post that it asks for', ''),
  ('seen_span', 'live_source_id', 'Live source', ''),
  ('seen_span', 'begin_ms', 'Begin of the span, inclusive', 'ms since 1970-01-01 UTC'),
  ('seen_span', 'end_ms', 'End of the span, exclusive', 'ms since 1970-01-01 UTC'),
  ('coverage_gap', '', 'Spans that a live source is known not to have seen', ''),
  ('coverage_gap', 'live_source_id', 'Live source', ''),
  ('coverage_gap', 'begin_ms', 'Begin of the span, inclusive', 'ms since 1970-01-01 UTC'),
  ('coverage_gap', 'end_ms', 'End of the span, exclusive', 'ms since 1970-01-01 UTC'),
  ('coverage_gap', 'reason', 'Why: `stopped`, `throttled`, `cursor too old`, `feed too short`, `error`, `quota`', ''),
  ('coverage_gap', 'noted_ms', 'When it was noticed', 'ms since 1970-01-01 UTC'),
  ('v_live_source', '', 'Live sources with their seen and unseen hours', ''),
  ('v_live_source', 'name', 'Platform and place, e.g. `bluesky:jetstream`', ''),
  ('v_live_source', 'updated', 'updated_ms in ISO 8601', ''),
  ('v_live_source', 'first_seen', 'Begin of its first span; ISO 8601', 'UTC'),
  ('v_live_source', 'last_seen', 'End of its last span; ISO 8601', 'UTC'),
  ('v_live_source', 'seen_hours', 'Length of its spans', 'hours'),
  ('v_live_source', 'gaps', 'Known gaps', ''),
  ('v_live_source', 'gap_hours', 'Length of the known gaps', 'hours'),
  ('v_live_source', 'cursor', 'Where it goes on, as the platform writes it', ''),
  ('v_live_source', 'live_source_id', 'Live source', ''),
  ('v_live_source', 'updated_ms', 'When it last handed something on', 'ms since 1970-01-01 UTC'),
  ('v_seen_span', '', 'Spans seen by live sources, with names and ISO times', ''),
  ('v_seen_span', 'name', 'Platform and place of the source', ''),
  ('v_seen_span', 'begin_time', 'Begin of the span, inclusive; ISO 8601', 'UTC'),
  ('v_seen_span', 'end_time', 'End of the span, exclusive; ISO 8601', 'UTC'),
  ('v_seen_span', 'live_source_id', 'Live source', ''),
  ('v_seen_span', 'begin_ms', 'Begin of the span, inclusive', 'ms since 1970-01-01 UTC'),
  ('v_seen_span', 'end_ms', 'End of the span, exclusive', 'ms since 1970-01-01 UTC'),
  ('v_coverage_gap', '', 'Spans not seen by live sources, with names, reasons and ISO times', ''),
  ('v_coverage_gap', 'name', 'Platform and place of the source', ''),
  ('v_coverage_gap', 'begin_time', 'Begin of the span, inclusive; ISO 8601', 'UTC'),
  ('v_coverage_gap', 'end_time', 'End of the span, exclusive; ISO 8601', 'UTC'),
  ('v_coverage_gap', 'hours', 'Length', 'hours'),
  ('v_coverage_gap', 'reason', 'Why: `stopped`, `throttled`, `cursor too old`, `feed too short`, `error`, `quota`', ''),
  ('v_coverage_gap', 'live_source_id', 'Live source', ''),
  ('v_coverage_gap', 'begin_ms', 'Begin of the span, inclusive', 'ms since 1970-01-01 UTC'),
  ('v_coverage_gap', 'end_ms', 'End of the span, exclusive', 'ms since 1970-01-01 UTC'),
  ('v_coverage_gap', 'noted_ms', 'When it was noticed', 'ms since 1970-01-01 UTC');
