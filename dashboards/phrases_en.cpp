#include "dashboards/phrases.h"

namespace vigie::dashboards {
namespace {

constexpr Phrases kEnglishPhrases{
    .report_title = "Vigie report",
    .page_title = "Accounts to look at",
    .skip_link = "Skip to the accounts",
    .simulated =
        "Simulated data: every account, post and figure below is invented. Nothing here is about "
        "anyone.",
    .window_line = "{0} (UTC), {1}",
    .all_windows =
        "Each account is shown at its highest among consecutive windows; its own dates are in its "
        "row.",
    .post_one = "{} post",
    .post_many = "{} posts",
    .account_one = "{} account",
    .account_many = "{} accounts",
    .day_one = "{} day",
    .day_many = "{} days",
    .tile_accounts = "accounts looked at",
    .tile_scored = "with enough data",
    .tile_above = "at or above the line",
    .tile_posts = "posts",
    .tile_listed = "posts with listed sources",
    .headline_none_scored = "None of the accounts had enough data for a likelihood.",
    .headline_none =
        "No account reaches the report line of {0}. That is an ordinary result: most days, on most "
        "topics, nothing does.",
    .headline_one =
        "{0} account reaches the report line of {1}: how it behaves is consistent with automation "
        "or coordination.",
    .headline_many =
        "{0} accounts reach the report line of {1}: how they behave is consistent with automation "
        "or coordination.",
    .headline_meaning =
        "The line says where to look first, not what to conclude: below it are accounts that "
        "deserve a look, above it are people with an unusual rhythm. Open a row, read the posts, "
        "then decide.",
    .headline_enough =
        "{0} of {1} had enough data to be scored: {2} of grade A, {3} of grade B, {4} of grade C.",
    .headline_abstained =
        "{0} had too little (grade D): Vigie abstains and shows no likelihood for them.",
    .nav_label = "Sections",
    .nav_accounts = "Accounts",
    .nav_declared = "Declared",
    .nav_sources = "Sources",
    .nav_topics = "Topics",
    .nav_coverage = "Coverage",
    .nav_limits = "Limits",
    .nav_terms = "Terms",
    .above_title = "At or above the report line",
    .above_explained =
        "In the order of the lower end of the interval: strong and well supported first. Open a "
        "row for the reasons, the posts and what speaks against.",
    .none_above = "Nothing to report: no account reaches the line in this window.",
    .below_title = "Below the report line: shown for comparison",
    .below_explained =
        "These accounts did not reach the line. They are here so that the ones above can be "
        "compared with something.",
    .no_ranked = "No account had enough data to be ranked.",
    .list_cut =
        "{0} of {1} accounts at or above the line are shown; the others are in the database.",
    .filter_label = "Filter",
    .filter_hint = "handle, platform, reason",
    .sort_label = "Order",
    .sort_rank = "by rank",
    .sort_automation = "by automation likelihood",
    .sort_listed = "by posts with listed sources",
    .open_all = "Open all",
    .close_all = "Close all",
    .troll_bot_short = "Troll bot",
    .troll_bot_label = "troll-bot likelihood",
    .automation_short = "Automation",
    .automation_label = "automation likelihood",
    .data_grade = "data grade",
    .listed_of_linking = "<b>{0}</b> of {1}",
    .listed_links = "links to listed sources",
    .no_reason = "no signal stands out",
    .sparkline_label = "{0} days, at most {1} posts a day",
    .account_lead = "{0} on {1}, {2}. Data grade {3}: {4}.",
    .no_likelihood = "Too little data: no likelihood is shown.",
    .likelihood_sentence =
        "Troll-bot likelihood {0}; automation likelihood, from behaviour alone, {1}.",
    .interval_sentence = "Range of uncertainty of the first: {0} to {1}.",
    .speaks_for = "What speaks for it",
    .speaks_against = "What speaks against it",
    .nothing_for =
        "No contribution was kept for this account: contributions are stored from a likelihood of "
        "10\u00a0% on.",
    .nothing_against =
        "No measured signal speaks against it. That is not a confirmation: what was not measured "
        "cannot speak.",
    .points_unit = "points",
    .yet = "yet {0}",
    .small_signals = "{0} smaller signals, together {1} points; they are in the JSON report.",
    .see_posts = "Posts",
    .more_posts = "and {0} more",
    .posts_not_shown = "Behind it: {0} in the JSON report",
    .adds_up =
        "How it adds up: start {0} points (a prior of {1}); {2}; total {3}, which is {4}. 20 "
        "points double the odds.",
    .innocent_readings = "What else it may be",
    .posts_behind = "Posts behind these figures",
    .posts_cut = "{0} of {1} are shown; all are in the JSON report.",
    .no_posts_kept = "No post was kept as evidence.",
    .repost_of = "Repost of",
    .more_links = "and {0} more links",
    .priors_title = "If the share is another",
    .priors_caption = "Likelihood by how common such accounts are assumed to be",
    .assumption = "Assumed",
    .if_share = "{0} of accounts",
    .likelihood = "Likelihood",
    .hours_title = "Hours and weekdays (UTC)",
    .hours_label = "Posts by hour of day and weekday, UTC. {0}",
    .no_silent_hour = "It has posted in every hour of the day.",
    .silent_hour = "It has never posted in {} of the 24 hours of the day.",
    .silent_hours = "It has never posted in {} of the 24 hours of the day.",
    .posts_per_day = "Posts per day",
    .listed_sources = "Listed sources",
    .no_listed_source = "None in this window.",
    .stance_counts = "{0} at a distance, {1} contradicting it",
    .topics = "Topics",
    .native_id = "Id on the platform",
    .declared_title = "Declared accounts: never ranked",
    .declared_explained =
        "Media outlets, institutions and accounts that say they are automated. What they post is "
        "shown as context; they get no likelihood.",
    .declared_none = "None among the accounts looked at.",
    .column_account = "Account",
    .column_platform = "Platform",
    .column_class = "Class",
    .column_posts = "Posts",
    .column_listed = "With listed sources",
    .column_accounts = "Accounts",
    .column_per_day = "Per day",
    .sources_title = "Listed sources",
    .sources_explained =
        "{0} by {1} link to or repost an outlet on the dated lists. The lists name outlets, never "
        "people; a link may approve or contradict.",
    .sources_none = "No post of this window leads to a listed source.",
    .stance_explained =
        "A post that contradicts its source does not count in an account's likelihood; one that "
        "keeps "
        "its distance (attributes, asks, stands beside a correction) counts half. Rules over words "
        "tell them apart, in English, French, German and Russian; they can be wrong.",
    .column_stance = "Of these",
    .column_domain = "Domain",
    .column_tier = "Tier",
    .column_family = "Family",
    .column_list = "List",
    .evidence_link = "who says so",
    .evidence_for = "who lists {0}",
    .topics_title = "Monitored topics",
    .topics_explained =
        "A post belongs to a topic by its words, hashtags or links, never by its opinion.",
    .topics_none = "No monitored topic appears in this window.",
    .column_topic = "Topic",
    .column_tone = "Mean tone",
    .tone_explained =
        "Mean tone is from \u22125 to 5, over the posts with words that a word list knows; it is "
        "given for "
        "topics only, and only from 10 posts of 5 accounts on.",
    .rows_cut = "{0} more rows are in the JSON report.",
    .coverage_title = "Coverage and losses",
    .coverage_explained =
        "What was read, and what was lost on the way. Rates are per covered day; where nothing was "
        "read, nothing is known.",
    .collections_none = "No collection is recorded.",
    .live_title = "Live sources in the window",
    .live_explained =
        "Hours in which a source would have seen every post that it asks for, and hours that it is "
        "known to have missed. Times that are in neither column were not watched.",
    .column_seen_hours = "Hours seen",
    .column_missed = "Missed",
    .missed_none = "nothing that is known",
    .missed_hours = "{0}: {1} h",
    .missed_stopped = "not running",
    .missed_throttled = "slowed down by the platform",
    .missed_cursor = "away for longer than the platform keeps",
    .missed_feed = "more items than the feed holds",
    .missed_error = "error",
    .missed_quota = "quota used up",
    .missed_credentials = "login refused",
    .column_source = "Source",
    .column_method = "Method",
    .column_read = "Read",
    .column_stored = "Stored",
    .column_duplicates = "Duplicates",
    .column_ignored = "Ignored",
    .column_rejected = "Rejected",
    .column_span = "First to last post",
    .column_state = "State",
    .state_complete = "complete",
    .state_partial = "not complete",
    .state_assumed = "coverage assumed",
    .shorteners =
        "{0} of {1} links ({2}) go through a shortener that was not followed: what is behind them "
        "is unknown, neither listed nor clean.",
    .rejects_title = "Records refused",
    .rejects_none = "No record was refused.",
    .column_reason = "Reason",
    .column_count = "Count",
    .column_example = "For example",
    .notes_title = "Limits of this run",
    .notes_none = "The run noted no further limit.",
    .limits_title = "What this report does not say",
    .limit_who =
        "Who is behind an account, or why. A likelihood describes behaviour; it names no person, "
        "state or intention.",
    .limit_truth =
        "Whether a post is true. A listed source can publish facts, an unlisted one can be wrong.",
    .limit_opinion =
        "What anyone thinks. No opinion is kept; one-sidedness is a size without a side.",
    .limit_coordination =
        "Whether accounts act together: coordination between accounts was not tested in this run.",
    .limit_coordination_tested =
        "Why accounts act together. Coordination was tested against chance; friends, members and "
        "campaigns coordinate openly every day.",
    .limit_precision =
        "How often it is right on your data. The precision of the model has not yet been measured "
        "here; the likelihoods are not calibrated on your accounts.",
    .limit_unseen =
        "What was not collected. An account that is not here was not cleared; a quiet hour may be "
        "an hour that nobody read.",
    .terms_title = "Terms",
    .term_troll_bot = "Troll-bot likelihood",
    .define_troll_bot =
        "How likely it is, given all that was measured, that the account posts by automation or in "
        "coordination on the monitored topics. It orders the report.",
    .term_automation = "Automation likelihood",
    .define_automation =
        "The same from behaviour alone: rhythm, text habits and coordination. Sources and topics "
        "have no part in it. Automation is legal and common.",
    .term_interval = "Interval (whisker)",
    .define_interval =
        "1.645 standard deviations of redraws of the account\u2019s days on either side, and never "
        "narrower than its data grade allows. Under a likelihood of 10\u00a0%, or with few days, "
        "nothing is redrawn and the grade\u2019s width alone is shown.",
    .term_line = "Report line",
    .define_line = "The troll-bot likelihood from which an account is reported: {0}.",
    .term_prior = "Prior",
    .define_prior =
        "The share of such accounts assumed before looking: {0}. Another share gives another "
        "likelihood; each account shows three.",
    .term_points = "Points",
    .define_points =
        "What a signal adds to the odds. 20 points double them, \u221220 halve them. Each group of "
        "signals has a cap.",
    .term_grade = "Data grade",
    .define_grade =
        "How much data there is, not how suspect it looks. A: {0}. B: {1}. C: {2}. D: {3}.",
    .term_listed = "Listed source",
    .define_listed =
        "An outlet on one of the dated lists named below, with the evidence for it. Content never "
        "carries an account over the line by itself.",
    .term_defanged = "hxxps and [.]",
    .define_defanged = "Addresses are written so that they cannot be opened by accident.",
    .versions_title = "Versions",
    .versions_explained = "With these and the same posts, the same figures come out.",
    .version_run = "Run",
    .version_started = "Started",
    .version_software = "Vigie",
    .version_model = "Weights",
    .version_config = "Settings hash",
    .version_lists = "Lists",
    .version_topics = "Topics",
    .version_seed = "Seed",
    .version_prior = "Prior",
    .version_line = "Report line",
    .none = "none",
    .footer =
        "Internal working document. It may name people who have done nothing wrong: do not publish "
        "handles without a person\u2019s own check.",
    .text_more = "More in the HTML and JSON reports.",
    .text_rank = "#",
    .text_interval = "interval",
    .text_grade = "data",
    .text_listed = "listed",
};

}  // namespace

const Phrases& english_phrases() {
  return kEnglishPhrases;
}

const Phrases& phrases(Language language) {
  switch (language) {
    case Language::kFrench:
      return french_phrases();
    case Language::kGerman:
      return german_phrases();
    default:
      return english_phrases();
  }
}

}  // namespace vigie::dashboards
