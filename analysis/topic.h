// Monitored topics: which posts touch them, and the polarity of objects, never of people.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "analysis/options.h"
#include "storage/model/share.h"

namespace vigie::analysis {

/// Bit i: topic i of the matcher. At most 32 topics.
using TopicMask = std::uint32_t;

/// Recognises topics by keywords (word boundaries, stemmed per language, case and accents folded as
/// the topic file asks), hashtags and domains. One per thread: it caches words.
class TopicMatcher {
 public:
  /// @param topics  In the order of their ids; at most 32.
  explicit TopicMatcher(std::span<const TopicDefinition> topics);
  TopicMatcher(TopicMatcher&&) noexcept;
  TopicMatcher& operator=(TopicMatcher&&) noexcept;
  TopicMatcher(const TopicMatcher&) = delete;
  TopicMatcher& operator=(const TopicMatcher&) = delete;
  ~TopicMatcher();

  /// Topics whose keywords or phrases stand in `text`.
  [[nodiscard]] TopicMask match_text(std::string_view text);

  /// Topics that list this hashtag; `key` as in SharedObject (case-folded, no `#`).
  [[nodiscard]] TopicMask match_hashtag(std::string_view key) const;

  /// Topics that list this host or a domain above it.
  [[nodiscard]] TopicMask match_host(std::string_view host) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace vigie::analysis
