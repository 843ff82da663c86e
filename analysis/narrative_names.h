// The words that name a narrative: those that its documents hold more often than its topic's.
//
// Source: log-odds with an informative Dirichlet prior, Monroe, Colaresi and Quinn 2008,
// doi:10.1093/pan/mpn018, equation 22, over the posts that hold a word.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/window_shares.h"

namespace vigie::analysis {

/// Monroe's z of a word that `with` of `documents` hold, against the rest of `all_with` of `all`;
/// the prior is the whole, worth 100 documents' words. Above 0: commoner here. 0 when there is no
/// rest.
[[nodiscard]] double log_odds_z(double with, double documents, double all_with, double all);

/// What a text says of itself, where it stands in the window.
struct NarrativeDocument {
  std::uint32_t post = 0;
  std::string_view text;
  std::string_view language;
};

/// Documents of a topic that hold each word.
struct TopicWords {
  std::vector<std::pair<std::uint64_t, std::uint32_t>> documents_with;  ///< By key.
  std::size_t documents = 0;

  [[nodiscard]] std::uint32_t with(std::uint64_t key) const {
    const auto found = std::lower_bound(
        documents_with.begin(), documents_with.end(), std::pair{key, std::uint32_t{0}});
    return found != documents_with.end() && found->first == key ? found->second : 0;
  }
};

[[nodiscard]] TopicWords count_words(std::span<const NarrativeDocument> documents,
                                     const WindowShares& shares,
                                     std::size_t topic);

/// At most `most` words of the documents of one narrative, the most telling first. A word counts
/// when a tenth of the documents hold it, and two where there are two.
[[nodiscard]] std::vector<std::string> name_narrative(std::span<const NarrativeDocument> documents,
                                                      const TopicWords& topic,
                                                      std::size_t most);

}  // namespace vigie::analysis
