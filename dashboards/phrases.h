// Every fixed sentence of the reports, in every language; signals have a table of their own
// (signal_text.h).
//
// Text of our own, safe in HTML as it is: it needs no escaping. `{0}`, `{1}`, ... are
// filled by `fill`, a lone `{}` by `format_plural`. A field that a table leaves out does not
// compile.
#pragma once

#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "dashboards/language.h"

namespace vigie::dashboards {

struct Phrases {
  // Head and headline.
  std::string_view report_title;
  std::string_view page_title;
  std::string_view skip_link;
  std::string_view simulated;
  std::string_view window_line;
  std::string_view all_windows;
  std::string_view post_one;
  std::string_view post_many;
  std::string_view account_one;
  std::string_view account_many;
  std::string_view day_one;
  std::string_view day_many;
  std::string_view tile_accounts;
  std::string_view tile_scored;
  std::string_view tile_above;
  std::string_view tile_posts;
  std::string_view tile_listed;
  std::string_view headline_none_scored;
  std::string_view headline_none;
  std::string_view headline_one;
  std::string_view headline_many;
  std::string_view headline_meaning;
  std::string_view headline_enough;
  std::string_view headline_abstained;

  // List of accounts.
  std::string_view nav_label;
  std::string_view nav_accounts;
  std::string_view nav_declared;
  std::string_view nav_sources;
  std::string_view nav_topics;
  std::string_view nav_coverage;
  std::string_view nav_limits;
  std::string_view nav_terms;
  std::string_view above_title;
  std::string_view above_explained;
  std::string_view none_above;
  std::string_view below_title;
  std::string_view below_explained;
  std::string_view no_ranked;
  std::string_view list_cut;
  std::string_view filter_label;
  std::string_view filter_hint;
  std::string_view sort_label;
  std::string_view sort_rank;
  std::string_view sort_automation;
  std::string_view sort_listed;
  std::string_view open_all;
  std::string_view close_all;

  // One account.
  std::string_view troll_bot_short;
  std::string_view troll_bot_label;
  std::string_view automation_short;
  std::string_view automation_label;
  std::string_view data_grade;
  std::string_view listed_of_linking;
  std::string_view listed_links;
  std::string_view no_reason;
  std::string_view sparkline_label;
  std::string_view account_lead;
  std::string_view no_likelihood;
  std::string_view likelihood_sentence;
  std::string_view interval_sentence;
  std::string_view speaks_for;
  std::string_view speaks_against;
  std::string_view nothing_for;
  std::string_view nothing_against;
  std::string_view points_unit;
  std::string_view yet;
  std::string_view small_signals;
  std::string_view see_posts;
  std::string_view more_posts;
  std::string_view posts_not_shown;
  std::string_view adds_up;
  std::string_view innocent_readings;
  std::string_view posts_behind;
  std::string_view posts_cut;
  std::string_view no_posts_kept;
  std::string_view repost_of;
  std::string_view more_links;
  std::string_view priors_title;
  std::string_view priors_caption;
  std::string_view assumption;
  std::string_view if_share;
  std::string_view likelihood;
  std::string_view hours_title;
  std::string_view hours_label;
  std::string_view no_silent_hour;
  std::string_view silent_hour;
  std::string_view silent_hours;
  std::string_view posts_per_day;
  std::string_view listed_sources;
  std::string_view no_listed_source;
  std::string_view stance_counts;
  std::string_view topics;
  std::string_view native_id;

  // Other sections.
  std::string_view declared_title;
  std::string_view declared_explained;
  std::string_view declared_none;
  std::string_view column_account;
  std::string_view column_platform;
  std::string_view column_class;
  std::string_view column_posts;
  std::string_view column_listed;
  std::string_view column_accounts;
  std::string_view column_per_day;
  std::string_view sources_title;
  std::string_view sources_explained;
  std::string_view sources_none;
  std::string_view stance_explained;
  std::string_view column_stance;
  std::string_view column_domain;
  std::string_view column_tier;
  std::string_view column_family;
  std::string_view column_list;
  std::string_view evidence_link;
  std::string_view evidence_for;
  std::string_view topics_title;
  std::string_view topics_explained;
  std::string_view topics_none;
  std::string_view column_topic;
  std::string_view column_tone;
  std::string_view tone_explained;
  std::string_view rows_cut;
  std::string_view coverage_title;
  std::string_view coverage_explained;
  std::string_view collections_none;
  std::string_view live_title;
  std::string_view live_explained;
  std::string_view column_seen_hours;
  std::string_view column_missed;
  std::string_view missed_none;   ///< In a cell: no gap is known.
  std::string_view missed_hours;  ///< Reason, hours: `stopped 3.2 h`.
  std::string_view missed_stopped;
  std::string_view missed_throttled;
  std::string_view missed_cursor;
  std::string_view missed_feed;
  std::string_view missed_error;
  std::string_view missed_quota;
  std::string_view missed_credentials;
  std::string_view column_source;
  std::string_view column_method;
  std::string_view column_read;
  std::string_view column_stored;
  std::string_view column_duplicates;
  std::string_view column_ignored;
  std::string_view column_rejected;
  std::string_view column_span;
  std::string_view column_state;
  std::string_view state_complete;
  std::string_view state_partial;
  std::string_view state_assumed;
  std::string_view shorteners;
  std::string_view rejects_title;
  std::string_view rejects_none;
  std::string_view column_reason;
  std::string_view column_count;
  std::string_view column_example;
  std::string_view notes_title;
  std::string_view notes_none;
  std::string_view limits_title;
  std::string_view limit_who;
  std::string_view limit_truth;
  std::string_view limit_opinion;
  std::string_view limit_coordination;
  std::string_view limit_coordination_tested;
  std::string_view limit_precision;
  std::string_view limit_unseen;
  std::string_view terms_title;
  std::string_view term_troll_bot;
  std::string_view define_troll_bot;
  std::string_view term_automation;
  std::string_view define_automation;
  std::string_view term_interval;
  std::string_view define_interval;
  std::string_view term_line;
  std::string_view define_line;
  std::string_view term_prior;
  std::string_view define_prior;
  std::string_view term_points;
  std::string_view define_points;
  std::string_view term_grade;
  std::string_view define_grade;
  std::string_view term_listed;
  std::string_view define_listed;
  std::string_view term_defanged;
  std::string_view define_defanged;
  std::string_view versions_title;
  std::string_view versions_explained;
  std::string_view version_run;
  std::string_view version_started;
  std::string_view version_software;
  std::string_view version_model;
  std::string_view version_config;
  std::string_view version_lists;
  std::string_view version_topics;
  std::string_view version_seed;
  std::string_view version_prior;
  std::string_view version_line;
  std::string_view none;
  std::string_view footer;

  // Terminal.
  std::string_view text_more;
  std::string_view text_rank;
  std::string_view text_interval;
  std::string_view text_grade;
  std::string_view text_listed;
};

[[nodiscard]] const Phrases& english_phrases();
[[nodiscard]] const Phrases& french_phrases();
[[nodiscard]] const Phrases& german_phrases();
[[nodiscard]] const Phrases& phrases(Language language);

/// `phrase` with its places filled. Collected text must be escaped before.
template <typename... Arguments>
[[nodiscard]] std::string fill(std::string_view phrase, Arguments&&... arguments) {
  return fmt::format(fmt::runtime(phrase), std::forward<Arguments>(arguments)...);
}

}  // namespace vigie::dashboards
