#include "dashboards/stated_times_text.h"

#include <string_view>

#include <fmt/format.h>

#include "dashboards/phrases.h"
#include "dashboards/words.h"

namespace vigie::dashboards {
namespace {

struct StatedTimesText {
  std::string_view title;
  std::string_view sentence;  ///< {0}: posts; {1}: backdated; {2}: ahead.
  std::string_view causes;
  std::string_view example;  ///< {0}: claimed; {1}: received.
};

constexpr PerLanguage<StatedTimesText> kStatedTimesTexts{{
    {"Times that the posts claim",
     "Posts received live: {0}. Of these, claiming a time over an hour before they came by: {1}; "
     "claiming a time that had not come: {2}.",
     "The program that posts writes the claimed time. Ordinary causes: posts moved here from "
     "another network with their old dates, a device whose clock is wrong. This adds to no "
     "likelihood.",
     "claims {0}, received {1}"},
    {"Heures que les publications d\u00e9clarent",
     "Publications re\u00e7ues en direct\u00a0: {0}. Parmi elles, celles qui d\u00e9clarent une "
     "heure ant\u00e9rieure de plus d\u2019une heure \u00e0 leur passage\u00a0: {1}\u00a0; celles "
     "qui d\u00e9clarent une heure \u00e0 venir\u00a0: {2}.",
     "Le programme qui publie \u00e9crit l\u2019heure d\u00e9clar\u00e9e. Causes "
     "ordinaires\u00a0: des publications reprises d\u2019un autre r\u00e9seau avec leurs "
     "anciennes dates, un appareil dont l\u2019horloge est fausse. Cela n\u2019ajoute rien \u00e0 "
     "aucune vraisemblance.",
     "d\u00e9clare {0}, re\u00e7ue {1}"},
    {"Zeiten, die die Beitr\u00e4ge angeben",
     "Live empfangene Beitr\u00e4ge: {0}. Davon mit einer Zeit, die \u00fcber eine Stunde vor "
     "ihrem "
     "Eintreffen liegt: {1}; mit einer Zeit, die noch nicht gekommen war: {2}.",
     "Die angegebene Zeit schreibt das Programm, das postet. Gew\u00f6hnliche Ursachen: "
     "Beitr\u00e4ge, die mit ihrem alten Datum aus einem anderen Netzwerk \u00fcbernommen wurden, "
     "ein Ger\u00e4t, dessen Uhr falsch geht. Das tr\u00e4gt zu keiner Wahrscheinlichkeit bei.",
     "gibt {0} an, empfangen {1}"},
}};

}  // namespace

std::string render_stated_times(const ReportStatedTimes& times, Language language) {
  if (!times.is_remarkable()) {
    return {};
  }
  const StatedTimesText& text = in(language, kStatedTimesTexts);
  std::string html = fmt::format(R"(<h4>{}</h4><p>{}</p><p class="quiet">{}</p><ul class="plain">)",
                                 text.title,
                                 fill(text.sentence,
                                      format_count(language, times.posts),
                                      format_count(language, times.backdated),
                                      format_count(language, times.ahead)),
                                 text.causes);
  for (const StatedTime& example : times.examples) {
    html +=
        fmt::format("<li>{}</li>",
                    fill(text.example, to_iso8601(example.claimed), to_iso8601(example.received)));
  }
  return html + "</ul>";
}

}  // namespace vigie::dashboards
