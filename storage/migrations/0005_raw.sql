-- The record of a post as it came, where the team keeps it, and which migrations a file has had:
-- their numbers come from work done side by side, so that one may be added below the highest.

CREATE TABLE post_raw (
  post_id INTEGER PRIMARY KEY REFERENCES post ON DELETE CASCADE,
  format TEXT NOT NULL,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE migration (
  number INTEGER PRIMARY KEY
) STRICT;

UPDATE data_dictionary SET description =
  '0 present, 1 deleted by its author, 2 withheld: its author opted out, '
  || '3 retired: stored by a reading that was replaced'
WHERE relation = 'post' AND column_name = 'state';

INSERT INTO data_dictionary (relation, column_name, description, unit) VALUES
  ('post_raw', '', 'Records of posts as they came; empty unless import.store_raw is set. Goes with its post', ''),
  ('post_raw', 'post_id', 'Post', ''),
  ('post_raw', 'format', 'How the record is to be read: a format or the name of a mapping', ''),
  ('post_raw', 'bytes', 'The record, one zstd frame', ''),
  ('migration', '', 'Changes of the schema that this file has had', ''),
  ('migration', 'number', 'Number of the change', '');
