#include "dashboards/group_text.h"

namespace vigie::dashboards {
namespace {

constexpr GroupPhrases kFrenchGroupPhrases{
    .nav = "Groupes",
    .title = "Groupes compatibles avec une coordination",
    .about =
        "Des comptes qui ont partag\u00e9 les m\u00eames choses, ou presque au m\u00eame "
        "moment, encore et encore, plus souvent que le hasard ne l\u2019explique. Une "
        "co\u00efncidence "
        "n\u2019est rien\u00a0: chaque jour, les lecteurs d\u2019un journal partagent sa une "
        "\u00e0 quelques secondes d\u2019intervalle. C\u2019est la r\u00e9p\u00e9tition qui "
        "ressort. Un groupe est compatible avec une coordination\u00a0; partis, syndicats et "
        "r\u00e9dactions se coordonnent au grand jour, et cette page ne sait pas ce qu\u2019il en "
        "est.",
    .not_tested =
        "La coordination entre comptes n\u2019a pas \u00e9t\u00e9 test\u00e9e dans cette analyse. "
        "L\u2019existence de tels groupes reste une question ouverte.",
    .none =
        "Aucun groupe trouv\u00e9\u00a0: aucun ensemble de trois comptes n\u2019est li\u00e9 par "
        "des paires que le hasard n\u2019explique pas.",
    .cannot_exclude =
        "Ce qui n\u2019est pas trouv\u00e9 ne peut \u00eatre exclu\u00a0: des comptes qui espacent "
        "leurs publications, ou ne partagent que ce que tous partagent, ne laissent pas de trace "
        "ici.",
    .found_one = "Un groupe de {0} comptes est compatible avec une coordination.",
    .found_many = "{0} groupes, {1} comptes en tout, sont compatibles avec une coordination.",
    .tested =
        "{0} paires de comptes se sont crois\u00e9es assez souvent pour \u00eatre test\u00e9es, "
        "sur {1} paires possibles\u00a0; pour {2} d\u2019entre elles, le hasard ne suffit pas.",
    .false_discovery =
        "Le seuil est fix\u00e9 pour qu\u2019environ une de ces paires sur cent puisse relever du "
        "hasard (taux de fausses d\u00e9couvertes de 1\u00a0%, sur toutes les paires possibles).",
    .popular =
        "{0} objets \u00e9taient si largement partag\u00e9s que seuls les partages voisins dans le "
        "temps ont \u00e9t\u00e9 compar\u00e9s ({1} partages).",
    .cut = "{0} groupes sur {1} sont montr\u00e9s, les plus grands d\u2019abord.",
    .more_groups = "{0} groupes plus petits",
    .known_title = "Connus pour se coordonner au grand jour",
    .known_about =
        "Tous les membres de ces groupes figurent sur votre liste de comptes qui se coordonnent "
        "ouvertement. Ils sont montr\u00e9s pour m\u00e9moire.",
    .gone = "Vus auparavant et absents de cette analyse\u00a0: {0}.",
    .gone_item = "{0} ({1}, vu pour la derni\u00e8re fois le {2})",
    .gone_more = "{0} autres",
    .self_test =
        "Contr\u00f4le\u00a0: avec des comptes redistribu\u00e9s au hasard sur les partages de "
        "chaque jour, la m\u00eame m\u00e9thode relie {0} comptes\u00a0; sur les donn\u00e9es "
        "telles quelles, {1} sont dans des groupes.",
    .self_test_none =
        "Contr\u00f4le\u00a0: avec des comptes redistribu\u00e9s au hasard sur les partages de "
        "chaque jour, la m\u00eame m\u00e9thode ne relie aucun compte\u00a0; sur les "
        "donn\u00e9es telles quelles, {0} sont dans des groupes.",
    .self_test_times =
        "Avec des instants tir\u00e9s \u00e0 nouveau au hasard dans leur heure, elle en relie "
        "{0}\u00a0: "
        "ceux-l\u00e0 partagent trop de choses, quelles que soient les secondes.",
    .self_test_not_run =
        "Le contr\u00f4le sur des donn\u00e9es m\u00e9lang\u00e9es n\u2019a pas \u00e9t\u00e9 "
        "fait\u00a0: on ignore ici ce que la m\u00e9thode trouve l\u00e0 o\u00f9 il n\u2019y a "
        "rien.",
    .group_number = "Groupe {0}",
    .gap_short = "\u00e9cart m\u00e9dian",
    .links_short = "des paires li\u00e9es",
    .lead =
        "{0}, li\u00e9s par {1} que le hasard n\u2019explique pas. Ils se sont crois\u00e9s {2} "
        "fois sur des objets partag\u00e9s\u00a0; le hasard donnerait environ {3}.",
    .link_one = "{} paire",
    .link_many = "{} paires",
    .consistent =
        "C\u2019est compatible avec une coordination. Cela ne dit pas qui coordonne, si une "
        "personne ou un programme publie, ni si c\u2019est cach\u00e9.",
    .known_members =
        "{0} sur {1} figurent sur votre liste de comptes qui se coordonnent ouvertement.",
    .known_reason = "Votre liste indique\u00a0: {0}",
    .since = "vu depuis le {0}",
    .membership = "{0} nouveaux, {1} rest\u00e9s, {2} partis",
    .members_title = "Membres",
    .column_number = "N\u00ba",
    .column_links = "Liens",
    .column_explained = "Publications expliqu\u00e9es",
    .members_cut = "{0} autres sont dans groups.csv et dans le rapport JSON.",
    .network_title = "Qui est li\u00e9 \u00e0 qui",
    .network_label = "R\u00e9seau de {0} comptes et {1} liens. Les plus centraux\u00a0: {2}.",
    .network_legend =
        "Un point est un membre, avec son num\u00e9ro dans le tableau\u00a0; plus il est grand, "
        "plus il est central. Un trait est une paire que le hasard n\u2019explique pas\u00a0; plus "
        "il est \u00e9pais, plus elle est forte. Orange\u00a0: \u00e0 la ligne du rapport ou "
        "au-dessus. Creux\u00a0: sur votre liste. La position n\u2019a pas de sens en "
        "elle-m\u00eame.",
    .network_cut = "{0} membres sur {1} et {2} liens sur {3} sont dessin\u00e9s.",
    .days_title = "Publications derri\u00e8re les liens, par jour",
    .hours_title = "Par heure de la journ\u00e9e (UTC)",
    .hours_label =
        "24 heures\u00a0; la plus charg\u00e9e commence \u00e0 {0} h UTC, avec {1} publications",
    .objects_title = "Ce sur quoi ils se sont crois\u00e9s",
    .column_object = "Objet",
    .column_kind = "Nature",
    .column_members = "Membres",
    .column_expected = "Attendus par hasard",
    .column_sharers = "Tous les comptes",
    .column_when = "Premier partage",
    .object_gone = "n\u2019est plus conserv\u00e9",
    .profiles_title = "Textes de profil en commun",
    .profiles_about =
        "\u00c9gaux \u00e0 la casse, aux liens, aux mentions et aux \u00e9mojis pr\u00e8s, tels "
        "que les profils \u00e9taient lors de l\u2019analyse. R\u00e9dactions, partis et sections "
        "locales mettent un m\u00eame texte dans tous leurs profils, et chacun copie ce qui lui "
        "pla\u00eet. Ni lien, ni groupe, ni vraisemblance n\u2019en vient.",
    .profiles_item =
        "{0}. {1} du groupe\u00a0; le portent {2} des {3} comptes qui ont un texte de profil sur "
        "les m\u00eames plateformes et dans les m\u00eames langues\u00a0:",
    .profiles_withheld =
        "Un compte qui le porte n\u2019est pas nomm\u00e9 ici\u00a0: ni le texte ni ses porteurs "
        "ne sont indiqu\u00e9s.",
    .profiles_changed = "Il n\u2019y en a plus deux qui l\u2019ont.",
    .profile_mark = "texte de profil {0}",
    .pairs_title = "Publication contre publication",
    .pairs_none = "Aucune paire de publications n\u2019est plus conserv\u00e9e.",
    .apart = "\u00e0 {0} d\u2019intervalle",
    .same_second = "dans la m\u00eame seconde",
    .innocent_title = "Ce que cela peut \u00eatre d\u2019autre",
    .measures_title = "En chiffres",
    .disarm_title = "Techniques (DISARM)",
    .disarm_about =
        "Identifiants du catalogue public DISARM qui correspondent au motif, pour "
        "l\u2019\u00e9change avec d\u2019autres. Ils ne disent rien d\u2019une intention.",
    .unknown = "inconnu",
    .unknown_language = "inconnue",
    .in_group = "dans le groupe {0}",
    .in_group_link =
        "Ce compte est dans le {0}\u00a0: avec d\u2019autres, il a partag\u00e9 les m\u00eames "
        "choses, ou presque au m\u00eame moment, plus souvent que le hasard ne l\u2019explique.",
    .density =
        {"Paires li\u00e9es",
         "{0} sur {1} possibles ({2}). 100\u00a0% signifie que tous sont li\u00e9s \u00e0 tous."},
    .meetings = {"Rencontres",
                 "{0} observ\u00e9es, {1} attendues par hasard. Une rencontre est un objet "
                 "partag\u00e9 par les deux."},
    .gap = {"\u00c9cart m\u00e9dian",
            "{0} entre les deux publications d\u2019une rencontre\u00a0: la moiti\u00e9 des "
            "rencontres sont plus proches."},
    .explained = {"Publications expliqu\u00e9es",
                  "{0} des publications des membres sont derri\u00e8re les liens."},
    .extent = {"Force",
               "Trois membres restent li\u00e9s quand on ne garde que les {0} les plus fortes de "
               "toutes les paires test\u00e9es."},
    .creation = {"Cr\u00e9\u00e9s ensemble",
                 "{0} des membres ont \u00e9t\u00e9 cr\u00e9\u00e9s en une m\u00eame semaine."},
    .office_hours = {"Heures de bureau",
                     "{0} de ces publications tombent dans leurs dix heures d\u2019affil\u00e9e "
                     "les plus charg\u00e9es, du lundi au vendredi\u00a0; r\u00e9parties "
                     "\u00e9galement, ce serait 30\u00a0%."},
    .profiles = {"Textes de profil",
                 "Sur {1} membres qui en ont un, {0} le partagent avec un autre membre\u00a0; {2} "
                 "attendus par hasard."},
    .layers = {"Crois\u00e9s sur", "{0} (rencontres)"},
    .languages = {"Langues", "{0}"},
    .active = {"Actif", "du {0} au {1}"},
    .seconds = "{0} s",
    .minutes = "{0} min",
    .hours = "{0} h",
    .days = "{0} j",
    .statuses = {"nouveau", "en croissance", "en recul", "stable", "de retour"},
    .layer_names = {"republication",
                    "lien",
                    "hashtags",
                    "texte",
                    "r\u00e9ponse \u00e0 une m\u00eame publication",
                    "image",
                    "domaine"},
    .organisation = {"Un parti, un syndicat, une association",
                     "qui envoie \u00e0 ses membres des textes ou des liens \u00e0 partager. "
                     "Cherchez un appel dans ses canaux, et des noms qui figurent sur son site."},
    .newsroom = {"Une r\u00e9daction ou un service de presse",
                 "dont l\u2019\u00e9quipe partage ses propres articles. Regardez si les liens "
                 "m\u00e8nent \u00e0 un seul m\u00e9dia et si les profils le nomment."},
    .fans = {"Les fid\u00e8les ou lecteurs d\u2019un compte",
             "qui le republient d\u00e8s qu\u2019il publie. Regardez s\u2019ils se retrouvent sur "
             "autre chose que ce compte."},
    .scheduler = {"Un m\u00eame service de programmation",
                  "ou une personne qui publie la m\u00eame chose depuis plusieurs comptes "
                  "d\u2019une organisation. Regardez si les profils se nomment."},
    .event = {"Un \u00e9v\u00e9nement en direct",
              "que beaucoup commentent en m\u00eame temps. Regardez si les rencontres se limitent "
              "\u00e0 quelques heures."},
};

}  // namespace

const GroupPhrases& french_group_phrases() {
  return kFrenchGroupPhrases;
}

}  // namespace vigie::dashboards
