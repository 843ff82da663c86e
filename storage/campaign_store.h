// Campaigns across runs: what earlier runs saw, and what becomes of each in a new one.
#pragma once

#include <span>
#include <vector>

#include "storage/model/campaign.h"
#include "storage/model/ids.h"
#include "storage/model/time.h"
#include "storage/sqlite/database.h"

namespace vigie::storage {

/// Works over a writable connection, which must outlive it. @throws StorageError.
class CampaignStore {
 public:
  explicit CampaignStore(Database& database);

  /// The groups of a run by number, published or not; every number from 1 has its group.
  [[nodiscard]] std::vector<CampaignGroup> groups_of(RunId run);

  /// Campaigns of published runs, the oldest first, as a run whose window ends at `window_end` sees
  /// them. Only windows that end earlier are "before": a day that is analysed twice is one day.
  [[nodiscard]] std::vector<KnownCampaign> known_at(UtcTime window_end);

  /// Numbers the new campaigns, names them after their groups and writes all, in one transaction,
  /// after CoordinationStore::write and before the run is published. Once per run.
  void write(RunId run, std::span<const CampaignFinding> findings);

 private:
  Database& database_;
};

}  // namespace vigie::storage
