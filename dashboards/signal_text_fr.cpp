#include "dashboards/signal_text.h"

namespace vigie::dashboards {
namespace {

constexpr SignalTable kFrenchSignalTable{{
    // rhythm_delay_entropy
    {"Vari\u00e9t\u00e9 des pauses, sur deux jours",
     "Sur deux jours charg\u00e9s typiques, les pauses entre ses publications sont de toutes "
     "sortes, courtes et "
     "longues\u00a0: vari\u00e9t\u00e9 {} sur une \u00e9chelle o\u00f9 0 est toujours la m\u00eame "
     "sorte de pause.",
     "Sur deux jours charg\u00e9s typiques, les pauses entre ses publications se ressemblent de "
     "fa\u00e7on "
     "inhabituelle\u00a0: vari\u00e9t\u00e9 {} sur une \u00e9chelle o\u00f9 1 est toute sorte de "
     "pause, de la seconde \u00e0 plusieurs jours.",
     "pauses \u00e9tonnamment semblables"},
    // rhythm_empty_hours
    {"Heures creuses, sur deux jours",
     "Sur deux jours charg\u00e9s typiques, il laisse {} de la journ\u00e9e de suite sans "
     "publier\u00a0: la place "
     "d\u2019une nuit.",
     "Sur deux jours charg\u00e9s typiques, sa plus longue plage de la journ\u00e9e sans "
     "publication est de {}.",
     "presque aucune heure creuse"},
    // rhythm_longest_gap
    {"Plus longue pause, sur deux jours",
     "Sur deux jours charg\u00e9s typiques, il s\u2019arr\u00eate jusqu\u2019\u00e0 {}\u00a0: une "
     "nuit de repos y tient.",
     "Sur deux jours charg\u00e9s typiques, sa plus longue pause est de {}\u00a0; les jours plus "
     "calmes n\u2019y sont pas compt\u00e9s.",
     "aucune longue pause"},
    // rhythm_day_resultant
    {"Concentration dans la journ\u00e9e, sur deux jours",
     "Sur deux jours charg\u00e9s typiques, ses publications se regroupent \u00e0 certaines "
     "heures\u00a0: concentration "
     "{}, o\u00f9 0 est une r\u00e9partition \u00e9gale et 1 un seul moment.",
     "Sur deux jours charg\u00e9s typiques, ses publications s\u2019\u00e9talent sur 24 "
     "heures\u00a0: concentration {}, "
     "o\u00f9 0 est une r\u00e9partition \u00e9gale et 1 un seul moment.",
     "publie \u00e0 toute heure"},
    // burstiness
    {"Rafales et accalmies",
     "Il publie par rafales et accalmies, comme le font d\u2019ordinaire les gens\u00a0: {}, "
     "o\u00f9 \u22121 est un m\u00e9tronome et 0 le hasard.",
     "Il publie \u00e0 un rythme r\u00e9gulier, sans les rafales et accalmies habituelles\u00a0: "
     "{}, "
     "o\u00f9 \u22121 est un m\u00e9tronome et 0 le hasard.",
     "rythme r\u00e9gulier, proche du m\u00e9tronome"},
    // memory
    {"M\u00e9moire des pauses",
     "La longueur d\u2019une pause annonce la suivante\u00a0: {}, o\u00f9 0 est l\u2019absence de "
     "lien et 1 un lien parfait.",
     "La longueur d\u2019une pause dit peu de la suivante\u00a0: {}, o\u00f9 0 est l\u2019absence "
     "de lien et 1 un lien parfait.",
     "chaque pause annonce la suivante"},
    // delay_entropy
    {"Vari\u00e9t\u00e9 des pauses, toute la p\u00e9riode",
     "Sur toute la p\u00e9riode, ses pauses sont de toutes sortes, courtes et longues\u00a0: "
     "vari\u00e9t\u00e9 {} sur une \u00e9chelle o\u00f9 0 est toujours la m\u00eame sorte de "
     "pause.",
     "Sur toute la p\u00e9riode, ses pauses se ressemblent de fa\u00e7on inhabituelle\u00a0: "
     "vari\u00e9t\u00e9 {} sur une \u00e9chelle o\u00f9 1 est toute sorte de pause, de la seconde "
     "\u00e0 plusieurs jours.",
     "pauses semblables sur toute la p\u00e9riode"},
    // delay_mode_mass
    {"Pauses identiques",
     "{} de ses pauses ont exactement la m\u00eame longueur, \u00e0 la seconde pr\u00e8s.",
     "Ses pauses ne se r\u00e9p\u00e8tent gu\u00e8re\u00a0: la longueur la plus courante, \u00e0 "
     "la seconde pr\u00e8s, en repr\u00e9sente {}.",
     "pauses identiques \u00e0 la seconde pr\u00e8s"},
    // second_alignment
    {"Seconde de la minute",
     "Ses publications tombent \u00e0 certaines secondes de la minute\u00a0: alignement {} sur une "
     "\u00e9chelle o\u00f9 0 est ce que donne le hasard et 1 toutes les publications au m\u00eame "
     "point.",
     "Ses publications tombent \u00e0 n\u2019importe quelle seconde de la minute\u00a0: alignement "
     "{} sur une \u00e9chelle o\u00f9 0 est ce que donne le hasard.",
     "publie \u00e0 des secondes fixes"},
    // minute_alignment
    {"Minute de l\u2019heure",
     "Ses publications tombent \u00e0 certaines minutes de l\u2019heure\u00a0: alignement {} sur "
     "une \u00e9chelle o\u00f9 0 est ce que donne le hasard et 1 toutes les publications au "
     "m\u00eame point.",
     "Ses publications tombent \u00e0 n\u2019importe quelle minute de l\u2019heure\u00a0: "
     "alignement {} sur une \u00e9chelle o\u00f9 0 est ce que donne le hasard.",
     "publie \u00e0 des minutes fixes"},
    // periodicity
    {"Cycle fixe",
     "Ses publications suivent un cycle fixe\u00a0: force {} sur une \u00e9chelle o\u00f9 0 est ce "
     "que donne le hasard et 1 un cycle parfait.",
     "Ses publications ne suivent aucun cycle fixe\u00a0: force {} sur une \u00e9chelle o\u00f9 0 "
     "est ce que donne le hasard.",
     "publie selon un cycle fixe"},
    // delay_residue
    {"Multiples d\u2019une m\u00eame pause",
     "Ses pauses sont des multiples d\u2019une m\u00eame longueur\u00a0: force {} sur une "
     "\u00e9chelle o\u00f9 0 est ce que donne le hasard et 1 toutes les pauses.",
     "Ses pauses ne sont pas les multiples d\u2019une m\u00eame longueur\u00a0: force {} sur une "
     "\u00e9chelle o\u00f9 0 est ce que donne le hasard.",
     "pauses multiples d\u2019une m\u00eame longueur"},
    // sleep_gap
    {"Partie calme de la journ\u00e9e",
     "Sur toute la p\u00e9riode, il se tait presque pendant {} de suite dans la journ\u00e9e, "
     "comme quelqu\u2019un qui dort.",
     "Sur toute la p\u00e9riode, la partie calme de sa journ\u00e9e dure {}.",
     "pas de nuit calme"},
    // hour_entropy
    {"R\u00e9gularit\u00e9 sur la journ\u00e9e",
     "Il est \u00e0 peu pr\u00e8s aussi actif \u00e0 toute heure\u00a0: r\u00e9gularit\u00e9 {}, "
     "o\u00f9 1 est 24 heures toutes pareilles.",
     "Il s\u2019en tient \u00e0 certaines heures\u00a0: r\u00e9gularit\u00e9 {}, o\u00f9 1 est 24 "
     "heures toutes pareilles.",
     "aussi actif \u00e0 toute heure"},
    // hour_resultant
    {"Concentration dans la journ\u00e9e",
     "Sur toute la p\u00e9riode, ses publications se regroupent \u00e0 certaines heures\u00a0: "
     "concentration {}, o\u00f9 0 est une r\u00e9partition \u00e9gale et 1 un seul moment.",
     "Sur toute la p\u00e9riode, ses publications s\u2019\u00e9talent sur 24 heures\u00a0: "
     "concentration {}, o\u00f9 0 est une r\u00e9partition \u00e9gale et 1 un seul moment.",
     "publications \u00e9tal\u00e9es sur 24 heures"},
    // repost_latency
    {"D\u00e9lai avant de repartager",
     "La moiti\u00e9 de ses repartages viennent {} ou plus apr\u00e8s l\u2019original\u00a0: le "
     "temps de le lire.",
     "La moiti\u00e9 de ses repartages viennent moins de {} apr\u00e8s l\u2019original.",
     "repartages tr\u00e8s rapides"},
    // question_share
    {"Questions",
     "{} des textes qu\u2019il a \u00e9crits contiennent un point d\u2019interrogation, plus que "
     "d\u2019habitude.",
     "{} des textes qu\u2019il a \u00e9crits contiennent un point d\u2019interrogation, pas plus "
     "que "
     "d\u2019habitude.",
     "beaucoup de questions"},
    // lowercase_hashtag_share
    {"Mots-di\u00e8se en minuscules",
     "{} des textes qu\u2019il a \u00e9crits portent un mot-di\u00e8se tout en minuscules, plus "
     "que "
     "d\u2019habitude.",
     "{} des textes qu\u2019il a \u00e9crits portent un mot-di\u00e8se tout en minuscules, pas "
     "plus que "
     "d\u2019habitude.",
     "mots-di\u00e8se en minuscules"},
    // sentence_end_share
    {"Phrases achev\u00e9es",
     "{} des textes qu\u2019il a \u00e9crits finissent comme une phrase achev\u00e9e, plus que "
     "d\u2019habitude.",
     "{} des textes qu\u2019il a \u00e9crits finissent comme une phrase achev\u00e9e\u00a0: une "
     "\u00e9criture "
     "famili\u00e8re.",
     "phrases toujours achev\u00e9es"},
    // multi_sentence_share
    {"Plusieurs phrases",
     "{} des textes qu\u2019il a \u00e9crits comptent deux phrases ou plus, plus que "
     "d\u2019habitude.",
     "{} des textes qu\u2019il a \u00e9crits comptent deux phrases ou plus, pas plus que "
     "d\u2019habitude.",
     "plusieurs phrases par publication"},
    // commas
    {"Virgules",
     "Il emploie beaucoup de virgules\u00a0: {}.",
     "Il emploie peu de virgules\u00a0: {}.",
     "beaucoup de virgules"},
    // exclamation_share
    {"Exclamations",
     "{} des textes qu\u2019il a \u00e9crits contiennent un point d\u2019exclamation, plus que "
     "d\u2019habitude.",
     "{} des textes qu\u2019il a \u00e9crits contiennent un point d\u2019exclamation, pas plus que "
     "d\u2019habitude.",
     "beaucoup d\u2019exclamations"},
    // hashtags_per_post
    {"Mots-di\u00e8se par publication",
     "Il emploie beaucoup de mots-di\u00e8se\u00a0: {} par publication.",
     "Il emploie peu de mots-di\u00e8se\u00a0: {} par publication.",
     "beaucoup de mots-di\u00e8se"},
    // hashtag_end_share
    {"Mots-di\u00e8se \u00e0 la fin",
     "{} des textes qu\u2019il a \u00e9crits finissent par des mots-di\u00e8se, plus que "
     "d\u2019habitude.",
     "{} des textes qu\u2019il a \u00e9crits finissent par des mots-di\u00e8se, pas plus que "
     "d\u2019habitude.",
     "publications finissant par des mots-di\u00e8se"},
    // apostrophes
    {"Apostrophes droites",
     "Il tape beaucoup d\u2019apostrophes droites, celles du clavier\u00a0: {}.",
     "Il tape peu d\u2019apostrophes droites, celles du clavier\u00a0: {}.",
     "ponctuation inhabituelle"},
    // coordination
    {"Coordination avec d\u2019autres comptes",
     "Il partage les m\u00eames choses que d\u2019autres comptes, ou aux m\u00eames moments, plus "
     "souvent que le hasard ne l\u2019explique\u00a0: force {}\u00a0; une seule paire de comptes "
     "atteint 2,4 au plus.",
     "Test\u00e9 face aux autres comptes, il ne montre pas plus de simultan\u00e9it\u00e9 que le "
     "hasard n\u2019en donne\u00a0: {}.",
     "au pas avec d\u2019autres comptes"},
    // listed_source_share
    {"Sources list\u00e9es",
     "Au-del\u00e0 de ce que fait ici le compte moyen, {} de ses liens et repartages m\u00e8nent "
     "\u00e0 des sources list\u00e9es, selon une estimation prudente.",
     "Au-del\u00e0 de ce que fait ici le compte moyen, {} de ses liens et repartages m\u00e8nent "
     "\u00e0 des sources list\u00e9es, selon une estimation prudente, ce qui est peu.",
     "relaie des sources list\u00e9es"},
    // topic_focus
    {"Concentration sur les sujets suivis",
     "Ses publications reviennent sans cesse aux m\u00eames sujets suivis\u00a0: concentration {}, "
     "la chance que deux d\u2019entre elles en partagent un.",
     "Ses publications vont \u00e0 bien d\u2019autres choses que les sujets suivis\u00a0: "
     "concentration {}, la chance que deux d\u2019entre elles en partagent un.",
     "s\u2019en tient aux sujets suivis"},
    // one_sidedness
    {"Unilat\u00e9ralit\u00e9",
     "Sur le sujet o\u00f9 c\u2019est le plus net, ce qu\u2019il partage penche d\u2019un "
     "c\u00f4t\u00e9\u00a0: {} sur une \u00e9chelle o\u00f9 0 est l\u2019\u00e9quilibre. Lequel "
     "n\u2019est pas conserv\u00e9.",
     "Sur ces sujets, ce qu\u2019il partage vient de plusieurs c\u00f4t\u00e9s\u00a0: {} sur une "
     "\u00e9chelle de 0 \u00e0 1.",
     "penche d\u2019un c\u00f4t\u00e9"},
    // posting_rate
    {"Rythme de publication",
     "Il publie tr\u00e8s souvent\u00a0: {} publications par jour couvert.",
     "Il publie \u00e0 un rythme ordinaire\u00a0: {} publications par jour couvert.",
     "tr\u00e8s grand nombre de publications"},
    // account_age
    {"\u00c2ge du compte",
     "Le compte existe depuis {}.",
     "Le compte est r\u00e9cent\u00a0: {}.",
     "compte r\u00e9cent"},
    // handle_digits
    {"Chiffres dans l\u2019identifiant",
     "Son identifiant contient {}, comme souvent ceux cr\u00e9\u00e9s en s\u00e9rie.",
     "Son identifiant contient {}, comme la plupart.",
     "beaucoup de chiffres dans l\u2019identifiant"},
}};

}  // namespace

const SignalTable& french_signal_table() {
  return kFrenchSignalTable;
}

}  // namespace vigie::dashboards
