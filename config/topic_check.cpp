#include "config/topic_check.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <set>
#include <utility>

#include <fmt/format.h>

namespace vigie::config {
namespace {

using analysis::TopicDefinition;
using analysis::TopicKeywords;

/// Gathers the findings of one topic.
class Check {
 public:
  Check(const TopicDefinition& topic, UtcTime today) : topic_(topic), today_(today) {}

  std::vector<TopicFinding> run() {
    languages();
    duplicates();
    sides();
    version();
    return std::move(findings_);
  }

 private:
  void add(TopicProblem problem, std::string message) {
    findings_.push_back({problem, topic_.id, std::move(message)});
  }

  void languages() {
    std::set<std::string> with_keywords;
    for (const TopicKeywords& keywords : topic_.keywords) {
      with_keywords.insert(keywords.language);
      if (!topic_.titles.contains(keywords.language)) {
        add(TopicProblem::kNoTitle,
            fmt::format("keywords in {0} and no title; add {0} to `title`.", keywords.language));
      }
    }
    for (const auto& [language, title] : topic_.titles) {
      if (!with_keywords.contains(language)) {
        add(TopicProblem::kNoKeywords,
            fmt::format("no keywords in {0}: posts in it are found by hashtags and domains only; "
                        "add [keywords.{0}].",
                        language));
      }
    }
  }

  void duplicates() {
    for (const TopicKeywords& keywords : topic_.keywords) {
      std::set<std::string> met;
      for (const auto* words : {&keywords.keywords, &keywords.exact}) {
        for (const std::string& word : *words) {
          if (!met.insert(word).second) {
            add(TopicProblem::kDuplicate,
                fmt::format("\"{}\" stands twice in [keywords.{}].", word, keywords.language));
          }
        }
      }
    }
  }

  void sides() {
    if (topic_.sides.size() != 2) {
      return;
    }
    const auto both = [this](const std::vector<std::string>& a, const std::vector<std::string>& b) {
      for (const std::string& object : a) {
        if (std::find(b.begin(), b.end(), object) != b.end()) {
          add(TopicProblem::kBothSides,
              fmt::format("\"{}\" seeds both sides; leave it on one or none.", object));
        }
      }
    };
    both(topic_.sides[0].hashtags, topic_.sides[1].hashtags);
    both(topic_.sides[0].domains, topic_.sides[1].domains);
  }

  void version() {
    const auto date = parse_iso8601(topic_.version);
    if (!date) {
      return;  // refused when it was loaded
    }
    if (*date > today_) {
      add(TopicProblem::kFutureDate, fmt::format("version {} is to come.", topic_.version));
    } else if (today_ - *date > std::chrono::days{365}) {
      add(TopicProblem::kStale,
          fmt::format("version {} is more than a year old; read it again.", topic_.version));
    }
  }

  const TopicDefinition& topic_;
  UtcTime today_;
  std::vector<TopicFinding> findings_;
};

}  // namespace

std::vector<TopicFinding> check_topics(std::span<const TopicDefinition> topics, UtcTime today) {
  std::vector<TopicFinding> findings;
  for (const TopicDefinition& topic : topics) {
    auto found = Check{topic, today}.run();
    std::move(found.begin(), found.end(), std::back_inserter(findings));
  }
  std::stable_sort(findings.begin(), findings.end(), [](const auto& a, const auto& b) {
    return a.topic < b.topic;
  });
  return findings;
}

}  // namespace vigie::config
