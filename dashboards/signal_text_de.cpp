#include "dashboards/signal_text.h"

namespace vigie::dashboards {
namespace {

constexpr SignalTable kGermanSignalTable{{
    // rhythm_delay_entropy
    {"Vielfalt der Pausen, \u00fcber zwei Tage",
     "\u00dcber typische volle zwei Tage sind die Pausen zwischen seinen Beitr\u00e4gen von "
     "vielerlei Art, kurz "
     "und lang: "
     "Vielfalt {} auf einer Skala, auf der 0 immer dieselbe Art Pause ist.",
     "\u00dcber typische volle zwei Tage \u00e4hneln sich die Pausen zwischen seinen "
     "Beitr\u00e4gen "
     "ungew\u00f6hnlich stark: Vielfalt "
     "{} auf einer Skala, auf der 1 jede Art Pause ist, von Sekunden bis Tagen.",
     "Pausen auffallend \u00e4hnlich"},
    // rhythm_empty_hours
    {"Ruhige Stunden, \u00fcber zwei Tage",
     "\u00dcber typische volle zwei Tage l\u00e4sst es {} des Tages am St\u00fcck ohne Beitrag: "
     "Platz f\u00fcr "
     "eine Nacht.",
     "\u00dcber typische volle zwei Tage betr\u00e4gt die l\u00e4ngste Strecke des Tages ohne "
     "Beitrag {}.",
     "kaum eine ruhige Stunde"},
    // rhythm_longest_gap
    {"L\u00e4ngste Pause, \u00fcber zwei Tage",
     "\u00dcber typische volle zwei Tage macht es bis zu {} Pause: Eine Nachtruhe passt hinein.",
     "\u00dcber typische volle zwei Tage dauert seine l\u00e4ngste Pause {}; ruhigere Tage "
     "z\u00e4hlen hier nicht.",
     "keine lange Pause"},
    // rhythm_day_resultant
    {"Konzentration am Tag, \u00fcber zwei Tage",
     "\u00dcber typische volle zwei Tage h\u00e4ufen sich seine Beitr\u00e4ge zu bestimmten "
     "Tageszeiten: "
     "Konzentration {}, wobei "
     "0 gleichm\u00e4\u00dfig verteilt ist und 1 ein einziger Augenblick.",
     "\u00dcber typische volle zwei Tage verteilen sich seine Beitr\u00e4ge rund um die Uhr: "
     "Konzentration {}, "
     "wobei 0 "
     "gleichm\u00e4\u00dfig verteilt ist und 1 ein einziger Augenblick.",
     "Beitr\u00e4ge rund um die Uhr"},
    // rhythm_pause_likeness
    {"\u00c4hnliche Pausen, \u00fcber zwei Tage",
     "In zwei typisch aktiven Tagen unterscheiden sich {} der Paare seiner Pausen um "
     "h\u00f6chstens ein Zehntel.",
     "In zwei typisch aktiven Tagen unterscheiden sich nur {} der Paare seiner Pausen um "
     "h\u00f6chstens ein Zehntel.",
     "fast gleich lange Pausen"},
    // rhythm_quick_pauses
    {"Schnelle Folgebeitr\u00e4ge, \u00fcber zwei Tage",
     "In zwei typisch aktiven Tagen dauern {} seiner Pausen eine bis f\u00fcnf Minuten, wie wenn "
     "jemand in einem Zug schreibt.",
     "In zwei typisch aktiven Tagen dauern nur {} seiner Pausen eine bis f\u00fcnf Minuten, wie "
     "wenn jemand in einem Zug schreibt.",
     "kaum schnelle Folgebeitr\u00e4ge"},
    // rhythm_local_variation
    {"Wechsel von Pause zu Pause, \u00fcber zwei Tage",
     "In zwei typisch aktiven Tagen unterscheidet sich eine Pause stark von der n\u00e4chsten: {}, "
     "wobei 0 eine Uhr ist und 1 der Zufall.",
     "In zwei typisch aktiven Tagen gleicht eine Pause der n\u00e4chsten: {}, wobei 0 eine Uhr ist "
     "und 1 der Zufall.",
     "jede Pause wie die vorige"},
    // burstiness
    {"Sch\u00fcbe und Flauten",
     "Es postet in Sch\u00fcben und Flauten, wie Menschen es meist tun: {}, wobei \u22121 ein "
     "Metronom ist "
     "und 0 der Zufall.",
     "Es postet in gleichm\u00e4\u00dfigem Takt, ohne die \u00fcblichen Sch\u00fcbe und Flauten: "
     "{}, wobei \u22121 ein "
     "Metronom ist und 0 der Zufall.",
     "gleichm\u00e4\u00dfiger Takt wie ein Metronom"},
    // memory
    {"Ged\u00e4chtnis der Pausen",
     "Die L\u00e4nge einer Pause k\u00fcndigt die n\u00e4chste an: {}, wobei 0 kein Zusammenhang "
     "ist und 1 ein "
     "vollkommener.",
     "Die L\u00e4nge einer Pause sagt wenig \u00fcber die n\u00e4chste: {}, wobei 0 kein "
     "Zusammenhang ist und 1 "
     "ein vollkommener.",
     "jede Pause k\u00fcndigt die n\u00e4chste an"},
    // delay_entropy
    {"Vielfalt der Pausen, ganzer Zeitraum",
     "\u00dcber den ganzen Zeitraum sind seine Pausen von vielerlei Art, kurz und lang: Vielfalt "
     "{} auf "
     "einer Skala, auf der 0 immer dieselbe Art Pause ist.",
     "\u00dcber den ganzen Zeitraum \u00e4hneln sich seine Pausen ungew\u00f6hnlich stark: "
     "Vielfalt {} auf einer "
     "Skala, auf der 1 jede Art Pause ist, von Sekunden bis Tagen.",
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
     "Skala, "
     "auf der 0 dem Zufall entspricht und 1 allen Beitr\u00e4gen auf einem Punkt.",
     "Seine Beitr\u00e4ge fallen auf beliebige Sekunden der Minute: Ausrichtung {} auf einer "
     "Skala, auf "
     "der 0 dem Zufall entspricht.",
     "Beitr\u00e4ge zu festen Sekunden"},
    // minute_alignment
    {"Minute der Stunde",
     "Seine Beitr\u00e4ge halten sich an bestimmte Minuten der Stunde: Ausrichtung {} auf einer "
     "Skala, "
     "auf der 0 dem Zufall entspricht und 1 allen Beitr\u00e4gen auf einem Punkt.",
     "Seine Beitr\u00e4ge fallen auf beliebige Minuten der Stunde: Ausrichtung {} auf einer Skala, "
     "auf "
     "der 0 dem Zufall entspricht.",
     "Beitr\u00e4ge zu festen Minuten"},
    // periodicity
    {"Fester Zyklus",
     "Seine Beitr\u00e4ge folgen einem festen Zyklus: St\u00e4rke {} auf einer Skala, auf der 0 "
     "dem Zufall "
     "entspricht und 1 einem vollkommenen Zyklus.",
     "Seine Beitr\u00e4ge folgen keinem festen Zyklus: St\u00e4rke {} auf einer Skala, auf der 0 "
     "dem Zufall "
     "entspricht.",
     "Beitr\u00e4ge in festem Zyklus"},
    // delay_residue
    {"Vielfache einer Pause",
     "Seine Pausen sind Vielfache einer festen L\u00e4nge: St\u00e4rke {} auf einer Skala, auf der "
     "0 dem "
     "Zufall entspricht und 1 allen Pausen.",
     "Seine Pausen sind keine Vielfachen einer L\u00e4nge: St\u00e4rke {} auf einer Skala, auf der "
     "0 dem "
     "Zufall entspricht.",
     "Pausen sind Vielfache einer L\u00e4nge"},
    // sleep_gap
    {"Ruhiger Teil des Tages",
     "\u00dcber den ganzen Zeitraum schweigt es fast {} des Tages am St\u00fcck, wie jemand, der "
     "schl\u00e4ft.",
     "\u00dcber den ganzen Zeitraum dauert der ruhige Teil seines Tages {}.",
     "keine ruhige Nacht"},
    // hour_entropy
    {"Gleichma\u00df \u00fcber den Tag",
     "Es ist zu allen Stunden etwa gleich aktiv: Gleichma\u00df {}, wobei 1 hei\u00dft, dass alle "
     "24 Stunden "
     "gleich sind.",
     "Es h\u00e4lt sich an bestimmte Stunden des Tages: Gleichma\u00df {}, wobei 1 hei\u00dft, "
     "dass alle 24 "
     "Stunden gleich sind.",
     "zu allen Stunden gleich aktiv"},
    // hour_resultant
    {"Konzentration am Tag",
     "\u00dcber den ganzen Zeitraum h\u00e4ufen sich seine Beitr\u00e4ge zu bestimmten "
     "Tageszeiten: Konzentration "
     "{}, wobei 0 gleichm\u00e4\u00dfig verteilt ist und 1 ein einziger Augenblick.",
     "\u00dcber den ganzen Zeitraum verteilen sich seine Beitr\u00e4ge rund um die Uhr: "
     "Konzentration {}, "
     "wobei 0 gleichm\u00e4\u00dfig verteilt ist und 1 ein einziger Augenblick.",
     "Beitr\u00e4ge \u00fcber 24 Stunden verteilt"},
    // repost_latency
    {"Zeit bis zum Weiterverbreiten",
     "Die H\u00e4lfte dessen, was es weiterverbreitet, kommt {} oder mehr nach dem Original: Zeit "
     "genug "
     "zum Lesen.",
     "Die H\u00e4lfte dessen, was es weiterverbreitet, kommt binnen {} nach dem Original.",
     "verbreitet sehr schnell weiter"},
    // conditional_entropy
    {"\u00dcberraschung der Pausen",
     "Seine n\u00e4chste Pause ergibt sich nicht aus den vorigen: {}, wobei 0 von ihnen bestimmt "
     "ist und 1 frei von ihnen.",
     "Seine n\u00e4chste Pause ergibt sich aus den vorigen: {}, wobei 0 von ihnen bestimmt ist und "
     "1 frei von ihnen.",
     "Pausen in fester Folge"},
    // action_compression
    {"Vielfalt seines Tuns",
     "Was es tut und wie lange es wartet, l\u00e4sst sich schlecht k\u00fcrzen: {} der L\u00e4nge "
     "bleibt, von 1.",
     "Was es tut und wie lange es wartet, wiederholt sich: gek\u00fcrzt bleibt {} der L\u00e4nge, "
     "von 1.",
     "Tun, das sich wiederholt"},
    // action_top_pair
    {"H\u00e4ufigster Schritt",
     "Ein Schritt, etwa ein Beitrag nach Minuten Pause, macht {} seines Tuns aus, mehr als "
     "\u00fcblich.",
     "Sein h\u00e4ufigster Schritt, etwa ein Beitrag nach Minuten Pause, macht {} seines Tuns aus, "
     "nicht mehr als \u00fcblich.",
     "immer derselbe Schritt"},
    // session_singles
    {"Sitzungen mit einem Beitrag",
     "{} seiner Sitzungen haben nur einen Beitrag, mehr als \u00fcblich: davor und danach vergeht "
     "eine Stunde.",
     "{} seiner Sitzungen haben nur einen Beitrag, nicht mehr als \u00fcblich: davor und danach "
     "vergeht eine Stunde.",
     "immer nur ein Beitrag"},
    // session_text_drift
    {"Drift der L\u00e4nge in einer Sitzung",
     "In einer Sitzung verschiebt sich die L\u00e4nge seiner Texte um {} des Mittels je Beitrag, "
     "wie bei Menschen, die m\u00fcde werden.",
     "In einer Sitzung bleibt die L\u00e4nge seiner Texte gleich: sie verschiebt sich um {} des "
     "Mittels je Beitrag.",
     "keine Drift in einer Sitzung"},
    // session_reply_drift
    {"Drift der Antworten in einer Sitzung",
     "In einer Sitzung verschiebt sich sein Anteil an Antworten um {} der Beitr\u00e4ge von einem "
     "zum n\u00e4chsten, wie bei Menschen.",
     "In einer Sitzung bleibt sein Anteil an Antworten gleich: er verschiebt sich um {} der "
     "Beitr\u00e4ge von einem zum n\u00e4chsten.",
     "gleichbleibende Antworten"},
    // question_share
    {"Fragen",
     "{} der von ihm verfassten Texte enthalten ein Fragezeichen, mehr als \u00fcblich.",
     "{} der von ihm verfassten Texte enthalten ein Fragezeichen, nicht mehr als \u00fcblich.",
     "viele Fragen"},
    // lowercase_hashtag_share
    {"Klein geschriebene Hashtags",
     "{} der von ihm verfassten Texte tragen einen ganz klein geschriebenen Hashtag, mehr als "
     "\u00fcblich.",
     "{} der von ihm verfassten Texte tragen einen ganz klein geschriebenen Hashtag, nicht mehr "
     "als "
     "\u00fcblich.",
     "klein geschriebene Hashtags"},
    // sentence_end_share
    {"Abgeschlossene S\u00e4tze",
     "{} der von ihm verfassten Texte enden wie ein abgeschlossener Satz, mehr als \u00fcblich.",
     "{} der von ihm verfassten Texte enden wie ein abgeschlossener Satz: lockere Schreibweise.",
     "Beitr\u00e4ge enden mit ganzen S\u00e4tzen"},
    // multi_sentence_share
    {"Mehrere S\u00e4tze",
     "{} der von ihm verfassten Texte haben zwei S\u00e4tze oder mehr, mehr als \u00fcblich.",
     "{} der von ihm verfassten Texte haben zwei S\u00e4tze oder mehr, nicht mehr als \u00fcblich.",
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
     "auffallende Zeichensetzung"},
    // text_length
    {"L\u00e4nge der Texte",
     "Seine Texte sind lang: im Mittel {}.",
     "Seine Texte sind kurz: im Mittel {}.",
     "lange Texte"},
    // length_spread
    {"Vielfalt der L\u00e4ngen",
     "Seine Texte sind mal kurz, mal lang: ihre L\u00e4nge streut um {} des Mittels.",
     "Seine Texte sind fast gleich lang: ihre L\u00e4nge streut nur um {} des Mittels.",
     "fast gleich lange Texte"},
    // words_per_sentence
    {"L\u00e4nge der S\u00e4tze",
     "Seine S\u00e4tze sind lang: im Mittel {}.",
     "Seine S\u00e4tze sind kurz: im Mittel {}.",
     "kurze S\u00e4tze"},
    // word_length
    {"L\u00e4nge der W\u00f6rter",
     "Es gebraucht lange W\u00f6rter: im Mittel {}.",
     "Es gebraucht kurze W\u00f6rter: im Mittel {}.",
     "lange W\u00f6rter"},
    // emoji_share
    {"Emojis",
     "{} der Texte, die es schrieb, enthalten ein Emoji, mehr als \u00fcblich.",
     "{} der Texte, die es schrieb, enthalten ein Emoji, nicht mehr als \u00fcblich.",
     "viele Emojis"},
    // emoji_variety
    {"Vielfalt der Emojis",
     "Seine Emojis kehren kaum wieder: {} sind verschieden.",
     "Es bleibt bei seinen wenigen Emojis: {} sind verschieden.",
     "immer neue Emojis"},
    // hashtag_variety
    {"Vielfalt der Hashtags",
     "Seine Hashtags kehren kaum wieder: {} sind verschieden.",
     "Es kommt auf seine Hashtags zur\u00fcck: {} sind verschieden.",
     "immer neue Hashtags"},
    // capitals
    {"Gro\u00dfbuchstaben",
     "{} seiner Buchstaben sind Gro\u00dfbuchstaben, mehr als \u00fcblich.",
     "{} seiner Buchstaben sind Gro\u00dfbuchstaben, nicht mehr als \u00fcblich.",
     "wenige Gro\u00dfbuchstaben"},
    // link_share
    {"Links",
     "{} dessen, was es schrieb, enth\u00e4lt einen Link, mehr als \u00fcblich.",
     "{} dessen, was es schrieb, enth\u00e4lt einen Link, nicht mehr als \u00fcblich.",
     "wenige Links"},
    // self_repetition
    {"Wiederholt sich",
     "{} seiner Texte sagen fast wortgleich, was es schon gesagt hatte, mehr als \u00fcblich.",
     "{} seiner Texte sagen fast wortgleich, was es schon gesagt hatte, nicht mehr als "
     "\u00fcblich.",
     "wiederholt eigene Texte"},
    // coordination
    {"Koordination mit anderen Konten",
     "Es teilt \u00f6fter als durch Zufall erkl\u00e4rbar dasselbe wie andere Konten oder zur "
     "selben "
     "Zeit: St\u00e4rke {}; ein einzelnes Paar von Konten erreicht h\u00f6chstens 2,4.",
     "Gegen andere Konten gepr\u00fcft, zeigt es nicht mehr Gleichzeitigkeit, als der Zufall "
     "ergibt: "
     "{}.",
     "im Gleichschritt mit anderen Konten"},
    // listed_source_share
    {"Gelistete Quellen",
     "\u00dcber das hinaus, was das durchschnittliche Konto hier tut, f\u00fchren nach "
     "vorsichtiger Sch\u00e4tzung {} seiner Links und geteilten Beitr\u00e4ge zu gelisteten "
     "Quellen.",
     "\u00dcber das hinaus, was das durchschnittliche Konto hier tut, f\u00fchren nach "
     "vorsichtiger Sch\u00e4tzung {} seiner Links und geteilten Beitr\u00e4ge zu gelisteten "
     "Quellen, und das ist wenig.",
     "verbreitet gelistete Quellen"},
    // topic_focus
    {"Konzentration auf die beobachteten Themen",
     "Seine Beitr\u00e4ge kehren immer wieder zu denselben beobachteten Themen zur\u00fcck: "
     "Konzentration {}, die Chance, dass zwei davon eines teilen.",
     "Seine Beitr\u00e4ge gehen auch zu vielem anderen als den beobachteten Themen: Konzentration "
     "{}, die Chance, dass zwei davon eines teilen.",
     "bleibt bei den beobachteten Themen"},
    // one_sidedness
    {"Einseitigkeit",
     "Bei dem Thema, bei dem es am deutlichsten ist, neigt das, was es teilt, einer Seite zu: {} "
     "auf einer Skala, auf der 0 ausgewogen ist. Welcher, wird nicht aufbewahrt.",
     "Was es zu diesen Themen teilt, kommt von mehreren Seiten: {} auf einer Skala von 0 bis 1.",
     "neigt einer Seite zu"},
    // posting_rate
    {"Zahl der Beitr\u00e4ge",
     "Es postet sehr oft: {} Beitr\u00e4ge je abgedecktem Tag.",
     "Es postet gew\u00f6hnlich oft: {} Beitr\u00e4ge je abgedecktem Tag.",
     "sehr viele Beitr\u00e4ge"},
    // daily_peak
    {"Vollste Tage",
     "An seinen vollsten Tagen ver\u00f6ffentlicht es {} Mal.",
     "Selbst an seinen vollsten Tagen ver\u00f6ffentlicht es nur {} Mal.",
     "sehr volle Tage"},
    // lifetime_rate
    {"Rate seit Bestehen",
     "Seit es besteht, ver\u00f6ffentlicht es sehr oft: {} Beitr\u00e4ge je Tag.",
     "Seit es besteht, ver\u00f6ffentlicht es in gew\u00f6hnlichem Ma\u00df: {} Beitr\u00e4ge je "
     "Tag.",
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
     "Seine Antworten, Zitate und Weiterverbreitungen gehen an dieselben Konten: {} der Paare "
     "haben ein Ziel.",
     "Seine Antworten, Zitate und Weiterverbreitungen gehen an viele Konten: {} der Paare haben "
     "ein Ziel.",
     "immer dieselben Ziele"},
    // automated_client
    {"Ver\u00f6ffentlichendes Programm",
     "{} seiner Beitr\u00e4ge kamen von einem Programm, das von selbst ver\u00f6ffentlicht, mehr "
     "als \u00fcblich.",
     "{} seiner Beitr\u00e4ge kamen von einem Programm, das von selbst ver\u00f6ffentlicht, nicht "
     "mehr als \u00fcblich.",
     "von einem Programm ver\u00f6ffentlicht"},
    // account_age
    {"Alter des Kontos",
     "Das Konto besteht seit {}.",
     "Das Konto ist neu: Es besteht seit {}.",
     "neues Konto"},
    // handle_digits
    {"Ziffern im Namen",
     "Sein Name enth\u00e4lt {}, wie oft bei Namen, die in Serie entstehen.",
     "Sein Name enth\u00e4lt {}, wie die meisten.",
     "viele Ziffern im Namen"},
    // follower_ratio
    {"Folgende je gefolgtem Konto",
     "Es hat {} Folgende f\u00fcr jedes Konto, dem es folgt.",
     "Es hat nur {} Folgende f\u00fcr jedes Konto, dem es folgt.",
     "folgt mehr, als ihm folgen"},
}};

}  // namespace

const SignalTable& german_signal_table() {
  return kGermanSignalTable;
}

}  // namespace vigie::dashboards
