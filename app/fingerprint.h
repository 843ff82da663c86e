// A hash over everything that decides a run's numbers besides the posts.
#pragma once

#include <span>
#include <string>

#include "analysis/options.h"
#include "storage/model/source_list.h"

namespace vigie::app {

/// 16 hex digits over options, weights, lists, topics and lexicons. Two runs with the same hash,
/// seed, code version, window and posts give the same numbers. The number of threads is left out:
/// it changes nothing.
[[nodiscard]] std::string config_hash(const analysis::AnalysisOptions& options,
                                      const analysis::ScoreModel& model,
                                      std::span<const SourceList> lists,
                                      std::span<const analysis::TopicDefinition> topics,
                                      std::span<const analysis::LexiconDefinition> lexicons);

}  // namespace vigie::app
