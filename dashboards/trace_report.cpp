#include "dashboards/trace_report.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <string_view>

#include <fmt/format.h>

#include "dashboards/defang.h"
#include "dashboards/html_escape.h"
#include "dashboards/json_parts.h"
#include "dashboards/language.h"
#include "dashboards/plain_json.h"
#include "dashboards/plain_words.h"
#include "dashboards/text_table.h"
#include "dashboards/text_wrap.h"
#include "dashboards/withheld_text.h"

namespace vigie::dashboards {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t kTraceKeyCut = 160;
constexpr std::size_t kFirstMovers = 5;

std::string count(std::uint64_t number) {
  return format_count(kEnglish, number);
}

std::string head(const ReportTrace& trace) {
  std::string out = fmt::format(
      "{}: {}\n", plain_kind(trace.kind), fit_text(plain_key(trace.kind, trace.key), kTraceKeyCut));
  out.front() = static_cast<char>(out.front() - 'a' + 'A');
  if (trace.is_shortened) {
    out += "A shortener hides the page behind it: other addresses may lead there too.\n";
  }
  if (!trace.listed_tier.empty()) {
    out += fmt::format("Its domain is a listed source ({}).\n", trace.listed_tier);
  }
  if (trace.origin) {
    out += fmt::format("By {}, {}: {}\n",
                       fit_text(trace.origin_account, kTraceKeyCut),
                       plain_time(trace.origin->time),
                       fit_text(defang_text(trace.origin->withheld
                                                ? withheld_post(kEnglish, *trace.origin->withheld)
                                                : trace.origin->text),
                                kPostCut));
  }
  return out;
}

std::string speed_sentence(const TraceMeasures& m) {
  return fmt::format(
      "{} by {}, {} to {}, UTC. Half of them came within {} of the first; {} in the "
      "first minute, {} in the first hour.",
      format_plural(kEnglish, m.shares, "{} share", "{} shares"),
      format_plural(kEnglish, m.accounts, "{} account", "{} accounts"),
      plain_time(m.first),
      plain_time(m.last),
      plain_duration(m.half_ms),
      count(m.first_minute),
      count(m.first_hour));
}

std::string concentration_sentence(const TraceMeasures& m) {
  return fmt::format(
      "The busiest account has {} of the shares, the ten busiest {}, the busiest 1 % of the "
      "accounts {}. Gini {:.2f} (0: all shared equally often).",
      format_share(kEnglish, m.top_account),
      format_share(kEnglish, m.top_ten_accounts),
      format_share(kEnglish, m.top_percent),
      m.gini);
}

std::string groups_clause(const ReportTrace& trace) {
  if (!trace.groups_tested) {
    return "coordination was not tested";
  }
  std::string text = fmt::format("{} in its groups", count(trace.sharers.in_groups));
  return trace.sharers.known == 0
             ? text
             : text + fmt::format(" ({} of them known to coordinate in the open)",
                                  count(trace.sharers.known));
}

std::string sharers_sentence(const ReportTrace& trace) {
  const std::string listed = fmt::format(
      " {} on a source list themselves.",
      format_plural(kEnglish, trace.listed_accounts, "{} sharer stands", "{} sharers stand"));
  if (!trace.run) {
    return "There is no run yet, so no likelihoods and no groups: run `vigie analyze`." + listed;
  }
  const TraceSharers& s = trace.sharers;
  return fmt::format(
      "Of the sharers, run {} knows {}: {} at or above the line of {}, {}, {} "
      "declared (media, institutions, bots), {} with a listed source among their "
      "posts.{}",
      trace.run->id.value,
      count(s.scored),
      count(s.above_line),
      format_share(kEnglish, trace.run->report_line),
      groups_clause(trace),
      count(s.declared),
      count(s.with_listed),
      listed);
}

std::string timeline(const TraceMeasures& m) {
  return fmt::format("|{}|\neach column {}, from {}, UTC\n",
                     plain_sparkline(m.shares_per_bin),
                     format_plural(kEnglish, m.hours_per_bin, "{} hour", "{} hours"),
                     plain_time(std::chrono::floor<std::chrono::hours>(m.first)));
}

std::string first_movers(const ReportTrace& trace) {
  std::string names;
  std::size_t movers = 0;
  for (const TraceRow& row : trace.rows) {
    if (row.is_first_by_account && movers < kFirstMovers) {
      names += (movers == 0 ? "" : ", ") + fit_text(row.platform + ':' + row.handle, kTraceKeyCut);
      ++movers;
    }
  }
  return wrap_text("First: " + names + '.');
}

std::string rows_table(const ReportTrace& trace) {
  TextTable table{{{"time"},
                   {"after", true},
                   {"account", false, 44},
                   {"kind"},
                   {"post", false, 24},
                   {"likelihood", true},
                   {"group", true},
                   {""}}};
  for (const TraceRow& row : trace.rows) {
    table.add({plain_time(row.time),
               plain_duration((row.time - trace.measures.first).count()),
               row.platform + ':' + row.handle,
               row.kind,
               row.post,
               trace.run ? plain_likelihood(row.likelihood, row.grade) : std::string{"-"},
               row.group == 0 ? "-" : std::to_string(row.group),
               row.is_first_by_account ? "" : "again"});
  }
  std::string out = '\n' + table.render();
  if (trace.rows.size() < trace.measures.shares) {
    out += fmt::format("... and {} later ones; --limit shows more.\n",
                       count(trace.measures.shares - trace.rows.size()));
  }
  return out;
}

ordered_json as_json(const TraceMeasures& m) {
  return {{"shares", m.shares},
          {"accounts", m.accounts},
          {"first", to_iso8601(m.first)},
          {"last", to_iso8601(m.last)},
          {"half_ms", m.half_ms},
          {"first_minute", m.first_minute},
          {"first_hour", m.first_hour},
          {"gini", m.gini},
          {"top_account", m.top_account},
          {"top_ten_accounts", m.top_ten_accounts},
          {"top_percent", m.top_percent},
          {"hours_per_bin", m.hours_per_bin},
          {"shares_per_bin", m.shares_per_bin}};
}

ordered_json sharers_as_json(const ReportTrace& trace) {
  const auto in_run = [&](std::uint64_t number) {
    return trace.run ? ordered_json(number) : ordered_json();
  };
  const auto in_groups = [&](std::uint64_t number) {
    return trace.groups_tested ? ordered_json(number) : ordered_json();
  };
  const TraceSharers& s = trace.sharers;
  return {{"in_run", in_run(s.scored)},
          {"at_or_above_line", in_run(s.above_line)},
          {"declared", in_run(s.declared)},
          {"with_listed_source", in_run(s.with_listed)},
          {"in_groups", in_groups(s.in_groups)},
          {"in_groups_known", in_groups(s.known)},
          {"listed_accounts", trace.listed_accounts}};
}

ordered_json as_json(const TraceRow& row, bool has_run) {
  return {
      {"time", to_iso8601(row.time)},
      {"platform", row.platform},
      {"native_id", row.native_id},
      {"handle", row.handle},
      {"name_withheld", row.withheld.has_value()},
      {"name_withheld_because", withheld_because(row.withheld)},
      {"post", row.post},
      {"kind", row.kind},
      {"first_by_account", row.is_first_by_account},
      {"likelihood", json::number(row.likelihood)},
      {"grade", has_run ? ordered_json(std::string(1, grade_letter(row.grade))) : ordered_json()},
      {"group", row.group == 0 ? ordered_json() : ordered_json(row.group)}};
}

}  // namespace

