// The fixed sentences on amplification, narratives and alerts, in every language.
//
// Neutral words: what was shared, by how many, how fast. Safe in HTML as they are.
#pragma once

#include <string_view>

#include "dashboards/language.h"
#include "storage/model/amplification.h"

namespace vigie::dashboards {

struct AmplificationText {
  std::string_view title;
  std::string_view about;
  std::string_view carried;  ///< What the last columns are.
  std::string_view sources_caption;
  std::string_view urls_caption;
  std::string_view hashtags_caption;
  std::string_view posts_caption;
  std::string_view column_source;
  std::string_view column_object;
  std::string_view column_shares;
  std::string_view column_reach;
  std::string_view column_reposts;
  std::string_view column_half;
  std::string_view column_top_ten;
  std::string_view column_declared;
  std::string_view column_above;
  std::string_view column_grouped;
  std::string_view column_movers;
  std::string_view impact_title;
  std::string_view impact_about;
  std::string_view column_account;
  std::string_view column_fib;
  std::string_view column_listed_posts;
  std::string_view column_received;
  std::string_view column_class;
  std::string_view narratives_title;
  std::string_view narratives_about;
  std::string_view narratives_none;
  std::string_view column_narrative;
  std::string_view column_topic;
  std::string_view column_posts;
  std::string_view column_accounts;
  std::string_view column_dates;
  std::string_view alerts_title;
  std::string_view alerts_about;  ///< {0}: hours tested, {1}: new objects tested.
  std::string_view alerts_none;
  std::string_view column_peak;
  std::string_view column_expected;
  std::string_view column_baseline;
  std::string_view own_history;
  std::string_view new_objects;
  std::string_view by;           ///< {0}: the author of a post.
  std::string_view unnamed;      ///< A narrative whose words do not stand out.
  std::string_view nothing;      ///< Nothing was shared twice.
  std::string_view minutes;      ///< {0}
  std::string_view hours;        ///< {0}
  std::string_view days;         ///< {0}
  std::string_view line_top;     ///< {0}: name, {1}: shares, {2}: accounts, {3}: time to half.
  std::string_view line_above;   ///< {0}: part of the shares.
  std::string_view line_counts;  ///< {0}: narratives, {1}: alerts.
};

[[nodiscard]] const AmplificationText& amplification_text(Language language);

extern const AmplificationText kAmplificationEnglish;
extern const AmplificationText kAmplificationFrench;
extern const AmplificationText kAmplificationGerman;

}  // namespace vigie::dashboards
