#include "dashboards/json_parts.h"
#include "dashboards/withheld_text.h"

namespace vigie::dashboards::json {
namespace {

Json signal_names(const std::vector<Signal>& signals) {
  return list(signals, [](Signal signal) { return Json(info(signal).name); });
}

Json unmeasured(const ReportUnmeasured& row) {
  return {{"signal", info(row.signal).name},
          {"unit", unit_name(row.unit)},
          {"least", row.least},
          {"least_days", row.least_days},
          {"more", row.more},
          {"more_days", row.more_days}};
}

Json score_point(const ReportScorePoint& point) {
  return {{"run", point.run.value},
          {"window_end", to_iso8601(point.window_end)},
          {"grade", std::string(1, grade_letter(point.grade))},
          {"likelihood", number(point.likelihood)},
          {"automation_likelihood", number(point.automation_likelihood)},
          {"rank", point.rank},
          {"report_line", number(point.report_line)}};
}

Json counterfactual(const std::optional<ReportCounterfactual>& counterfactual) {
  if (!counterfactual) {
    return nullptr;
  }
  return {{"without", signal_names(counterfactual->without)},
          {"likelihood", number(counterfactual->likelihood)}};
}

Json offset(const std::optional<ReportOffset>& offset) {
  if (!offset) {
    return nullptr;
  }
  return {{"nats", number(offset->nats)},
          {"platform", offset->platform},
          {"languages", offset->languages}};
}

Json next_grade(const std::optional<ReportNextGrade>& next) {
  if (!next) {
    return nullptr;
  }
  return {{"grade", std::string(1, grade_letter(next->grade))},
          {"more_posts", next->more_posts},
          {"more_days", next->more_days}};
}

}  // namespace

Json change(const std::optional<ReportChange>& change) {
  if (!change) {
    return nullptr;
  }
  Json causes = nullptr;
  if (change->nats) {
    causes = Json::object();
    for (std::size_t cause = 0; cause < kChangeCauseCount; ++cause) {
      causes[std::string{cause_name(static_cast<ChangeCause>(cause))}] =
          number(change->nats->at(cause));
    }
  }
  return {{"before_run", change->before.value},
          {"before_end", to_iso8601(change->before_end)},
          {"logit_before", number(change->logit_before)},
          {"logit_now", number(change->logit_now)},
          {"nats_by_cause", causes}};
}

Json explanation(const std::optional<ReportExplanation>& explanation) {
  if (!explanation) {
    return nullptr;
  }
  return {{"offset", offset(explanation->offset)},
          {"counterfactual", counterfactual(explanation->counterfactual)},
          {"unmeasured", list(explanation->unmeasured, unmeasured)},
          {"next_grade", next_grade(explanation->next_grade)},
          {"change", change(explanation->change)},
          {"history", list(explanation->history, score_point)},
          {"above_until", time_or_null(explanation->above_until)}};
}

Json held(const ReportHeld& held) {
  return {{"keep_margin", number(held.keep_margin)},
          {"total", held.total},
          {"accounts", list(held.accounts, [](const ReportHeldAccount& account) {
             return Json{{"rank", account.rank},
                         {"platform", account.platform},
                         {"native_id", account.native_id},
                         {"handle", account.handle},
                         {"name_withheld", account.withheld.has_value()},
                         {"name_withheld_because", withheld_because(account.withheld)},
                         {"likelihood", number(account.likelihood)},
                         {"above_until", to_iso8601(account.above_until)}};
           })}};
}

}  // namespace vigie::dashboards::json