std::string render_text_trace(const ReportTrace& trace) {
  if (trace.measures.shares == 0) {
    return head(trace) + "Nobody shared it in a post that is still there.\n";
  }
  return head(trace) + wrap_text(speed_sentence(trace.measures)) +
         wrap_text(concentration_sentence(trace.measures)) + wrap_text(sharers_sentence(trace)) +
         '\n' + timeline(trace.measures) + '\n' + first_movers(trace) + rows_table(trace) +
         plain_withheld(count_withheld(trace));
}

std::string render_json_trace(const ReportTrace& trace) {
  ordered_json rows = ordered_json::array();
  for (const TraceRow& row : trace.rows) {
    rows.push_back(as_json(row, trace.run.has_value()));
  }
  ordered_json origin = nullptr;
  if (trace.origin) {
    origin = json::post(*trace.origin);
    origin["account"] = trace.origin_account;
  }
  return dump({{"kind", kind_key(trace.kind)},
               {"object", trace.key},
               {"shortened", trace.is_shortened},
               {"listed_tier",
                trace.listed_tier.empty() ? ordered_json() : ordered_json(trace.listed_tier)},
               {"origin", origin},
               {"run", run_as_json(trace.run)},
               {"measures", as_json(trace.measures)},
               {"sharers", sharers_as_json(trace)},
               {"rows", rows}});
}

}  // namespace vigie::dashboards
