// News: the pages that an invented press publishes, and who reads which.
//
// A page is known by its key alone: whoever draws the same key shares the same URL and, with a
// share button, the same headline. A few pages of each hour take most of the shares, as on real
// networks.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "collector/simulation/population.h"

namespace vigie::collector::simulation {

/// Who publishes a page.
enum class Press : std::uint8_t {
  kValley,    ///< Read by one camp.
  kShore,     ///< Read by the other.
  kNeutral,   ///< Read by everybody.
  kState,     ///< The relayed state outlets: real hosts, invented pages.
  kCampaign,  ///< The site that the coordinated crew pushes.
  kOwn,       ///< The account's own site.
};

struct Page {
  std::uint64_t key = 0;
  Press press = Press::kNeutral;
  Language language = Language::kFrench;
  Topic topic = Topic::kElections;
  std::string host;

  /// E.g. `https://le-rivage.example/energy/4839201`.
  [[nodiscard]] std::string url() const;
};

/// Topic of a post or page: polemical with this probability, elections most often.
[[nodiscard]] Topic draw_topic(double polemical, Random& random);

/// A page of `press` that is in the news at `time_ms`: hours to a day old.
///
/// @param octaves  Pages an hour: 2^octaves - 1; a larger simulation has more of them.
[[nodiscard]] Page draw_news_page(std::uint64_t seed,
                                  Press press,
                                  Language language,
                                  std::int64_t time_ms,
                                  std::uint64_t octaves,
                                  Random& random);

/// The page that a newsroom or a state outlet publishes in the post with this key. `ordinal` picks
/// the outlet.
[[nodiscard]] Page publish_page(const Actor& actor, std::uint64_t post_key);

/// A piece of agency `team` (even ones write in French), on the agency's own site.
[[nodiscard]] Page publish_dispatch(std::uint32_t team, std::uint64_t key, Topic topic);

/// Appends the headline, the same for everybody who shares the page.
void append_headline(const Page& page, const PhraseBook& book, std::string& out);

}  // namespace vigie::collector::simulation
