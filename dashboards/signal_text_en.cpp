#include "dashboards/signal_text.h"

namespace vigie::dashboards {
namespace {

constexpr SignalTable kEnglishSignalTable{{
    // rhythm_delay_entropy
    {"Variety of pauses, over two days",
     "Over a typical busy two days, the pauses between its posts are of many kinds, short and "
     "long: variety {} on "
     "a scale where 0 is always the same kind of pause.",
     "Over a typical busy two days, the pauses between its posts are unusually alike: variety {} "
     "on a scale where "
     "1 is every kind of pause, from seconds to days.",
     "pauses unusually alike"},
    // rhythm_empty_hours
    {"Quiet hours, over two days",
     "Over a typical busy two days, it leaves {} of the day in a row without a post: room for a "
     "night.",
     "Over a typical busy two days, its longest stretch of the day without a post is {}.",
     "hardly a quiet hour"},
    // rhythm_longest_gap
    {"Longest pause, over two days",
     "Over a typical busy two days, it pauses for up to {}: a night\u2019s rest fits in.",
     "Over a typical busy two days, its longest pause is {}; quieter days are not in this figure.",
     "no long pause"},
    // rhythm_day_resultant
    {"Concentration in the day, over two days",
     "Over a typical busy two days, its posts gather at certain times of day: concentration {}, "
     "where 0 is spread "
     "evenly and 1 a single moment.",
     "Over a typical busy two days, its posts are spread around the clock: concentration {}, where "
     "0 is spread "
     "evenly and 1 a single moment.",
     "posts around the clock"},
    // rhythm_pause_likeness
    {"Alike pauses, over two days",
     "Over a typical busy two days, {} of the pairs of its pauses differ by a tenth or less.",
     "Over a typical busy two days, only {} of the pairs of its pauses differ by a tenth or less.",
     "pauses of nearly one length"},
    // rhythm_quick_pauses
    {"Quick next posts, over two days",
     "Over a typical busy two days, {} of its pauses last one to five minutes, as when a person "
     "writes on in one sitting.",
     "Over a typical busy two days, only {} of its pauses last one to five minutes, as when a "
     "person writes on in one sitting.",
     "hardly any quick next post"},
    // rhythm_local_variation
    {"Change from pause to pause, over two days",
     "Over a typical busy two days, one pause differs much from the next: {}, where 0 is a clock "
     "and 1 is chance.",
     "Over a typical busy two days, one pause is much like the next: {}, where 0 is a clock and 1 "
     "is chance.",
     "each pause like the one before"},
    // rhythm_night_share
    {"Posts in the quietest hours, over two days",
     "Over a typical busy two days, even the quietest six hours of its day hold {} of its posts, "
     "more than is usual.",
     "Over a typical busy two days, the quietest six hours of its day hold {} of its posts, no "
     "more than is usual.",
     "posts through the night"},
    // burstiness
    {"Bursts and lulls",
     "It posts in bursts and lulls, as people usually do: {}, where \u22121 is a metronome and 0 "
     "is random.",
     "It posts at an even pace, without the usual bursts and lulls: {}, where \u22121 is a "
     "metronome and 0 is random.",
     "even, metronome-like pace"},
    // memory
    {"Memory of pauses",
     "The length of one pause foretells the next: {}, where 0 is no link and 1 a perfect one.",
     "The length of one pause says little about the next: {}, where 0 is no link and 1 a perfect "
     "one.",
     "each pause foretells the next"},
    // delay_entropy
    {"Variety of pauses, whole window",
     "Over the whole window, its pauses are of many kinds, short and long: variety {} on a scale "
     "where 0 is always the same kind of pause.",
     "Over the whole window, its pauses are unusually alike: variety {} on a scale where 1 is "
     "every kind of pause, from seconds to days.",
     "pauses alike over the whole window"},
    // delay_mode_mass
    {"Identical pauses",
     "{} of its pauses have exactly the same length, to the second.",
     "Its pauses hardly repeat: the commonest length, to the second, makes up {} of them.",
     "pauses identical to the second"},
    // second_alignment
    {"Second of the minute",
     "Its posts keep to certain seconds of the minute: alignment {} on a scale where 0 is what "
     "chance gives and 1 all posts on one mark.",
     "Its posts fall on any second of the minute: alignment {} on a scale where 0 is what chance "
     "gives.",
     "posts on set seconds of the minute"},
    // minute_alignment
    {"Minute of the hour",
     "Its posts keep to certain minutes of the hour: alignment {} on a scale where 0 is what "
     "chance gives and 1 all posts on one mark.",
     "Its posts fall on any minute of the hour: alignment {} on a scale where 0 is what chance "
     "gives.",
     "posts on set minutes of the hour"},
    // periodicity
    {"Fixed cycle",
     "Its posts follow a fixed cycle: strength {} on a scale where 0 is what chance gives and 1 a "
     "perfect cycle.",
     "Its posts follow no fixed cycle: strength {} on a scale where 0 is what chance gives.",
     "posts follow a fixed cycle"},
    // delay_residue
    {"Multiples of one pause",
     "Its pauses are multiples of one fixed length: strength {} on a scale where 0 is what chance "
     "gives and 1 all of them.",
     "Its pauses are not multiples of one length: strength {} on a scale where 0 is what chance "
     "gives.",
     "pauses are multiples of one length"},
    // sleep_gap
    {"Quiet part of the day",
     "Over the whole window, it is nearly silent for {} of the day in a row, as someone who sleeps "
     "would be.",
     "Over the whole window, the quiet part of its day lasts {}.",
     "no quiet night"},
    // hour_entropy
    {"Evenness over the day",
     "It is about equally active at all hours: evenness {}, where 1 is all 24 hours alike.",
     "It keeps to certain hours of the day: evenness {}, where 1 is all 24 hours alike.",
     "equally active at all hours"},
    // hour_resultant
    {"Concentration in the day",
     "Over the whole window, its posts gather at certain times of day: concentration {}, where 0 "
     "is spread evenly and 1 a single moment.",
     "Over the whole window, its posts are spread around the clock: concentration {}, where 0 is "
     "spread evenly and 1 a single moment.",
     "posts spread around the clock"},
    // repost_latency
    {"Delay before reposting",
     "Half of its reposts come {} or more after the original: time enough to read it.",
     "Half of its reposts come within {} of the original.",
     "very fast reposts"},
    // conditional_entropy
    {"Surprise of pauses",
     "Its next pause does not follow from those before: {}, where 0 is fixed by them and 1 is free "
     "of them.",
     "Its next pause follows from those before: {}, where 0 is fixed by them and 1 is free of "
     "them.",
     "pauses in a fixed order"},
    // action_compression
    {"Variety of its doings",
     "What it does and how long it waits is hard to put shortly: {} of the length is left, as a "
     "share of 1.",
     "What it does and how long it waits repeats: {} of the length is left when put shortly, as a "
     "share of 1.",
     "doings that repeat"},
    // action_top_pair
    {"Commonest step",
     "One step, such as a post after minutes of pause, makes up {} of all it does, more than is "
     "usual.",
     "Its commonest step, such as a post after minutes of pause, makes up {} of all it does, no "
     "more than is usual.",
     "one step over and over"},
    // session_singles
    {"Sittings of one post",
     "{} of its sittings hold a single post, more than is usual: an hour passes before and after.",
     "{} of its sittings hold a single post, no more than is usual: an hour passes before and "
     "after.",
     "posts one at a time"},
    // session_text_drift
    {"Drift of length in a sitting",
     "Within a sitting the length of its texts drifts by {} of the mean from post to post, as with "
     "people who tire.",
     "Within a sitting the length of its texts stays flat: it drifts by {} of the mean from post "
     "to post.",
     "no drift within a sitting"},
    // session_reply_drift
    {"Drift of replies in a sitting",
     "Within a sitting its share of replies drifts by {} of posts from one to the next, as with "
     "people.",
     "Within a sitting its share of replies stays flat: it drifts by {} of posts from one to the "
     "next.",
     "replies flat within a sitting"},
    // repost_latency_low
    {"Fastest reposts",
     "Even its fastest tenth of reposts comes {} or more after the original.",
     "A tenth of its reposts comes within {} of the original.",
     "some reposts at once"},
    // repost_within_seconds
    {"Reposts within ten seconds",
     "It reposts within ten seconds of the original more often than others who reposted the same "
     "posts: by {} of its reposts.",
     "It reposts within ten seconds of the original no more often than others who reposted the "
     "same posts (difference: {} of its reposts).",
     "reposts within seconds, unlike others"},
    // repost_within_minute
    {"Reposts within a minute",
     "It reposts within a minute of the original more often than others who reposted the same "
     "posts: by {} of its reposts.",
     "It reposts within a minute of the original no more often than others who reposted the same "
     "posts (difference: {} of its reposts).",
     "reposts within a minute, unlike others"},
    // repost_precedence
    {"Place among reposters",
     "Of the others who reposted the same posts, {} came later on average, where chance gives "
     "half: it is early.",
     "Of the others who reposted the same posts, {} came later on average, where chance gives "
     "half: it is not early.",
     "early among those who repost"},
    // office_hours
    {"Office hours",
     "{} of its posts fall on weekdays into the ten hours in a row that hold most of them; spread "
     "evenly, 30\u00a0% would.",
     "Only {} of its posts fall on weekdays into the ten hours in a row that hold most of them; "
     "spread evenly, 30\u00a0% would.",
     "keeps office hours"},
    // weekend_activity
    {"Weekends",
     "At weekends it posts as on other days: {} on a scale where 0 is never at weekends and 0.5 as "
     "often as on weekdays.",
     "At weekends it posts less: {} on a scale where 0 is never at weekends and 0.5 as often as on "
     "weekdays.",
     "quiet weekends"},
    // question_share
    {"Questions",
     "{} of the texts it wrote hold a question mark, more than is usual.",
     "{} of the texts it wrote hold a question mark, no more than is usual.",
     "many questions"},
    // lowercase_hashtag_share
    {"Lower-case hashtags",
     "{} of the texts it wrote carry a hashtag written all in lower case, more than is usual.",
     "{} of the texts it wrote carry a hashtag written all in lower case, no more than is usual.",
     "hashtags in lower case"},
    // sentence_end_share
    {"Finished sentences",
     "{} of the texts it wrote end like a finished sentence, more than is usual.",
     "{} of the texts it wrote end like a finished sentence: informal writing.",
     "posts end in full sentences"},
    // multi_sentence_share
    {"Several sentences",
     "{} of the texts it wrote hold two sentences or more, more than is usual.",
     "{} of the texts it wrote hold two sentences or more, no more than is usual.",
     "several sentences per post"},
    // commas
    {"Commas", "It uses many commas: {}.", "It uses few commas: {}.", "many commas"},
    // exclamation_share
    {"Exclamations",
     "{} of the texts it wrote hold an exclamation mark, more than is usual.",
     "{} of the texts it wrote hold an exclamation mark, no more than is usual.",
     "many exclamations"},
    // hashtags_per_post
    {"Hashtags per post",
     "It uses many hashtags: {} per post.",
     "It uses few hashtags: {} per post.",
     "many hashtags"},
    // hashtag_end_share
    {"Hashtags at the end",
     "{} of the texts it wrote end in hashtags, more than is usual.",
     "{} of the texts it wrote end in hashtags, no more than is usual.",
     "posts end in hashtags"},
    // apostrophes
    {"Straight apostrophes",
     "It types many straight apostrophes, as a keyboard makes them: {}.",
     "It types few straight apostrophes, as a keyboard makes them: {}.",
     "unusual punctuation"},
    // text_length
    {"Length of texts",
     "Its texts are long: {} on average.",
     "Its texts are short: {} on average.",
     "long texts"},
    // length_spread
    {"Variety of lengths",
     "Its texts are now short, now long: their length spreads by {} of the mean.",
     "Its texts are nearly of one length: it spreads by only {} of the mean.",
     "texts of nearly one length"},
    // words_per_sentence
    {"Length of sentences",
     "Its sentences are long: {} on average.",
     "Its sentences are short: {} on average.",
     "short sentences"},
    // word_length
    {"Length of words",
     "It uses long words: {} on average.",
     "It uses short words: {} on average.",
     "long words"},
    // emoji_share
    {"Emoji",
     "{} of the texts it wrote hold an emoji, more than is usual.",
     "{} of the texts it wrote hold an emoji, no more than is usual.",
     "many emoji"},
    // emoji_variety
    {"Variety of emoji",
     "Its emoji hardly recur: {} of them are distinct.",
     "It keeps to its own few emoji: {} of them are distinct.",
     "ever new emoji"},
    // hashtag_variety
    {"Variety of hashtags",
     "Its hashtags hardly recur: {} of them are distinct.",
     "It comes back to its own hashtags: {} of them are distinct.",
     "ever new hashtags"},
    // capitals
    {"Capitals",
     "{} of its letters are capitals, more than is usual.",
     "{} of its letters are capitals, no more than is usual.",
     "few capitals"},
    // link_share
    {"Links",
     "{} of what it wrote holds a link, more than is usual.",
     "{} of what it wrote holds a link, no more than is usual.",
     "few links"},
    // self_repetition
    {"Repeats itself",
     "{} of its texts say again almost word by word what it had said, more than is usual.",
     "{} of its texts say again almost word by word what it had said, no more than is usual.",
     "repeats its own texts"},
    // coordination
    {"Coordination with other accounts",
     "It shares the same things as other accounts, or at the same moments, more often than chance "
     "explains: strength {}; a single pair of accounts reaches 2.4 at most.",
     "It was tested against other accounts and shows no more common timing than chance gives: {}.",
     "in step with other accounts"},
    // listed_source_share
    {"Listed sources",
     "Beyond what the average account here does, {} of its links and reposts lead to listed "
     "sources, by a careful estimate.",
     "Beyond what the average account here does, {} of its links and reposts lead to listed "
     "sources, by a careful estimate, which is little.",
     "relays listed sources"},
    // topic_focus
    {"Focus on the monitored topics",
     "Its posts keep coming back to the same monitored topics: focus {}, the chance that two of "
     "them share one.",
     "Its posts go to much else than the monitored topics: focus {}, the chance that two of them "
     "share one.",
     "keeps to the monitored topics"},
    // one_sidedness
    {"One-sidedness",
     "On the topic where it is most one-sided, what it shares leans to one side: {} on a scale "
     "where 0 is balanced. Which side is not kept.",
     "On these topics, what it shares comes from several sides: {} on a scale from 0 to 1.",
     "leans to one side"},
    // posting_rate
    {"Posting rate",
     "It posts very often: {} posts per covered day.",
     "It posts at an ordinary rate: {} posts per covered day.",
     "very many posts"},
    // daily_peak
    {"Busiest days",
     "On its busiest days it posts {} times.",
     "Even on its busiest days it posts no more than {} times.",
     "very busy days"},
    // lifetime_rate
    {"Lifetime rate",
     "Since it exists it has posted very often: {} posts per day.",
     "Since it exists it has posted at an ordinary rate: {} posts per day.",
     "very many posts ever since"},
    // repost_share
    {"Reposts",
     "{} of its posts are reposts, more than is usual.",
     "{} of its posts are reposts, no more than is usual.",
     "mostly reposts"},
    // reply_share
    {"Replies",
     "{} of its posts are replies, more than is usual.",
     "{} of its posts are replies, no more than is usual.",
     "mostly replies"},
    // target_concentration
    {"Same targets",
     "Its replies, quotes and reposts keep going to the same accounts: {} of pairs have one "
     "target.",
     "Its replies, quotes and reposts go to many accounts: {} of pairs have one target.",
     "always the same targets"},
    // automated_client
    {"Posting program",
     "{} of its posts came from a program that posts by itself, more than is usual.",
     "{} of its posts came from a program that posts by itself, no more than is usual.",
     "posts by a program"},
    // account_age
    {"Age of the account",
     "The account has existed for {}.",
     "The account is recent: {} old.",
     "recent account"},
    // handle_digits
    {"Digits in the handle",
     "Its handle holds {}, as handles made in series often do.",
     "Its handle holds {}, as most do.",
     "many digits in the handle"},
    // follower_ratio
    {"Followers per account followed",
     "It has {} followers for each account that it follows.",
     "It has only {} followers for each account that it follows.",
     "follows more than follow it"},
}};

}  // namespace

const SignalTable& english_signal_table() {
  return kEnglishSignalTable;
}

}  // namespace vigie::dashboards
