// From a source into the store: one thread reads, parses and extracts, one writes.
//
//   Source -> RecordBatch -> ShareExtractor -> bounded queue -> PostStore
//
// The queue holds a few batches: when the writer is behind, reading waits, so memory stays constant
// whatever the size of the file.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "collector/source.h"
#include "storage/post_store.h"

namespace vigie::app {

struct IngestResult {
  storage::ImportCounts counts;                          ///< Of this run of the source.
  std::uint64_t repaired = 0;                            ///< Posts whose text was not UTF-8.
  std::map<std::string, std::uint64_t> ignored_reasons;  ///< Of the ignored: why, and how many.
  std::optional<collector::SourceError> error;           ///< Why the source ended early.
};

struct IngestRequest {
  collector::Source& source;
  storage::PostStore& store;
  const storage::CollectionHandle& collection;
  std::vector<std::string> shorteners;
  std::function<void(const storage::ImportCounts&)> progress;  ///< After each batch written.
};

/// Runs the source to its end, or to an error or an interrupt that an InterruptGuard of the caller
/// noted; what was delivered is written. @throws storage::StorageError.
[[nodiscard]] IngestResult ingest(const IngestRequest& request);

}  // namespace vigie::app
