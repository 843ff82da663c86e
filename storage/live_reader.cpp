#include "storage/live_reader.h"

#include <map>

#include "storage/sqlite/statement.h"

namespace vigie::storage {

std::string read_live_cursor(Database& database, std::string_view name) {
  Statement read{database, "SELECT cursor FROM live_source WHERE name = ?1"};
  return read.query(name).step() ? std::string{read.text(0)} : std::string{};
}

std::vector<LiveSourceLine> read_live_sources(Database& database) {
  Statement read{database,
                 "SELECT s.name, s.updated_ms, min(e.begin_ms), max(e.end_ms), "
                 "coalesce(sum(e.end_ms - e.begin_ms), 0) / 3600000.0, "
                 "(SELECT count(*) FROM coverage_gap g WHERE g.live_source_id = s.live_source_id), "
                 "(SELECT coalesce(sum(g.end_ms - g.begin_ms), 0) / 3600000.0 FROM coverage_gap g "
                 "WHERE g.live_source_id = s.live_source_id) "
                 "FROM live_source s LEFT JOIN seen_span e USING (live_source_id) "
                 "GROUP BY s.live_source_id ORDER BY s.name"};
  std::vector<LiveSourceLine> lines;
  while (read.step()) {
    LiveSourceLine& line = lines.emplace_back();
    line.name = read.text(0);
    line.updated = from_ms(read.integer(1));
    if (!read.is_null(2)) {
      line.first_seen = from_ms(read.integer(2));
      line.last_seen = from_ms(read.integer(3));
    }
    line.seen_hours = read.real(4);
    line.gaps = count_at(read, 5);
    line.gap_hours = read.real(6);
  }
  return lines;
}

std::vector<GapLine> read_gaps(Database& database,
                               UtcTime begin,
                               UtcTime end,
                               std::uint32_t limit) {
  Statement read{
      database,
      "SELECT s.name, g.begin_ms, g.end_ms, g.reason FROM coverage_gap g "
      "JOIN live_source s USING (live_source_id) WHERE g.begin_ms < ?2 AND g.end_ms > ?1 "
      "ORDER BY g.begin_ms DESC, s.name LIMIT ?3"};
  read.query(to_ms(begin), to_ms(end), static_cast<std::int64_t>(limit));
  std::vector<GapLine> lines;
  while (read.step()) {
    lines.push_back({.source = std::string{read.text(0)},
                     .begin = from_ms(read.integer(1)),
                     .end = from_ms(read.integer(2)),
                     .reason = std::string{read.text(3)}});
  }
  return lines;
}

void read_newest_posts(Database& database,
                       std::uint32_t limit,
                       FunctionRef<void(std::string_view, std::string_view)> fn) {
  Statement read{database,
                 "SELECT p.name, t.native_id FROM post t CROSS JOIN platform p "
                 "ON p.platform_id = t.platform_id WHERE t.state = 0 "
                 "ORDER BY t.sort_ms DESC LIMIT ?1"};
  read.query(static_cast<std::int64_t>(limit));
  while (read.step()) {
    fn(read.text(0), read.text(1));
  }
}

std::vector<ReportLiveSource> read_live_coverage(Database& database, TimeWindow window) {
  std::map<std::string, ReportLiveSource> by_name;
  // Histories see accounts, searches what a network shows, re-checks what is known.
  Statement all{database,
                "SELECT name FROM live_source WHERE name NOT LIKE '%:history' "
                "AND name NOT LIKE '%:recheck' AND name <> 'bluesky:search'"};
  while (all.step()) {
    by_name[std::string{all.text(0)}];
  }
  Statement seen{database,
                 "SELECT s.name, sum(min(e.end_ms, ?2) - max(e.begin_ms, ?1)) / 3600000.0 "
                 "FROM seen_span e JOIN live_source s USING (live_source_id) "
                 "WHERE e.begin_ms < ?2 AND e.end_ms > ?1 GROUP BY s.name"};
  seen.query(to_ms(window.begin), to_ms(window.end));
  while (seen.step()) {
    by_name[std::string{seen.text(0)}].seen_hours = seen.real(1);
  }
  Statement missed{database,
                   "SELECT s.name, g.reason, count(*), "
                   "sum(min(g.end_ms, ?2) - max(g.begin_ms, ?1)) / 3600000.0 "
                   "FROM coverage_gap g JOIN live_source s USING (live_source_id) "
                   "WHERE g.begin_ms < ?2 AND g.end_ms > ?1 GROUP BY s.name, g.reason "
                   "ORDER BY s.name, g.reason"};
  missed.query(to_ms(window.begin), to_ms(window.end));
  while (missed.step()) {
    by_name[std::string{missed.text(0)}].missed.push_back({.reason = std::string{missed.text(1)},
                                                           .gaps = count_at(missed, 2),
                                                           .hours = missed.real(3)});
  }
  std::vector<ReportLiveSource> sources;
  for (auto& [name, source] : by_name) {
    source.name = name;
    sources.push_back(std::move(source));
  }
  return sources;
}

}  // namespace vigie::storage
