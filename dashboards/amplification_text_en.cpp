#include "dashboards/amplification_text.h"

namespace vigie::dashboards {

const AmplificationText kAmplificationEnglish{
    .title = "What was pushed",
    .about =
        "Listed sources and the most shared links, hashtags and posts of the window. Reach is the "
        "number of distinct accounts that shared or reposted, not of people who saw it: platforms "
        "do not tell. Sharing is legal, and most of it is ordinary: a headline, a match, a storm "
        "are shared fast and by few accounts as well.",
    .carried =
        "The last three columns say which part of the shares, and after the stroke of the reach, "
        "comes from declared accounts (outlets, institutions, bots), from accounts at or above the "
        "report line, and from members of coordinated groups.",
    .sources_caption = "Listed sources",
    .urls_caption = "Most shared links",
    .hashtags_caption = "Most shared hashtags",
    .posts_caption = "Most reposted posts",
    .column_source = "Source",
    .column_object = "Object",
    .column_shares = "Shares",
    .column_reach = "Reach",
    .column_reposts = "Reposts received",
    .column_half = "Half of it within",
    .column_top_ten = "By ten accounts",
    .column_declared = "Declared",
    .column_above = "At the line",
    .column_grouped = "In groups",
    .column_movers = "First accounts",
    .impact_title = "Impact of accounts",
    .impact_about =
        "The FIB index is the largest number f such that f posts of an account with a listed "
        "source were reposted f times or more each. It measures what posts reached, adds to no "
        "likelihood, and says nothing of intent. Posts that contradict the source do not count.",
    .column_account = "Account",
    .column_fib = "FIB index",
    .column_listed_posts = "Posts with a listed source",
    .column_received = "Reposts received",
    .column_class = "Class",
    .narratives_title = "Narratives",
    .narratives_about =
        "Near-duplicate texts and links of a monitored topic that appear in the same posts, named "
        "by the words that stand out. A narrative is a way to sort posts for reading: it says "
        "neither that something is true or false nor that anybody planned it.",
    .narratives_none = "No texts or links of a monitored topic go together often enough.",
    .column_narrative = "Words that stand out",
    .column_topic = "Topic",
    .column_posts = "Posts",
    .column_accounts = "Accounts",
    .column_dates = "Dates",
    .alerts_title = "Alerts",
    .alerts_about =
        "Objects shared in one hour more than their own past, or than the first hours of other new "
        "objects, explain, at 1 % false discovery over {0} hours and {1} new objects. News breaks, "
        "and that is an alert too: look at who was first and who carried it.",
    .alerts_none = "No object was shared more than chance explains.",
    .column_peak = "Busiest hour (UTC)",
    .column_expected = "Expected",
    .column_baseline = "Compared with",
    .own_history = "its own past",
    .new_objects = "other new objects",
    .by = "by {0}",
    .unnamed = "(no words stand out)",
    .nothing = "Nothing was shared by two accounts.",
    .minutes = "{0} min",
    .hours = "{0} h",
    .days = "{0} d",
    .line_top =
        "Most shared listed source: {0}, {1} shares by {2} accounts, half of them within {3}.",
    .line_above = "{0} of these shares come from accounts at or above the report line.",
    .line_counts = "Narratives: {0}. Alerts: {1}. The page lists them.",
};

}  // namespace vigie::dashboards
