#include "dashboards/signal_text.h"

namespace vigie::dashboards {
namespace {

constexpr SignalTable kFrenchSignalTable{{
    // rhythm_delay_entropy
    {"Vari\u00e9t\u00e9 des pauses, sur deux jours",
     "Sur deux jours actifs typiques, les pauses entre ses publications sont de toutes sortes, "
     "courtes et longues\u00a0: vari\u00e9t\u00e9 {} sur une \u00e9chelle o\u00f9 0 signifie "
     "toujours la m\u00eame sorte de pause.",
     "Sur deux jours actifs typiques, les pauses entre ses publications se ressemblent de "
     "fa\u00e7on inhabituelle\u00a0: vari\u00e9t\u00e9 {} sur une \u00e9chelle o\u00f9 1 signifie "
     "toutes les sortes de pauses, de quelques secondes \u00e0 plusieurs jours.",
     "pauses \u00e9tonnamment semblables"},
    // rhythm_empty_hours
    {"Heures creuses, sur deux jours",
     "Sur deux jours actifs typiques, il laisse {} d\u2019affil\u00e9e de la journ\u00e9e sans "
     "publication\u00a0: assez pour une nuit.",
     "Sur deux jours actifs typiques, sa plus longue plage de la journ\u00e9e sans publication est "
     "de {}.",
     "presque aucune heure creuse"},
    // rhythm_longest_gap
    {"Plus longue pause, sur deux jours",
     "Sur deux jours actifs typiques, il s\u2019arr\u00eate jusqu\u2019\u00e0 {}\u00a0: une nuit "
     "de repos y tient.",
     "Sur deux jours actifs typiques, sa plus longue pause est de {}\u00a0; les jours plus calmes "
     "n\u2019y sont pas compt\u00e9s.",
     "aucune longue pause"},
    // rhythm_day_resultant
    {"Concentration dans la journ\u00e9e, sur deux jours",
     "Sur deux jours actifs typiques, ses publications se regroupent \u00e0 certaines "
     "heures\u00a0: concentration {}, o\u00f9 0 est une r\u00e9partition \u00e9gale et 1 un seul "
     "moment.",
     "Sur deux jours actifs typiques, ses publications s\u2019\u00e9talent sur 24 heures\u00a0: "
     "concentration {}, o\u00f9 0 est une r\u00e9partition \u00e9gale et 1 un seul moment.",
     "publie \u00e0 toute heure"},
    // rhythm_pause_likeness
    {"Pauses semblables, sur deux jours",
     "Sur deux jours actifs typiques, {} des paires de ses pauses diff\u00e8rent d\u2019un "
     "dixi\u00e8me au plus.",
     "Sur deux jours actifs typiques, seules {} des paires de ses pauses diff\u00e8rent d\u2019un "
     "dixi\u00e8me au plus.",
     "pauses presque \u00e9gales"},
    // rhythm_quick_pauses
    {"Encha\u00eenements rapides, sur deux jours",
     "Sur deux jours actifs typiques, {} de ses pauses durent d\u2019une \u00e0 cinq minutes, "
     "comme quand une personne \u00e9crit d\u2019une traite.",
     "Sur deux jours actifs typiques, seules {} de ses pauses durent d\u2019une \u00e0 cinq "
     "minutes, comme quand une personne \u00e9crit d\u2019une traite.",
     "presque jamais d\u2019encha\u00eenement rapide"},
    // rhythm_local_variation
    {"Variation d\u2019une pause \u00e0 l\u2019autre, sur deux jours",
     "Sur deux jours actifs typiques, une pause diff\u00e8re beaucoup de la suivante\u00a0: {}, "
     "o\u00f9 0 est une horloge et 1 le hasard.",
     "Sur deux jours actifs typiques, chaque pause ressemble \u00e0 la suivante\u00a0: {}, o\u00f9 "
     "0 est une horloge et 1 le hasard.",
     "chaque pause comme la pr\u00e9c\u00e9dente"},
    // rhythm_night_share
    {"Publications aux heures les plus calmes, sur deux jours",
     "Sur deux jours actifs typiques, m\u00eame les six heures les plus calmes de sa journ\u00e9e "
     "comptent {} de ses publications, plus que d\u2019habitude.",
     "Sur deux jours actifs typiques, les six heures les plus calmes de sa journ\u00e9e comptent "
     "{} de ses publications, pas plus que d\u2019habitude.",
     "publie toute la nuit"},
    // burstiness
    {"Rafales et accalmies",
     "Il publie par rafales et accalmies, comme le font d\u2019ordinaire les gens\u00a0: {}, "
     "o\u00f9 \u22121 est un m\u00e9tronome et 0 le hasard.",
     "Il publie \u00e0 un rythme r\u00e9gulier, sans les rafales et accalmies habituelles\u00a0: "
     "{}, o\u00f9 \u22121 est un m\u00e9tronome et 0 le hasard.",
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
     "Ses publications tombent de pr\u00e9f\u00e9rence \u00e0 certaines secondes de la "
     "minute\u00a0: alignement {} sur une \u00e9chelle o\u00f9 0 est ce que donne le hasard et 1 "
     "toutes les publications au m\u00eame point.",
     "Ses publications tombent \u00e0 n\u2019importe quelle seconde de la minute\u00a0: alignement "
     "{} sur une \u00e9chelle o\u00f9 0 est ce que donne le hasard.",
     "publie \u00e0 des secondes fixes"},
    // minute_alignment
    {"Minute de l\u2019heure",
     "Ses publications tombent de pr\u00e9f\u00e9rence \u00e0 certaines minutes de "
     "l\u2019heure\u00a0: alignement {} sur une \u00e9chelle o\u00f9 0 est ce que donne le hasard "
     "et 1 toutes les publications au m\u00eame point.",
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
     "Sur toute la p\u00e9riode, il est presque silencieux pendant {} d\u2019affil\u00e9e dans la "
     "journ\u00e9e, comme quelqu\u2019un qui dort.",
     "Sur toute la p\u00e9riode, la partie calme de sa journ\u00e9e dure {}.",
     "pas de nuit calme"},
    // hour_entropy
    {"R\u00e9gularit\u00e9 sur la journ\u00e9e",
     "Il est \u00e0 peu pr\u00e8s aussi actif \u00e0 toute heure\u00a0: r\u00e9gularit\u00e9 {}, "
     "o\u00f9 1 signifie 24 heures toutes semblables.",
     "Il s\u2019en tient \u00e0 certaines heures\u00a0: r\u00e9gularit\u00e9 {}, o\u00f9 1 "
     "signifie 24 heures toutes semblables.",
     "activit\u00e9 \u00e9gale \u00e0 toute heure"},
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
     "La moiti\u00e9 de ses repartages viennent dans les {} qui suivent l\u2019original.",
     "repartages tr\u00e8s rapides"},
    // conditional_entropy
    {"Impr\u00e9visibilit\u00e9 des pauses",
     "Sa pause suivante ne d\u00e9coule pas des pr\u00e9c\u00e9dentes\u00a0: {}, o\u00f9 0 "
     "signifie fix\u00e9e par elles et 1 ind\u00e9pendante d\u2019elles.",
     "Sa pause suivante d\u00e9coule des pr\u00e9c\u00e9dentes\u00a0: {}, o\u00f9 0 signifie "
     "fix\u00e9e par elles et 1 ind\u00e9pendante d\u2019elles.",
     "pauses dans un ordre fixe"},
    // action_compression
    {"Vari\u00e9t\u00e9 de son activit\u00e9",
     "Ce qu\u2019il fait et le temps qu\u2019il attend se r\u00e9p\u00e8tent peu\u00a0: "
     "abr\u00e9g\u00e9, il en reste {} de la longueur, sur 1.",
     "Ce qu\u2019il fait et le temps qu\u2019il attend se r\u00e9p\u00e8tent\u00a0: "
     "abr\u00e9g\u00e9, il n\u2019en reste que {} de la longueur, sur 1.",
     "activit\u00e9 qui se r\u00e9p\u00e8te"},
    // action_top_pair
    {"Encha\u00eenement le plus courant",
     "Un seul encha\u00eenement, comme une publication apr\u00e8s quelques minutes de pause, "
     "repr\u00e9sente {} de ce qu\u2019il fait, plus que d\u2019habitude.",
     "Son encha\u00eenement le plus courant, comme une publication apr\u00e8s quelques minutes de "
     "pause, repr\u00e9sente {} de ce qu\u2019il fait, pas plus que d\u2019habitude.",
     "toujours le m\u00eame encha\u00eenement"},
    // session_singles
    {"S\u00e9ances d\u2019une seule publication",
     "{} de ses s\u00e9ances ne comptent qu\u2019une publication, plus que d\u2019habitude\u00a0: "
     "une heure passe avant et apr\u00e8s.",
     "{} de ses s\u00e9ances ne comptent qu\u2019une publication, pas plus que "
     "d\u2019habitude\u00a0: une heure passe avant et apr\u00e8s.",
     "une publication \u00e0 la fois"},
    // session_text_drift
    {"\u00c9volution de la longueur en s\u00e9ance",
     "Au fil d\u2019une s\u00e9ance, la longueur de ses textes \u00e9volue de {} de la moyenne "
     "\u00e0 chaque publication, comme chez des gens qui se fatiguent.",
     "Au fil d\u2019une s\u00e9ance, la longueur de ses textes ne change gu\u00e8re\u00a0: elle "
     "\u00e9volue de {} de la moyenne \u00e0 chaque publication.",
     "longueur constante en s\u00e9ance"},
    // session_reply_drift
    {"\u00c9volution des r\u00e9ponses en s\u00e9ance",
     "Au fil d\u2019une s\u00e9ance, sa part de r\u00e9ponses \u00e9volue de {} \u00e0 chaque "
     "publication, comme chez des gens.",
     "Au fil d\u2019une s\u00e9ance, sa part de r\u00e9ponses ne change gu\u00e8re\u00a0: elle "
     "\u00e9volue de {} \u00e0 chaque publication.",
     "part de r\u00e9ponses constante en s\u00e9ance"},
    // repost_latency_low
    {"Repartages les plus rapides",
     "M\u00eame le dixi\u00e8me le plus rapide de ses repartages vient {} ou plus apr\u00e8s "
     "l\u2019original.",
     "Un dixi\u00e8me de ses repartages vient dans les {} qui suivent l\u2019original.",
     "certains repartages imm\u00e9diats"},
    // repost_within_seconds
    {"Repartages dans les dix secondes",
     "Il repartage dans les dix secondes plus souvent que les autres comptes qui ont "
     "repartag\u00e9 les m\u00eames publications\u00a0: l\u2019\u00e9cart est de {} de ses "
     "repartages.",
     "Il ne repartage pas dans les dix secondes plus souvent que les autres comptes qui ont "
     "repartag\u00e9 les m\u00eames publications\u00a0: l\u2019\u00e9cart est de {} de ses "
     "repartages.",
     "repartage en quelques secondes, plus que d\u2019autres"},
    // repost_within_minute
    {"Repartages dans la minute",
     "Il repartage dans la minute plus souvent que les autres comptes qui ont repartag\u00e9 les "
     "m\u00eames publications\u00a0: l\u2019\u00e9cart est de {} de ses repartages.",
     "Il ne repartage pas dans la minute plus souvent que les autres comptes qui ont "
     "repartag\u00e9 les m\u00eames publications\u00a0: l\u2019\u00e9cart est de {} de ses "
     "repartages.",
     "repartage dans la minute, plus que d\u2019autres"},
    // repost_precedence
    {"Rang parmi ceux qui repartagent",
     "Parmi les autres comptes qui ont repartag\u00e9 les m\u00eames publications, {} l\u2019ont "
     "fait apr\u00e8s lui en moyenne, quand le hasard donne la moiti\u00e9\u00a0: il est parmi les "
     "premiers.",
     "Parmi les autres comptes qui ont repartag\u00e9 les m\u00eames publications, {} l\u2019ont "
     "fait apr\u00e8s lui en moyenne, quand le hasard donne la moiti\u00e9\u00a0: il n\u2019est "
     "pas parmi les premiers.",
     "parmi les premiers \u00e0 repartager"},
    // office_hours
    {"Heures de bureau",
     "{} de ses publications tombent en semaine, dans les dix heures d\u2019affil\u00e9e qui en "
     "comptent le plus\u00a0; \u00e9tal\u00e9es \u00e9galement, ce serait 30\u00a0%.",
     "Seulement {} de ses publications tombent en semaine, dans les dix heures d\u2019affil\u00e9e "
     "qui en comptent le plus\u00a0; \u00e9tal\u00e9es \u00e9galement, ce serait 30\u00a0%.",
     "respecte des heures de bureau"},
    // weekend_activity
    {"Fins de semaine",
     "Le week-end, il publie comme les autres jours\u00a0: {} sur une \u00e9chelle o\u00f9 0 est "
     "jamais le week-end et 0,5 autant qu\u2019en semaine.",
     "Le week-end, il publie moins\u00a0: {} sur une \u00e9chelle o\u00f9 0 est jamais le week-end "
     "et 0,5 autant qu\u2019en semaine.",
     "week-ends calmes"},
    // question_share
    {"Questions",
     "{} des textes qu\u2019il a \u00e9crits contiennent un point d\u2019interrogation, plus que "
     "d\u2019habitude.",
     "{} des textes qu\u2019il a \u00e9crits contiennent un point d\u2019interrogation, pas plus "
     "que d\u2019habitude.",
     "beaucoup de questions"},
    // lowercase_hashtag_share
    {"Mots-di\u00e8se en minuscules",
     "{} des textes qu\u2019il a \u00e9crits contiennent un mot-di\u00e8se tout en minuscules, "
     "plus que d\u2019habitude.",
     "{} des textes qu\u2019il a \u00e9crits contiennent un mot-di\u00e8se tout en minuscules, pas "
     "plus que d\u2019habitude.",
     "mots-di\u00e8se en minuscules"},
    // sentence_end_share
    {"Phrases achev\u00e9es",
     "{} des textes qu\u2019il a \u00e9crits finissent comme une phrase achev\u00e9e, plus que "
     "d\u2019habitude.",
     "{} des textes qu\u2019il a \u00e9crits finissent comme une phrase achev\u00e9e\u00a0: une "
     "\u00e9criture famili\u00e8re.",
     "publications en phrases achev\u00e9es"},
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
    // text_length
    {"Longueur des textes",
     "Ses textes sont longs\u00a0: {} en moyenne.",
     "Ses textes sont courts\u00a0: {} en moyenne.",
     "textes longs"},
    // length_spread
    {"Vari\u00e9t\u00e9 des longueurs",
     "Ses textes sont tant\u00f4t courts, tant\u00f4t longs\u00a0: leur longueur "
     "s\u2019\u00e9carte en g\u00e9n\u00e9ral de {} de la moyenne.",
     "Ses textes ont presque tous la m\u00eame longueur\u00a0: elle ne s\u2019\u00e9carte en "
     "g\u00e9n\u00e9ral que de {} de la moyenne.",
     "textes presque de m\u00eame longueur"},
    // words_per_sentence
    {"Longueur des phrases",
     "Ses phrases sont longues\u00a0: {} en moyenne.",
     "Ses phrases sont courtes\u00a0: {} en moyenne.",
     "phrases courtes"},
    // word_length
    {"Longueur des mots",
     "Il emploie des mots longs\u00a0: {} en moyenne.",
     "Il emploie des mots courts\u00a0: {} en moyenne.",
     "mots longs"},
    // emoji_share
    {"Emojis",
     "{} des textes qu\u2019il a \u00e9crits contiennent un emoji, plus que d\u2019habitude.",
     "{} des textes qu\u2019il a \u00e9crits contiennent un emoji, pas plus que d\u2019habitude.",
     "beaucoup d\u2019emojis"},
    // emoji_variety
    {"Vari\u00e9t\u00e9 des emojis",
     "Ses emojis ne reviennent gu\u00e8re\u00a0: {} sont distincts.",
     "Il s\u2019en tient \u00e0 ses quelques emojis\u00a0: {} sont distincts.",
     "emojis toujours nouveaux"},
    // hashtag_variety
    {"Vari\u00e9t\u00e9 des mots-di\u00e8se",
     "Ses mots-di\u00e8se ne reviennent gu\u00e8re\u00a0: {} sont distincts.",
     "Il revient \u00e0 ses propres mots-di\u00e8se\u00a0: {} sont distincts.",
     "mots-di\u00e8se toujours nouveaux"},
    // capitals
    {"Majuscules",
     "{} de ses lettres sont des majuscules, plus que d\u2019habitude.",
     "{} de ses lettres sont des majuscules, pas plus que d\u2019habitude.",
     "peu de majuscules"},
    // link_share
    {"Liens",
     "{} des publications qu\u2019il a \u00e9crites contiennent un lien, plus que d\u2019habitude.",
     "{} des publications qu\u2019il a \u00e9crites contiennent un lien, pas plus que "
     "d\u2019habitude.",
     "peu de liens"},
    // self_repetition
    {"R\u00e9p\u00e9tition de ses textes",
     "{} de ses textes redisent presque mot pour mot ce qu\u2019il avait d\u00e9j\u00e0 dit, plus "
     "que d\u2019habitude.",
     "{} de ses textes redisent presque mot pour mot ce qu\u2019il avait d\u00e9j\u00e0 dit, pas "
     "plus que d\u2019habitude.",
     "r\u00e9p\u00e8te ses propres textes"},
    // coordination
    {"Coordination avec d\u2019autres comptes",
     "Il partage les m\u00eames choses que d\u2019autres comptes, ou aux m\u00eames moments, plus "
     "souvent que le hasard ne l\u2019explique\u00a0: force {}\u00a0; une seule paire de comptes "
     "atteint 2,4 au plus.",
     "Compar\u00e9 aux autres comptes, il ne montre pas plus de simultan\u00e9it\u00e9 que le "
     "hasard n\u2019en donne\u00a0: {}.",
     "en phase avec d\u2019autres comptes"},
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
     "la probabilit\u00e9 que deux d\u2019entre elles en partagent un.",
     "Ses publications portent sur bien d\u2019autres choses que les sujets suivis\u00a0: "
     "concentration {}, la probabilit\u00e9 que deux d\u2019entre elles en partagent un.",
     "s\u2019en tient aux sujets suivis"},
    // one_sidedness
    {"Unilat\u00e9ralit\u00e9",
     "Sur le sujet o\u00f9 c\u2019est le plus net, ce qu\u2019il partage penche d\u2019un "
     "c\u00f4t\u00e9\u00a0: {} sur une \u00e9chelle o\u00f9 0 est l\u2019\u00e9quilibre. Le "
     "c\u00f4t\u00e9 n\u2019est pas conserv\u00e9.",
     "Sur ces sujets, ce qu\u2019il partage vient de plusieurs c\u00f4t\u00e9s\u00a0: {} sur une "
     "\u00e9chelle de 0 \u00e0 1.",
     "penche d\u2019un c\u00f4t\u00e9"},
    // posting_rate
    {"Rythme de publication",
     "Il publie tr\u00e8s souvent\u00a0: {} publications par jour couvert.",
     "Il publie \u00e0 un rythme ordinaire\u00a0: {} publications par jour couvert.",
     "tr\u00e8s grand nombre de publications"},
    // daily_peak
    {"Jours les plus actifs",
     "Les jours o\u00f9 il est le plus actif, il publie {} fois.",
     "M\u00eame les jours o\u00f9 il est le plus actif, il ne publie pas plus de {} fois.",
     "jours tr\u00e8s actifs"},
    // lifetime_rate
    {"Rythme depuis la cr\u00e9ation",
     "Depuis sa cr\u00e9ation, il publie tr\u00e8s souvent\u00a0: {} publications par jour.",
     "Depuis sa cr\u00e9ation, il publie \u00e0 un rythme ordinaire\u00a0: {} publications par "
     "jour.",
     "tr\u00e8s nombreuses publications depuis la cr\u00e9ation"},
    // repost_share
    {"Repartages",
     "{} de ses publications sont des repartages, plus que d\u2019habitude.",
     "{} de ses publications sont des repartages, pas plus que d\u2019habitude.",
     "surtout des repartages"},
    // reply_share
    {"R\u00e9ponses",
     "{} de ses publications sont des r\u00e9ponses, plus que d\u2019habitude.",
     "{} de ses publications sont des r\u00e9ponses, pas plus que d\u2019habitude.",
     "surtout des r\u00e9ponses"},
    // target_concentration
    {"M\u00eames cibles",
     "Ses r\u00e9ponses, citations et repartages vont toujours aux m\u00eames comptes\u00a0: {} "
     "des paires ont la m\u00eame cible.",
     "Ses r\u00e9ponses, citations et repartages vont \u00e0 beaucoup de comptes\u00a0: {} des "
     "paires ont la m\u00eame cible.",
     "toujours les m\u00eames cibles"},
    // automated_client
    {"Programme de publication",
     "{} de ses publications viennent d\u2019un programme qui publie tout seul, plus que "
     "d\u2019habitude.",
     "{} de ses publications viennent d\u2019un programme qui publie tout seul, pas plus que "
     "d\u2019habitude.",
     "publie au moyen d\u2019un programme"},
    // account_age
    {"\u00c2ge du compte",
     "Le compte existe depuis {}.",
     "Le compte est r\u00e9cent\u00a0: {}.",
     "compte r\u00e9cent"},
    // handle_digits
    {"Chiffres dans l\u2019identifiant",
     "Son identifiant contient {}, comme souvent les identifiants cr\u00e9\u00e9s en s\u00e9rie.",
     "Son identifiant contient {}, comme la plupart.",
     "beaucoup de chiffres dans l\u2019identifiant"},
    // follower_ratio
    {"Abonn\u00e9s par compte suivi",
     "Il a {} abonn\u00e9s pour chaque compte qu\u2019il suit.",
     "Il n\u2019a que {} abonn\u00e9s pour chaque compte qu\u2019il suit.",
     "suit plus de comptes qu\u2019il n\u2019a d\u2019abonn\u00e9s"},
}};

}  // namespace

const SignalTable& french_signal_table() {
  return kFrenchSignalTable;
}

}  // namespace vigie::dashboards
