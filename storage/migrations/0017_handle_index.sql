-- Handles are looked up one by one: in the texts of a report, whose names it may show depends on
-- the followers of whoever bears them; and by who asks for an account by its name.

CREATE INDEX account_handle ON account (handle COLLATE NOCASE) WHERE handle IS NOT NULL;
