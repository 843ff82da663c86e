#include "dashboards/amplification_files.h"

#include <vector>

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include "dashboards/csv_cell.h"
#include "dashboards/defang.h"
#include "dashboards/report.h"
#include "dashboards/withheld_text.h"
#include "dashboards/words.h"
#include "storage/model/time.h"

namespace vigie::dashboards {
namespace {

using Json = nlohmann::ordered_json;

Json actor_json(const ReportActor& actor) {
  return {{"platform", actor.platform},
          {"native_id", actor.native_id},
          {"handle", actor.handle},
          {"name_withheld", actor.withheld.has_value()},
          {"name_withheld_because", withheld_because(actor.withheld)},
          {"class", class_name(actor.account_class)}};
}

Json carried_json(const CarriedBy& carried) {
  return {{"shares", carried.shares}, {"accounts", carried.accounts}};
}

Json object_json(const ReportAmplified& object) {
  const Amplification& facts = object.facts;
  Json movers = Json::array();
  for (const ReportAmplified::Mover& mover : object.movers) {
    Json actor = actor_json(mover.actor);
    actor["time"] = to_iso8601(mover.time);
    movers.push_back(std::move(actor));
  }
  return {{"kind", kind_name(facts.kind)},
          {"name", object.name},
          {"author", object.author},
          {"topics", facts.topics},
          {"shares", facts.shares},
          {"accounts", facts.accounts},
          {"reposts", facts.reposts},
          {"first_seen", to_iso8601(from_ms(facts.first_ms))},
          {"last_seen", to_iso8601(from_ms(facts.last_ms))},
          {"half_ms", facts.half_ms},
          {"first_hour_shares", facts.first_hour_shares},
          {"gini", facts.gini},
          {"top_percent_share", facts.top_percent_share},
          {"top_ten_share", facts.top_ten_share},
          {"declared", carried_json(facts.declared)},
          {"above_line", carried_json(facts.above_line)},
          {"grouped", carried_json(facts.grouped)},
          {"first_movers", std::move(movers)}};
}

Json narrative_json(const ReportNarrative& narrative) {
  const Narrative& facts = narrative.facts;
  Json evidence = Json::array();
  for (const PostId post : facts.representative) {
    evidence.push_back(post.value);
  }
  return {{"topic", facts.topic},
          {"terms", facts.terms},
          {"posts", facts.posts},
          {"accounts", facts.accounts},
          {"texts", facts.texts},
          {"first_seen", to_iso8601(from_ms(facts.first_ms))},
          {"last_seen", to_iso8601(from_ms(facts.last_ms))},
          {"declared", carried_json(facts.declared)},
          {"above_line", carried_json(facts.above_line)},
          {"grouped", carried_json(facts.grouped)},
          {"urls", narrative.urls},
          {"evidence", std::move(evidence)}};
}

Json alert_json(const ReportAlert& alert) {
  const Alert& facts = alert.facts;
  return {{"kind", kind_name(facts.kind)},
          {"name", alert.name},
          {"baseline", baseline_name(facts.baseline)},
          {"begin", to_iso8601(from_ms(facts.begin_ms))},
          {"hours", facts.hours},
          {"peak", to_iso8601(from_ms(facts.peak_ms))},
          {"shares", facts.shares},
          {"accounts", facts.accounts},
          {"expected", facts.expected},
          {"decades", facts.decades},
          {"q_decades", facts.q_decades}};
}

}  // namespace

std::string pushed_name(AmplifiedKind kind, const std::string& name) {
  switch (kind) {
    case AmplifiedKind::kSource:
      return defang_host(name);
    case AmplifiedKind::kUrl:
      return defang_url(name);
    case AmplifiedKind::kHashtag:
      return "#" + name;
    case AmplifiedKind::kPost:
      return name;
  }
  return name;
}

nlohmann::ordered_json amplification_json(const ReportAmplification& amplification) {
  if (!amplification.measured) {
    return nullptr;
  }
  const AmplificationCounts& counts = amplification.counts;
  const auto list = [](const auto& records, const auto& to_json) {
    Json out = Json::array();
    for (const auto& record : records) {
      out.push_back(to_json(record));
    }
    return out;
  };
  return {{"counts",
           {{"objects", counts.objects},
            {"shares", counts.shares},
            {"tested_hours", counts.tested_hours},
            {"tested_new", counts.tested_new},
            {"untested_new", counts.untested_new},
            {"narrative_texts", counts.narrative_texts},
            {"sampled_out_texts", counts.sampled_out_texts}}},
          {"objects", list(amplification.objects, object_json)},
          {"impact",
           list(amplification.amplifiers,
                [](const ReportAmplifier& a) {
                  Json out = actor_json(a.actor);
                  out["fib_index"] = a.fib_index;
                  out["posts"] = a.posts;
                  out["reposts"] = a.reposts;
                  return out;
                })},
          {"narratives", list(amplification.narratives, narrative_json)},
          {"alerts", list(amplification.alerts, alert_json)}};
}

std::string render_amplification_csv(const ReportData& data) {
  std::string out =
      "run,simulated,kind,name,author,topics,shares,accounts,reposts,first_seen,last_seen,"
      "half_seconds,first_hour_shares,gini,top_percent_share,top_ten_share,declared_shares,"
      "declared_accounts,above_line_shares,above_line_accounts,group_shares,group_accounts,"
      "first_movers";
  out += kCsvEndOfRow;
  for (const ReportAmplified& object : data.amplification.objects) {
    const Amplification& facts = object.facts;
    std::vector<std::string> movers;
    for (const ReportAmplified::Mover& mover : object.movers) {
      movers.push_back(mover.actor.platform + ":" + mover.actor.handle);
    }
    out += fmt::format("{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{},{}",
                       data.run.id.value,
                       data.simulated ? "yes" : "no",
                       kind_name(facts.kind),
                       csv_text_cell(pushed_name(facts.kind, object.name)),
                       csv_text_cell(object.author),
                       csv_text_cell(fmt::format("{}", fmt::join(facts.topics, " "))),
                       facts.shares,
                       facts.accounts,
                       facts.reposts,
                       to_iso8601(from_ms(facts.first_ms)),
                       to_iso8601(from_ms(facts.last_ms)),
                       csv_number_cell(static_cast<double>(facts.half_ms) / 1000.0),
                       facts.first_hour_shares,
                       csv_number_cell(facts.gini),
                       csv_number_cell(facts.top_percent_share),
                       csv_number_cell(facts.top_ten_share),
                       facts.declared.shares,
                       facts.declared.accounts,
                       facts.above_line.shares,
                       facts.above_line.accounts,
                       facts.grouped.shares,
                       facts.grouped.accounts,
                       csv_text_cell(fmt::format("{}", fmt::join(movers, " "))));
    out += kCsvEndOfRow;
  }
  return out;
}

}  // namespace vigie::dashboards
