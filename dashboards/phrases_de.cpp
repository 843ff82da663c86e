#include "dashboards/phrases.h"

namespace vigie::dashboards {
namespace {

constexpr Phrases kGermanPhrases{
    .report_title = "Vigie-Bericht",
    .page_title = "Konten, die einen Blick wert sind",
    .skip_link = "Zu den Konten",
    .simulated =
        "Simulierte Daten: Jedes Konto, jeder Beitrag und jede Zahl hier ist erfunden. Nichts "
        "davon betrifft irgendjemanden.",
    .window_line = "{0} (UTC), {1}",
    .all_windows =
        "Jedes Konto steht mit seinem h\u00f6chsten Wert unter aufeinanderfolgenden "
        "Zeitr\u00e4umen hier; seine eigenen Daten stehen in seiner Zeile.",
    .post_one = "{} Beitrag",
    .post_many = "{} Beitr\u00e4ge",
    .account_one = "{} Konto",
    .account_many = "{} Konten",
    .day_one = "{} Tag",
    .day_many = "{} Tagen",
    .tile_accounts = "betrachtete Konten",
    .tile_scored = "mit gen\u00fcgend Daten",
    .tile_above = "ab der Meldelinie",
    .tile_posts = "Beitr\u00e4ge",
    .tile_listed = "Beitr\u00e4ge mit gelisteten Quellen",
    .headline_none_scored =
        "F\u00fcr keines der Konten reichten die Daten f\u00fcr eine Wahrscheinlichkeit.",
    .headline_none =
        "Kein Konto erreicht die Meldelinie von {0}. Das ist ein gew\u00f6hnliches Ergebnis: An "
        "den meisten Tagen, bei den meisten Themen erreicht sie keines.",
    .headline_one =
        "{0} Konto erreicht die Meldelinie von {1}: Sein Verhalten ist mit Automatisierung oder "
        "Koordination vereinbar.",
    .headline_many =
        "{0} Konten erreichen die Meldelinie von {1}: Ihr Verhalten ist mit Automatisierung oder "
        "Koordination vereinbar.",
    .headline_meaning =
        "Die Linie sagt, wo man zuerst hinsehen soll, nicht, was daraus zu schlie\u00dfen ist: "
        "Darunter stehen Konten, die einen Blick verdienen, dar\u00fcber Menschen mit einem "
        "ungew\u00f6hnlichen Rhythmus. \u00d6ffnen Sie eine Zeile, lesen Sie die Beitr\u00e4ge, "
        "dann entscheiden Sie.",
    .headline_enough =
        "{0} von {1} hatten gen\u00fcgend Daten f\u00fcr eine Bewertung: {2} mit Datennote A, {3} "
        "mit B, {4} mit C.",
    .headline_abstained =
        "{0} hatten zu wenige (Note D): Vigie enth\u00e4lt sich und zeigt f\u00fcr sie keine "
        "Wahrscheinlichkeit.",
    .nav_label = "Abschnitte",
    .nav_accounts = "Konten",
    .nav_declared = "Gekennzeichnete",
    .nav_sources = "Quellen",
    .nav_topics = "Themen",
    .nav_coverage = "Abdeckung",
    .nav_limits = "Grenzen",
    .nav_terms = "Begriffe",
    .above_title = "Ab der Meldelinie",
    .above_explained =
        "Geordnet nach dem unteren Ende der Spanne: zuerst, was stark und gut belegt ist. "
        "\u00d6ffnen Sie eine Zeile f\u00fcr die Gr\u00fcnde, die Beitr\u00e4ge und das, was "
        "dagegen spricht.",
    .none_above = "Nichts zu melden: In diesem Zeitraum erreicht kein Konto die Linie.",
    .below_title = "Unter der Meldelinie: zum Vergleich gezeigt",
    .below_explained =
        "Diese Konten haben die Linie nicht erreicht. Sie stehen hier, damit sich die oberen mit "
        "etwas vergleichen lassen.",
    .no_ranked = "Kein Konto hatte gen\u00fcgend Daten f\u00fcr einen Rang.",
    .list_cut =
        "{0} von {1} Konten ab der Linie werden gezeigt; die anderen stehen in der Datenbank.",
    .filter_label = "Filter",
    .filter_hint = "Name, Plattform, Grund",
    .sort_label = "Reihenfolge",
    .sort_rank = "nach Rang",
    .sort_automation = "nach Automatisierung",
    .sort_listed = "nach gelisteten Quellen",
    .open_all = "Alle \u00f6ffnen",
    .close_all = "Alle schlie\u00dfen",
    .troll_bot_short = "Troll-Bot",
    .troll_bot_label = "Troll-Bot-Wahrscheinlichkeit",
    .automation_short = "Automatisiert",
    .automation_label = "Automatisierungs-Wahrscheinlichkeit",
    .data_grade = "Daten\u00adnote",
    .listed_of_linking = "<b>{0}</b> von {1}",
    .listed_links = "Links zu gelisteten Quellen",
    .no_reason = "kein Signal sticht heraus",
    .sparkline_label = "{0} Tage, h\u00f6chstens {1} Beitr\u00e4ge am Tag",
    .account_lead = "{0} an {1}, {2}. Datennote {3}: {4}.",
    .no_likelihood = "Zu wenige Daten: Es wird keine Wahrscheinlichkeit gezeigt.",
    .likelihood_sentence =
        "Troll-Bot-Wahrscheinlichkeit {0}; Automatisierungs-Wahrscheinlichkeit, allein aus dem "
        "Verhalten, {1}.",
    .interval_sentence = "Unsicherheitsspanne der ersten: {0} bis {1}.",
    .speaks_for = "Was daf\u00fcr spricht",
    .speaks_against = "Was dagegen spricht",
    .nothing_for =
        "F\u00fcr dieses Konto wurden keine Einzelwerte aufbewahrt: Das geschieht erst ab einer "
        "Wahrscheinlichkeit von 10\u00a0%.",
    .nothing_against =
        "Kein gemessenes Signal spricht dagegen. Das ist keine Best\u00e4tigung: Was nicht "
        "gemessen wurde, kann nichts sagen.",
    .points_unit = "Punkte",
    .yet = "allerdings {0}",
    .small_signals = "{0} kleinere Signale, zusammen {1} Punkte; sie stehen im JSON-Bericht.",
    .see_posts = "Beitr\u00e4ge",
    .more_posts = "und {0} mehr",
    .posts_not_shown = "Dahinter: {0} im JSON-Bericht",
    .adds_up =
        "Die Rechnung: Start {0} Punkte (Ausgangsannahme {1}); {2}; Summe {3}, das sind {4}. 20 "
        "Punkte verdoppeln die Chancen.",
    .innocent_readings = "Was es sonst sein kann",
    .posts_behind = "Beitr\u00e4ge hinter diesen Zahlen",
    .posts_cut = "{0} von {1} werden gezeigt; alle stehen im JSON-Bericht.",
    .no_posts_kept = "Kein Beitrag wurde als Beleg aufbewahrt.",
    .repost_of = "Weiterverbreitung von",
    .more_links = "und {0} weitere Links",
    .priors_title = "Wenn der Anteil ein anderer ist",
    .priors_caption =
        "Wahrscheinlichkeit, je nachdem, f\u00fcr wie h\u00e4ufig man solche Konten h\u00e4lt",
    .assumption = "Angenommen",
    .if_share = "{0} der Konten",
    .likelihood = "Wahrscheinlichkeit",
    .hours_title = "Stunden und Wochentage (UTC)",
    .hours_label = "Beitr\u00e4ge nach Tagesstunde und Wochentag, UTC. {0}",
    .no_silent_hour = "Es hat in jeder Stunde des Tages gepostet.",
    .silent_hour = "In {} der 24 Stunden des Tages hat es nie gepostet.",
    .silent_hours = "In {} der 24 Stunden des Tages hat es nie gepostet.",
    .posts_per_day = "Beitr\u00e4ge je Tag",
    .listed_sources = "Gelistete Quellen",
    .no_listed_source = "Keine in diesem Zeitraum.",
    .stance_counts = "{0} mit Abstand, {1} im Widerspruch",
    .topics = "Themen",
    .native_id = "Kennung auf der Plattform",
    .declared_title = "Gekennzeichnete Konten: nie in der Rangfolge",
    .declared_explained =
        "Medien, Institutionen und Konten, die sich als automatisiert bezeichnen. Was sie posten, "
        "wird zur Einordnung gezeigt; sie bekommen keine Wahrscheinlichkeit.",
    .declared_none = "Keine unter den betrachteten Konten.",
    .column_account = "Konto",
    .column_platform = "Plattform",
    .column_class = "Klasse",
    .column_posts = "Beitr\u00e4ge",
    .column_listed = "Mit gelisteten Quellen",
    .column_accounts = "Konten",
    .column_per_day = "Je Tag",
    .sources_title = "Gelistete Quellen",
    .sources_explained =
        "{0} von {1} f\u00fchren zu einem Medium der datierten Listen oder verbreiten es weiter. "
        "Die Listen nennen Medien, nie Personen; ein Link kann zustimmen oder widersprechen.",
    .sources_none = "Kein Beitrag dieses Zeitraums f\u00fchrt zu einer gelisteten Quelle.",
    .stance_explained =
        "Ein Beitrag, der seiner Quelle widerspricht, z\u00e4hlt nicht in der Wahrscheinlichkeit "
        "eines Kontos; einer, der Abstand h\u00e4lt (zuschreibt, fragt, neben einer "
        "Richtigstellung steht), z\u00e4hlt halb. Regeln \u00fcber W\u00f6rter unterscheiden sie "
        "auf Englisch, Franz\u00f6sisch, Deutsch und Russisch; sie k\u00f6nnen irren.",
    .column_stance = "Davon",
    .column_domain = "Domain",
    .column_tier = "Stufe",
    .column_family = "Familie",
    .column_list = "Liste",
    .evidence_link = "wer das sagt",
    .evidence_for = "wer {0} listet",
    .topics_title = "Beobachtete Themen",
    .topics_explained =
        "Ein Beitrag geh\u00f6rt durch seine W\u00f6rter, Hashtags oder Links zu einem Thema, nie "
        "durch seine Meinung.",
    .topics_none = "Kein beobachtetes Thema kommt in diesem Zeitraum vor.",
    .column_topic = "Thema",
    .column_tone = "Mittlerer Ton",
    .tone_explained =
        "Der mittlere Ton reicht von \u22125 bis 5, \u00fcber Beitr\u00e4ge mit W\u00f6rtern aus "
        "einer Wortliste; er steht nur bei Themen, und erst ab 10 Beitr\u00e4gen von 5 Konten.",
    .rows_cut = "{0} weitere Zeilen stehen im JSON-Bericht.",
    .coverage_title = "Abdeckung und Verluste",
    .coverage_explained =
        "Was gelesen wurde und was unterwegs verloren ging. Raten gelten je abgedecktem Tag; wo "
        "nichts gelesen wurde, ist nichts bekannt.",
    .collections_none = "Keine Sammlung ist verzeichnet.",
    .live_title = "Laufende Quellen im Zeitraum",
    .live_explained =
        "Stunden, in denen eine Quelle jeden verlangten Beitrag gesehen h\u00e4tte, und Stunden, "
        "die ihr nachweislich fehlen. Was in keiner Spalte steht, wurde nicht beobachtet.",
    .column_seen_hours = "Stunden gesehen",
    .column_missed = "Verpasst",
    .missed_none = "nichts bekannt",
    .missed_hours = "{0}: {1} h",
    .missed_stopped = "nicht in Betrieb",
    .missed_throttled = "von der Plattform gebremst",
    .missed_cursor = "l\u00e4nger fort, als die Plattform Beitr\u00e4ge vorh\u00e4lt",
    .missed_feed = "mehr Eintr\u00e4ge, als der Feed fasst",
    .missed_error = "Fehler",
    .missed_quota = "Kontingent aufgebraucht",
    .missed_credentials = "Anmeldung abgelehnt",
    .column_source = "Quelle",
    .column_method = "Verfahren",
    .column_read = "Gelesen",
    .column_stored = "Gespeichert",
    .column_duplicates = "Doppelt",
    .column_ignored = "\u00dcbergangen",
    .column_rejected = "Abgelehnt",
    .column_span = "Erster bis letzter Beitrag",
    .column_state = "Stand",
    .state_complete = "vollst\u00e4ndig",
    .state_partial = "nicht vollst\u00e4ndig",
    .state_assumed = "Abdeckung angenommen",
    .shorteners =
        "{0} von {1} Links ({2}) laufen \u00fcber einen K\u00fcrzungsdienst, dem nicht gefolgt "
        "wurde: Was dahinter liegt, ist unbekannt, weder gelistet noch unbedenklich.",
    .rejects_title = "Abgelehnte Datens\u00e4tze",
    .rejects_none = "Kein Datensatz wurde abgelehnt.",
    .column_reason = "Grund",
    .column_count = "Anzahl",
    .column_example = "Zum Beispiel",
    .notes_title = "Grenzen dieser Auswertung",
    .notes_none = "Die Auswertung hat keine weitere Grenze vermerkt.",
    .limits_title = "Was dieser Bericht nicht sagt",
    .limit_who =
        "Wer hinter einem Konto steht, oder warum. Eine Wahrscheinlichkeit beschreibt Verhalten; "
        "sie nennt weder Person noch Staat noch Absicht.",
    .limit_truth =
        "Ob ein Beitrag wahr ist. Eine gelistete Quelle kann Tatsachen bringen, eine nicht "
        "gelistete kann sich irren.",
    .limit_opinion =
        "Was jemand denkt. Keine Meinung wird aufbewahrt; Einseitigkeit ist eine Gr\u00f6\u00dfe "
        "ohne Seite.",
    .limit_coordination =
        "Ob Konten gemeinsam handeln: Koordination zwischen Konten wurde in dieser Auswertung "
        "nicht gepr\u00fcft.",
    .limit_coordination_tested =
        "Warum Konten gemeinsam handeln. Koordination wurde gegen den Zufall gepr\u00fcft; "
        "Freunde, Mitglieder und Kampagnen stimmen sich t\u00e4glich offen ab.",
    .limit_precision =
        "Wie oft er mit Ihren Daten recht hat. Die Treffsicherheit des Modells wurde hier noch "
        "nicht gemessen; die Wahrscheinlichkeiten sind nicht an Ihren Konten geeicht.",
    .limit_unseen =
        "Was nicht gesammelt wurde. Ein Konto, das hier fehlt, wurde nicht entlastet; eine stille "
        "Stunde kann eine sein, die niemand gelesen hat.",
    .terms_title = "Begriffe",
    .term_troll_bot = "Troll-Bot-Wahrscheinlichkeit",
    .define_troll_bot =
        "Wie wahrscheinlich es nach allem Gemessenen ist, dass das Konto zu den beobachteten "
        "Themen automatisiert oder abgestimmt postet. Sie ordnet den Bericht.",
    .term_automation = "Automatisierungs-Wahrscheinlichkeit",
    .define_automation =
        "Dasselbe allein aus dem Verhalten: Rhythmus, Schreibweise und Koordination. Quellen und "
        "Themen haben keinen Anteil daran. Automatisierung ist erlaubt und verbreitet.",
    .term_interval = "Spanne (Strich im Balken)",
    .define_interval =
        "1,645 Standardabweichungen von Neuziehungen der Tage des Kontos nach beiden Seiten, und "
        "nie schmaler, als seine Datennote erlaubt. Unter 10\u00a0% Wahrscheinlichkeit oder bei "
        "wenigen Tagen wird nichts neu gezogen: Dann gilt allein die Breite der Datennote.",
    .term_line = "Meldelinie",
    .define_line = "Die Troll-Bot-Wahrscheinlichkeit, ab der ein Konto gemeldet wird: {0}.",
    .term_prior = "Ausgangsannahme",
    .define_prior =
        "Der Anteil solcher Konten, der vor dem Hinsehen angenommen wird: {0}. Ein anderer Anteil "
        "ergibt eine andere Wahrscheinlichkeit; jedes Konto zeigt drei.",
    .term_points = "Punkte",
    .define_points =
        "Was ein Signal zu den Chancen beitr\u00e4gt. 20 Punkte verdoppeln sie, \u221220 halbieren "
        "sie. Jede Gruppe von Signalen hat eine Obergrenze.",
    .term_grade = "Datennote",
    .define_grade =
        "Wie viele Daten es gibt, nicht wie verd\u00e4chtig sie aussehen. A: {0}. B: {1}. C: {2}. "
        "D: {3}.",
    .term_listed = "Gelistete Quelle",
    .define_listed =
        "Ein Medium auf einer der unten genannten datierten Listen, mit Beleg. Inhalte allein "
        "heben nie ein Konto \u00fcber die Linie.",
    .term_defanged = "hxxps und [.]",
    .define_defanged =
        "Adressen sind so geschrieben, dass man sie nicht versehentlich \u00f6ffnen kann.",
    .versions_title = "Versionen",
    .versions_explained = "Mit diesen und denselben Beitr\u00e4gen ergeben sich dieselben Zahlen.",
    .version_run = "Auswertung",
    .version_started = "Begonnen",
    .version_software = "Vigie",
    .version_model = "Gewichte",
    .version_config = "Pr\u00fcfsumme der Einstellungen",
    .version_lists = "Listen",
    .version_topics = "Themen",
    .version_seed = "Startwert",
    .version_prior = "Ausgangsannahme",
    .version_line = "Meldelinie",
    .none = "keine",
    .footer =
        "Internes Arbeitspapier. Es kann Menschen nennen, die nichts Falsches getan haben: "
        "Ver\u00f6ffentlichen Sie keinen Namen, den nicht ein Mensch gepr\u00fcft hat.",
    .text_more = "Mehr im HTML- und im JSON-Bericht.",
    .text_rank = "Nr.",
    .text_interval = "Spanne",
    .text_grade = "Daten",
    .text_listed = "Listen",
};

}  // namespace

const Phrases& german_phrases() {
  return kGermanPhrases;
}

}  // namespace vigie::dashboards
