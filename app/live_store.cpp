#include "app/live_store.h"

#include <algorithm>
#include <cstdint>
#include <utility>

#include "app/workspace.h"
#include "storage/live_state.h"

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
    : database_(database),
      options_(for_streams(std::move(options))),
      store_(std::make_unique<storage::PostStore>(database_, options_)) {
  // For the same reason; forty posts a second need no more.
  database.execute("PRAGMA cache_size = -8192");
  readings_.reserve(sources.size());
  for (LiveSourceInfo& source : sources) {
    std::string away = storage::read_away_reason(database, source.name);
    readings_.push_back({.info = std::move(source),
                         .open = std::nullopt,
                         .counts = {},
                         .committed = {},
                         .away_reason = std::move(away)});
  }
}

void LiveStore::begin(Reading& reading) {
  reading.open = store_->begin_import({.platform = reading.info.platform,
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
    store_->finish(*reading.open, wall_clock());
    reading.open.reset();
  }
}

void LiveStore::save_away(Reading& reading, const std::string& reason) {
  if (reading.away_reason != reason) {
    storage::save_away_reason(database_, reading.info.name, reason);
    reading.away_reason = reason;
  }
}

void LiveStore::write(const LiveBatch& batch) {
  Reading& reading = readings_.at(batch.source);
  if (!batch.batch.records.gaps.empty()) {
    end(reading);
  }
  if (!reading.open) {
    begin(reading);
  }
  reading.counts += store_->append(*reading.open, batch.batch);
  save_away(reading, {});
}

void LiveStore::note_commit() {
  if (database_.in_transaction()) {
    return;
  }
  uncommitted_.clear();
  for (Reading& reading : readings_) {
    reading.committed = reading.counts;
  }
}

void LiveStore::append(LiveBatch batch) {
  uncommitted_.push_back(std::move(batch));
  write(uncommitted_.back());
  note_commit();
}

void LiveStore::flush() {
  store_->flush();
  note_commit();
}

void LiveStore::note_away(std::size_t source, const std::string& reason) {
  if (!reason.empty()) {
    save_away(readings_.at(source), reason);
  }
}

void LiveStore::begin_anew() {
  store_.reset();  // rolls back
  for (Reading& reading : readings_) {
    reading.open.reset();
    reading.counts = reading.committed;
    reading.away_reason = storage::read_away_reason(database_, reading.info.name);
  }
  store_ = std::make_unique<storage::PostStore>(database_, options_);
  for (const LiveBatch& batch : uncommitted_) {
    write(batch);
  }
  flush();
}

void LiveStore::finish() {
  for (Reading& reading : readings_) {
    end(reading);
  }
  note_commit();
}

}  // namespace vigie::app
