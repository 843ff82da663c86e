// Check of the topics: what a reviewer looks for before a topic is watched.
//
// Loading a topic proves that it can be read; this asks whether it says what was meant.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "analysis/options.h"
#include "storage/model/time.h"

namespace vigie::config {

enum class TopicProblem : std::uint8_t {
  kNoTitle,     ///< A language with keywords and no title.
  kNoKeywords,  ///< A language of titles without keywords.
  kDuplicate,   ///< A keyword twice in one language.
  kBothSides,   ///< A hashtag or domain that seeds both sides.
  kFutureDate,  ///< Version after the date of the check.
  kStale,       ///< Version older than 365 days.
};

struct TopicFinding {
  TopicProblem problem = TopicProblem::kNoTitle;
  std::string topic;
  std::string message;  ///< Whole sentence.
};

/// Everything wrong with `topics` as of `today`, by topic, then in the order of the file. Not an
/// error: an operator may run with findings.
[[nodiscard]] std::vector<TopicFinding> check_topics(
    std::span<const analysis::TopicDefinition> topics, UtcTime today);

}  // namespace vigie::config
