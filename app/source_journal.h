// What the journal of a service says of its sources: one line when a source begins to fail, when it
// is parked or given up, and when it works again.
//
// Apart from collect_status.h, which says how everything stands at one moment: a journal is read
// afterwards, and a line for every retry would bury what matters.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/collect_status.h"

namespace vigie::app {

/// Compares each look with the one before. A failure that is over before anybody looked is none;
/// whoever fails within a minute of working again has not worked again.
class SourceJournal {
 public:
  /// Lines since the last look, by source; control characters are escaped. The sources of
  /// `progress` are the same, in the same order, at every look.
  [[nodiscard]] std::vector<std::string> look(const CollectProgress& progress);

 private:
  enum class Trouble : std::uint8_t { kNone, kFailing, kParked, kGivenUp };

  struct Entry {
    Trouble trouble = Trouble::kNone;
    UtcTime since{};             ///< When the trouble was first seen.
    std::uint64_t accepted = 0;  ///< Batches that had come through when it last failed.
    UtcTime running_since{};     ///< 0: it is not running.
  };

  static Trouble trouble_of(const collector::SourceReading& reading);
  static std::string told(Trouble trouble, const SourceProgress& source, UtcTime now);
  static std::string note(Entry& entry, const SourceProgress& source, UtcTime now);
  static bool has_recovered(Entry& entry, const collector::SourceReading& reading, UtcTime now);

  std::vector<Entry> entries_;
};

}  // namespace vigie::app
