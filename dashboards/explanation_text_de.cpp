#include "dashboards/explanation_text.h"

namespace vigie::dashboards {

constexpr ExplanationText kExplanationGerman{
    .counterfactual_title = "Was es \u00fcber die Meldelinie bringt",
    .without_one = "Ohne {0} st\u00fcnde es unter der Meldelinie, bei {1}.",
    .without_many =
        "Ohne {0} zusammen st\u00fcnde es unter der Meldelinie, bei {1}; mit {2} beliebigen "
        "Signalen weniger steht es noch dar\u00fcber.",
    .without_two =
        "Ohne {0} zusammen st\u00fcnde es unter der Meldelinie, bei {1}; mit einem beliebigen "
        "Signal weniger steht es noch dar\u00fcber.",
    .quote = "\u201e{0}\u201c",
    .last_join = " und ",
    .offset =
        "Es beginnt {1} Punkte tiefer, wie dieses Modell es bei allen Konten {0} h\u00e4lt: Unter "
        "den Konten, deren Art bekannt ist, wirkten Menschen dort automatisierter, als sie sind.",
    .offset_platform = "auf {0}",
    .offset_language = "mit Beitr\u00e4gen meist in der Sprache {0}",
    .offset_both = "auf {0} mit Beitr\u00e4gen meist in der Sprache {1}",
    .offset_or = " oder ",
    .offset_term = "Plattform oder Sprache",
    .change = "{0} Punkte seit {1}: {2}.",
    .change_whole =
        "{0} Punkte seit {1}. Die Auswertung jenes Tages hat nicht aufbewahrt, was n\u00f6tig "
        "w\u00e4re, um zu sagen, warum.",
    .change_none = "Unver\u00e4ndert seit {0}.",
    .change_within = "In der Summe unver\u00e4ndert seit {0}: {1}.",
    .causes = {"Verhalten", "Abdeckung", "Listen", "Modell"},
    .column_causes = "Punkte nach Ursache",
    .held_badge = "war \u00fcber der Meldelinie",
    .held_sentence =
        "Es stand bis {0} an der Meldelinie und ist seither nicht deutlich darunter gefallen; die "
        "Markierung entf\u00e4llt unter {1}.",
    .held_title = "Konten, die \u00fcber der Meldelinie waren",
    .held_about =
        "{0} unter der Meldelinie: in einem fr\u00fcheren Bericht an ihr und seither nicht unter "
        "{1} gefallen. Die Markierung \u00e4ndert keine Wahrscheinlichkeit.",
    .held_one = "{} Konto",
    .held_many = "{} Konten",
    .held_more = "und {0} weitere",
    .column_until = "An der Meldelinie bis",
    .history_title = "Wahrscheinlichkeit in den Berichten",
    .report_one = "{} Bericht",
    .report_many = "{} Berichte",
    .history_sentence = "{0} seit {1}: mindestens {2}, h\u00f6chstens {3}.",
    .history_mark = "In {0} davon an der Meldelinie.",
    .unmeasured_title = "Nicht bekannt, weil Daten fehlen",
    .next_grade = "F\u00fcr die Datennote {0}: {1}.",
    .more_post = "noch {} Beitrag",
    .more_posts = "noch {} Beitr\u00e4ge",
    .more_day = "noch {} aktiver Tag",
    .more_days = "noch {} aktive Tage",
    .unmeasured = "{0}: es braucht {1}",
    .still = "es fehlen {0}",
    .times_forbid = "doch seine Zeiten lassen es nicht zu",
    .needs = {"{0} Beitr\u00e4ge",
              "{0} Beitr\u00e4ge in zwei Tagen",
              "{0} Beitr\u00e4ge mit Text",
              "{0} Weiterverbreitungen, deren urspr\u00fcngliche Zeit bekannt ist",
              "einen Link oder eine Weiterverbreitung",
              "mehr zu einem beobachteten Thema, das zwei Seiten hat",
              "{0} Tage, an denen es beobachtet wurde",
              "eine Angabe, die die Plattform nicht macht"},
    .needs_days = "an {0} aktiven Tagen",
    .accounts_looked_at = "betrachteten Konten",
    .accounts_counted = "{0} Konten mit genug Beitr\u00e4gen",
};

}  // namespace vigie::dashboards
