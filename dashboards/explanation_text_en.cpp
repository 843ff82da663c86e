#include "dashboards/explanation_text.h"

namespace vigie::dashboards {

constexpr ExplanationText kExplanationEnglish{
    .counterfactual_title = "What carries it over the line",
    .without_one = "Without {0} it would stand below the line, at {1}.",
    .without_many =
        "Without {0} together it would stand below the line, at {1}; with any {2} signals fewer it "
        "still stands above.",
    .without_two =
        "Without {0} together it would stand below the line, at {1}; with any single signal fewer "
        "it still stands above.",
    .quote = "\u201c{0}\u201d",
    .last_join = " and ",
    .offset =
        "It starts {1} points lower, as this model has it for all accounts {0}: of the labelled "
        "accounts, people there looked more automated than they were.",
    .offset_platform = "on {0}",
    .offset_language = "that mostly write in the language {0}",
    .offset_both = "on {0} that mostly write in the language {1}",
    .offset_or = " or ",
    .offset_term = "platform or language",
    .change = "{0} points since {1}: {2}.",
    .change_whole =
        "{0} points since {1}. The run of that day did not keep what it takes to say why.",
    .change_none = "Unchanged since {0}.",
    .change_within = "Unchanged in sum since {0}: {1}.",
    .causes = {"behaviour", "coverage", "lists", "model"},
    .column_causes = "Points by cause",
    .held_badge = "was above the line",
    .held_sentence =
        "It stood at the line until {0} and has not fallen clearly below it since; the mark goes "
        "under {1}.",
    .held_title = "Was above the line",
    .held_about =
        "{0} below the line: at it in an earlier report, and not under {1} since. The mark changes "
        "no likelihood.",
    .held_one = "{} account",
    .held_many = "{} accounts",
    .held_more = "and {0} more",
    .column_until = "At the line until",
    .history_title = "Likelihood in the reports",
    .report_one = "{} report",
    .report_many = "{} reports",
    .history_sentence = "{0} since {1}: lowest {2}, highest {3}.",
    .history_mark = "At the line in {0} of them.",
    .unmeasured_title = "Not known, for lack of data",
    .next_grade = "For data grade {0}: {1}.",
    .more_post = "{} more post",
    .more_posts = "{} more posts",
    .more_day = "{} more active day",
    .more_days = "{} more active days",
    .unmeasured = "{0}: it takes {1}",
    .still = "{0} to go",
    .times_forbid = "but its times do not allow it",
    .needs = {"{0} posts",
              "{0} posts within two days",
              "{0} posts with text",
              "{0} reposts whose original\u2019s time is known",
              "a link or a repost",
              "more on a monitored topic that has two sides",
              "{0} days in which it was watched",
              "what the platform does not say"},
    .needs_days = "on {0} active days",
    .accounts_looked_at = "accounts looked at",
    .accounts_counted = "{0} accounts with enough posts",
};

}  // namespace vigie::dashboards
