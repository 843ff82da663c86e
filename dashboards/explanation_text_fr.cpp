#include "dashboards/explanation_text.h"

namespace vigie::dashboards {

constexpr ExplanationText kExplanationFrench{
    .counterfactual_title = "Ce qui le porte au-dessus de la ligne",
    .without_one = "Sans {0}, il serait sous la ligne du rapport, \u00e0 {1}.",
    .without_many =
        "Sans {0} \u00e0 la fois, il serait sous la ligne du rapport, \u00e0 {1}\u00a0; avec {2} "
        "signaux de moins, quels qu\u2019ils soient, il resterait au-dessus.",
    .without_two =
        "Sans {0} \u00e0 la fois, il serait sous la ligne du rapport, \u00e0 {1}\u00a0; avec un "
        "seul signal de moins, quel qu\u2019il soit, il resterait au-dessus.",
    .quote = "\u00ab\u00a0{0}\u00a0\u00bb",
    .last_join = " et ",
    .offset =
        "Il part {1} points plus bas, comme ce mod\u00e8le le fait pour tous les comptes "
        "{0}\u00a0: parmi les comptes dont la nature est connue, les personnes y paraissaient plus "
        "automatis\u00e9es qu\u2019elles ne l\u2019\u00e9taient.",
    .offset_platform = "de la plateforme {0}",
    .offset_language = "qui \u00e9crivent surtout dans la langue {0}",
    .offset_both = "de la plateforme {0} qui \u00e9crivent surtout dans la langue {1}",
    .offset_or = " ou ",
    .offset_term = "plateforme ou langue",
    .change = "{0} points depuis le {1}\u00a0: {2}.",
    .change_whole =
        "{0} points depuis le {1}. L\u2019analyse de ce jour n\u2019a pas conserv\u00e9 de quoi "
        "dire pourquoi.",
    .change_none = "Inchang\u00e9 depuis le {0}.",
    .change_within = "Inchang\u00e9 au total depuis le {0}\u00a0: {1}.",
    .causes = {"comportement", "couverture", "listes", "mod\u00e8le"},
    .column_causes = "Points par cause",
    .held_badge = "\u00e9tait au-dessus de la ligne",
    .held_sentence =
        "Il \u00e9tait \u00e0 la ligne ou au-dessus jusqu\u2019au {0} et n\u2019est pas nettement "
        "redescendu depuis\u00a0; la marque dispara\u00eet sous {1}.",
    .held_title = "Comptes qui \u00e9taient au-dessus de la ligne",
    .held_about =
        "{0} sous la ligne l\u2019ont atteinte dans un rapport ant\u00e9rieur sans redescendre "
        "depuis au-dessous de {1}. La marque ne change aucune vraisemblance.",
    .held_one = "{} compte",
    .held_many = "{} comptes",
    .held_more = "et {0} de plus",
    .column_until = "\u00c0 la ligne jusqu\u2019au",
    .history_title = "Vraisemblance au fil des rapports",
    .report_one = "{} rapport",
    .report_many = "{} rapports",
    .history_sentence = "{0} depuis le {1}\u00a0: au plus bas {2}, au plus haut {3}.",
    .history_mark = "\u00c0 la ligne dans {0} d\u2019entre eux.",
    .unmeasured_title = "Inconnu, faute de donn\u00e9es",
    .next_grade = "Pour la note de donn\u00e9es {0}\u00a0: {1}.",
    .more_post = "encore {} publication",
    .more_posts = "encore {} publications",
    .more_day = "encore {} jour actif",
    .more_days = "encore {} jours actifs",
    .unmeasured = "{0}\u00a0: il faut {1}",
    .still = "soit {0}",
    .times_forbid = "mais ses horaires ne le permettent pas",
    .needs = {"{0} publications",
              "{0} publications en deux jours",
              "{0} publications avec du texte",
              "{0} repartages dont on conna\u00eet l\u2019heure d\u2019origine",
              "un lien ou un repartage",
              "davantage de publications sur un sujet suivi qui a deux c\u00f4t\u00e9s",
              "{0} jours d\u2019observation",
              "une indication que la plateforme ne donne pas"},
    .needs_days = "sur {0} jours actifs",
    .accounts_looked_at = "comptes examin\u00e9s",
    .accounts_counted = "{0} comptes qui ont assez de publications",
};

}  // namespace vigie::dashboards
