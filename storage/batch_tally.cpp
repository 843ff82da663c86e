#include "storage/batch_tally.h"

#include <algorithm>

namespace vigie::storage {

std::uint64_t profile_records(const PreparedBatch& batch) {
  const RecordBatch& records = batch.records;
  const std::uint64_t accounted = batch.posts.size() + records.deletions.size() +
                                  records.rejects.size() + records.records_ignored;
  return records.records_read - std::min(records.records_read, accounted);
}

ImportCounts count_records(const RecordBatch& records, const BatchTally& tally) {
  ImportCounts counts;
  counts.rejected = records.rejects.size() + tally.contradicted;
  counts.contradicted = tally.contradicted;
  counts.records = std::max(records.records_read, counts.rejected + records.records_ignored);
  std::uint64_t left = counts.records - counts.rejected - records.records_ignored;
  counts.suppressed = std::min(left, tally.suppressed);
  left -= counts.suppressed;
  const std::uint64_t unconcerned = std::min(left, tally.unconcerned);
  left -= unconcerned;
  counts.ignored = records.records_ignored + counts.suppressed + unconcerned;
  counts.stored = std::min(left, tally.changed);
  counts.duplicates = left - counts.stored;
  counts.replaced = tally.replaced;
  counts.deleted = tally.erased;
  return counts;
}

ImportCounts& ImportCounts::operator+=(const ImportCounts& other) {
  records += other.records;
  stored += other.stored;
  duplicates += other.duplicates;
  rejected += other.rejected;
  ignored += other.ignored;
  suppressed += other.suppressed;
  replaced += other.replaced;
  deleted += other.deleted;
  contradicted += other.contradicted;
  return *this;
}

}  // namespace vigie::storage
