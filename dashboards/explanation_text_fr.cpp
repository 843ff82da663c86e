#include "dashboards/explanation_text.h"

namespace vigie::dashboards {

constexpr ExplanationText kExplanationFrench{
    .counterfactual_title = "Ce qui le porte \u00e0 la ligne",
    .without_one = "Sans {0}, il serait sous la ligne du rapport, \u00e0 {1}.",
    .without_many =
        "Sans {0} \u00e0 la fois, il serait sous la ligne du rapport, \u00e0 {1}\u00a0; avec {2} "
        "signaux de moins, quels qu\u2019ils soient, il est encore au-dessus.",
    .without_two =
        "Sans {0} \u00e0 la fois, il serait sous la ligne du rapport, \u00e0 {1}\u00a0; avec un "
        "seul signal de moins, quel qu\u2019il soit, il est encore au-dessus.",
    .quote = "\u00ab\u00a0{0}\u00a0\u00bb",
    .last_join = " et ",
    .change = "{0} points depuis le {1}\u00a0: {2}.",
    .change_whole =
        "{0} points depuis le {1}. L\u2019analyse de ce jour n\u2019a pas gard\u00e9 de quoi dire "
        "pourquoi.",
    .change_none = "Inchang\u00e9 depuis le {0}.",
    .change_within = "Inchang\u00e9 en somme depuis le {0}\u00a0: {1}.",
    .causes = {"comportement", "couverture", "listes", "mod\u00e8le"},
    .column_causes = "Points par cause",
    .held_badge = "\u00e9tait au-dessus de la ligne",
    .held_sentence =
        "Il a atteint la ligne jusqu\u2019au {0} et n\u2019est pas redescendu nettement "
        "depuis\u00a0; la marque dispara\u00eet sous {1}.",
    .held_title = "\u00c9taient au-dessus de la ligne",
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
              "davantage sur un sujet suivi qui a deux camps",
              "{0} jours d\u2019observation",
              "ce que la plateforme ne dit pas"},
    .needs_days = "sur {0} jours actifs",
    .accounts_looked_at = "comptes examin\u00e9s",
    .accounts_counted = "{0} comptes qui ont assez de publications",
};

}  // namespace vigie::dashboards
