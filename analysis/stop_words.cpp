#include "analysis/stop_words.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <utility>
#include <vector>

#include "analysis/lexicon_table.h"

namespace vigie::analysis {
namespace {

// Words of three bytes and more: shorter ones are no words here (written_words.h). Accents are
// folded away before words are compared.
constexpr auto kEnglish = std::to_array<std::string_view>(
    {"about",  "above",   "after",   "again",    "against",   "all",        "also",    "although",
     "always", "among",   "and",     "any",      "anyone",    "anything",   "are",     "because",
     "been",   "before",  "being",   "below",    "between",   "both",       "but",     "can",
     "cannot", "could",   "did",     "does",     "doing",     "don",        "down",    "during",
     "each",   "ever",    "every",   "everyone", "few",       "for",        "from",    "further",
     "get",    "got",     "had",     "has",      "have",      "having",     "her",     "here",
     "hers",   "herself", "him",     "himself",  "his",       "how",        "however", "into",
     "its",    "itself",  "just",    "let",      "like",      "made",       "make",    "many",
     "may",    "maybe",   "might",   "more",     "most",      "much",       "must",    "myself",
     "never",  "not",     "nothing", "now",      "off",       "often",      "once",    "one",
     "only",   "other",   "our",     "ours",     "out",       "over",       "own",     "perhaps",
     "really", "said",    "same",    "say",      "says",      "see",        "shall",   "she",
     "should", "since",   "some",    "someone",  "something", "still",      "such",    "than",
     "that",   "the",     "their",   "theirs",   "them",      "themselves", "then",    "there",
     "these",  "they",    "this",    "those",    "though",    "through",    "too",     "under",
     "until",  "upon",    "use",     "very",     "via",       "want",       "was",     "well",
     "were",   "what",    "when",    "where",    "whether",   "which",      "while",   "who",
     "whom",   "whose",   "why",     "will",     "with",      "within",     "without", "would",
     "yes",    "yet",     "you",     "your",     "yours",     "yourself"});
constexpr auto kFrench = std::to_array<std::string_view>(
    {"afin",    "aient",     "ainsi",    "alors",  "apres",   "assez",    "aucun",    "aucune",
     "aujourd", "auquel",    "aussi",    "autre",  "autres",  "aux",      "avaient",  "avait",
     "avant",   "avec",      "avez",     "avoir",  "avons",   "beaucoup", "bien",     "car",
     "ceci",    "cela",      "celle",    "celles", "celui",   "certains", "ces",      "cet",
     "cette",   "ceux",      "chaque",   "chez",   "comme",   "comment",  "contre",   "dans",
     "depuis",  "dernier",   "derriere", "des",    "dessous", "deux",     "devant",   "dire",
     "dit",     "doit",      "donc",     "dont",   "elle",    "elles",    "encore",   "enfin",
     "entre",   "est",       "etaient",  "etait",  "etant",   "ete",      "etes",     "etre",
     "eux",     "faire",     "fait",     "fois",   "font",    "hors",     "ici",      "ils",
     "jamais",  "jusqu",     "laquelle", "lequel", "les",     "leur",     "leurs",    "lors",
     "lorsque", "lui",       "mais",     "malgre", "meme",    "memes",    "mes",      "mieux",
     "moi",     "moins",     "mon",      "non",    "nos",     "notre",    "nous",     "ont",
     "par",     "parce",     "parmi",    "pas",    "pendant", "peu",      "peut",     "peuvent",
     "plus",    "plusieurs", "plutot",   "point",  "pour",    "pourquoi", "pourtant", "pres",
     "puis",    "puisque",   "quand",    "que",    "quel",    "quelle",   "quelles",  "quels",
     "qui",     "quoi",      "rien",     "sans",   "sauf",    "selon",    "sera",     "serait",
     "ses",     "seulement", "soit",     "son",    "sont",    "sous",     "suis",     "sur",
     "tandis",  "tant",      "tel",      "telle",  "tes",     "toi",      "ton",      "toujours",
     "tous",    "tout",      "toute",    "toutes", "tres",    "trop",     "une",      "vers",
     "voici",   "voila",     "vont",     "vos",    "votre",   "vous"});
constexpr auto kGerman = std::to_array<std::string_view>(
    {"aber",   "alle",    "allem",   "allen",   "aller",   "alles",  "als",    "also",
     "andere", "anderen", "auch",    "auf",     "aus",     "bei",    "beim",   "bereits",
     "bin",    "bis",     "bist",    "dabei",   "dadurch", "dafur",  "damit",  "danach",
     "dann",   "daran",   "darauf",  "daraus",  "darum",   "das",    "dass",   "dazu",
     "dein",   "deine",   "dem",     "den",     "denen",   "denn",   "der",    "deren",
     "des",    "deshalb", "dessen",  "dich",    "die",     "dies",   "diese",  "diesem",
     "diesen", "dieser",  "dieses",  "dir",     "doch",    "dort",   "durch",  "ein",
     "eine",   "einem",   "einen",   "einer",   "eines",   "einige", "einmal", "erst",
     "etwas",  "euch",    "euer",    "fur",     "ganz",    "gegen",  "gehabt", "gewesen",
     "habe",   "haben",   "hat",     "hatte",   "hatten",  "hier",   "hin",    "hinter",
     "ich",    "ihm",     "ihn",     "ihnen",   "ihr",     "ihre",   "ihrem",  "ihren",
     "ihrer",  "immer",   "indem",   "ins",     "ist",     "jede",   "jedem",  "jeden",
     "jeder",  "jedes",   "jedoch",  "jene",    "jetzt",   "kann",   "kein",   "keine",
     "keinem", "keinen",  "keiner",  "konnen",  "konnte",  "machen", "man",    "manche",
     "mehr",   "mein",    "meine",   "mich",    "mir",     "mit",    "muss",   "mussen",
     "nach",   "nicht",   "nichts",  "noch",    "nun",     "nur",    "oder",   "ohne",
     "schon",  "sehr",    "sein",    "seine",   "seinem",  "seinen", "seiner", "seit",
     "sich",   "sie",     "sind",    "solche",  "soll",    "sollen", "sollte", "sondern",
     "sonst",  "uber",    "und",     "uns",     "unser",   "unsere", "unter",  "vom",
     "von",    "vor",     "wahrend", "war",     "waren",   "warum",  "was",    "weil",
     "weiter", "welche",  "welcher", "wenn",    "wer",     "werde",  "werden", "wie",
     "wieder", "will",    "wir",     "wird",    "wollen",  "worden", "wurde",  "wurden",
     "zum",    "zur",     "zwar",    "zwischen"});
constexpr auto kRussian = std::to_array<std::string_view>({"\u0431\u0435\u0437",
                                                           "\u0431\u044b\u043b",
                                                           "\u0431\u044b\u043b\u0430",
                                                           "\u0431\u044b\u043b\u0438",
                                                           "\u0431\u044b\u043b\u043e",
                                                           "\u0431\u044b\u0442\u044c",
                                                           "\u0432\u0430\u043c",
                                                           "\u0432\u0430\u0441",
                                                           "\u0432\u0435\u0441\u044c",
                                                           "\u0432\u043e\u0442",
                                                           "\u0432\u0441\u0435",
                                                           "\u0432\u0441\u0435\u0433\u043e",
                                                           "\u0432\u0441\u0435\u0445",
                                                           "\u0432\u0441\u044f",
                                                           "\u0432\u0441\u0451",
                                                           "\u0433\u0434\u0435",
                                                           "\u0434\u0430\u0436\u0435",
                                                           "\u0434\u043b\u044f",
                                                           "\u0435\u0433\u043e",
                                                           "\u0435\u043c\u0443",
                                                           "\u0435\u0441\u043b\u0438",
                                                           "\u0435\u0441\u0442\u044c",
                                                           "\u0435\u0449\u0435",
                                                           "\u0435\u0449\u0451",
                                                           "\u0438\u043b\u0438",
                                                           "\u0438\u043d\u0430\u0447\u0435",
                                                           "\u043a\u0430\u043a",
                                                           "\u043a\u0430\u043a\u0430\u044f",
                                                           "\u043a\u0430\u043a\u043e\u0439",
                                                           "\u043a\u043e\u0433\u0434\u0430",
                                                           "\u043a\u0442\u043e",
                                                           "\u043a\u0443\u0434\u0430",
                                                           "\u043b\u0438\u0431\u043e",
                                                           "\u043b\u0438\u0448\u044c",
                                                           "\u043c\u0435\u0436\u0434\u0443",
                                                           "\u043c\u0435\u043d\u044f",
                                                           "\u043c\u043d\u0435",
                                                           "\u043c\u043e\u0436\u0435\u0442",
                                                           "\u043c\u043e\u0436\u043d\u043e",
                                                           "\u043c\u043e\u0439",
                                                           "\u043d\u0430\u0434",
                                                           "\u043d\u0430\u0434\u043e",
                                                           "\u043d\u0430\u043c",
                                                           "\u043d\u0430\u043c\u0438",
                                                           "\u043d\u0430\u0441",
                                                           "\u043d\u0430\u0448",
                                                           "\u043d\u0435\u0433\u043e",
                                                           "\u043d\u0435\u0435",
                                                           "\u043d\u0435\u0439",
                                                           "\u043d\u0435\u0442",
                                                           "\u043d\u0438\u043c",
                                                           "\u043d\u0438\u0445",
                                                           "\u043d\u0438\u0447\u0435\u0433\u043e",
                                                           "\u043e\u043d\u0430",
                                                           "\u043e\u043d\u0438",
                                                           "\u043e\u043d\u043e",
                                                           "\u043e\u0447\u0435\u043d\u044c",
                                                           "\u043f\u043e\u0434",
                                                           "\u043f\u043e\u043a\u0430",
                                                           "\u043f\u043e\u0441\u043b\u0435",
                                                           "\u043f\u043e\u0442\u043e\u043c",
                                                           "\u043f\u043e\u0442\u043e\u043c\u0443",
                                                           "\u043f\u043e\u0447\u0435\u043c\u0443",
                                                           "\u043f\u0440\u0438",
                                                           "\u043f\u0440\u043e",
                                                           "\u0440\u0430\u0437",
                                                           "\u0441\u0430\u043c",
                                                           "\u0441\u0435\u0431\u0435",
                                                           "\u0441\u0435\u0431\u044f",
                                                           "\u0441\u0435\u0439\u0447\u0430\u0441",
                                                           "\u0442\u0430\u043a",
                                                           "\u0442\u0430\u043a\u043e\u0439",
                                                           "\u0442\u0430\u043c",
                                                           "\u0442\u0435\u0431\u0435",
                                                           "\u0442\u0435\u043c",
                                                           "\u0442\u0435\u0445",
                                                           "\u0442\u043e\u0433\u043e",
                                                           "\u0442\u043e\u0436\u0435",
                                                           "\u0442\u043e\u043b\u044c\u043a\u043e",
                                                           "\u0442\u043e\u043c",
                                                           "\u0442\u043e\u0442",
                                                           "\u0442\u0443\u0442",
                                                           "\u0443\u0436\u0435",
                                                           "\u0447\u0435\u0433\u043e",
                                                           "\u0447\u0435\u043c",
                                                           "\u0447\u0435\u0440\u0435\u0437",
                                                           "\u0447\u0442\u043e",
                                                           "\u0447\u0442\u043e\u0431",
                                                           "\u0447\u0442\u043e\u0431\u044b",
                                                           "\u044d\u0442\u0430",
                                                           "\u044d\u0442\u0438",
                                                           "\u044d\u0442\u043e",
                                                           "\u044d\u0442\u043e\u0433\u043e",
                                                           "\u044d\u0442\u043e\u0439",
                                                           "\u044d\u0442\u043e\u043c",
                                                           "\u044d\u0442\u043e\u0442",
                                                           "\u044d\u0442\u0443"});

constexpr std::array<std::string_view, 4> kStopWordLanguages{"en", "fr", "de", "ru"};

/// Folded words of each language, sorted.
class StopWords {
 public:
  StopWords() {
    fold(kEnglish, 0);
    fold(kFrench, 1);
    fold(kGerman, 2);
    fold(kRussian, 3);
  }

  [[nodiscard]] bool has(std::uint64_t key, std::size_t language) const {
    const std::vector<std::uint64_t>& words = keys_.at(language);
    return std::binary_search(words.begin(), words.end(), key);
  }

 private:
  void fold(std::span<const std::string_view> words, std::size_t language) {
    for (const std::string_view word : words) {
      keys_.at(language).push_back(read_word(word, 0).hash);
    }
    std::sort(keys_.at(language).begin(), keys_.at(language).end());
  }

  std::array<std::vector<std::uint64_t>, kStopWordLanguages.size()> keys_;
};

}  // namespace

bool is_stop_word(std::uint64_t folded, std::string_view language) {
  static const StopWords kWords;
  const auto* const known =
      std::find(kStopWordLanguages.begin(), kStopWordLanguages.end(), language);
  if (known != kStopWordLanguages.end()) {
    return kWords.has(folded, static_cast<std::size_t>(known - kStopWordLanguages.begin()));
  }
  for (std::size_t i = 0; i < kStopWordLanguages.size(); ++i) {
    if (kWords.has(folded, i)) {
      return true;
    }
  }
  return false;
}

}  // namespace vigie::analysis
