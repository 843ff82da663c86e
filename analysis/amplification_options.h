// Thresholds of amplification, narratives and alerts, with unit and reason.
#pragma once

#include <cstddef>
#include <cstdint>

namespace vigie::analysis {

struct AmplificationOptions {
  std::uint32_t top_objects = 50;   ///< Of each kind, overall and for each topic.
  std::uint32_t first_movers = 5;   ///< Accounts.
  std::uint32_t top_accounts = 20;  ///< By FIB index.
};

/// Which texts and URLs make one narrative. Our own choice: there is no published rule.
struct NarrativeOptions {
  std::uint32_t min_joint_posts = 3;  ///< Posts that hold both a text and a URL, or two URLs.
  double min_part_of_smaller = 0.5;   ///< These posts, of those of the rarer of the two.
  double min_part_of_larger = 0.1;    ///< And of the commoner: one link of a popular page is none.
  std::uint32_t min_posts = 5;        ///< Reposts included.
  std::uint32_t min_accounts = 3;
  std::uint32_t per_topic = 20;        ///< Narratives kept.
  std::uint32_t max_texts = 100'000;   ///< Posts compared; of more, a sample by natural key.
  std::uint32_t max_urls_of_post = 5;  ///< More URLs are a list, not a story.
  std::uint32_t max_urls = 5;          ///< Shown with a narrative.
  std::uint32_t max_terms = 4;         ///< That name it.
  std::uint32_t representatives = 3;   ///< Posts.
};

struct AlertOptions {
  double false_discovery = 0.01;          ///< Benjamini and Hochberg, over everything tested.
  std::uint32_t min_history_hours = 24;   ///< After an object's first hour.
  std::uint32_t min_new_objects = 200;    ///< Of a kind, to know what a first hour is like.
  std::uint32_t min_tail_objects = 20;    ///< Where fewer are, the tail is extrapolated.
  std::uint32_t min_posts_per_slot = 50;  ///< Of the day or week, for a baseline by slot.
  std::uint32_t max_alerts = 100;         ///< Kept.
};

}  // namespace vigie::analysis
