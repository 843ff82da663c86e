-- What was collected. Times are UTC milliseconds (`_ms`), keys integers, native ids text.
-- Columns are explained in data_dictionary. Foreign keys stand where deleting the parent is cheap.

CREATE TABLE platform (
  platform_id INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE
) STRICT;

CREATE TABLE account (
  account_id INTEGER PRIMARY KEY,
  platform_id INTEGER NOT NULL REFERENCES platform,
  native_id TEXT NOT NULL,
  handle TEXT,
  display_name TEXT,
  bio TEXT,
  host TEXT,
  created_ms INTEGER,
  followers INTEGER,
  following INTEGER,
  posts_count INTEGER,
  declared_bot INTEGER NOT NULL DEFAULT 0,
  verified INTEGER,
  state INTEGER,
  opt_out INTEGER NOT NULL DEFAULT 0,
  first_seen_ms INTEGER,
  profile_seen_ms INTEGER,
  UNIQUE (platform_id, native_id)
) STRICT;

CREATE TABLE account_snapshot (
  account_id INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
  day INTEGER NOT NULL,
  seen_ms INTEGER NOT NULL,
  followers INTEGER,
  following INTEGER,
  posts_count INTEGER,
  PRIMARY KEY (account_id, day)
) STRICT, WITHOUT ROWID;

CREATE TABLE account_label (
  account_id INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
  value TEXT NOT NULL,
  origin TEXT NOT NULL,
  PRIMARY KEY (account_id, value, origin)
) STRICT, WITHOUT ROWID;

CREATE TABLE collection (
  collection_id INTEGER PRIMARY KEY,
  platform_id INTEGER REFERENCES platform,
  method TEXT NOT NULL,
  source TEXT NOT NULL,
  format TEXT NOT NULL,
  source_bytes INTEGER NOT NULL,
  source_hash TEXT NOT NULL,
  repeat_of INTEGER REFERENCES collection,
  started_ms INTEGER NOT NULL,
  finished_ms INTEGER,
  records INTEGER NOT NULL DEFAULT 0,
  stored INTEGER NOT NULL DEFAULT 0,
  duplicates INTEGER NOT NULL DEFAULT 0,
  rejected INTEGER NOT NULL DEFAULT 0,
  ignored INTEGER NOT NULL DEFAULT 0,
  suppressed INTEGER NOT NULL DEFAULT 0,
  replaced INTEGER NOT NULL DEFAULT 0,
  deleted INTEGER NOT NULL DEFAULT 0,
  complete INTEGER NOT NULL DEFAULT 0,
  coverage_assumed INTEGER NOT NULL DEFAULT 1,
  has_unkeyed_posts INTEGER NOT NULL DEFAULT 0,
  CHECK (records = stored + duplicates + rejected + ignored)
) STRICT;

CREATE TABLE cursor (
  collection_id INTEGER PRIMARY KEY REFERENCES collection ON DELETE CASCADE,
  byte_offset INTEGER NOT NULL,
  line INTEGER NOT NULL,
  updated_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE coverage (
  account_id INTEGER NOT NULL REFERENCES account ON DELETE CASCADE,
  collection_id INTEGER NOT NULL REFERENCES collection ON DELETE CASCADE,
  begin_ms INTEGER NOT NULL,
  end_ms INTEGER NOT NULL,
  assumed INTEGER NOT NULL,
  PRIMARY KEY (account_id, collection_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE reject (
  collection_id INTEGER NOT NULL REFERENCES collection ON DELETE CASCADE,
  byte_offset INTEGER NOT NULL,
  line INTEGER NOT NULL,
  reason TEXT NOT NULL,
  detail TEXT NOT NULL,
  bytes BLOB,
  PRIMARY KEY (collection_id, byte_offset, line)
) STRICT;

CREATE TABLE domain (
  domain_id INTEGER PRIMARY KEY,
  host TEXT NOT NULL UNIQUE,
  registrable TEXT NOT NULL
) STRICT;

CREATE TABLE object (
  object_id INTEGER PRIMARY KEY,
  kind INTEGER NOT NULL,
  key TEXT NOT NULL,
  domain_id INTEGER,
  url_state INTEGER,
  UNIQUE (kind, key)
) STRICT;

-- The plain indexes of post and share are created by the store, which builds them after a bulk load.
CREATE TABLE post (
  post_id INTEGER PRIMARY KEY,
  platform_id INTEGER NOT NULL,
  native_id TEXT NOT NULL,
  account_id INTEGER NOT NULL,
  kind INTEGER NOT NULL,
  created_ms INTEGER,
  observed_ms INTEGER NOT NULL,
  sort_ms INTEGER NOT NULL,
  text TEXT,
  text_repaired INTEGER NOT NULL DEFAULT 0,
  text_hash INTEGER NOT NULL DEFAULT 0,
  language TEXT,
  declared_language TEXT,
  client TEXT,
  parent_object_id INTEGER,
  root_object_id INTEGER,
  subject_object_id INTEGER,
  subject_account_id INTEGER,
  subject_created_ms INTEGER,
  sensitive INTEGER,
  likes INTEGER,
  reposts INTEGER,
  replies INTEGER,
  quotes INTEGER,
  views INTEGER,
  edited_ms INTEGER,
  state INTEGER NOT NULL DEFAULT 0,
  deleted_ms INTEGER,
  collection_id INTEGER NOT NULL,
  UNIQUE (platform_id, native_id)
) STRICT;

CREATE TABLE share (
  post_id INTEGER NOT NULL,
  object_id INTEGER NOT NULL,
  PRIMARY KEY (post_id, object_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE post_url (
  post_id INTEGER NOT NULL,
  position INTEGER NOT NULL,
  object_id INTEGER NOT NULL,
  url_as_given TEXT,
  PRIMARY KEY (post_id, position)
) STRICT, WITHOUT ROWID;

CREATE TABLE tombstone (
  platform_id INTEGER NOT NULL REFERENCES platform,
  native_id TEXT NOT NULL,
  deleted_ms INTEGER NOT NULL,
  PRIMARY KEY (platform_id, native_id)
) STRICT, WITHOUT ROWID;

CREATE TABLE suppression (
  key_hash TEXT PRIMARY KEY,
  reason TEXT NOT NULL,
  added_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE processing_record (
  record_id INTEGER PRIMARY KEY,
  name TEXT NOT NULL,
  purpose TEXT NOT NULL,
  legal_basis TEXT NOT NULL,
  retention TEXT NOT NULL,
  recorded_ms INTEGER NOT NULL
) STRICT;

CREATE TABLE audit (
  audit_id INTEGER PRIMARY KEY,
  time_ms INTEGER NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL
) STRICT;
