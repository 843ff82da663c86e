#include "dashboards/group_text.h"

namespace vigie::dashboards {
namespace {

constexpr GroupPhrases kEnglishGroupPhrases{
    .nav = "Groups",
    .title = "Groups consistent with coordination",
    .about =
        "Accounts that shared the same things, or at nearly the same time, again and again, more "
        "often than chance explains. One coincidence is nothing: readers of a paper share its "
        "front page "
        "within seconds every day. Repetition is what stands out. A group is consistent with "
        "coordination; parties, unions and newsrooms coordinate in the open, and this page does "
        "not know which it is.",
    .not_tested =
        "Coordination between accounts was not tested in this run. Whether there are such groups "
        "is open.",
    .none =
        "No group was found: no three accounts are linked by pairs that chance does not explain.",
    .cannot_exclude =
        "What is not found cannot be excluded: accounts that stay apart in time, or share only "
        "what everybody shares, leave no trace here.",
    .found_one = "One group of {0} accounts is consistent with coordination.",
    .found_many = "{0} groups, {1} accounts in all, are consistent with coordination.",
    .tested =
        "{0} pairs of accounts met often enough to be tested, of {1} possible pairs; {2} of them "
        "are not explained by chance.",
    .false_discovery =
        "The line is set so that about one in a hundred of these pairs may be chance "
        "(false-discovery rate 1\u00a0%, over all possible pairs).",
    .popular =
        "{0} objects were so widely shared that only shares next to each other in time were "
        "compared ({1} shares).",
    .cut = "{0} of {1} groups are shown, the largest first.",
    .more_groups = "{0} smaller groups",
    .known_title = "Known to coordinate in the open",
    .known_about =
        "All members of these groups are on your list of accounts that coordinate openly. They are "
        "shown for completeness.",
    .gone = "Seen before and not in this run: {0}.",
    .gone_item = "{0} ({1}, last seen {2})",
    .gone_more = "{0} more",
    .self_test =
        "Self-test: with accounts dealt out at random over each day\u2019s shares the same method "
        "links {0} accounts; on the data as it is, {1} are in groups.",
    .self_test_none =
        "Self-test: with accounts dealt out at random over each day\u2019s shares the same method "
        "links no account; on the data as it is, {0} are in groups.",
    .self_test_times =
        "With times drawn anew within the hour it links {0}: these share too much, whatever the "
        "seconds.",
    .self_test_not_run =
        "The self-test on shuffled data was not run: how much the method finds where there is "
        "nothing is not known here.",
    .group_number = "Group {0}",
    .gap_short = "median gap",
    .links_short = "of all pairs linked",
    .lead =
        "{0}, linked by {1} that chance does not explain. They met {2} times on shared objects; "
        "chance would give about {3}.",
    .link_one = "{} pair",
    .link_many = "{} pairs",
    .consistent =
        "This is consistent with coordination. It does not say who coordinates, whether a person "
        "or a program posts, or whether it is hidden.",
    .known_members = "{0} of {1} are on your list of accounts that coordinate openly.",
    .known_reason = "Your list says: {0}",
    .since = "seen since {0}",
    .membership = "{0} new, {1} stayed, {2} left",
    .members_title = "Members",
    .column_number = "No.",
    .column_links = "Links",
    .column_explained = "Posts explained",
    .members_cut = "{0} more are in groups.csv and in the JSON report.",
    .network_title = "Who is linked to whom",
    .network_label = "Network of {0} accounts and {1} links. The most central: {2}.",
    .network_legend =
        "A dot is a member, with its number in the table; the larger, the more central. A line is "
        "a pair that chance does not explain; the thicker, the stronger. Orange: at or above the "
        "report line. Hollow: on your list. Position has no meaning of its own.",
    .network_cut = "{0} of {1} members and {2} of {3} links are drawn.",
    .days_title = "Posts behind the links, by day",
    .hours_title = "By hour of the day (UTC)",
    .hours_label = "24 hours; the busiest begins at {0}:00 UTC, with {1} posts",
    .objects_title = "What they met on",
    .column_object = "Object",
    .column_kind = "Kind",
    .column_members = "Members",
    .column_expected = "Expected by chance",
    .column_sharers = "All sharers",
    .column_when = "First share",
    .object_gone = "no longer stored",
    .profiles_title = "Profile texts in common",
    .profiles_about =
        "Equal but for letter case, links, mentions and emoji, as the profiles were when the run "
        "was made. Newsrooms, parties and their local branches write one text in all their "
        "profiles, and people copy what they like. No link, group or likelihood comes from it.",
    .profiles_item =
        "{0}. {1} of the group; {2} of {3} accounts with a profile text on the same platforms and "
        "in the same languages carry it:",
    .profiles_withheld =
        "An account that carries it is not named here: neither the text nor who carries it is "
        "told.",
    .profiles_changed = "No two of them still have it.",
    .profile_mark = "profile text {0}",
    .pairs_title = "Post against post",
    .pairs_none = "No pair of posts is stored any more.",
    .apart = "{0} apart",
    .same_second = "in the same second",
    .innocent_title = "What else it may be",
    .measures_title = "In figures",
    .disarm_title = "Techniques (DISARM)",
    .disarm_about =
        "Ids of the public DISARM catalogue that fit the pattern, as a handle for exchange with "
        "others. No statement on intent.",
    .unknown = "not known",
    .unknown_language = "unknown",
    .in_group = "in group {0}",
    .in_group_link =
        "This account is in {0}: with others, it shared the same things, or at nearly the same "
        "time, more often than chance explains.",
    .density = {"Linked pairs",
                "{0} of {1} possible ({2}). 100\u00a0% means that everyone is linked to everyone."},
    .meetings = {"Meetings",
                 "{0} observed, {1} expected by chance. A meeting is one object shared by both."},
    .gap = {"Median gap",
            "{0} between the two posts of a meeting: half of the meetings are closer."},
    .explained = {"Posts explained", "{0} of the members' posts stand behind the links."},
    .extent =
        {"Strength",
         "Three members stay linked when only the strongest {0} of all tested pairs are kept."},
    .creation = {"Created together", "{0} of the members were created within one week."},
    .office_hours = {"Office hours",
                     "{0} of these posts fall into their ten busiest hours in a row, Monday to "
                     "Friday; spread evenly it would be 30\u00a0%."},
    .profiles =
        {"Profile texts",
         "Of {1} members with one, {0} share it with another member; {2} expected by chance."},
    .layers = {"Met on", "{0} (meetings)"},
    .languages = {"Languages", "{0}"},
    .active = {"Active", "{0} to {1}"},
    .seconds = "{0} s",
    .minutes = "{0} min",
    .hours = "{0} h",
    .days = "{0} d",
    .statuses = {"new", "growing", "shrinking", "steady", "returned"},
    .layer_names = {"repost", "link", "hashtags", "text", "reply to one post", "picture", "domain"},
    .organisation = {"A party, a union, an association",
                     "that sends its members texts or links to share. Look for a call in its "
                     "channels, and for names that appear on its site."},
    .newsroom = {"A newsroom or a press service",
                 "whose staff share their own articles. Look whether the links lead to one outlet "
                 "and the profiles name it."},
    .fans = {"Fans or readers of one account",
             "who repost it as soon as it posts. Look whether they agree on anything besides this "
             "account."},
    .scheduler = {"One scheduling service",
                  "or one person who posts the same from several accounts of an organisation. Look "
                  "whether the profiles name each other."},
    .event =
        {"A live event",
         "that many comment on at once. Look whether the meetings are confined to a few hours."},
};

}  // namespace

const GroupPhrases& english_group_phrases() {
  return kEnglishGroupPhrases;
}

}  // namespace vigie::dashboards
