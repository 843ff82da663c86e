#include "dashboards/signal_text.h"

namespace vigie::dashboards {
namespace {

constexpr SignalTable kGermanSignalTable{{
    // rhythm_delay_entropy
    {"Vielfalt der Pausen, \u00fcber zwei Tage",
     "An zwei typischen aktiven Tagen sind die Pausen zwischen seinen Beitr\u00e4gen von vielerlei "
     "Art, kurz und lang: Vielfalt {} auf einer Skala, auf der 0 immer dieselbe Art Pause "
     "bedeutet.",
     "An zwei typischen aktiven Tagen \u00e4hneln sich die Pausen zwischen seinen Beitr\u00e4gen "
     "ungew\u00f6hnlich stark: Vielfalt {} auf einer Skala, auf der 1 jede Art Pause bedeutet, von "
     "Sekunden bis zu Tagen.",
     "Pausen auffallend \u00e4hnlich"},
    // rhythm_empty_hours
    {"Ruhige Stunden, \u00fcber zwei Tage",
     "An zwei typischen aktiven Tagen bleiben {} des Tages am St\u00fcck ohne Beitrag: genug "
     "f\u00fcr eine Nacht.",
     "An zwei typischen aktiven Tagen ist die l\u00e4ngste Strecke des Tages ohne Beitrag {} lang.",
     "kaum eine ruhige Stunde"},
    // rhythm_longest_gap
    {"L\u00e4ngste Pause, \u00fcber zwei Tage",
     "An zwei typischen aktiven Tagen macht es bis zu {} Pause: Eine Nachtruhe passt hinein.",
     "An zwei typischen aktiven Tagen dauert seine l\u00e4ngste Pause {}; ruhigere Tage "
     "z\u00e4hlen hier nicht.",
     "keine lange Pause"},
    // rhythm_day_resultant
    {"Konzentration am Tag, \u00fcber zwei Tage",
     "An zwei typischen aktiven Tagen h\u00e4ufen sich seine Beitr\u00e4ge zu bestimmten "
     "Tageszeiten: Konzentration {}, wobei 0 gleichm\u00e4\u00dfig verteilt bedeutet und 1 ein "
     "einziger Augenblick.",
     "An zwei typischen aktiven Tagen verteilen sich seine Beitr\u00e4ge rund um die Uhr: "
     "Konzentration {}, wobei 0 gleichm\u00e4\u00dfig verteilt bedeutet und 1 ein einziger "
     "Augenblick.",
     "Beitr\u00e4ge rund um die Uhr"},
    // rhythm_pause_likeness
    {"\u00c4hnliche Pausen, \u00fcber zwei Tage",
     "An zwei typischen aktiven Tagen unterscheiden sich {} der Paare seiner Pausen um "
     "h\u00f6chstens ein Zehntel.",
     "An zwei typischen aktiven Tagen unterscheiden sich nur {} der Paare seiner Pausen um "
     "h\u00f6chstens ein Zehntel.",
     "fast gleich lange Pausen"},
    // rhythm_quick_pauses
    {"Schnelle Folgebeitr\u00e4ge, \u00fcber zwei Tage",
     "An zwei typischen aktiven Tagen dauern {} seiner Pausen eine bis f\u00fcnf Minuten, wie wenn "
     "jemand in einem Zug weiterschreibt.",
     "An zwei typischen aktiven Tagen dauern nur {} seiner Pausen eine bis f\u00fcnf Minuten, wie "
     "wenn jemand in einem Zug weiterschreibt.",
     "kaum schnelle Folgebeitr\u00e4ge"},
    // rhythm_local_variation
    {"Wechsel von Pause zu Pause, \u00fcber zwei Tage",
     "An zwei typischen aktiven Tagen unterscheidet sich eine Pause stark von der n\u00e4chsten: "
     "{}, wobei 0 einer Uhr entspricht und 1 dem Zufall.",
     "An zwei typischen aktiven Tagen gleicht eine Pause der n\u00e4chsten: {}, wobei 0 einer Uhr "
     "entspricht und 1 dem Zufall.",
     "jede Pause wie die vorige"},
    // rhythm_night_share
    {"Beitr\u00e4ge in den ruhigsten Stunden, \u00fcber zwei Tage",
     "An zwei typischen aktiven Tagen fallen selbst in die ruhigsten sechs Stunden des Tages {} "
     "seiner Beitr\u00e4ge, mehr als \u00fcblich.",
     "An zwei typischen aktiven Tagen fallen in die ruhigsten sechs Stunden des Tages {} seiner "
     "Beitr\u00e4ge, nicht mehr als \u00fcblich.",
     "postet die Nacht hindurch"},
    // burstiness
    {"Sch\u00fcbe und Flauten",
     "Es postet in Sch\u00fcben und Flauten, wie Menschen es meist tun: {}, wobei \u22121 einem "
     "Metronom entspricht und 0 dem Zufall.",
     "Es postet in gleichm\u00e4\u00dfigem Takt, ohne die \u00fcblichen Sch\u00fcbe und Flauten: "
     "{}, wobei \u22121 einem Metronom entspricht und 0 dem Zufall.",
     "gleichm\u00e4\u00dfiger Takt wie ein Metronom"},
    // memory
    {"Ged\u00e4chtnis der Pausen",
     "Aus der L\u00e4nge einer Pause l\u00e4sst sich die n\u00e4chste absehen: {}, wobei 0 kein "
     "Zusammenhang ist und 1 ein vollkommener.",
     "Die L\u00e4nge einer Pause sagt wenig \u00fcber die n\u00e4chste: {}, wobei 0 kein "
     "Zusammenhang ist und 1 ein vollkommener.",
     "jede Pause l\u00e4sst die n\u00e4chste absehen"},
    // delay_entropy
    {"Vielfalt der Pausen, ganzer Zeitraum",
     "\u00dcber den ganzen Zeitraum sind seine Pausen von vielerlei Art, kurz und lang: Vielfalt "
     "{} auf einer Skala, auf der 0 immer dieselbe Art Pause bedeutet.",
     "\u00dcber den ganzen Zeitraum \u00e4hneln sich seine Pausen ungew\u00f6hnlich stark: "
     "Vielfalt {} auf einer Skala, auf der 1 jede Art Pause bedeutet, von Sekunden bis zu Tagen.",
     "Pausen im ganzen Zeitraum \u00e4hnlich"},
    // delay_mode_mass
    {"Gleiche Pausen",
     "{} seiner Pausen haben genau dieselbe L\u00e4nge, auf die Sekunde.",
     "Seine Pausen wiederholen sich kaum: Die h\u00e4ufigste L\u00e4nge, auf die Sekunde, macht {} "
     "aus.",
     "Pausen auf die Sekunde gleich"},
    // second_alignment
    {"Sekunde der Minute",
     "Seine Beitr\u00e4ge halten sich an bestimmte Sekunden der Minute: Ausrichtung {} auf einer "
     "Skala, auf der 0 dem Zufall entspricht und 1 allen Beitr\u00e4gen auf einem Punkt.",
     "Seine Beitr\u00e4ge fallen auf beliebige Sekunden der Minute: Ausrichtung {} auf einer "
     "Skala, auf der 0 dem Zufall entspricht.",
     "Beitr\u00e4ge zu festen Sekunden"},
    // minute_alignment
    {"Minute der Stunde",
     "Seine Beitr\u00e4ge halten sich an bestimmte Minuten der Stunde: Ausrichtung {} auf einer "
     "Skala, auf der 0 dem Zufall entspricht und 1 allen Beitr\u00e4gen auf einem Punkt.",
     "Seine Beitr\u00e4ge fallen auf beliebige Minuten der Stunde: Ausrichtung {} auf einer Skala, "
     "auf der 0 dem Zufall entspricht.",
     "Beitr\u00e4ge zu festen Minuten"},
    // periodicity
    {"Fester Zyklus",
     "Seine Beitr\u00e4ge folgen einem festen Zyklus: St\u00e4rke {} auf einer Skala, auf der 0 "
     "dem Zufall entspricht und 1 einem vollkommenen Zyklus.",
     "Seine Beitr\u00e4ge folgen keinem festen Zyklus: St\u00e4rke {} auf einer Skala, auf der 0 "
     "dem Zufall entspricht.",
     "Beitr\u00e4ge in festem Zyklus"},
    // delay_residue
    {"Vielfache einer Pause",
     "Seine Pausen sind Vielfache einer festen L\u00e4nge: St\u00e4rke {} auf einer Skala, auf der "
     "0 dem Zufall entspricht und 1 allen Pausen.",
     "Seine Pausen sind keine Vielfachen einer L\u00e4nge: St\u00e4rke {} auf einer Skala, auf der "
     "0 dem Zufall entspricht.",
     "Pausen sind Vielfache einer L\u00e4nge"},
    // sleep_gap
    {"Ruhiger Teil des Tages",
     "\u00dcber den ganzen Zeitraum ist es {} des Tages am St\u00fcck fast still, wie jemand, der "
     "schl\u00e4ft.",
     "\u00dcber den ganzen Zeitraum dauert der ruhige Teil seines Tages {}.",
     "keine ruhige Nacht"},
    // hour_entropy
    {"Gleichma\u00df \u00fcber den Tag",
     "Es ist zu allen Stunden etwa gleich aktiv: Gleichma\u00df {}, wobei 1 hei\u00dft, dass alle "
     "24 Stunden gleich sind.",
     "Es h\u00e4lt sich an bestimmte Stunden des Tages: Gleichma\u00df {}, wobei 1 hei\u00dft, "
     "dass alle 24 Stunden gleich sind.",
     "zu allen Stunden gleich aktiv"},
    // hour_resultant
    {"Konzentration am Tag",
     "\u00dcber den ganzen Zeitraum h\u00e4ufen sich seine Beitr\u00e4ge zu bestimmten "
     "Tageszeiten: Konzentration {}, wobei 0 gleichm\u00e4\u00dfig verteilt bedeutet und 1 ein "
     "einziger Augenblick.",
     "\u00dcber den ganzen Zeitraum verteilen sich seine Beitr\u00e4ge rund um die Uhr: "
     "Konzentration {}, wobei 0 gleichm\u00e4\u00dfig verteilt bedeutet und 1 ein einziger "
     "Augenblick.",
     "Beitr\u00e4ge \u00fcber 24 Stunden verteilt"},
    // repost_latency
    {"Zeit bis zum Weiterverbreiten",
     "Die H\u00e4lfte seiner Weiterverbreitungen kommt {} oder mehr nach dem Original: Zeit genug "
     "zum Lesen.",
     "Die H\u00e4lfte seiner Weiterverbreitungen kommt binnen {} nach dem Original.",
     "verbreitet sehr schnell weiter"},
    // conditional_entropy
    {"Unvorhersehbarkeit der Pausen",
     "Seine n\u00e4chste Pause ergibt sich nicht aus den vorigen: {}, wobei 0 von ihnen bestimmt "
     "bedeutet und 1 unabh\u00e4ngig von ihnen.",
     "Seine n\u00e4chste Pause ergibt sich aus den vorigen: {}, wobei 0 von ihnen bestimmt "
     "bedeutet und 1 unabh\u00e4ngig von ihnen.",
     "Pausen in fester Folge"},
    // action_compression
    {"Vielfalt seiner Aktivit\u00e4t",
     "Was es tut und wie lange es wartet, wiederholt sich wenig: Verdichtet bleibt {} der "
     "L\u00e4nge, von 1.",
     "Was es tut und wie lange es wartet, wiederholt sich: Verdichtet bleibt nur {} der "
     "L\u00e4nge, von 1.",
     "Abl\u00e4ufe, die sich wiederholen"},
    // action_top_pair
    {"H\u00e4ufigster Schritt",
     "Ein einziger Schritt, etwa ein Beitrag nach einigen Minuten Pause, macht {} von allem aus, "
     "was es tut, mehr als \u00fcblich.",
     "Sein h\u00e4ufigster Schritt, etwa ein Beitrag nach einigen Minuten Pause, macht {} von "
     "allem aus, was es tut, nicht mehr als \u00fcblich.",
     "immer derselbe Schritt"},
    // session_singles
    {"Sitzungen mit einem einzigen Beitrag",
     "{} seiner Sitzungen bestehen aus einem einzigen Beitrag, mehr als \u00fcblich: Davor und "
     "danach vergeht eine Stunde.",
     "{} seiner Sitzungen bestehen aus einem einzigen Beitrag, nicht mehr als \u00fcblich: Davor "
     "und danach vergeht eine Stunde.",
     "Beitr\u00e4ge immer einzeln"},
    // session_text_drift
    {"\u00c4nderung der L\u00e4nge in einer Sitzung",
     "Im Lauf einer Sitzung \u00e4ndert sich die L\u00e4nge seiner Texte von Beitrag zu Beitrag um "
     "{} des Mittels, wie bei Menschen, die m\u00fcde werden.",
     "Im Lauf einer Sitzung bleibt die L\u00e4nge seiner Texte fast gleich: Sie \u00e4ndert sich "
     "von Beitrag zu Beitrag um {} des Mittels.",
     "gleichbleibende L\u00e4nge in einer Sitzung"},
    // session_reply_drift
    {"\u00c4nderung der Antworten in einer Sitzung",
     "Im Lauf einer Sitzung \u00e4ndert sich sein Anteil an Antworten von Beitrag zu Beitrag um "
     "{}, wie bei Menschen.",
     "Im Lauf einer Sitzung bleibt sein Anteil an Antworten fast gleich: Er \u00e4ndert sich von "
     "Beitrag zu Beitrag um {}.",
     "gleichbleibender Anteil an Antworten"},
    // repost_latency_low
    {"Schnellste Weiterverbreitungen",
     "Selbst das schnellste Zehntel seiner Weiterverbreitungen kommt erst {} oder sp\u00e4ter nach "
     "dem Original.",
     "Ein Zehntel seiner Weiterverbreitungen kommt binnen {} nach dem Original.",
     "teils sofort weiterverbreitet"},
    // repost_within_seconds
    {"Weiterverbreitung binnen zehn Sekunden",
     "Es verbreitet \u00f6fter binnen zehn Sekunden weiter als andere Konten, die dieselben "
     "Beitr\u00e4ge weiterverbreitet haben: um {} seiner Weiterverbreitungen.",
     "Es verbreitet nicht \u00f6fter binnen zehn Sekunden weiter als andere Konten, die dieselben "
     "Beitr\u00e4ge weiterverbreitet haben (Unterschied: {} seiner Weiterverbreitungen).",
     "\u00f6fter als andere binnen Sekunden"},
    // repost_within_minute
    {"Weiterverbreitung binnen einer Minute",
     "Es verbreitet \u00f6fter binnen einer Minute weiter als andere Konten, die dieselben "
     "Beitr\u00e4ge weiterverbreitet haben: um {} seiner Weiterverbreitungen.",
     "Es verbreitet nicht \u00f6fter binnen einer Minute weiter als andere Konten, die dieselben "
     "Beitr\u00e4ge weiterverbreitet haben (Unterschied: {} seiner Weiterverbreitungen).",
     "\u00f6fter als andere binnen einer Minute"},
    // repost_precedence
    {"Platz unter den Weiterverbreitern",
     "Von den anderen Konten, die dieselben Beitr\u00e4ge weiterverbreitet haben, kamen im Mittel "
     "{} sp\u00e4ter, bei Zufall w\u00e4re es die H\u00e4lfte: Es ist fr\u00fch dabei.",
     "Von den anderen Konten, die dieselben Beitr\u00e4ge weiterverbreitet haben, kamen im Mittel "
     "{} sp\u00e4ter, bei Zufall w\u00e4re es die H\u00e4lfte: Es ist nicht fr\u00fch dabei.",
     "verbreitet als eines der ersten weiter"},
    // office_hours
    {"B\u00fcrozeiten",
     "{} seiner Beitr\u00e4ge fallen an Werktagen in die zehn Stunden am St\u00fcck, in denen es "
     "am meisten postet; gleichm\u00e4\u00dfig verteilt w\u00e4ren es 30\u00a0%.",
     "Nur {} seiner Beitr\u00e4ge fallen an Werktagen in die zehn Stunden am St\u00fcck, in denen "
     "es am meisten postet; gleichm\u00e4\u00dfig verteilt w\u00e4ren es 30\u00a0%.",
     "h\u00e4lt B\u00fcrozeiten ein"},
    // weekend_activity
    {"Wochenenden",
     "Am Wochenende postet es wie an anderen Tagen: {} auf einer Skala, auf der 0 nie am "
     "Wochenende und 0,5 so oft wie an Werktagen bedeutet.",
     "Am Wochenende postet es weniger: {} auf einer Skala, auf der 0 nie am Wochenende und 0,5 so "
     "oft wie an Werktagen bedeutet.",
     "ruhige Wochenenden"},
    // question_share
    {"Fragen",
     "{} der von ihm verfassten Texte enthalten ein Fragezeichen, mehr als \u00fcblich.",
     "{} der von ihm verfassten Texte enthalten ein Fragezeichen, nicht mehr als \u00fcblich.",
     "viele Fragen"},
    // lowercase_hashtag_share
    {"Kleingeschriebene Hashtags",
     "{} der von ihm verfassten Texte enthalten einen ganz kleingeschriebenen Hashtag, mehr als "
     "\u00fcblich.",
     "{} der von ihm verfassten Texte enthalten einen ganz kleingeschriebenen Hashtag, nicht mehr "
     "als \u00fcblich.",
     "kleingeschriebene Hashtags"},
    // sentence_end_share
    {"Abgeschlossene S\u00e4tze",
     "{} der von ihm verfassten Texte enden wie ein abgeschlossener Satz, mehr als \u00fcblich.",
     "{} der von ihm verfassten Texte enden wie ein abgeschlossener Satz: lockere Schreibweise.",
     "Beitr\u00e4ge enden mit ganzen S\u00e4tzen"},
    // multi_sentence_share
    {"Mehrere S\u00e4tze",
     "{} der von ihm verfassten Texte enthalten zwei oder mehr S\u00e4tze, mehr als \u00fcblich.",
     "{} der von ihm verfassten Texte enthalten zwei oder mehr S\u00e4tze, nicht mehr als "
     "\u00fcblich.",
     "mehrere S\u00e4tze je Beitrag"},
    // commas
    {"Kommas", "Es setzt viele Kommas: {}.", "Es setzt wenige Kommas: {}.", "viele Kommas"},
    // exclamation_share
    {"Ausrufe",
     "{} der von ihm verfassten Texte enthalten ein Ausrufezeichen, mehr als \u00fcblich.",
     "{} der von ihm verfassten Texte enthalten ein Ausrufezeichen, nicht mehr als \u00fcblich.",
     "viele Ausrufezeichen"},
    // hashtags_per_post
    {"Hashtags je Beitrag",
     "Es verwendet viele Hashtags: {} je Beitrag.",
     "Es verwendet wenige Hashtags: {} je Beitrag.",
     "viele Hashtags"},
    // hashtag_end_share
    {"Hashtags am Ende",
     "{} der von ihm verfassten Texte enden mit Hashtags, mehr als \u00fcblich.",
     "{} der von ihm verfassten Texte enden mit Hashtags, nicht mehr als \u00fcblich.",
     "Beitr\u00e4ge enden mit Hashtags"},
    // apostrophes
    {"Gerade Apostrophe",
     "Es setzt viele gerade Apostrophe, wie eine Tastatur sie schreibt: {}.",
     "Es setzt wenige gerade Apostrophe, wie eine Tastatur sie schreibt: {}.",
     "auff\u00e4llige Zeichensetzung"},
    // text_length
    {"L\u00e4nge der Texte",
     "Seine Texte sind lang: im Mittel {}.",
     "Seine Texte sind kurz: im Mittel {}.",
     "lange Texte"},
    // length_spread
    {"Vielfalt der L\u00e4ngen",
     "Seine Texte sind mal kurz, mal lang: Ihre L\u00e4nge streut um {} des Mittels.",
     "Seine Texte sind fast gleich lang: Ihre L\u00e4nge streut nur um {} des Mittels.",
     "fast gleich lange Texte"},
    // words_per_sentence
    {"L\u00e4nge der S\u00e4tze",
     "Seine S\u00e4tze sind lang: im Mittel {}.",
     "Seine S\u00e4tze sind kurz: im Mittel {}.",
     "kurze S\u00e4tze"},
    // word_length
    {"L\u00e4nge der W\u00f6rter",
     "Es verwendet lange W\u00f6rter: im Mittel {}.",
     "Es verwendet kurze W\u00f6rter: im Mittel {}.",
     "lange W\u00f6rter"},
    // emoji_share
    {"Emojis",
     "{} der von ihm verfassten Texte enthalten ein Emoji, mehr als \u00fcblich.",
     "{} der von ihm verfassten Texte enthalten ein Emoji, nicht mehr als \u00fcblich.",
     "viele Emojis"},
    // emoji_variety
    {"Vielfalt der Emojis",
     "Seine Emojis kehren kaum wieder: {} sind verschieden.",
     "Es bleibt bei seinen wenigen Emojis: {} sind verschieden.",
     "immer neue Emojis"},
    // hashtag_variety
    {"Vielfalt der Hashtags",
     "Seine Hashtags kehren kaum wieder: {} sind verschieden.",
     "Es kommt auf seine eigenen Hashtags zur\u00fcck: {} sind verschieden.",
     "immer neue Hashtags"},
    // capitals
    {"Gro\u00dfbuchstaben",
     "{} seiner Buchstaben sind Gro\u00dfbuchstaben, mehr als \u00fcblich.",
     "{} seiner Buchstaben sind Gro\u00dfbuchstaben, nicht mehr als \u00fcblich.",
     "wenige Gro\u00dfbuchstaben"},
    // link_share
    {"Links",
     "{} der von ihm verfassten Beitr\u00e4ge enthalten einen Link, mehr als \u00fcblich.",
     "{} der von ihm verfassten Beitr\u00e4ge enthalten einen Link, nicht mehr als \u00fcblich.",
     "wenige Links"},
    // self_repetition
    {"Wiederholung eigener Texte",
     "{} seiner Texte wiederholen fast w\u00f6rtlich, was es schon gesagt hatte, mehr als "
     "\u00fcblich.",
     "{} seiner Texte wiederholen fast w\u00f6rtlich, was es schon gesagt hatte, nicht mehr als "
     "\u00fcblich.",
     "wiederholt eigene Texte"},
    // coordination
    {"Koordination mit anderen Konten",
     "Es teilt \u00f6fter, als der Zufall erkl\u00e4rt, dasselbe wie andere Konten oder teilt es "
     "zur selben Zeit: St\u00e4rke {}; ein einzelnes Paar von Konten erreicht h\u00f6chstens 2,4.",
     "Mit anderen Konten verglichen, zeigt es nicht mehr Gleichzeitigkeit, als der Zufall ergibt: "
     "{}.",
     "im Gleichschritt mit anderen Konten"},
    // listed_source_share
    {"Gelistete Quellen",
     "\u00dcber das hinaus, was das durchschnittliche Konto hier tut, f\u00fchren nach "
     "vorsichtiger Sch\u00e4tzung {} seiner Links und Weiterverbreitungen zu gelisteten Quellen.",
     "\u00dcber das hinaus, was das durchschnittliche Konto hier tut, f\u00fchren nach "
     "vorsichtiger Sch\u00e4tzung {} seiner Links und Weiterverbreitungen zu gelisteten Quellen, "
     "und das ist wenig.",
     "verbreitet gelistete Quellen"},
    // topic_focus
    {"Konzentration auf die beobachteten Themen",
     "Seine Beitr\u00e4ge kehren immer wieder zu denselben beobachteten Themen zur\u00fcck: "
     "Konzentration {}, die Chance, dass zwei von ihnen ein Thema gemeinsam haben.",
     "Seine Beitr\u00e4ge handeln auch von vielem anderen als den beobachteten Themen: "
     "Konzentration {}, die Chance, dass zwei von ihnen ein Thema gemeinsam haben.",
     "bleibt bei den beobachteten Themen"},
    // one_sidedness
    {"Einseitigkeit",
     "Bei dem Thema, bei dem es am deutlichsten ist, neigt das, was es teilt, einer Seite zu: {} "
     "auf einer Skala, auf der 0 ausgewogen bedeutet. Welche Seite es ist, wird nicht aufbewahrt.",
     "Was es zu diesen Themen teilt, kommt von mehreren Seiten: {} auf einer Skala von 0 bis 1.",
     "neigt einer Seite zu"},
    // posting_rate
    {"H\u00e4ufigkeit der Beitr\u00e4ge",
     "Es postet sehr oft: {} Beitr\u00e4ge je abgedecktem Tag.",
     "Es postet so oft wie \u00fcblich: {} Beitr\u00e4ge je abgedecktem Tag.",
     "sehr viele Beitr\u00e4ge"},
    // daily_peak
    {"Aktivste Tage",
     "An seinen aktivsten Tagen postet es {} Mal.",
     "Selbst an seinen aktivsten Tagen postet es nicht mehr als {} Mal.",
     "sehr aktive Tage"},
    // lifetime_rate
    {"H\u00e4ufigkeit seit Bestehen",
     "Seit es besteht, postet es sehr oft: {} Beitr\u00e4ge je Tag.",
     "Seit es besteht, postet es so oft wie \u00fcblich: {} Beitr\u00e4ge je Tag.",
     "seit jeher sehr viele Beitr\u00e4ge"},
    // repost_share
    {"Weiterverbreitungen",
     "{} seiner Beitr\u00e4ge sind Weiterverbreitungen, mehr als \u00fcblich.",
     "{} seiner Beitr\u00e4ge sind Weiterverbreitungen, nicht mehr als \u00fcblich.",
     "meist Weiterverbreitungen"},
    // reply_share
    {"Antworten",
     "{} seiner Beitr\u00e4ge sind Antworten, mehr als \u00fcblich.",
     "{} seiner Beitr\u00e4ge sind Antworten, nicht mehr als \u00fcblich.",
     "meist Antworten"},
    // target_concentration
    {"Gleiche Ziele",
     "Seine Antworten, Zitate und Weiterverbreitungen gehen immer wieder an dieselben Konten: {} "
     "der Paare haben dasselbe Ziel.",
     "Seine Antworten, Zitate und Weiterverbreitungen gehen an viele Konten: {} der Paare haben "
     "dasselbe Ziel.",
     "immer dieselben Ziele"},
    // automated_client
    {"Programm hinter den Beitr\u00e4gen",
     "{} seiner Beitr\u00e4ge kamen von einem Programm, das von selbst postet, mehr als "
     "\u00fcblich.",
     "{} seiner Beitr\u00e4ge kamen von einem Programm, das von selbst postet, nicht mehr als "
     "\u00fcblich.",
     "postet \u00fcber ein Programm"},
    // account_age
    {"Alter des Kontos",
     "Das Konto besteht seit {}.",
     "Das Konto ist neu: Es besteht seit {}.",
     "neues Konto"},
    // handle_digits
    {"Ziffern im Kontonamen",
     "Sein Kontoname enth\u00e4lt {}, wie oft bei Namen, die in Serie entstehen.",
     "Sein Kontoname enth\u00e4lt {}, wie die meisten.",
     "viele Ziffern im Kontonamen"},
    // follower_ratio
    {"Folgende je gefolgtem Konto",
     "Es hat {} Folgende f\u00fcr jedes Konto, dem es folgt.",
     "Es hat nur {} Folgende f\u00fcr jedes Konto, dem es folgt.",
     "folgt mehr Konten, als ihm folgen"},
}};

}  // namespace

const SignalTable& german_signal_table() {
  return kGermanSignalTable;
}

}  // namespace vigie::dashboards
