-- Profile texts that members of a group have in common, as counts. No copy of a text is here: it
-- stays with its account, and goes with it.

ALTER TABLE coordinated_group ADD COLUMN profile_members INTEGER;
ALTER TABLE coordinated_group ADD COLUMN profile_sharing INTEGER;
ALTER TABLE coordinated_group ADD COLUMN profile_expected REAL;
ALTER TABLE coordinated_group ADD COLUMN profile_accounts INTEGER;
ALTER TABLE group_member ADD COLUMN profile_text INTEGER;

CREATE TABLE group_profile_text (
  run_id INTEGER NOT NULL,
  group_id INTEGER NOT NULL,
  profile_text INTEGER NOT NULL,
  members INTEGER NOT NULL,
  accounts INTEGER NOT NULL,
  decades REAL NOT NULL,
  PRIMARY KEY (run_id, group_id, profile_text),
  FOREIGN KEY (run_id, group_id) REFERENCES coordinated_group ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

-- The views again, with their new columns at the end.
DROP VIEW v_group;
CREATE VIEW v_group AS
SELECT
  g.group_id,
  g.name,
  g.members,
  g.known_members,
  g.links,
  g.observed,
  g.expected,
  g.density,
  g.extent,
  g.median_gap_ms / 1000.0 AS median_gap_s,
  g.explained,
  g.creation_peak,
  g.office_hours,
  strftime('%Y-%m-%dT%H:%M:%SZ', g.first_ms / 1000, 'unixepoch') AS first_at,
  strftime('%Y-%m-%dT%H:%M:%SZ', g.last_ms / 1000, 'unixepoch') AS last_at,
  g.techniques,
  r.status,
  g.campaign_id,
  g.run_id,
  g.first_ms,
  g.last_ms,
  g.profile_members,
  g.profile_sharing,
  g.profile_expected,
  g.profile_accounts
FROM coordinated_group g
LEFT JOIN campaign_run r ON r.campaign_id = g.campaign_id AND r.run_id = g.run_id;

DROP VIEW v_group_member;
CREATE VIEW v_group_member AS
SELECT
  m.group_id,
  p.name AS platform,
  coalesce(a.handle, a.native_id) AS handle,
  m.links,
  m.core,
  m.centrality,
  m.score,
  m.explained,
  m.known_reason,
  s.likelihood,
  s.grade,
  a.native_id,
  m.run_id,
  m.account_id,
  m.profile_text
FROM group_member m
JOIN account a ON a.account_id = m.account_id
JOIN platform p ON p.platform_id = a.platform_id
LEFT JOIN account_score s ON s.run_id = m.run_id AND s.account_id = m.account_id;

CREATE VIEW v_group_profile_text AS
SELECT
  t.group_id,
  t.profile_text,
  t.members,
  t.accounts,
  g.profile_accounts AS population,
  t.decades,
  t.run_id
FROM group_profile_text t
JOIN coordinated_group g ON g.run_id = t.run_id AND g.group_id = t.group_id;

INSERT INTO data_dictionary (relation, column_name, description, unit) VALUES
  ('coordinated_group', 'profile_members', 'Members with a profile text of 30 characters and 15 letters or more; NULL: the run did not look', 'accounts'),
  ('coordinated_group', 'profile_sharing', 'Of these, whose profile text another member carries too, letter case, links, mentions and emoji apart', 'accounts'),
  ('coordinated_group', 'profile_expected', 'As many as would be so among accounts drawn at random', 'accounts'),
  ('coordinated_group', 'profile_accounts', 'What is drawn from: accounts of the run with such a text, of the platforms and languages of these members', 'accounts'),
  ('group_member', 'profile_text', 'Its profile text among those that members share; NULL: it shares none', ''),
  ('group_profile_text', '', 'Profile texts that two members of a group or more carried, counted; the texts themselves stay with the accounts', ''),
  ('group_profile_text', 'run_id', 'Run', ''),
  ('group_profile_text', 'group_id', 'Group', ''),
  ('group_profile_text', 'profile_text', 'Text within the group, from 1, by falling members', ''),
  ('group_profile_text', 'members', 'Members that carried it', 'accounts'),
  ('group_profile_text', 'accounts', 'Accounts that carried it, of coordinated_group.profile_accounts', 'accounts'),
  ('group_profile_text', 'decades', '-log10 of the chance that so many members drawn at random carry it, times the texts that repeat and the groups of the run', 'decades'),
  ('v_group', 'profile_members', 'Members with a profile text of 30 characters and 15 letters or more; NULL: the run did not look', 'accounts'),
  ('v_group', 'profile_sharing', 'Of these, whose profile text another member carries too', 'accounts'),
  ('v_group', 'profile_expected', 'As many as would be so among accounts drawn at random', 'accounts'),
  ('v_group', 'profile_accounts', 'What is drawn from: accounts of the run with such a text, of the platforms and languages of these members', 'accounts'),
  ('v_group_member', 'profile_text', 'Its profile text in v_group_profile_text; NULL: it shares none', ''),
  ('v_group_profile_text', '', 'Profile texts that members of a group share, counted; filter by run_id', ''),
  ('v_group_profile_text', 'group_id', 'Group', ''),
  ('v_group_profile_text', 'profile_text', 'Text within the group, from 1, by falling members', ''),
  ('v_group_profile_text', 'members', 'Members that carried it', 'accounts'),
  ('v_group_profile_text', 'accounts', 'Accounts that carried it, of the population', 'accounts'),
  ('v_group_profile_text', 'population', 'Accounts of the run with a profile text, of the platforms and languages of these members', 'accounts'),
  ('v_group_profile_text', 'decades', '-log10 of the chance that so many members drawn at random carry it, times the texts that repeat and the groups of the run', 'decades'),
  ('v_group_profile_text', 'run_id', 'Run', '');
