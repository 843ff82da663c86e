#include "dashboards/amplification_text.h"

namespace vigie::dashboards {

const AmplificationText kAmplificationGerman{
    .title = "Was verbreitet wurde",
    .about =
        "Gelistete Quellen und die am h\u00e4ufigsten geteilten Links, Hashtags und Beitr\u00e4ge "
        "des Zeitraums. Reichweite ist die Zahl verschiedener Konten, die geteilt oder "
        "weiterverbreitet haben, nicht die der Menschen, die es sahen: Das sagen die Plattformen "
        "nicht. Teilen ist erlaubt und meist gew\u00f6hnlich: Auch eine Schlagzeile, ein Spiel, "
        "ein Sturm wird schnell und von wenigen Konten geteilt.",
    .carried =
        "Die letzten drei Spalten sagen, welcher Teil des Teilens und, nach dem Schr\u00e4gstrich, "
        "der Reichweite von gekennzeichneten Konten (Medien, Institutionen, Bots), von Konten ab "
        "der Meldelinie und von Mitgliedern koordinierter Gruppen kommt.",
    .sources_caption = "Gelistete Quellen",
    .urls_caption = "Meistgeteilte Links",
    .hashtags_caption = "Meistgeteilte Hashtags",
    .posts_caption = "Meistgeteilte Beitr\u00e4ge",
    .column_source = "Quelle",
    .column_object = "Objekt",
    .column_shares = "Geteilt",
    .column_reach = "Reichweite",
    .column_reposts = "Erhaltene Weiterverbreitungen",
    .column_half = "Die H\u00e4lfte binnen",
    .column_top_ten = "Von zehn Konten",
    .column_declared = "Gekennzeichnete",
    .column_above = "Ab der Linie",
    .column_grouped = "In Gruppen",
    .column_movers = "Erste Konten",
    .impact_title = "Wirkung von Konten",
    .impact_about =
        "Der FIB-Index ist die gr\u00f6\u00dfte Zahl f, f\u00fcr die f Beitr\u00e4ge eines Kontos "
        "mit einer gelisteten Quelle je mindestens f-mal weiterverbreitet wurden. Er misst, was "
        "Beitr\u00e4ge erreicht haben, tr\u00e4gt zu keiner Wahrscheinlichkeit bei und sagt nichts "
        "\u00fcber Absichten. Beitr\u00e4ge, die der Quelle widersprechen, z\u00e4hlen nicht.",
    .column_account = "Konto",
    .column_fib = "FIB-Index",
    .column_listed_posts = "Beitr\u00e4ge mit gelisteter Quelle",
    .column_received = "Erhaltene Weiterverbreitungen",
    .column_class = "Klasse",
    .narratives_title = "Erz\u00e4hlungen",
    .narratives_about =
        "Fast gleiche Texte und Links eines beobachteten Themas, die in denselben Beitr\u00e4gen "
        "stehen, benannt nach den W\u00f6rtern, die hervorstechen. Eine Erz\u00e4hlung ordnet "
        "Beitr\u00e4ge zum Lesen: Sie sagt weder, dass etwas wahr oder falsch ist, noch, dass "
        "jemand sie geplant hat.",
    .narratives_none =
        "Keine Texte oder Links eines beobachteten Themas stehen oft genug zusammen.",
    .column_narrative = "W\u00f6rter, die hervorstechen",
    .column_topic = "Thema",
    .column_posts = "Beitr\u00e4ge",
    .column_accounts = "Konten",
    .column_dates = "Daten",
    .alerts_title = "Hinweise",
    .alerts_about =
        "Objekte, die in einer Stunde \u00f6fter geteilt wurden, als ihre eigene Vergangenheit "
        "oder die ersten Stunden anderer neuer Objekte erkl\u00e4ren, bei 1\u00a0% falschen "
        "Entdeckungen \u00fcber {0} Stunden und {1} neue Objekte. Auch eine Eilmeldung ist ein "
        "Hinweis: Sehen Sie nach, wer zuerst kam und wer sie weitertrug.",
    .alerts_none = "Kein Objekt wurde \u00f6fter geteilt, als der Zufall erkl\u00e4rt.",
    .column_peak = "Dichteste Stunde (UTC)",
    .column_expected = "Erwartet",
    .column_baseline = "Verglichen mit",
    .own_history = "der eigenen Vergangenheit",
    .new_objects = "anderen neuen Objekten",
    .by = "von {0}",
    .unnamed = "(kein Wort sticht hervor)",
    .nothing = "Nichts wurde von zwei Konten geteilt.",
    .minutes = "{0}\u00a0min",
    .hours = "{0}\u00a0h",
    .days = "{0}\u00a0d",
    .line_top =
        "Meistgeteilte gelistete Quelle: {0}, {1}-mal geteilt von {2} Konten, die H\u00e4lfte "
        "binnen {3}.",
    .line_above = "{0} davon kommen von Konten ab der Meldelinie.",
    .line_counts = "Erz\u00e4hlungen: {0}. Hinweise: {1}. Die Seite f\u00fchrt sie auf.",
};

}  // namespace vigie::dashboards
