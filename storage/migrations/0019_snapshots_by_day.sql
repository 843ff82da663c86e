-- The counters of accounts by day, then account: what a day adds stands together, at the end of the
-- table, where by account it touched as many pages as there were accounts. No foreign key: every
-- account that goes would cost a reading of the whole table; whoever deletes an account deletes its
-- rows here.

CREATE TABLE snapshot_by_day (
  day INTEGER NOT NULL,
  account_id INTEGER NOT NULL,
  seen_ms INTEGER NOT NULL,
  followers INTEGER,
  following INTEGER,
  posts_count INTEGER,
  PRIMARY KEY (day, account_id)
) STRICT, WITHOUT ROWID;

-- In the order of the old table, which needs no memory to sort in: each day grows at its end.
INSERT INTO snapshot_by_day (day, account_id, seen_ms, followers, following, posts_count)
SELECT day, account_id, seen_ms, followers, following, posts_count
FROM account_snapshot;

DROP TABLE account_snapshot;
ALTER TABLE snapshot_by_day RENAME TO account_snapshot;
