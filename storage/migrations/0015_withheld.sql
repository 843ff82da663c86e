-- Names that reports withhold: of accounts that asked not to be shown in public. The key makes
-- their pseudonyms, the same in every report of this file and in that of no other. Who has the file
-- has the names too; who has a report alone cannot work one out, nor test a guess.

CREATE TABLE pseudonym_key (
  pseudonym_key_id INTEGER PRIMARY KEY CHECK (pseudonym_key_id = 1),
  key TEXT NOT NULL
) STRICT;

INSERT INTO pseudonym_key (pseudonym_key_id, key) VALUES (1, lower(hex(randomblob(32))));

CREATE INDEX account_opted_out ON account (handle COLLATE NOCASE) WHERE opt_out <> 0;

INSERT INTO data_dictionary (relation, column_name, description, unit) VALUES
  ('pseudonym_key', '', 'The key of this file''s pseudonyms: of accounts whose names reports withhold', ''),
  ('pseudonym_key', 'pseudonym_key_id', 'Always 1', ''),
  ('pseudonym_key', 'key', '64 hex digits, drawn once when the table was made', '');
