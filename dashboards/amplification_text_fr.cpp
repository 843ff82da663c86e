#include "dashboards/amplification_text.h"

namespace vigie::dashboards {

const AmplificationText kAmplificationFrench{
    .title = "Ce qui a \u00e9t\u00e9 pouss\u00e9",
    .about =
        "Les sources list\u00e9es et les liens, mots-di\u00e8se et publications les plus "
        "partag\u00e9s de la p\u00e9riode. La port\u00e9e est le nombre de comptes distincts qui "
        "ont partag\u00e9 ou repartag\u00e9, non celui des personnes qui ont vu\u00a0: les "
        "plateformes ne le disent pas. Partager est l\u00e9gal, et le plus souvent "
        "ordinaire\u00a0: un gros titre, un match, une temp\u00eate sont eux aussi partag\u00e9s "
        "vite et par peu de comptes.",
    .carried =
        "Les trois derni\u00e8res colonnes disent quelle part des partages et, apr\u00e8s la barre "
        "oblique, de la port\u00e9e vient de comptes d\u00e9clar\u00e9s (m\u00e9dias, "
        "institutions, robots), de comptes qui atteignent la ligne du rapport et de membres de "
        "groupes coordonn\u00e9s.",
    .sources_caption = "Sources list\u00e9es",
    .urls_caption = "Liens les plus partag\u00e9s",
    .hashtags_caption = "Mots-di\u00e8se les plus partag\u00e9s",
    .posts_caption = "Publications les plus repartag\u00e9es",
    .column_source = "Source",
    .column_object = "Objet",
    .column_shares = "Partages",
    .column_reach = "Port\u00e9e",
    .column_reposts = "Repartages re\u00e7us",
    .column_half = "La moiti\u00e9 en",
    .column_top_ten = "Par dix comptes",
    .column_declared = "D\u00e9clar\u00e9s",
    .column_above = "\u00c0 la ligne",
    .column_grouped = "En groupe",
    .column_movers = "Premiers comptes",
    .impact_title = "Impact des comptes",
    .impact_about =
        "L\u2019indice FIB est le plus grand nombre f tel que f publications d\u2019un compte avec "
        "une source list\u00e9e ont \u00e9t\u00e9 repartag\u00e9es au moins f fois chacune. Il "
        "mesure ce que des publications ont atteint, n\u2019ajoute rien \u00e0 aucune "
        "vraisemblance et ne dit rien de l\u2019intention. Les publications qui contredisent la "
        "source ne comptent pas.",
    .column_account = "Compte",
    .column_fib = "Indice FIB",
    .column_listed_posts = "Publications avec une source list\u00e9e",
    .column_received = "Repartages re\u00e7us",
    .column_class = "Classe",
    .narratives_title = "R\u00e9cits",
    .narratives_about =
        "Des textes presque identiques et des liens d\u2019un sujet suivi qui paraissent dans les "
        "m\u00eames publications, nomm\u00e9s par les mots qui s\u2019en d\u00e9tachent. Un "
        "r\u00e9cit sert \u00e0 trier des publications pour les lire\u00a0: il ne dit ni que "
        "quelque chose est vrai ou faux, ni que quelqu\u2019un l\u2019a pr\u00e9par\u00e9.",
    .narratives_none =
        "Aucun texte ni lien d\u2019un sujet suivi n\u2019appara\u00eet assez souvent avec un "
        "autre.",
    .column_narrative = "Mots qui se d\u00e9tachent",
    .column_topic = "Sujet",
    .column_posts = "Publications",
    .column_accounts = "Comptes",
    .column_dates = "Dates",
    .alerts_title = "Alertes",
    .alerts_about =
        "Des objets partag\u00e9s en une heure plus que leur propre pass\u00e9, ou que les "
        "premi\u00e8res heures d\u2019autres objets nouveaux, ne l\u2019expliquent, \u00e0 "
        "1\u00a0% de fausses d\u00e9couvertes sur {0} heures et {1} objets nouveaux. Une nouvelle "
        "qui \u00e9clate est aussi une alerte\u00a0: regardez qui fut le premier et qui l\u2019a "
        "port\u00e9e.",
    .alerts_none =
        "Aucun objet n\u2019a \u00e9t\u00e9 partag\u00e9 plus que le hasard ne l\u2019explique.",
    .column_peak = "Heure la plus dense (UTC)",
    .column_expected = "Attendus",
    .column_baseline = "Compar\u00e9 \u00e0",
    .own_history = "son propre pass\u00e9",
    .new_objects = "d\u2019autres objets nouveaux",
    .by = "de {0}",
    .unnamed = "(aucun mot ne se d\u00e9tache)",
    .nothing = "Rien n\u2019a \u00e9t\u00e9 partag\u00e9 par deux comptes.",
    .minutes = "{0}\u00a0min",
    .hours = "{0}\u00a0h",
    .days = "{0}\u00a0j",
    .line_top =
        "Source list\u00e9e la plus partag\u00e9e\u00a0: {0}, {1} partages par {2} comptes, la "
        "moiti\u00e9 en {3}.",
    .line_above = "{0} de ces partages viennent de comptes qui atteignent la ligne du rapport.",
    .line_counts = "R\u00e9cits\u00a0: {0}. Alertes\u00a0: {1}. La page en donne la liste.",
};

}  // namespace vigie::dashboards
