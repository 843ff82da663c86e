#include "dashboards/review_text.h"

#include <array>

#include "dashboards/html_escape.h"
#include "dashboards/phrases.h"
#include "dashboards/utf8.h"

namespace vigie::dashboards {
namespace {

struct ReviewPhrases {
  std::array<std::string_view, kVerdictLabelCount> labels;
  std::string_view measured;    ///< {0} share, {1} {2} interval, {3} decided, {4} model, {5} dates.
  std::string_view left;        ///< {0} where nobody could tell, {1} open.
  std::string_view unmeasured;  ///< {0} model, {1} least, {2} decided.
  std::string_view limit;
  std::string_view decision;  ///< {0} label, {1} date, {2} how.
  std::string_view blind;
  std::string_view seen;
  std::string_view agreed;
  std::string_view adjudicated;
};

constexpr PerLanguage<ReviewPhrases> kReviewPhrases{{
    {.labels = {"automated, and says so",
                "automated, and does not say so",
                "very active person",
                "organisation or team",
                "cannot tell"},
     .measured =
         "Measured precision: of the accounts at the line, {0} were automated without saying so, "
         "by your team\u2019s own blind labels (95 % interval {1} to {2}; {3}, model {4}, {5}).",
     .left = "Nobody could tell for {0} more; {1} drawn at the line are not decided yet.",
     .unmeasured =
         "Measured precision: not yet measured. How often the line of model {0} is right on your "
         "accounts takes {1} decided accounts at the line, labelled blind; there are {2}.",
     .limit = "How often it is right elsewhere. The measured precision holds for this model, prior "
              "and line and for what readers can see in posts: people who act together by hand "
              "count against it.",
     .decision = "Team: {0} ({1}, {2})",
     .blind = "blind",
     .seen = "not blind",
     .agreed = "agreed",
     .adjudicated = "settled after discussion"},
    {.labels = {"automatis\u00e9, et le dit",
                "automatis\u00e9, sans le dire",
                "personne tr\u00e8s active",
                "organisation ou \u00e9quipe",
                "ind\u00e9cidable"},
     .measured = "Pr\u00e9cision mesur\u00e9e\u00a0: parmi les comptes \u00e0 la ligne, {0} "
                 "\u00e9taient automatis\u00e9s sans le dire, selon les \u00e9tiquettes \u00e0 "
                 "l\u2019aveugle de votre \u00e9quipe (intervalle \u00e0 95\u00a0% {1} \u00e0 "
                 "{2}\u00a0; {3}, mod\u00e8le {4}, {5}).",
     .left = "Pour {0} de plus, rien ne permettait de trancher\u00a0; {1} tir\u00e9s \u00e0 la "
             "ligne ne sont pas encore d\u00e9cid\u00e9s.",
     .unmeasured = "Pr\u00e9cision mesur\u00e9e\u00a0: pas encore. Pour savoir \u00e0 quelle "
                   "fr\u00e9quence la ligne du mod\u00e8le {0} a raison sur vos comptes, il faut "
                   "{1} comptes d\u00e9cid\u00e9s \u00e0 la ligne, \u00e9tiquet\u00e9s \u00e0 "
                   "l\u2019aveugle\u00a0; il y en a {2}.",
     .limit = "\u00c0 quelle fr\u00e9quence il a raison ailleurs. La pr\u00e9cision mesur\u00e9e "
              "vaut pour ce mod\u00e8le, cet a priori et cette ligne, et pour ce qui se voit dans "
              "des publications\u00a0: des personnes qui agissent ensemble \u00e0 la main comptent "
              "contre elle.",
     .decision = "\u00c9quipe\u00a0: {0} ({1}, {2})",
     .blind = "\u00e0 l\u2019aveugle",
     .seen = "pas \u00e0 l\u2019aveugle",
     .agreed = "d\u2019accord",
     .adjudicated = "tranch\u00e9 apr\u00e8s discussion"},
    {.labels = {"automatisiert, mit Angabe",
                "automatisiert, ohne Angabe",
                "sehr aktive Person",
                "Organisation oder Team",
                "nicht zu entscheiden"},
     .measured = "Gemessene Treffsicherheit: Von den Konten ab der Linie waren {0} automatisiert, "
                 "ohne es anzugeben, nach den blinden Einstufungen Ihres Teams (95-%-Intervall {1} "
                 "bis {2}; {3}, Modell {4}, {5}).",
     .left =
         "Bei {0} weiteren war es nicht zu entscheiden; {1} ab der Linie gezogene sind noch offen.",
     .unmeasured = "Gemessene Treffsicherheit: noch nicht gemessen. Um zu wissen, wie oft die "
                   "Linie des Modells {0} bei Ihren Konten recht hat, braucht es {1} blind "
                   "eingestufte, entschiedene Konten ab der Linie; es gibt {2}.",
     .limit =
         "Wie oft er anderswo recht hat. Die gemessene Treffsicherheit gilt f\u00fcr dieses "
         "Modell, diese Ausgangsannahme und diese Linie und f\u00fcr das, was in Beitr\u00e4gen zu "
         "sehen ist: Personen, die von Hand gemeinsam handeln, z\u00e4hlen gegen sie.",
     .decision = "Team: {0} ({1}, {2})",
     .blind = "blind",
     .seen = "nicht blind",
     .agreed = "einig",
     .adjudicated = "nach Besprechung entschieden"},
}};

std::string dates_of(const MeasuredPrecision& measured, Language language) {
  if (!measured.first || !measured.last) {
    return {};
  }
  const std::string first = format_date(language, *measured.first);
  const std::string last = format_date(language, *measured.last);
  return first == last ? first : first + " \u2013 " + last;
}

}  // namespace

std::string_view label_text(Language language, VerdictLabel label) {
  return in(language, kReviewPhrases).labels.at(static_cast<std::size_t>(label));
}

std::string precision_sentence(const ReportData& data, Language language) {
  constexpr std::size_t kModelName = 60;
  const ReviewPhrases& review = in(language, kReviewPhrases);
  const Phrases& p = phrases(language);
  const MeasuredPrecision& measured = data.measured;
  const std::string model = visible_text(cut_characters(data.run.model, kModelName));
  if (!measured.precision) {
    return fill(review.unmeasured,
                model,
                format_count(language, measured.least),
                format_count(language, measured.decided));
  }
  std::string out = fill(review.measured,
                         format_share(language, measured.precision->value),
                         format_share(language, measured.precision->low),
                         format_share(language, measured.precision->high),
                         format_plural(language, measured.decided, p.account_one, p.account_many),
                         model,
                         dates_of(measured, language));
  if (measured.cannot_tell + measured.open > 0) {
    out += ' ' + fill(review.left,
                      format_count(language, measured.cannot_tell),
                      format_count(language, measured.open));
  }
  return out;
}

std::string_view precision_limit(const ReportData& data, Language language) {
  return data.measured.precision ? in(language, kReviewPhrases).limit : std::string_view{};
}

std::string decision_text(const TeamDecision& decision, Language language) {
  const ReviewPhrases& review = in(language, kReviewPhrases);
  std::string how{decision.blind ? review.blind : review.seen};
  how.append(", ").append(decision.adjudicated ? review.adjudicated : review.agreed);
  return fill(review.decision,
              label_text(language, decision.label),
              format_date(language, decision.decided),
              how);
}

}  // namespace vigie::dashboards
