#include "dashboards/group_text.h"

namespace vigie::dashboards {
namespace {

constexpr GroupPhrases kGermanGroupPhrases{
    .nav = "Gruppen",
    .title = "Gruppen, die mit Koordination vereinbar sind",
    .about =
        "Konten, die immer wieder dasselbe teilten oder fast zur selben Zeit, \u00f6fter als der "
        "Zufall "
        "es erkl\u00e4rt. Ein einzelnes Zusammentreffen besagt nichts: Leser einer Zeitung teilen "
        "jeden Tag deren Titelseite im Abstand von Sekunden. Auff\u00e4llig ist die Wiederholung. "
        "Eine Gruppe ist mit Koordination vereinbar; Parteien, Gewerkschaften und Redaktionen "
        "stimmen sich offen ab, und diese Seite wei\u00df nicht, was zutrifft.",
    .not_tested =
        "Koordination zwischen Konten wurde in dieser Auswertung nicht gepr\u00fcft. Ob es solche "
        "Gruppen gibt, ist offen.",
    .none =
        "Keine Gruppe gefunden: Keine drei Konten sind durch Paare verbunden, die der Zufall nicht "
        "erkl\u00e4rt.",
    .cannot_exclude =
        "Was nicht gefunden wird, ist nicht ausgeschlossen: Konten, die zeitlich Abstand halten "
        "oder nur teilen, was alle teilen, hinterlassen hier keine Spur.",
    .found_one = "Eine Gruppe von {0} Konten ist mit Koordination vereinbar.",
    .found_many = "{0} Gruppen, zusammen {1} Konten, sind mit Koordination vereinbar.",
    .tested =
        "{0} Paare von Konten trafen oft genug zusammen, um gepr\u00fcft zu werden, von {1} "
        "m\u00f6glichen Paaren; {2} davon erkl\u00e4rt der Zufall nicht.",
    .false_discovery =
        "Die Schwelle ist so gesetzt, dass etwa eines von hundert dieser Paare Zufall sein kann "
        "(Falschentdeckungsrate 1\u00a0%, \u00fcber alle m\u00f6glichen Paare).",
    .popular =
        "{0} Objekte wurden so breit geteilt, dass nur zeitlich benachbarte Beitr\u00e4ge "
        "verglichen wurden ({1} Beitr\u00e4ge).",
    .cut = "{0} von {1} Gruppen sind gezeigt, die gr\u00f6\u00dften zuerst.",
    .more_groups = "{0} kleinere Gruppen",
    .known_title = "Bekannt f\u00fcr offene Abstimmung",
    .known_about =
        "Alle Mitglieder dieser Gruppen stehen auf Ihrer Liste von Konten, die sich offen "
        "abstimmen. Sie werden der Vollst\u00e4ndigkeit halber gezeigt.",
    .gone = "Fr\u00fcher gesehen und nicht in dieser Auswertung: {0}.",
    .gone_item = "{0} ({1}, zuletzt gesehen {2})",
    .gone_more = "{0} weitere",
    .self_test =
        "Selbsttest: Werden die Konten zuf\u00e4llig \u00fcber die Beitr\u00e4ge jedes Tages "
        "verteilt, verbindet dasselbe Verfahren {0} Konten; in den Daten, wie sie sind, stehen {1} "
        "in Gruppen.",
    .self_test_none =
        "Selbsttest: Werden die Konten zuf\u00e4llig \u00fcber die Beitr\u00e4ge jedes Tages "
        "verteilt, verbindet dasselbe Verfahren kein Konto; in den Daten, wie sie sind, stehen {0} "
        "in Gruppen.",
    .self_test_times =
        "Mit neu gezogenen Zeiten innerhalb der Stunde verbindet es {0}: Diese teilen zu viel "
        "miteinander, auf die Sekunden kommt es nicht an.",
    .self_test_not_run =
        "Der Selbsttest auf durchmischten Daten lief nicht: Wie viel das Verfahren findet, wo "
        "nichts ist, ist hier nicht bekannt.",
    .group_number = "Gruppe {0}",
    .gap_short = "Median des Abstands",
    .links_short = "aller Paare verbunden",
    .lead =
        "{0}, verbunden durch {1}, die der Zufall nicht erkl\u00e4rt. Sie trafen {2}-mal auf "
        "geteilten Objekten zusammen; der Zufall erg\u00e4be etwa {3}.",
    .link_one = "{} Paar",
    .link_many = "{} Paare",
    .consistent =
        "Das ist mit Koordination vereinbar. Es sagt nicht, wer koordiniert, ob ein Mensch oder "
        "ein Programm schreibt und ob es verborgen geschieht.",
    .known_members = "{0} von {1} stehen auf Ihrer Liste von Konten, die sich offen abstimmen.",
    .known_reason = "Ihre Liste sagt: {0}",
    .since = "gesehen seit {0}",
    .membership = "{0} neu, {1} geblieben, {2} gegangen",
    .members_title = "Mitglieder",
    .column_number = "Nr.",
    .column_links = "Verbindungen",
    .column_explained = "Erkl\u00e4rte Beitr\u00e4ge",
    .members_cut = "{0} weitere stehen in groups.csv und im JSON-Bericht.",
    .network_title = "Wer mit wem verbunden ist",
    .network_label = "Netz aus {0} Konten und {1} Verbindungen. Am zentralsten: {2}.",
    .network_legend =
        "Ein Punkt ist ein Mitglied mit seiner Nummer in der Tabelle; je gr\u00f6\u00dfer, desto "
        "zentraler. Eine Linie ist ein Paar, das der Zufall nicht erkl\u00e4rt; je dicker, desto "
        "st\u00e4rker. Orange: an oder \u00fcber der Meldelinie. Hohl: auf Ihrer Liste. Die Lage "
        "f\u00fcr sich bedeutet nichts.",
    .network_cut = "{0} von {1} Mitgliedern und {2} von {3} Verbindungen sind gezeichnet.",
    .days_title = "Beitr\u00e4ge hinter den Verbindungen, nach Tagen",
    .hours_title = "Nach Tagesstunden (UTC)",
    .hours_label = "24 Stunden; die st\u00e4rkste beginnt um {0} Uhr UTC, mit {1} Beitr\u00e4gen",
    .objects_title = "Worauf sie zusammentrafen",
    .column_object = "Objekt",
    .column_kind = "Art",
    .column_members = "Mitglieder",
    .column_expected = "Durch Zufall erwartet",
    .column_sharers = "Alle, die es teilten",
    .column_when = "Zuerst geteilt",
    .object_gone = "nicht mehr gespeichert",
    .profiles_title = "Gleiche Profiltexte",
    .profiles_about =
        "Gleich bis auf Gro\u00dfschreibung, Links, Erw\u00e4hnungen und Emojis, nach dem Stand "
        "der Profile beim Lauf. Redaktionen, Parteien und ihre Ortsverb\u00e4nde schreiben einen "
        "Text in alle Profile, und Menschen \u00fcbernehmen, was ihnen gef\u00e4llt. Keine "
        "Verbindung, keine Gruppe und keine Wahrscheinlichkeit kommt daher.",
    .profiles_item =
        "{0}. {1} der Gruppe; {2} von {3} Konten mit Profiltext auf denselben Plattformen und in "
        "denselben Sprachen tragen ihn:",
    .profiles_withheld =
        "Ein Konto, das ihn tr\u00e4gt, wird hier nicht genannt: Weder der Text noch seine "
        "Tr\u00e4ger werden gezeigt.",
    .profiles_changed = "Keine zwei haben ihn noch.",
    .profile_mark = "Profiltext {0}",
    .pairs_title = "Beitrag neben Beitrag",
    .pairs_none = "Kein Paar von Beitr\u00e4gen ist mehr gespeichert.",
    .apart = "im Abstand von {0}",
    .same_second = "in derselben Sekunde",
    .innocent_title = "Was es sonst sein kann",
    .measures_title = "In Zahlen",
    .disarm_title = "Techniken (DISARM)",
    .disarm_about =
        "Kennungen des \u00f6ffentlichen Katalogs DISARM, die zum Muster passen, f\u00fcr den "
        "Austausch mit anderen. Keine Aussage \u00fcber eine Absicht.",
    .unknown = "nicht bekannt",
    .unknown_language = "unbekannt",
    .in_group = "in Gruppe {0}",
    .in_group_link =
        "Dieses Konto ist in {0}: Es teilte mit anderen dasselbe oder fast zur selben Zeit, "
        "\u00f6fter, als der Zufall erkl\u00e4rt.",
    .density = {"Verbundene Paare",
                "{0} von {1} m\u00f6glichen ({2}). 100\u00a0% hei\u00dft, dass alle mit allen "
                "verbunden sind."},
    .meetings = {"Treffen",
                 "{0} beobachtet, {1} durch Zufall erwartet. Ein Treffen ist ein Objekt, das beide "
                 "teilten."},
    .gap = {"Mittlerer Abstand (Median)",
            "{0} zwischen den zwei Beitr\u00e4gen eines Treffens: Die H\u00e4lfte der Treffen "
            "liegt n\u00e4her beisammen."},
    .explained = {"Erkl\u00e4rte Beitr\u00e4ge",
                  "{0} der Beitr\u00e4ge der Mitglieder stehen hinter den Verbindungen."},
    .extent = {"St\u00e4rke",
               "Drei Mitglieder bleiben verbunden, wenn nur die st\u00e4rksten {0} aller "
               "gepr\u00fcften Paare bleiben."},
    .creation = {"Zusammen angelegt", "{0} der Mitglieder wurden innerhalb einer Woche angelegt."},
    .office_hours =
        {"B\u00fcrozeiten",
         "{0} dieser Beitr\u00e4ge fallen in ihre zehn st\u00e4rksten aufeinanderfolgenden "
         "Stunden, Montag bis Freitag; gleichm\u00e4\u00dfig verteilt w\u00e4ren es 30\u00a0%."},
    .profiles = {"Profiltexte",
                 "Von {1} Mitgliedern mit Profiltext teilen ihn {0} mit einem anderen Mitglied; "
                 "{2} sind durch Zufall zu erwarten."},
    .layers = {"Zusammengetroffen auf", "{0} (Treffen)"},
    .languages = {"Sprachen", "{0}"},
    .active = {"Aktiv", "{0} bis {1}"},
    .seconds = "{0} s",
    .minutes = "{0} min",
    .hours = "{0} Std.",
    .days = "{0} Tage",
    .statuses = {"neu", "wachsend", "schrumpfend", "gleichbleibend", "zur\u00fcck"},
    .layer_names = {"Weiterverbreitung",
                    "Link",
                    "Hashtags",
                    "Text",
                    "Antwort auf einen Beitrag",
                    "Bild",
                    "Domain"},
    .organisation = {"Eine Partei, eine Gewerkschaft, ein Verein",
                     "die Mitgliedern Texte oder Links zum Teilen schicken. Suchen Sie einen "
                     "Aufruf in ihren Kan\u00e4len und Namen, die auf ihrer Website stehen."},
    .newsroom = {"Eine Redaktion oder ein Pressedienst",
                 "deren Leute eigene Artikel teilen. Pr\u00fcfen Sie, ob die Links zu einem Medium "
                 "f\u00fchren und die Profile es nennen."},
    .fans = {"Fans oder Leser eines Kontos",
             "die es weiterverbreiten, sobald es schreibt. Pr\u00fcfen Sie, ob sie au\u00dfer "
             "diesem Konto noch etwas verbindet."},
    .scheduler = {"Ein gemeinsamer Planungsdienst",
                  "oder ein Mensch, der \u00fcber mehrere Konten einer Organisation dasselbe "
                  "ver\u00f6ffentlicht. Pr\u00fcfen Sie, ob die Profile einander nennen."},
    .event = {"Ein Live-Ereignis",
              "das viele zugleich kommentieren. Pr\u00fcfen Sie, ob die Treffen auf wenige Stunden "
              "fallen."},
};

}  // namespace

const GroupPhrases& german_group_phrases() {
  return kGermanGroupPhrases;
}

}  // namespace vigie::dashboards
