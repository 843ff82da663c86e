-- How listed sources were shared, the tone of topics, and topic titles in every language they have.

ALTER TABLE source_use ADD COLUMN neutral_posts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE source_use ADD COLUMN debunk_posts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE account_source ADD COLUMN neutral_posts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE account_source ADD COLUMN debunk_posts INTEGER NOT NULL DEFAULT 0;

-- Tone belongs to a topic: there is no such column for an account, and there must be none.
ALTER TABLE run_topic ADD COLUMN tone_posts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE run_topic ADD COLUMN tone REAL;
ALTER TABLE topic_day ADD COLUMN tone_posts INTEGER NOT NULL DEFAULT 0;
ALTER TABLE topic_day ADD COLUMN tone REAL;

CREATE TABLE run_topic_title (
  run_id INTEGER NOT NULL REFERENCES analysis_run ON DELETE CASCADE,
  topic TEXT NOT NULL,
  language TEXT NOT NULL,
  title TEXT NOT NULL,
  PRIMARY KEY (run_id, topic, language)
) STRICT, WITHOUT ROWID;

-- The views again, each with its new columns at the end.
DROP VIEW v_topic;
CREATE VIEW v_topic AS
SELECT
  t.topic,
  t.title,
  t.posts,
  t.accounts,
  t.listed_posts,
  CASE WHEN t.posts > 0 THEN 1.0 * t.listed_posts / t.posts END AS listed_ratio,
  t.run_id,
  t.tone_posts,
  t.tone
FROM run_topic t
WHERE t.run_id = (SELECT max(run_id) FROM analysis_run WHERE published_ms IS NOT NULL);

DROP VIEW v_source_share;
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
  u.domain_id,
  u.neutral_posts,
  u.debunk_posts
FROM source_use u JOIN analysis_run r USING (run_id)
WHERE u.run_id = (SELECT max(run_id) FROM analysis_run WHERE published_ms IS NOT NULL);

INSERT INTO data_dictionary (relation, column_name, description, unit) VALUES
  ('source_use', 'neutral_posts', 'Of these posts: attribute, question, or stand beside a correction', 'posts'),
  ('source_use', 'debunk_posts', 'Of these posts: contradict the source; not counted in listed_source_share', 'posts'),
  ('account_source', 'neutral_posts', 'Of these posts: attribute, question, or stand beside a correction', 'posts'),
  ('account_source', 'debunk_posts', 'Of these posts: contradict the source; not counted in listed_source_share', 'posts'),
  ('v_source_share', 'neutral_posts', 'Of these posts: attribute, question, or stand beside a correction', 'posts'),
  ('v_source_share', 'debunk_posts', 'Of these posts: contradict the source', 'posts'),
  ('run_topic', 'tone_posts', 'Posts on the topic with a word that a lexicon knows', 'posts'),
  ('run_topic', 'tone', 'Their mean tone; NULL below 10 such posts or 5 accounts', '-5..5'),
  ('topic_day', 'tone_posts', 'Posts of the day with a word that a lexicon knows', 'posts'),
  ('topic_day', 'tone', 'Their mean tone; NULL below 10 such posts or 5 accounts', '-5..5'),
  ('v_topic', 'tone_posts', 'Posts on the topic with a word that a lexicon knows', 'posts'),
  ('v_topic', 'tone', 'Their mean tone; NULL below 10 such posts or 5 accounts', '-5..5'),
  ('run_topic_title', '', 'Titles of the topics of a run, by language', ''),
  ('run_topic_title', 'run_id', 'Run', ''),
  ('run_topic_title', 'topic', 'Id of the topic', ''),
  ('run_topic_title', 'language', 'ISO 639-1 code', ''),
  ('run_topic_title', 'title', 'Title in that language', '');
