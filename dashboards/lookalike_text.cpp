#include "dashboards/lookalike_text.h"

#include <array>

#include "dashboards/word_table.h"

namespace vigie::dashboards {
namespace {

constexpr PerLanguage<LookalikeText> kTexts{{
    {"Names that resemble protected ones",
     "{0} names are protected by the team\u2019s settings. The domains, handles and display names "
     "below resemble one of them. Resemblance is a fact about two names: it says nothing of who is "
     "behind one, and adds to no account\u2019s likelihood.",
     "Ordinary causes are common: an edition for another country, a regional office, a fan "
     "account, a parody that says so, a namesake, a critic, an old domain of the outlet itself. "
     "Look at the posts before you decide; what turns out to be harmless goes into the setting "
     "protect.known.",
     "Nothing in this window resembles a protected name.",
     "Name",
     "resembles",
     "by",
     "First seen",
     "Posts",
     "Accounts",
     "Posts behind it",
     "shown as {0}",
     "Names that resemble protected ones: {0} domains, {1} accounts. Resemblance says nothing of "
     "who is behind a name; the page lists them."},
    {"Noms qui ressemblent \u00e0 des noms prot\u00e9g\u00e9s",
     "{0} noms sont prot\u00e9g\u00e9s par les r\u00e9glages de l\u2019\u00e9quipe. Les domaines, "
     "identifiants et noms affich\u00e9s ci-dessous ressemblent \u00e0 l\u2019un d\u2019eux. Une "
     "ressemblance est un fait sur deux noms\u00a0: elle ne dit rien de qui se trouve "
     "derri\u00e8re et n\u2019ajoute rien \u00e0 la vraisemblance d\u2019aucun compte.",
     "Les causes ordinaires sont fr\u00e9quentes\u00a0: une \u00e9dition pour un autre pays, un "
     "bureau r\u00e9gional, un compte d\u2019admirateurs, une parodie qui se pr\u00e9sente comme "
     "telle, un homonyme, un critique, un ancien domaine du m\u00e9dia lui-m\u00eame. Regardez les "
     "publications avant de d\u00e9cider\u00a0; ce qui se r\u00e9v\u00e8le inoffensif va dans le "
     "r\u00e9glage protect.known.",
     "Rien dans cette p\u00e9riode ne ressemble \u00e0 un nom prot\u00e9g\u00e9.",
     "Nom",
     "ressemble \u00e0",
     "par",
     "Vu depuis le",
     "Publications",
     "Comptes",
     "Publications \u00e0 l\u2019appui",
     "affich\u00e9 {0}",
     "Noms qui ressemblent \u00e0 des noms prot\u00e9g\u00e9s\u00a0: {0} domaines, {1} comptes. "
     "Une ressemblance ne dit rien de qui se trouve derri\u00e8re un nom\u00a0; la page en donne "
     "la liste."},
    {"Namen, die gesch\u00fctzten \u00e4hneln",
     "{0} Namen sind durch die Einstellungen des Teams gesch\u00fctzt. Die Domains, Kontonamen und "
     "angezeigten Namen unten \u00e4hneln einem von ihnen. \u00c4hnlichkeit ist eine Tatsache "
     "\u00fcber zwei Namen: Sie sagt nichts dar\u00fcber, wer dahintersteht, und tr\u00e4gt zur "
     "Wahrscheinlichkeit keines Kontos bei.",
     "Gew\u00f6hnliche Ursachen sind h\u00e4ufig: eine Ausgabe f\u00fcr ein anderes Land, ein "
     "Regionalb\u00fcro, ein Konto von Anh\u00e4ngern, eine Parodie, die sich so nennt, ein "
     "Namensvetter, ein Kritiker, eine fr\u00fchere Domain des Mediums selbst. Sehen Sie die "
     "Beitr\u00e4ge an, bevor Sie urteilen; was sich als harmlos erweist, geh\u00f6rt in die "
     "Einstellung protect.known.",
     "Nichts in diesem Zeitraum \u00e4hnelt einem gesch\u00fctzten Namen.",
     "Name",
     "\u00e4hnelt",
     "durch",
     "Zuerst gesehen",
     "Beitr\u00e4ge",
     "Konten",
     "Beitr\u00e4ge dazu",
     "angezeigt als {0}",
     "Namen, die gesch\u00fctzten \u00e4hneln: {0} Domains, {1} Konten. \u00c4hnlichkeit sagt "
     "nichts dar\u00fcber, wer hinter einem Namen steht; die Seite f\u00fchrt sie auf."},
}};

constexpr std::array kLookalikeRules = std::to_array<Word>({
    {"same_label",
     {"same name, other suffix", "m\u00eame nom, autre suffixe", "gleicher Name, andere Endung"}},
    {"same_name", {"same display name", "m\u00eame nom affich\u00e9", "gleicher angezeigter Name"}},
    {"separators",
     {"same letters, other separators",
      "m\u00eames lettres, autres s\u00e9parateurs",
      "gleiche Buchstaben, andere Trennzeichen"}},
    {"digit_swap",
     {"digits for letters", "chiffres \u00e0 la place de lettres", "Ziffern statt Buchstaben"}},
    {"confusable",
     {"characters that look alike",
      "caract\u00e8res qui se ressemblent",
      "Zeichen, die gleich aussehen"}},
    {"subdomain",
     {"name below another domain", "nom sous un autre domaine", "Name unter einer anderen Domain"}},
    {"edits",
     {"one or two letters differ",
      "une ou deux lettres diff\u00e8rent",
      "ein oder zwei Buchstaben anders"}},
    {"token",
     {"name with words added",
      "nom compl\u00e9t\u00e9 d\u2019autres mots",
      "Name mit weiteren W\u00f6rtern"}},
});

constexpr std::array kLookalikeKinds = std::to_array<Word>({
    {"domain", {"domain", "domaine", "Domain"}},
    {"handle", {"handle", "identifiant", "Kontoname"}},
    {"name", {"display name", "nom affich\u00e9", "angezeigter Name"}},
});

}  // namespace

const LookalikeText& lookalike_text(Language language) {
  return in(language, kTexts);
}

std::string_view rule_text(Language language, std::string_view rule) {
  return word_or_key(kLookalikeRules, language, rule);
}

std::string_view lookalike_kind_text(Language language, std::string_view kind) {
  return word_or_key(kLookalikeKinds, language, kind);
}

}  // namespace vigie::dashboards
