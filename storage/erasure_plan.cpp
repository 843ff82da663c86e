#include "storage/erasure_plan.h"

#include <array>

namespace vigie::storage {
namespace {

constexpr std::string_view kPlanTables =
    "CREATE TEMP TABLE leaving (account_id INTEGER PRIMARY KEY);"
    "CREATE TEMP TABLE unshared (object_id INTEGER PRIMARY KEY, domain_id INTEGER);";
constexpr std::string_view kDropPlanTables =
    "DROP TABLE IF EXISTS temp.leaving; DROP TABLE IF EXISTS temp.unshared;";
/// Objects of kind 4 are posts: others may refer to them without sharing them.
constexpr std::string_view kFindUnshared =
    "INSERT OR IGNORE INTO temp.unshared (object_id, domain_id) "
    "SELECT o.object_id, o.domain_id FROM temp.leaving l "
    "CROSS JOIN post p ON p.account_id = l.account_id "
    "CROSS JOIN share s ON s.post_id = p.post_id "
    "CROSS JOIN object o ON o.object_id = s.object_id "
    "WHERE o.kind <> 4 AND NOT EXISTS (SELECT 1 FROM share s2 JOIN post p2 ON p2.post_id = "
    "s2.post_id "
    "WHERE s2.object_id = o.object_id AND p2.account_id NOT IN "
    "(SELECT account_id FROM temp.leaving))";

constexpr auto kFindingSteps = std::to_array<ErasureStep>({
    {"coordinated_group",
     "UPDATE coordinated_group SET name = 'group ' || group_id WHERE (run_id, "
     "group_id) IN (SELECT run_id, group_id FROM group_member WHERE account_id IN "
     "(SELECT account_id FROM temp.leaving)) AND (name LIKE '\"%' OR (run_id, group_id) "
     "IN (SELECT run_id, group_id FROM group_object WHERE position = 0 AND object_id "
     "IN (SELECT object_id FROM temp.unshared)))"},
    {"coordinated_group",
     "UPDATE coordinated_group SET name = 'group ' || group_id WHERE lower(name) IN "
     "(SELECT '@' || lower(handle) FROM account WHERE handle IS NOT NULL AND "
     "account_id IN (SELECT account_id FROM temp.leaving))"},
    {"campaign",
     "UPDATE campaign SET name = 'campaign ' || campaign_id WHERE name NOT LIKE "
     "'campaign %' AND NOT EXISTS (SELECT 1 FROM coordinated_group g WHERE "
     "g.campaign_id = campaign.campaign_id AND g.name = campaign.name) AND EXISTS "
     "(SELECT 1 FROM coordinated_group g WHERE g.campaign_id = campaign.campaign_id "
     "AND g.name = 'group ' || g.group_id)"},
    {"narrative",
     "UPDATE narrative SET terms = '(erased)' WHERE (run_id, narrative_id) IN (SELECT "
     "run_id, narrative_id FROM narrative_post WHERE EXISTS (SELECT 1 FROM post p "
     "WHERE p.post_id = narrative_post.post_id AND p.account_id IN (SELECT account_id "
     "FROM temp.leaving)))"},
    {"pair_meeting",
     "DELETE FROM pair_meeting WHERE account_a IN (SELECT account_id FROM "
     "temp.leaving) OR account_b IN (SELECT account_id FROM temp.leaving)"},
    {"pair_layer",
     "DELETE FROM pair_layer WHERE account_a IN (SELECT account_id FROM temp.leaving) "
     "OR account_b IN (SELECT account_id FROM temp.leaving)"},
    {"pair",
     "DELETE FROM pair WHERE account_a IN (SELECT account_id FROM temp.leaving) OR "
     "account_b IN (SELECT account_id FROM temp.leaving)"},
    {"account_topic",
     "DELETE FROM account_topic WHERE run_id IN (SELECT run_id FROM analysis_run) AND "
     "account_id IN (SELECT account_id FROM temp.leaving)"},
    {"account_source",
     "DELETE FROM account_source WHERE run_id IN (SELECT run_id FROM analysis_run) AND "
     "account_id IN (SELECT account_id FROM temp.leaving)"},
    {"account_score",
     "DELETE FROM account_score WHERE run_id IN (SELECT run_id FROM analysis_run) AND "
     "account_id IN (SELECT account_id FROM temp.leaving)"},
    {"contribution",
     "DELETE FROM contribution WHERE run_id IN (SELECT run_id FROM analysis_run) AND "
     "account_id IN (SELECT account_id FROM temp.leaving)"},
    {"evidence",
     "DELETE FROM evidence WHERE run_id IN (SELECT run_id FROM analysis_run) AND "
     "account_id IN (SELECT account_id FROM temp.leaving)"},
    {"lookalike_account",
     "DELETE FROM lookalike_account WHERE run_id IN (SELECT run_id FROM analysis_run) "
     "AND account_id IN (SELECT account_id FROM temp.leaving)"},
    {"lookalike_account_post",
     "DELETE FROM lookalike_account_post WHERE run_id IN (SELECT run_id FROM "
     "analysis_run) AND account_id IN (SELECT account_id FROM temp.leaving)"},
    {"group_member",
     "DELETE FROM group_member WHERE account_id IN (SELECT account_id FROM "
     "temp.leaving)"},
    {"amplification_mover",
     "DELETE FROM amplification_mover WHERE account_id IN (SELECT account_id FROM "
     "temp.leaving)"},
    {"amplifier",
     "DELETE FROM amplifier WHERE account_id IN (SELECT account_id FROM temp.leaving)"},
    {"verdict", "DELETE FROM verdict WHERE account_id IN (SELECT account_id FROM temp.leaving)"},
    {"review_item",
     "DELETE FROM review_item WHERE account_id IN (SELECT account_id FROM temp.leaving)"},
    {"note", "DELETE FROM note WHERE account_id IN (SELECT account_id FROM temp.leaving)"},
    {"evidence",
     "DELETE FROM evidence WHERE EXISTS (SELECT 1 FROM post p WHERE p.post_id = "
     "evidence.post_id AND p.account_id IN (SELECT account_id FROM temp.leaving))"},
    {"text_cluster",
     "DELETE FROM text_cluster WHERE EXISTS (SELECT 1 FROM post p WHERE p.post_id = "
     "text_cluster.post_id AND p.account_id IN (SELECT account_id FROM temp.leaving))"},
    {"lookalike_domain_post",
     "DELETE FROM lookalike_domain_post WHERE EXISTS (SELECT 1 FROM post p WHERE "
     "p.post_id = lookalike_domain_post.post_id AND p.account_id IN (SELECT account_id "
     "FROM temp.leaving))"},
    {"lookalike_account_post",
     "DELETE FROM lookalike_account_post WHERE EXISTS (SELECT 1 FROM post p WHERE "
     "p.post_id = lookalike_account_post.post_id AND p.account_id IN (SELECT "
     "account_id FROM temp.leaving))"},
    {"narrative_post",
     "DELETE FROM narrative_post WHERE EXISTS (SELECT 1 FROM post p WHERE p.post_id = "
     "narrative_post.post_id AND p.account_id IN (SELECT account_id FROM "
     "temp.leaving))"},
    {"text_cluster",
     "UPDATE text_cluster SET is_representative = 1 WHERE (run_id, cluster_id, "
     "post_id) IN (SELECT run_id, cluster_id, min(post_id) FROM text_cluster GROUP BY "
     "run_id, cluster_id HAVING max(is_representative) = 0)"},
    {"group_object",
     "DELETE FROM group_object WHERE object_id IN (SELECT object_id FROM "
     "temp.unshared) OR (cluster_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "
     "text_cluster c WHERE c.run_id = group_object.run_id AND c.cluster_id = "
     "group_object.cluster_id))"},
    {"pair_meeting",
     "DELETE FROM pair_meeting WHERE object_id IN (SELECT object_id FROM "
     "temp.unshared) OR (cluster_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM "
     "text_cluster c WHERE c.run_id = pair_meeting.run_id AND c.cluster_id = "
     "pair_meeting.cluster_id))"},
    {"amplification_mover",
     "DELETE FROM amplification_mover WHERE (run_id, position) IN (SELECT run_id, "
     "position FROM amplification WHERE object_id IN (SELECT object_id FROM "
     "temp.unshared))"},
    {"amplification",
     "DELETE FROM amplification WHERE object_id IN (SELECT object_id FROM "
     "temp.unshared)"},
    {"narrative_url",
     "DELETE FROM narrative_url WHERE object_id IN (SELECT object_id FROM "
     "temp.unshared)"},
    {"alert", "DELETE FROM alert WHERE object_id IN (SELECT object_id FROM temp.unshared)"},
});

constexpr auto kRecordSteps = std::to_array<ErasureStep>({
    {"reject",
     "UPDATE reject SET bytes = NULL, detail = '' WHERE detail <> '' AND detail IN "
     "(SELECT native_id FROM post WHERE account_id IN (SELECT account_id FROM "
     "temp.leaving))"},
    {"post_raw",
     "DELETE FROM post_raw WHERE EXISTS (SELECT 1 FROM post p WHERE p.post_id = "
     "post_raw.post_id AND p.account_id IN (SELECT account_id FROM temp.leaving))"},
    {"post_url",
     "DELETE FROM post_url WHERE post_id IN (SELECT post_id FROM post WHERE account_id "
     "IN (SELECT account_id FROM temp.leaving))"},
    {"post_recheck",
     "DELETE FROM post_recheck WHERE post_id IN (SELECT post_id FROM post WHERE account_id "
     "IN (SELECT account_id FROM temp.leaving))"},
    {"post_alias",
     "DELETE FROM post_alias WHERE post_id IN (SELECT post_id FROM post WHERE account_id "
     "IN (SELECT account_id FROM temp.leaving))"},
    {"share",
     "DELETE FROM share WHERE post_id IN (SELECT post_id FROM post WHERE account_id IN "
     "(SELECT account_id FROM temp.leaving))"},
    {"post", "DELETE FROM post WHERE account_id IN (SELECT account_id FROM temp.leaving)"},
    {"object", "DELETE FROM object WHERE object_id IN (SELECT object_id FROM temp.unshared)"},
    {"unshared",
     "DELETE FROM temp.unshared WHERE domain_id IS NULL OR domain_id IN (SELECT "
     "domain_id FROM object WHERE domain_id IS NOT NULL)"},
    {"lookalike_domain_post",
     "DELETE FROM lookalike_domain_post WHERE domain IN (SELECT d.registrable FROM "
     "domain d WHERE d.domain_id IN (SELECT domain_id FROM temp.unshared) UNION SELECT "
     "d.host FROM domain d WHERE d.domain_id IN (SELECT domain_id FROM temp.unshared))"},
    {"lookalike_domain",
     "DELETE FROM lookalike_domain WHERE domain IN (SELECT d.registrable FROM domain d "
     "WHERE d.domain_id IN (SELECT domain_id FROM temp.unshared) UNION SELECT d.host "
     "FROM domain d WHERE d.domain_id IN (SELECT domain_id FROM temp.unshared))"},
    {"source_use",
     "UPDATE source_use SET domain_id = NULL WHERE domain_id IN (SELECT domain_id FROM "
     "temp.unshared)"},
    {"domain", "DELETE FROM domain WHERE domain_id IN (SELECT domain_id FROM temp.unshared)"},
    {"account_snapshot",
     "DELETE FROM account_snapshot WHERE account_id IN (SELECT account_id FROM "
     "temp.leaving)"},
    {"account_label",
     "DELETE FROM account_label WHERE account_id IN (SELECT account_id FROM "
     "temp.leaving)"},
    {"coverage", "DELETE FROM coverage WHERE account_id IN (SELECT account_id FROM temp.leaving)"},
    {"account_recheck",
     "DELETE FROM account_recheck WHERE account_id IN (SELECT account_id FROM temp.leaving)"},
    {"account", "DELETE FROM account WHERE account_id IN (SELECT account_id FROM temp.leaving)"},
});

}  // namespace

std::string_view plan_tables() {
  return kPlanTables;
}

std::string_view drop_plan_tables() {
  return kDropPlanTables;
}

std::string_view find_unshared_objects() {
  return kFindUnshared;
}

std::span<const ErasureStep> finding_steps() {
  return kFindingSteps;
}

std::span<const ErasureStep> record_steps() {
  return kRecordSteps;
}

}  // namespace vigie::storage
