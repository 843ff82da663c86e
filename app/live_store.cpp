#include "app/live_store.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "app/workspace.h"

namespace vigie::app {
namespace {

storage::WriteOptions for_streams(storage::WriteOptions options) {
  options.bulk_load = false;  // a stream is read while it is written
  // Weeks of a stream fill any cache: a small one is full, and memory flat, within the hour.
  options.cache_bytes = std::min<std::uint64_t>(options.cache_bytes, 64ULL << 20U);
  return options;
}

}  // namespace

LiveStore::LiveStore(storage::Database& database,
                     storage::WriteOptions options,
                     std::vector<LiveSourceInfo> sources)
    : store_(database, for_streams(std::move(options))) {
  // For the same reason; forty posts a second need no more.
  database.execute("PRAGMA cache_size = -8192");
  // An erasure or the compacting of a large file holds the lock for minutes; the queue holds the
  // sources back meanwhile.
  database.execute("PRAGMA busy_timeout = 900000");
  readings_.reserve(sources.size());
  for (LiveSourceInfo& source : sources) {
    readings_.push_back({.info = std::move(source), .open = std::nullopt, .counts = {}});
  }
}

void LiveStore::begin(Reading& reading) {
  reading.open = store_.begin_import({.platform = reading.info.platform,
                                      .method = "stream",
                                      .source = reading.info.name,
                                      .format = reading.info.format,
                                      .source_bytes = 0,
                                      .source_hash = {},
                                      .started = wall_clock(),
                                      .coverage_assumed = true,
                                      .live_source = reading.info.name});
}

void LiveStore::end(Reading& reading) {
  if (reading.open) {
    store_.finish(*reading.open, wall_clock());
    reading.open.reset();
  }
}

void LiveStore::append(const LiveBatch& batch) {
  Reading& reading = readings_.at(batch.source);
  if (!batch.batch.records.gaps.empty()) {
    end(reading);
  }
  if (!reading.open) {
    begin(reading);
  }
  reading.counts += store_.append(*reading.open, batch.batch);
}

void LiveStore::flush() {
  store_.flush();
}

void LiveStore::finish() {
  for (Reading& reading : readings_) {
    end(reading);
  }
}

}  // namespace vigie::app
