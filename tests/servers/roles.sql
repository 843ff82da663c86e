-- How the newest run ranks the accounts of the local network, by what they are: a table, then what
-- must hold, a line each that begins with `passed` or `FAILED`. @ready: the network's ready.json.
CREATE TEMP TABLE judged AS
SELECT value ->> 'role' AS role, a.handle, s.likelihood, s.automation_likelihood, s.rank,
  s.listed_posts, s.account_class,
  EXISTS (SELECT 1 FROM group_member m
          WHERE m.run_id = s.run_id AND m.account_id = s.account_id) AS in_group
FROM json_each(readfile(@ready), '$.accounts')
LEFT JOIN account a ON a.native_id = value ->> 'did'
LEFT JOIN account_score s ON s.account_id = a.account_id
  AND s.run_id = (SELECT max(run_id) FROM analysis_run WHERE published_ms IS NOT NULL);

.mode table
SELECT role, count(*) AS accounts, count(likelihood) AS scored,
  printf('%.2f to %.2f', min(likelihood), max(likelihood)) AS likelihood,
  printf('%.2f to %.2f', min(automation_likelihood), max(automation_likelihood)) AS automation,
  sum(likelihood >= 0.5) AS at_the_line,
  printf('%d to %d', min(rank), max(rank)) AS ranks,
  sum(in_group) AS in_groups, sum(listed_posts > 0) AS share_listed
FROM judged GROUP BY role ORDER BY max(likelihood) DESC;

.mode list
WITH bounds AS (
  SELECT max(likelihood) FILTER (WHERE role = 'ordinary') AS ordinary,
    min(rank) FILTER (WHERE role = 'ordinary') AS ordinary_rank,
    min(likelihood) FILTER (WHERE role IN ('ring', 'amplifier')) AS relays,
    max(rank) FILTER (WHERE role IN ('ring', 'amplifier')) AS relays_rank,
    max(likelihood) FILTER (WHERE role = 'automaton') AS automaton,
    max(automation_likelihood) FILTER (WHERE role = 'automaton') AS automaton_automation,
    max(automation_likelihood) FILTER (WHERE role = 'ordinary') AS ordinary_automation,
    sum(role IN ('ring', 'amplifier') AND likelihood >= 0.5) AS relays_at_line
  FROM judged),
claims (claim, holds) AS (
  SELECT 'every account has a likelihood', count(*) = count(likelihood) FROM judged
  UNION ALL SELECT 'ring and amplifier stand above every ordinary account',
    relays > ordinary AND relays_rank < ordinary_rank FROM bounds
  UNION ALL SELECT 'some of the ring stand at the line', relays_at_line > 0 FROM bounds
  UNION ALL SELECT 'no ordinary account stands at the line', ordinary < 0.5 FROM bounds
  UNION ALL SELECT 'the automaton stands below the line and below ring and amplifier',
    automaton < 0.5 AND automaton < relays FROM bounds
  UNION ALL SELECT 'the automaton''s own rhythm is seen: above every ordinary account',
    automaton_automation > ordinary_automation FROM bounds
  UNION ALL SELECT 'the automaton shares nothing listed and is in no group',
    sum(listed_posts > 0 OR in_group) = 0 FROM judged WHERE role = 'automaton')
SELECT CASE WHEN holds THEN 'passed' ELSE 'FAILED' END || ': ' || claim FROM claims;
