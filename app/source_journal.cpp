#include "app/source_journal.h"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

#include "app/query_output.h"

namespace vigie::app {
namespace {

using collector::SourceReading;
using collector::SourceState;

/// Connections come and go: who works for so long works.
constexpr std::chrono::seconds kSteadyAgain{60};

std::int64_t minutes_between(UtcTime begin, UtcTime end) {
  return std::max<std::int64_t>(
      1, std::chrono::duration_cast<std::chrono::minutes>(end - begin).count());
}

}  // namespace

SourceJournal::Trouble SourceJournal::trouble_of(const SourceReading& reading) {
  switch (reading.state) {
    case SourceState::kWaiting:
      return Trouble::kFailing;
    case SourceState::kParked:
      return Trouble::kParked;
    case SourceState::kFailed:
    case SourceState::kUnfinished:
      return Trouble::kGivenUp;
    case SourceState::kStarting:
    case SourceState::kRunning:
    case SourceState::kFinished:
    case SourceState::kStopped:
      break;
  }
  return Trouble::kNone;
}

std::string SourceJournal::told(Trouble trouble, const SourceProgress& source, UtcTime now) {
  const SourceReading& reading = source.reading;
  const std::string problem = escape_controls(reading.message);
  const auto seconds = std::max<std::int64_t>(
      0, std::chrono::duration_cast<std::chrono::seconds>(reading.next_try - now).count());
  switch (trouble) {
    case Trouble::kFailing:
      return fmt::format(
          "vigie: {} fails: {}. Next try in {} s, then at growing pauses; there is nothing to do "
          "unless it goes on: `vigie status` tells, `vigie doctor` says what to mend",
          source.name,
          problem,
          seconds);
    case Trouble::kParked:
      return fmt::format(
          "vigie: {} is parked: {}. Next try at {}; `vigie doctor` says what can be mended before",
          source.name,
          problem,
          to_iso8601(reading.next_try));
    case Trouble::kGivenUp:
      return fmt::format(
          "vigie: {} is given up: {}. It is not tried again before `vigie collect` is started anew",
          source.name,
          problem);
    case Trouble::kNone:
      break;
  }
  return {};
}

bool SourceJournal::has_recovered(Entry& entry, const SourceReading& reading, UtcTime now) {
  if (reading.state == SourceState::kFinished) {
    return true;
  }
  if (reading.state != SourceState::kRunning || reading.accepted <= entry.accepted) {
    entry.running_since = UtcTime{};
    return false;
  }
  if (to_ms(entry.running_since) == 0) {
    entry.running_since = now;
  }
  return now - entry.running_since >= kSteadyAgain;
}

/// Empty: nothing to tell.
std::string SourceJournal::note(Entry& entry, const SourceProgress& source, UtcTime now) {
  const Trouble trouble = trouble_of(source.reading);
  if (trouble != Trouble::kNone) {
    entry.accepted = source.reading.accepted;
    entry.running_since = UtcTime{};
    if (entry.trouble == Trouble::kNone) {
      entry.since = now;
    }
    if (trouble <= entry.trouble) {
      return {};  // a retry
    }
    entry.trouble = trouble;
    return told(trouble, source, now);
  }
  if (entry.trouble == Trouble::kNone || !has_recovered(entry, source.reading, now)) {
    return {};
  }
  const auto minutes = minutes_between(entry.since, now);
  entry = {};
  return fmt::format("vigie: {} works again after {} min", source.name, minutes);
}

std::vector<std::string> SourceJournal::look(const CollectProgress& progress) {
  entries_.resize(progress.sources.size());
  std::vector<std::string> lines;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    std::string line = note(entries_[i], progress.sources[i], progress.now);
    if (!line.empty()) {
      lines.push_back(std::move(line));
    }
  }
  return lines;
}

}  // namespace vigie::app
