#include "dashboards/phrases.h"

namespace vigie::dashboards {
namespace {

constexpr Phrases kFrenchPhrases{
    .report_title = "Rapport Vigie",
    .page_title = "Comptes \u00e0 examiner",
    .skip_link = "Aller aux comptes",
    .simulated =
        "Donn\u00e9es simul\u00e9es\u00a0: chaque compte, publication et chiffre ci-dessous est "
        "invent\u00e9. Rien ici ne concerne qui que ce soit.",
    .window_line = "{0} (UTC), {1}",
    .all_windows =
        "Chaque compte est montr\u00e9 \u00e0 son maximum parmi des p\u00e9riodes "
        "cons\u00e9cutives\u00a0; ses propres dates sont dans sa ligne.",
    .post_one = "{} publication",
    .post_many = "{} publications",
    .account_one = "{} compte",
    .account_many = "{} comptes",
    .day_one = "{} jour",
    .day_many = "{} jours",
    .tile_accounts = "comptes examin\u00e9s",
    .tile_scored = "avec assez de donn\u00e9es",
    .tile_above = "\u00e0 la ligne ou au-dessus",
    .tile_posts = "publications",
    .tile_listed = "publications avec sources list\u00e9es",
    .headline_none_scored =
        "Aucun compte n\u2019avait assez de donn\u00e9es pour une vraisemblance.",
    .headline_none =
        "Aucun compte n\u2019atteint la ligne du rapport, fix\u00e9e \u00e0 {0}. C\u2019est un "
        "r\u00e9sultat ordinaire\u00a0: la plupart du temps, sur la plupart des sujets, rien ne "
        "l\u2019atteint.",
    .headline_one =
        "{0} compte atteint la ligne du rapport, fix\u00e9e \u00e0 {1}\u00a0: son comportement est "
        "compatible avec une automatisation ou une coordination.",
    .headline_many =
        "{0} comptes atteignent la ligne du rapport, fix\u00e9e \u00e0 {1}\u00a0: leur "
        "comportement est compatible avec une automatisation ou une coordination.",
    .headline_meaning =
        "La ligne dit o\u00f9 regarder d\u2019abord, et non ce qu\u2019il faut conclure\u00a0: "
        "au-dessous se trouvent des comptes qui m\u00e9ritent un regard, au-dessus des personnes "
        "au rythme inhabituel. Ouvrez une ligne, lisez les publications, puis d\u00e9cidez.",
    .headline_enough =
        "{0} sur {1} avaient assez de donn\u00e9es pour \u00eatre \u00e9valu\u00e9s\u00a0: {2} de "
        "note A, {3} de note B, {4} de note C.",
    .headline_abstained =
        "{0} en avaient trop peu (note D)\u00a0: Vigie s\u2019abstient et ne montre aucune "
        "vraisemblance pour eux.",
    .nav_label = "Sections",
    .nav_accounts = "Comptes",
    .nav_declared = "D\u00e9clar\u00e9s",
    .nav_sources = "Sources",
    .nav_topics = "Sujets",
    .nav_coverage = "Couverture",
    .nav_limits = "Limites",
    .nav_terms = "D\u00e9finitions",
    .above_title = "\u00c0 la ligne du rapport ou au-dessus",
    .above_explained =
        "Class\u00e9s selon la borne basse de l\u2019intervalle\u00a0: d\u2019abord ce qui est "
        "fort et bien \u00e9tay\u00e9. Ouvrez une ligne pour les raisons, les publications et ce "
        "qui s\u2019y oppose.",
    .none_above =
        "Rien \u00e0 signaler\u00a0: aucun compte n\u2019atteint la ligne sur cette p\u00e9riode.",
    .below_title = "Sous la ligne du rapport\u00a0: montr\u00e9s pour comparaison",
    .below_explained =
        "Ces comptes n\u2019ont pas atteint la ligne. Ils sont l\u00e0 pour que ceux "
        "d\u2019au-dessus puissent \u00eatre compar\u00e9s \u00e0 quelque chose.",
    .no_ranked = "Aucun compte n\u2019avait assez de donn\u00e9es pour \u00eatre class\u00e9.",
    .list_cut =
        "{0} des {1} comptes \u00e0 la ligne ou au-dessus sont montr\u00e9s\u00a0; les autres sont "
        "dans la base de donn\u00e9es.",
    .filter_label = "Filtrer",
    .filter_hint = "identifiant, plateforme, raison",
    .sort_label = "Ordre",
    .sort_rank = "par rang",
    .sort_automation = "par automatisation",
    .sort_listed = "par sources list\u00e9es",
    .open_all = "Tout ouvrir",
    .close_all = "Tout fermer",
    .troll_bot_short = "Troll-bot",
    .troll_bot_label = "vraisemblance de troll-bot",
    .automation_short = "Automatisation",
    .automation_label = "vraisemblance d\u2019automatisation",
    .data_grade = "note de donn\u00e9es",
    .listed_of_linking = "<b>{0}</b> sur {1}",
    .listed_links = "liens vers des sources list\u00e9es",
    .no_reason = "aucun signal ne ressort",
    .sparkline_label = "{0} jours, au plus {1} publications par jour",
    .account_lead = "{0} sur {1}, {2}. Note de donn\u00e9es {3}\u00a0: {4}.",
    .no_likelihood =
        "Trop peu de donn\u00e9es\u00a0: aucune vraisemblance n\u2019est montr\u00e9e.",
    .likelihood_sentence =
        "Vraisemblance de troll-bot {0}\u00a0; vraisemblance d\u2019automatisation, "
        "d\u2019apr\u00e8s le seul comportement, {1}.",
    .interval_sentence = "Marge d\u2019incertitude de la premi\u00e8re\u00a0: de {0} \u00e0 {1}.",
    .speaks_for = "Ce qui va dans ce sens",
    .speaks_against = "Ce qui s\u2019y oppose",
    .nothing_for =
        "Aucune contribution n\u2019a \u00e9t\u00e9 conserv\u00e9e pour ce compte\u00a0: elles le "
        "sont \u00e0 partir d\u2019une vraisemblance de 10\u00a0%.",
    .nothing_against =
        "Aucun signal mesur\u00e9 ne s\u2019y oppose. Ce n\u2019est pas une confirmation\u00a0: ce "
        "qui n\u2019a pas \u00e9t\u00e9 mesur\u00e9 ne peut rien dire.",
    .points_unit = "points",
    .yet = "pourtant {0}",
    .small_signals =
        "{0} signaux plus faibles, ensemble {1} points\u00a0; ils sont dans le rapport JSON.",
    .see_posts = "Publications",
    .more_posts = "et {0} de plus",
    .posts_not_shown = "Derri\u00e8re\u00a0: {0} dans le rapport JSON",
    .adds_up =
        "Le calcul\u00a0: d\u00e9part {0} points (a priori de {1})\u00a0; {2}\u00a0; total {3}, "
        "soit {4}. 20 points doublent la cote.",
    .innocent_readings = "Ce que cela peut \u00eatre d\u2019autre",
    .posts_behind = "Publications derri\u00e8re ces chiffres",
    .posts_cut = "{0} sur {1} sont montr\u00e9es\u00a0; toutes sont dans le rapport JSON.",
    .no_posts_kept = "Aucune publication n\u2019a \u00e9t\u00e9 conserv\u00e9e comme preuve.",
    .repost_of = "Repartage de",
    .more_links = "et {0} autres liens",
    .priors_title = "Si la part \u00e9tait autre",
    .priors_caption = "Vraisemblance selon la fr\u00e9quence suppos\u00e9e de tels comptes",
    .assumption = "Suppos\u00e9",
    .if_share = "{0} des comptes",
    .likelihood = "Vraisemblance",
    .hours_title = "Heures et jours (UTC)",
    .hours_label = "Publications par heure et jour de la semaine, UTC. {0}",
    .no_silent_hour = "Il a publi\u00e9 \u00e0 chaque heure de la journ\u00e9e.",
    .silent_hour = "Il n\u2019a jamais publi\u00e9 pendant {} des 24 heures de la journ\u00e9e.",
    .silent_hours = "Il n\u2019a jamais publi\u00e9 pendant {} des 24 heures de la journ\u00e9e.",
    .posts_per_day = "Publications par jour",
    .listed_sources = "Sources list\u00e9es",
    .no_listed_source = "Aucune sur cette p\u00e9riode.",
    .stance_counts = "{0} avec distance, {1} pour la contredire",
    .topics = "Sujets",
    .native_id = "Identifiant sur la plateforme",
    .declared_title = "Comptes d\u00e9clar\u00e9s\u00a0: jamais class\u00e9s",
    .declared_explained =
        "M\u00e9dias, institutions et comptes qui se disent automatis\u00e9s. Ce qu\u2019ils "
        "publient est montr\u00e9 comme contexte\u00a0; ils ne re\u00e7oivent aucune "
        "vraisemblance.",
    .declared_none = "Aucun parmi les comptes examin\u00e9s.",
    .column_account = "Compte",
    .column_platform = "Plateforme",
    .column_class = "Classe",
    .column_posts = "Publications",
    .column_listed = "Avec sources list\u00e9es",
    .column_accounts = "Comptes",
    .column_per_day = "Par jour",
    .sources_title = "Sources list\u00e9es",
    .sources_explained =
        "{0} de {1} m\u00e8nent \u00e0 un m\u00e9dia des listes dat\u00e9es ou le repartagent. Les "
        "listes nomment des m\u00e9dias, jamais des personnes\u00a0; un lien peut approuver ou "
        "contredire.",
    .sources_none =
        "Aucune publication de cette p\u00e9riode ne m\u00e8ne \u00e0 une source list\u00e9e.",
    .stance_explained =
        "Une publication qui contredit sa source ne compte pas dans la vraisemblance d\u2019un "
        "compte\u00a0; une publication qui garde ses distances (attribue, interroge, accompagne "
        "une correction) compte pour moiti\u00e9. Des r\u00e8gles sur les mots les distinguent, en "
        "anglais, fran\u00e7ais, allemand et russe\u00a0; elles peuvent se tromper.",
    .column_stance = "Dont",
    .column_domain = "Domaine",
    .column_tier = "Niveau",
    .column_family = "Famille",
    .column_list = "Liste",
    .evidence_link = "qui le dit",
    .evidence_for = "qui liste {0}",
    .topics_title = "Sujets suivis",
    .topics_explained =
        "Une publication rel\u00e8ve d\u2019un sujet par ses mots, mots-di\u00e8se ou liens, "
        "jamais par son opinion.",
    .topics_none = "Aucun sujet suivi n\u2019appara\u00eet sur cette p\u00e9riode.",
    .column_topic = "Sujet",
    .column_tone = "Ton moyen",
    .tone_explained =
        "Le ton moyen va de \u22125 \u00e0 5, sur les publications dont une liste de mots "
        "conna\u00eet des termes\u00a0; il n\u2019est donn\u00e9 que pour les sujets, \u00e0 "
        "partir de 10 publications de 5 comptes.",
    .rows_cut = "{0} lignes de plus sont dans le rapport JSON.",
    .coverage_title = "Couverture et pertes",
    .coverage_explained =
        "Ce qui a \u00e9t\u00e9 lu, et ce qui a \u00e9t\u00e9 perdu en chemin. Les fr\u00e9quences "
        "s\u2019entendent par jour couvert\u00a0; l\u00e0 o\u00f9 rien n\u2019a \u00e9t\u00e9 lu, "
        "rien n\u2019est connu.",
    .collections_none = "Aucune collecte n\u2019est enregistr\u00e9e.",
    .live_title = "Sources en direct dans la p\u00e9riode",
    .live_explained =
        "Heures pendant lesquelles une source aurait vu chaque publication demand\u00e9e, et "
        "heures qu\u2019elle a manqu\u00e9es. Ce qui n\u2019est dans aucune colonne n\u2019a pas "
        "\u00e9t\u00e9 observ\u00e9.",
    .column_seen_hours = "Heures vues",
    .column_missed = "Manqu\u00e9",
    .missed_none = "rien de connu",
    .missed_hours = "{0}\u00a0: {1}\u00a0h",
    .missed_stopped = "\u00e0 l\u2019arr\u00eat",
    .missed_throttled = "ralentie par la plateforme",
    .missed_cursor = "absente plus longtemps que la plateforme ne garde",
    .missed_feed = "plus d\u2019entr\u00e9es que le flux n\u2019en contient",
    .missed_error = "erreur",
    .missed_quota = "quota \u00e9puis\u00e9",
    .missed_credentials = "identifiants refus\u00e9s",
    .column_source = "Source",
    .column_method = "M\u00e9thode",
    .column_read = "Lus",
    .column_stored = "Stock\u00e9s",
    .column_duplicates = "Doublons",
    .column_ignored = "Ignor\u00e9s",
    .column_rejected = "Rejet\u00e9s",
    .column_span = "Premi\u00e8re \u00e0 derni\u00e8re publication",
    .column_state = "\u00c9tat",
    .state_complete = "compl\u00e8te",
    .state_partial = "incompl\u00e8te",
    .state_assumed = "couverture suppos\u00e9e",
    .shorteners =
        "{0} liens sur {1} ({2}) passent par un raccourcisseur qui n\u2019a pas \u00e9t\u00e9 "
        "suivi\u00a0: ce qu\u2019il y a derri\u00e8re est inconnu, ni list\u00e9 ni sain.",
    .rejects_title = "Enregistrements refus\u00e9s",
    .rejects_none = "Aucun enregistrement n\u2019a \u00e9t\u00e9 refus\u00e9.",
    .column_reason = "Raison",
    .column_count = "Nombre",
    .column_example = "Par exemple",
    .notes_title = "Limites de cette analyse",
    .notes_none = "L\u2019analyse n\u2019a not\u00e9 aucune autre limite.",
    .limits_title = "Ce que ce rapport ne dit pas",
    .limit_who =
        "Qui est derri\u00e8re un compte, ni pourquoi. Une vraisemblance d\u00e9crit un "
        "comportement\u00a0; elle ne nomme ni personne, ni \u00c9tat, ni intention.",
    .limit_truth =
        "Si une publication est vraie. Une source list\u00e9e peut publier des faits, une source "
        "non list\u00e9e peut se tromper.",
    .limit_opinion =
        "Ce que quelqu\u2019un pense. Aucune opinion n\u2019est conserv\u00e9e\u00a0; "
        "l\u2019unilat\u00e9ralit\u00e9 est une grandeur sans c\u00f4t\u00e9.",
    .limit_coordination =
        "Si des comptes agissent ensemble\u00a0: la coordination entre comptes n\u2019a pas "
        "\u00e9t\u00e9 test\u00e9e dans cette analyse.",
    .limit_coordination_tested =
        "Pourquoi des comptes agissent ensemble. La coordination a \u00e9t\u00e9 test\u00e9e face "
        "au hasard\u00a0; amis, adh\u00e9rents et campagnes se coordonnent ouvertement chaque "
        "jour.",
    .limit_precision =
        "\u00c0 quelle fr\u00e9quence il a raison sur vos donn\u00e9es. La pr\u00e9cision du "
        "mod\u00e8le n\u2019y a pas encore \u00e9t\u00e9 mesur\u00e9e\u00a0; les vraisemblances ne "
        "sont pas calibr\u00e9es sur vos comptes.",
    .limit_unseen =
        "Ce qui n\u2019a pas \u00e9t\u00e9 collect\u00e9. Un compte absent n\u2019est pas "
        "innocent\u00e9\u00a0; une heure calme peut \u00eatre une heure que personne n\u2019a lue.",
    .terms_title = "D\u00e9finitions",
    .term_troll_bot = "Vraisemblance de troll-bot",
    .define_troll_bot =
        "Combien il est vraisemblable, au vu de tout ce qui a \u00e9t\u00e9 mesur\u00e9, que le "
        "compte publie de fa\u00e7on automatis\u00e9e ou coordonn\u00e9e sur les sujets suivis. "
        "Elle ordonne le rapport.",
    .term_automation = "Vraisemblance d\u2019automatisation",
    .define_automation =
        "La m\u00eame d\u2019apr\u00e8s le seul comportement\u00a0: rythme, habitudes "
        "d\u2019\u00e9criture et coordination. Les sources et les sujets n\u2019y ont aucune part. "
        "L\u2019automatisation est l\u00e9gale et courante.",
    .term_interval = "Intervalle (moustache)",
    .define_interval =
        "1,645 \u00e9cart-type de nouveaux tirages des jours du compte de part et d\u2019autre, et "
        "jamais "
        "plus \u00e9troit que ne le permet sa note de donn\u00e9es. Sous 10\u00a0% de "
        "vraisemblance, ou avec peu de jours, aucun nouveau tirage n\u2019est fait\u00a0: seule la "
        "largeur "
        "li\u00e9e \u00e0 la note est montr\u00e9e.",
    .term_line = "Ligne du rapport",
    .define_line =
        "La vraisemblance de troll-bot \u00e0 partir de laquelle un compte est signal\u00e9\u00a0: "
        "{0}.",
    .term_prior = "A priori",
    .define_prior =
        "La part de tels comptes suppos\u00e9e avant de regarder\u00a0: {0}. Une autre part donne "
        "une autre vraisemblance\u00a0; chaque compte en montre trois.",
    .term_points = "Points",
    .define_points =
        "Ce qu\u2019un signal ajoute \u00e0 la cote. 20 points la doublent, \u221220 la divisent "
        "par deux. Chaque groupe de signaux a un plafond.",
    .term_grade = "Note de donn\u00e9es",
    .define_grade =
        "Combien il y a de donn\u00e9es, et non combien c\u2019est suspect. A\u00a0: {0}. B\u00a0: "
        "{1}. C\u00a0: {2}. D\u00a0: {3}.",
    .term_listed = "Source list\u00e9e",
    .define_listed =
        "Un m\u00e9dia d\u2019une des listes dat\u00e9es nomm\u00e9es ci-dessous, avec ce qui le "
        "justifie. Le contenu seul ne porte jamais un compte au-dessus de la ligne.",
    .term_defanged = "hxxps et [.]",
    .define_defanged =
        "Les adresses sont \u00e9crites de fa\u00e7on \u00e0 ne pas pouvoir \u00eatre ouvertes par "
        "accident.",
    .versions_title = "Versions",
    .versions_explained =
        "Avec celles-ci et les m\u00eames publications, les m\u00eames chiffres ressortent.",
    .version_run = "Analyse",
    .version_started = "Commenc\u00e9e",
    .version_software = "Vigie",
    .version_model = "Poids",
    .version_config = "Empreinte des r\u00e9glages",
    .version_lists = "Listes",
    .version_topics = "Sujets",
    .version_seed = "Graine",
    .version_prior = "A priori",
    .version_line = "Ligne du rapport",
    .none = "aucun",
    .footer =
        "Document de travail interne. Il peut nommer des personnes qui n\u2019ont rien fait de "
        "mal\u00a0: ne publiez aucun identifiant sans v\u00e9rification par une personne.",
    .text_more = "Davantage dans les rapports HTML et JSON.",
    .text_rank = "n\u00b0",
    .text_interval = "intervalle",
    .text_grade = "note",
    .text_listed = "list\u00e9s",
};

}  // namespace

const Phrases& french_phrases() {
  return kFrenchPhrases;
}

}  // namespace vigie::dashboards
