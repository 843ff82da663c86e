// What became of the records of a batch, counted.
#pragma once

#include <cstdint>

#include "storage/model/prepared_batch.h"
#include "storage/post_store.h"

namespace vigie::storage {

/// What a batch did, before it is known how many of its records that were.
struct BatchTally {
  std::uint64_t changed = 0;       ///< Posts added or replaced, deletions carried out.
  std::uint64_t replaced = 0;      ///< Of these: posts replaced by a newer edit.
  std::uint64_t erased = 0;        ///< Posts erased, whatever asked for it.
  std::uint64_t suppressed = 0;    ///< Posts of accounts that opted out, or deleted before.
  std::uint64_t contradicted = 0;  ///< Posts known with another content.
  std::uint64_t labels = 0;
  std::uint64_t unconcerned = 0;  ///< Profiles and deletions of what is not stored.
};

/// Records that carried a profile and nothing else.
[[nodiscard]] std::uint64_t profile_records(const PreparedBatch& batch);

/// Makes the identity records = stored + duplicates + rejected + ignored hold whatever a source
/// claims: what was kept is capped by the records that are left for it.
[[nodiscard]] ImportCounts count_records(const RecordBatch& records, const BatchTally& tally);

}  // namespace vigie::storage
