#include "dashboards/explanation_report.h"

#include <fmt/format.h>

#include "dashboards/explanation_text.h"
#include "dashboards/json_parts.h"
#include "dashboards/phrases.h"
#include "dashboards/text_wrap.h"
#include "dashboards/words.h"

namespace vigie::dashboards {

std::string render_text_explanation(const ReportAccount& account,
                                    double fall_below,
                                    Language language) {
  if (!account.explanation) {
    return {};
  }
  const ReportExplanation& explanation = *account.explanation;
  const Phrases& p = phrases(language);
  std::string out;
  const auto say = [&out](const std::string& sentence) {
    out += sentence.empty() ? std::string{} : "  " + wrap_text(sentence, "    ");
  };
  if (account.likelihood) {
    say(fill(p.likelihood_sentence,
             format_likelihood(language, account.likelihood),
             format_likelihood(language, account.automation_likelihood)));
  } else {
    say(std::string{p.no_likelihood});
  }
  if (explanation.offset) {
    say(offset_sentence(language, *explanation.offset));
  }
  if (explanation.change) {
    say(change_sentence(language, *explanation.change));
  }
  say(held_sentence(language, explanation, fall_below));
  if (explanation.counterfactual) {
    say(counterfactual_sentence(language, *explanation.counterfactual));
  }
  say(next_grade_sentence(language, explanation));
  for (const std::string& line : unmeasured_lines(language, explanation.unmeasured)) {
    say(line);
  }
  return out;
}

std::string render_json_explanation(const ReportAccount& account) {
  json::Json out = json::explanation(account.explanation);
  if (out.is_object()) {
    out["likelihood"] = json::number(account.likelihood);
    out["likelihood_prior_1"] = json::number(account.likelihood_prior_1);
    out["likelihood_prior_15"] = json::number(account.likelihood_prior_15);
  }
  return out.dump();
}

}  // namespace vigie::dashboards
