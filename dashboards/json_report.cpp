#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "dashboards/amplification_files.h"
#include "dashboards/json_parts.h"
#include "dashboards/report.h"
#include "dashboards/withheld_text.h"
#include "storage/model/share_stance.h"

namespace vigie::dashboards {
namespace {

using json::Json;
using json::list;
using json::number;
using json::post;
using json::time_or_null;

constexpr int kFormatVersion = 1;  // raised when a key changes its meaning or goes

Json window(const TimeWindow& window) {
  return {{"begin", to_iso8601(window.begin)}, {"end", to_iso8601(window.end)}};
}

Json run(const AnalysisRun& run) {
  return {{"id", run.id.value},
          {"window", window(run.window)},
          {"all_windows", run.all_windows},
          {"started", to_iso8601(run.started)},
          {"code_version", run.code_version},
          {"model", run.model},
          {"config_hash", run.config_hash},
          {"seed", run.seed},
          {"prior", number(run.prior)},
          {"report_line", number(run.report_line)},
          {"list_versions", run.list_versions},
          {"topics", run.topics},
          {"notes", run.notes},
          {"posts", run.posts},
          {"accounts", run.accounts}};
}

Json contribution(const ReportContribution& contribution) {
  const SignalInfo& signal = info(contribution.signal);
  return {{"signal", signal.name},
          {"group", group_name(signal.group)},
          {"unit", signal.unit},
          {"value", number(contribution.value)},
          {"nats", number(contribution.nats)},
          {"percentile", number(contribution.percentile)},
          {"accounts", contribution.accounts},
          {"evidence", contribution.evidence}};
}

Json group_nats(const ReportAccount& account) {
  Json out = Json::object();
  for (std::size_t group = 0; group < kSignalGroupCount; ++group) {
    out[std::string{group_name(static_cast<SignalGroup>(group))}] =
        number(account.group_nats.at(group));
  }
  return out;
}

/// Posts that neither keep a distance nor contradict endorse.
Json stance(std::uint64_t posts, const StanceCounts& stance) {
  return {{stance_name(ShareStance::kEndorse), posts - stance.neutral - stance.debunk},
          {stance_name(ShareStance::kNeutral), stance.neutral},
          {stance_name(ShareStance::kDebunk), stance.debunk}};
}

Json decision(const std::optional<TeamDecision>& decision) {
  if (!decision) {
    return nullptr;
  }
  return {{"label", label_name(decision->label)},
          {"decided", to_iso8601(decision->decided)},
          {"blind", decision->blind},
          {"adjudicated", decision->adjudicated}};
}

Json measured_share(const std::optional<MeasuredShare>& share) {
  return share ? Json{{"value", share->value}, {"low", share->low}, {"high", share->high}}
               : Json(nullptr);
}

/// By blind labels of accounts drawn by chance; no precision below `least` decided accounts.
Json measured(const ReportData& data) {
  const MeasuredPrecision& measured = data.measured;
  return {{"precision", measured_share(measured.precision)},
          {"recall", measured_share(measured.recall)},
          {"model", data.run.model},
          {"decided", measured.decided},
          {"positives", measured.positives},
          {"cannot_tell", measured.cannot_tell},
          {"open", measured.open},
          {"least", measured.least},
          {"first", time_or_null(measured.first)},
          {"last", time_or_null(measured.last)}};
}

Json stated_times(const ReportStatedTimes& times) {
  return {{"posts", times.posts},
          {"backdated", times.backdated},
          {"ahead", times.ahead},
          {"examples", list(times.examples, [](const StatedTime& example) {
             return Json{{"post_id", example.post_id},
                         {"claimed", to_iso8601(example.claimed)},
                         {"received", to_iso8601(example.received)}};
           })}};
}

Json account(const ReportAccount& account) {
  return {{"rank", account.rank},
          {"platform", account.platform},
          {"native_id", account.native_id},
          {"handle", account.handle},
          {"display_name", account.display_name},
          {"name_withheld", account.withheld.has_value()},
          {"name_withheld_because", withheld_because(account.withheld)},
          {"class", class_name(account.account_class)},
          {"grade", std::string(1, grade_letter(account.grade))},
          {"window", window(account.window)},
          {"posts", account.posts},
          {"active_days", account.active_days},
          {"likelihood", number(account.likelihood)},
          {"automation_likelihood", number(account.automation_likelihood)},
          {"low", number(account.low)},
          {"high", number(account.high)},
          {"likelihood_prior_1", number(account.likelihood_prior_1)},
          {"likelihood_prior_15", number(account.likelihood_prior_15)},
          {"group_nats", group_nats(account)},
          {"contributions", list(account.contributions, contribution)},
          {"explanation", json::explanation(account.explanation)},
          {"posts_shown", list(account.posts_shown, post)},
          {"hour_by_weekday", account.hour_by_weekday},
          {"posts_per_day", account.posts_per_day},
          {"listed_posts", account.listed_posts},
          {"linking_posts", account.linking_posts},
          {"listed_domains",
           list(account.listed_domains,
                [](const ReportAccount::Domain& d) {
                  return Json{{"domain", d.domain},
                              {"tier", d.tier},
                              {"posts", d.posts},
                              {"stance", stance(d.posts, d.stance)}};
                })},
          {"topics",
           list(account.topics,
                [](const ReportAccount::Topic& t) {
                  return Json{{"topic", t.topic}, {"posts", t.posts}};
                })},
          {"team_decision", decision(account.decision)},
          {"stated_times", stated_times(account.stated_times)}};
}

Json tone(const Tone& tone) {
  return {{"posts", tone.posts}, {"mean", number(tone.mean)}};
}

Json domain(const ReportDomain& domain) {
  return {{"domain", domain.domain},
          {"tier", domain.tier},
          {"family", domain.family},
          {"label", domain.label},
          {"evidence_url", domain.evidence_url},
          {"list", domain.list},
          {"posts", domain.posts},
          {"accounts", domain.accounts},
          {"stance", stance(domain.posts, domain.stance)},
          {"posts_per_day", domain.posts_per_day}};
}

Json topic(const ReportTopic& topic) {
  return {{"topic", topic.topic},
          {"title", topic.title},
          {"titles", topic.titles},
          {"posts", topic.posts},
          {"accounts", topic.accounts},
          {"listed_posts", topic.listed_posts},
          {"posts_per_day", topic.posts_per_day},
          {"tone", tone(topic.tone)},
          {"tone_per_day", list(topic.tone_per_day, tone)}};
}

Json lookalike(const ReportLookalike& lookalike) {
  return {{"kind", lookalike.kind},
          {"platform", lookalike.platform},
          {"native_id", lookalike.native_id},
          {"subject", lookalike.subject},
          {"display_name", lookalike.display_name},
          {"name_withheld", lookalike.withheld.has_value()},
          {"name_withheld_because", withheld_because(lookalike.withheld)},
          {"protected_name", lookalike.protected_name},
          {"rule", lookalike.rule},
          {"edits", lookalike.distance},
          {"first_seen", to_iso8601(lookalike.first_seen)},
          {"last_seen", to_iso8601(lookalike.last_seen)},
          {"posts", lookalike.posts},
          {"accounts", lookalike.accounts},
          {"evidence", lookalike.evidence}};
}

Json live_source(const ReportLiveSource& source) {
  return {{"source", source.name},
          {"seen_hours", source.seen_hours},
          {"missed", list(source.missed, [](const ReportMissed& missed) {
             return Json{{"reason", missed.reason}, {"gaps", missed.gaps}, {"hours", missed.hours}};
           })}};
}

Json collection(const ReportCollection& collection) {
  return {{"platform", collection.platform},
          {"source", collection.source},
          {"method", collection.method},
          {"records", collection.records},
          {"stored", collection.stored},
          {"duplicates", collection.duplicates},
          {"rejected", collection.rejected},
          {"ignored", collection.ignored},
          {"complete", collection.complete},
          {"coverage_assumed", collection.coverage_assumed},
          {"first_post", time_or_null(collection.first_post)},
          {"last_post", time_or_null(collection.last_post)}};
}

Json reject(const ReportReject& reject) {
  return {{"reason", reject.reason}, {"count", reject.count}, {"example", reject.example}};
}

Json compared_account(const ComparedAccount& account) {
  return {{"platform", account.platform},
          {"native_id", account.native_id},
          {"handle", account.handle},
          {"name_withheld", account.withheld.has_value()},
          {"name_withheld_because", withheld_because(account.withheld)},
          {"likelihood_before", number(account.likelihood_before)},
          {"likelihood_now", number(account.likelihood_now)},
          {"rank_before", account.rank_before},
          {"rank_now", account.rank_now},
          {"change", json::change(account.change)}};
}

Json compared_use(const ComparedUse& use) {
  return {{"name", use.name},
          {"title", use.title},
          {"posts_before", use.posts_before},
          {"posts_now", use.posts_now},
          {"accounts_before", use.accounts_before},
          {"accounts_now", use.accounts_now}};
}

std::string_view difference_name(RunDifference difference) {
  constexpr std::array<std::string_view, 7> kNames{
      "model", "lists", "topics", "line", "window", "program", "settings"};
  return kNames.at(static_cast<std::size_t>(difference));
}

/// Null when none was asked for; `before` is null when there was no run to compare with.
Json comparison(const std::optional<ReportComparison>& comparison) {
  if (!comparison) {
    return nullptr;
  }
  return {{"since", to_iso8601(comparison->since)},
          {"before", comparison->before ? run(*comparison->before) : Json(nullptr)},
          {"differences",
           list(comparison->differences,
                [](RunDifference difference) { return Json(difference_name(difference)); })},
          {"appeared_total", comparison->appeared_total},
          {"gone_total", comparison->gone_total},
          {"stayed_total", comparison->stayed_total},
          {"appeared", list(comparison->appeared, compared_account)},
          {"gone", list(comparison->gone, compared_account)},
          {"stayed", list(comparison->stayed, compared_account)},
          {"domains", list(comparison->domains, compared_use)},
          {"topics", list(comparison->topics, compared_use)}};
}

Json grades(const ReportData& data) {
  return {{"A", data.accounts_by_grade[0]},
          {"B", data.accounts_by_grade[1]},
          {"C", data.accounts_by_grade[2]},
          {"D", data.accounts_by_grade[3]}};
}

}  // namespace

/// `options` cut the page, not the data: every record that ReportData holds is here.
std::string render_json_report(const ReportData& data, const ReportOptions& /*options*/) {
  const Json out{{"format", "vigie_report"},
                 {"format_version", kFormatVersion},
                 {"vigie_version", data.vigie_version},
                 {"simulated", data.simulated},
                 {"run", run(data.run)},
                 {"platforms", data.platforms},
                 {"posts", data.posts},
                 {"accounts", data.accounts},
                 {"names_withheld", count_withheld(data).total()},
                 {"names_withheld_because", withheld_count_json(count_withheld(data))},
                 {"min_followers_to_name", data.min_followers_to_name},
                 {"reposts", data.reposts},
                 {"accounts_by_grade", grades(data)},
                 {"above_line", data.above_line},
                 {"listed_posts", data.listed_posts},
                 {"listed_accounts", data.listed_accounts},
                 {"urls", data.urls},
                 {"urls_shortened", data.urls_shortened},
                 {"posts_per_day", data.posts_per_day},
                 {"ranked", list(data.ranked, account)},
                 {"held", json::held(data.held)},
                 {"declared", list(data.declared, account)},
                 {"domains", list(data.domains, domain)},
                 {"topics", list(data.topics, topic)},
                 {"coordination", json::coordination(data.coordination)},
                 {"protected_names",
                  list(data.protected_names,
                       [](const ReportProtected& p) {
                         return Json{{"kind", p.kind}, {"name", p.name}};
                       })},
                 {"lookalikes", list(data.lookalikes, lookalike)},
                 {"amplification", amplification_json(data.amplification)},
                 {"collections", list(data.collections, collection)},
                 {"live_sources", list(data.live_sources, live_source)},
                 {"rejects", list(data.rejects, reject)},
                 {"comparison", comparison(data.comparison)},
                 {"measured", measured(data)}};
  return out.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace vigie::dashboards
