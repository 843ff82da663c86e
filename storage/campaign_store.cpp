#include "storage/campaign_store.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>

#include "storage/sqlite/statement.h"
#include "storage/sqlite/transaction.h"

namespace vigie::storage {
namespace {

constexpr std::string_view kCampaignCountGroups =
    "SELECT coalesce(max(group_id), 0) FROM coordinated_group WHERE run_id = ?1";
constexpr std::string_view kCampaignMembers =
    "SELECT account_id FROM group_member WHERE run_id = ?1 AND group_id = ?2 ORDER BY account_id";
// A text is another cluster in every run: the hash of the text that stands for it stays.
constexpr std::string_view kCampaignObjects =
    "SELECT o.layer, coalesce(o.object_id, (SELECT t.text_hash FROM text_cluster c "
    "JOIN post t ON t.post_id = c.post_id WHERE c.run_id = o.run_id "
    "AND c.cluster_id = o.cluster_id AND c.is_representative = 1), 0) FROM group_object o "
    "WHERE o.run_id = ?1 AND o.group_id = ?2";
constexpr std::string_view kSightings =
    "SELECT r.campaign_id, r.run_id, r.group_id, n.window_end_ms FROM campaign_run r "
    "JOIN campaign c ON c.campaign_id = r.campaign_id JOIN analysis_run n ON n.run_id = r.run_id "
    "WHERE r.group_id IS NOT NULL AND n.published_ms IS NOT NULL "
    "ORDER BY c.first_run_id, r.campaign_id, n.window_end_ms, r.run_id";
constexpr std::string_view kRunBefore =
    "SELECT n.run_id FROM analysis_run n JOIN run_coordination c ON c.run_id = n.run_id "
    "WHERE n.published_ms IS NOT NULL AND n.window_end_ms < ?1 AND c.shares > 0 "
    "ORDER BY n.window_end_ms DESC, n.run_id DESC LIMIT 1";
constexpr std::string_view kInsertCampaign =
    "INSERT INTO campaign (name, first_run_id, last_run_id) "
    "SELECT name, run_id, run_id FROM coordinated_group WHERE run_id = ?1 AND group_id = ?2";
constexpr std::string_view kSeeCampaign =
    "UPDATE campaign SET last_run_id = ?2 WHERE campaign_id = ?1";
constexpr std::string_view kInsertCampaignRun =
    "INSERT INTO campaign_run (campaign_id, run_id, group_id, status, members, members_kept, "
    "members_new, members_left, objects_kept) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
constexpr std::string_view kNameGroup =
    "UPDATE coordinated_group SET campaign_id = ?3 WHERE run_id = ?1 AND group_id = ?2";

/// Prepared once, asked for every group.
class GroupKeys {
 public:
  explicit GroupKeys(Database& database)
      : members_(database, kCampaignMembers), objects_(database, kCampaignObjects) {}

  CampaignGroup read(std::int64_t run, std::int64_t group) {
    CampaignGroup keys;
    members_.query(run, group);
    while (members_.step()) {
      keys.members.push_back(members_.integer(0));
    }
    members_.reset();
    objects_.query(run, group);
    while (objects_.step()) {
      if (objects_.integer(1) != 0) {  // the post was erased since
        keys.objects.push_back({layer_named(objects_.text(0)), objects_.integer(1)});
      }
    }
    objects_.reset();
    std::sort(keys.objects.begin(), keys.objects.end());
    keys.objects.erase(std::unique(keys.objects.begin(), keys.objects.end()), keys.objects.end());
    return keys;
  }

 private:
  Statement members_;
  Statement objects_;
};

/// A campaign's group in one run.
struct CampaignSighting {
  std::int64_t run = 0;
  std::int64_t group = 0;
  std::int64_t window_end_ms = 0;
};

/// The last sighting of an earlier window, and the nearest one of this window or a later one.
struct Sightings {
  std::int64_t campaign = 0;
  std::optional<CampaignSighting> before;
  std::optional<CampaignSighting> elsewhere;

  /// They come by window, then run.
  void add(CampaignSighting sighting, std::int64_t window_end_ms) {
    if (sighting.window_end_ms < window_end_ms) {
      before = sighting;
    } else if (!elsewhere || elsewhere->window_end_ms == sighting.window_end_ms) {
      elsewhere = sighting;
    }
  }
};

std::vector<Sightings> read_sightings(Database& database, std::int64_t window_end_ms) {
  std::vector<Sightings> campaigns;
  Statement row{database, kSightings};
  row.query();
  while (row.step()) {
    if (campaigns.empty() || campaigns.back().campaign != row.integer(0)) {
      campaigns.push_back({row.integer(0), {}, {}});
    }
    campaigns.back().add({row.integer(1), row.integer(2), row.integer(3)}, window_end_ms);
  }
  return campaigns;
}

std::int64_t read_run_before(Database& database, std::int64_t window_end_ms) {
  Statement row{database, kRunBefore};
  return row.query(window_end_ms).step() ? row.integer(0) : 0;
}

}  // namespace

CampaignStore::CampaignStore(Database& database) : database_(database) {}

std::vector<CampaignGroup> CampaignStore::groups_of(RunId run) {
  Statement count{database_, kCampaignCountGroups};
  count.query(run.value).step();
  const std::int64_t last = count.integer(0);
  GroupKeys keys{database_};
  std::vector<CampaignGroup> groups;
  for (std::int64_t group = 1; group <= last; ++group) {
    groups.push_back(keys.read(run.value, group));
  }
  return groups;
}

std::vector<KnownCampaign> CampaignStore::known_at(UtcTime window_end) {
  const std::int64_t end_ms = to_ms(window_end);
  const std::int64_t run_before = read_run_before(database_, end_ms);
  GroupKeys keys{database_};
  std::vector<KnownCampaign> known;
  for (const Sightings& sightings : read_sightings(database_, end_ms)) {
    KnownCampaign campaign;
    campaign.campaign = sightings.campaign;
    if (sightings.before) {
      campaign.before = keys.read(sightings.before->run, sightings.before->group);
      campaign.was_present = sightings.before->run == run_before;
    }
    if (sightings.elsewhere) {
      campaign.elsewhere = keys.read(sightings.elsewhere->run, sightings.elsewhere->group);
    }
    known.push_back(std::move(campaign));
  }
  return known;
}

void CampaignStore::write(RunId run, std::span<const CampaignFinding> findings) {
  Transaction transaction{database_};
  Statement insert{database_, kInsertCampaign};
  Statement see{database_, kSeeCampaign};
  Statement insert_run{database_, kInsertCampaignRun};
  Statement name_group{database_, kNameGroup};
  for (const CampaignFinding& finding : findings) {
    std::int64_t campaign = finding.campaign;
    if (campaign == 0) {
      insert.run(run.value, finding.group);
      campaign = database_.last_insert_id();
    } else if (finding.group != 0) {
      see.run(campaign, run.value);
    }
    insert_run.run(campaign,
                   run.value,
                   finding.group == 0 ? std::nullopt : std::optional{finding.group},
                   status_name(finding.status),
                   finding.members,
                   finding.members_kept,
                   finding.members_new,
                   finding.members_left,
                   finding.objects_kept);
    if (finding.group != 0) {
      name_group.run(run.value, finding.group, campaign);
    }
  }
  transaction.commit();
}

}  // namespace vigie::storage
