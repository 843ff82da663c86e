// Posts of an account whose claimed time is not the time at which they came by.
#pragma once

#include "storage/model/ids.h"
#include "storage/model/report_stated_times.h"
#include "storage/sqlite/statement.h"

namespace vigie::storage {

/// Counts live posts alone: what an archive or a history holds was received whenever it was read.
/// A claim before the receipt counts where the stream itself says when an event happened (the
/// Jetstream); a timeline that is polled after a pause also yields posts late.
class StatedTimesReader {
 public:
  explicit StatedTimesReader(Database& database);

  /// Posts received in `window` that are still there.
  [[nodiscard]] ReportStatedTimes read(AccountId account, const TimeWindow& window);

 private:
  Statement posts_;
};

}  // namespace vigie::storage
