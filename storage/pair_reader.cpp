#include "storage/pair_reader.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <limits>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "storage/activity_reader.h"
#include "storage/layer_names.h"
#include "storage/report_posts.h"
#include "storage/run_store.h"
#include "storage/sqlite/statement.h"
#include "storage/withheld_names.h"

namespace vigie::storage {
namespace {

constexpr std::string_view kPairAccount =
    "SELECT p.name, a.native_id, coalesce(a.handle, a.native_id) FROM account a "
    "JOIN platform p ON p.platform_id = a.platform_id WHERE a.account_id = ?1";
constexpr std::string_view kPairScore =
    "SELECT likelihood, grade FROM account_score WHERE run_id = ?1 AND account_id = ?2";
constexpr std::string_view kSpan =
    "SELECT min(sort_ms), max(sort_ms) FROM post WHERE account_id = ?1";
constexpr std::string_view kPairCountPosts =
    "SELECT count(*) FROM post WHERE account_id = ?1 AND sort_ms >= ?2 AND sort_ms < ?3 "
    "AND state = 0";
constexpr std::string_view kPairIsTested =
    "SELECT 1 FROM run_coordination WHERE run_id = ?1 AND shares > 0";
constexpr std::string_view kPair =
    "SELECT coalesce(group_id, 0), objects, fast_objects, days, meetings, symmetry, decades, "
    "q_decades, timing_decades FROM pair WHERE run_id = ?1 AND account_a = ?2 AND account_b = ?3";
constexpr std::string_view kPairLayers =
    "SELECT layer, time_window_ms, observed, expected, decades FROM pair_layer "
    "WHERE run_id = ?1 AND account_a = ?2 AND account_b = ?3";
constexpr std::string_view kPairMeetings =
    "SELECT m.layer, coalesce(o.key, ''), m.post_a, m.post_b, m.gap_ms FROM pair_meeting m "
    "LEFT JOIN object o ON o.object_id = m.object_id "
    "WHERE m.run_id = ?1 AND m.account_a = ?2 AND m.account_b = ?3 ORDER BY m.position";
// The objects of a repost are those of its subject: only the subject itself is the account's own
// choice. Kind 5 is a mention.
constexpr std::string_view kPairShares =
    "SELECT s.object_id, t.sort_ms, t.post_id FROM post t "
    "JOIN share s ON s.post_id = t.post_id JOIN object o ON o.object_id = s.object_id "
    "WHERE t.account_id = ?1 AND t.sort_ms >= ?2 AND t.sort_ms < ?3 AND t.state = 0 "
    "AND o.kind <> 5 AND (t.kind <> 2 OR o.kind = 4) "
    "ORDER BY t.sort_ms DESC, t.native_id LIMIT ?4";
constexpr std::string_view kTexts =
    "SELECT text_hash, sort_ms, post_id FROM post WHERE account_id = ?1 AND sort_ms >= ?2 "
    "AND sort_ms < ?3 AND state = 0 AND kind <> 2 AND text_hash <> 0 "
    "ORDER BY sort_ms DESC, native_id LIMIT ?4";
constexpr std::string_view kPairObject = "SELECT kind, key FROM object WHERE object_id = ?1";
constexpr std::string_view kCountShares =
    "SELECT count(*) FROM (SELECT 1 FROM share WHERE object_id = ?1 LIMIT ?2)";

/// Objects whose shares are counted to find the rarest: the closest in time come first.
constexpr std::size_t kMostCandidates = 1'000;

ReportPairAccount read_account(Database& database, AccountId id, const NamingRules& naming) {
  Statement row{database, kPairAccount};
  if (!row.query(id.value).step()) {
    throw StorageError(
        fmt::format("there is no account {} in {}", id.value, database.file().string()));
  }
  ReportPairAccount account;
  account.account_id = id.value;
  account.platform = row.text(0);
  account.native_id = row.text(1);
  account.handle = row.text(2);
  account.withheld = WithheldNames{database, naming}.hide(id, account.native_id, account.handle);
  return account;
}

void read_score(Database& database, RunId run, ReportPairAccount& account) {
  Statement row{database, kPairScore};
  account.scored = row.query(run.value, account.account_id).step();
  if (account.scored) {
    account.likelihood = row.optional_real(0);
    account.grade = static_cast<Grade>(row.integer(1));
  }
}

/// From the first to the last post of both; empty when there is none.
TimeWindow span_of(Database& database, const ReportPair& pair) {
  std::int64_t begin = std::numeric_limits<std::int64_t>::max();
  std::int64_t end = std::numeric_limits<std::int64_t>::min();
  Statement row{database, kSpan};
  for (const std::int64_t id : {pair.account_a.account_id, pair.account_b.account_id}) {
    if (row.query(id).step() && !row.is_null(0)) {
      begin = std::min(begin, row.integer(0));
      end = std::max(end, row.integer(1) + 1);
    }
  }
  return begin < end ? TimeWindow{from_ms(begin), from_ms(end)} : TimeWindow{};
}

/// One share of one account, ordered so that those of an object lie together, in time order.
struct AccountShare {
  std::int64_t object = 0;  ///< Or the hash of a text.
  std::int64_t time_ms = 0;
  std::int64_t rank = 0;  ///< Tells posts of one time apart by their native ids.
  std::int64_t post = 0;

  friend auto operator<=>(const AccountShare&, const AccountShare&) = default;
};

/// An object of both, with the two posts that are nearest in time.
struct Candidate {
  std::int64_t object = 0;
  bool is_text = false;
  std::uint32_t posts_a = 0;
  std::uint32_t posts_b = 0;
  std::int64_t post_a = 0;
  std::int64_t post_b = 0;
  std::int64_t gap_ms = 0;
  std::uint32_t shares = 0;
  std::string key = {};
  std::optional<ObjectKind> kind = {};
};

using Shares = std::vector<AccountShare>;
using ShareRange = std::pair<Shares::const_iterator, Shares::const_iterator>;

/// Linear in the shares of the object: both ranges are in time order.
Candidate nearest(const ShareRange& of_a, const ShareRange& of_b) {
  Candidate candidate;
  candidate.object = of_a.first->object;
  candidate.posts_a = static_cast<std::uint32_t>(of_a.second - of_a.first);
  candidate.posts_b = static_cast<std::uint32_t>(of_b.second - of_b.first);
  std::int64_t best = std::numeric_limits<std::int64_t>::max();
  for (auto a = of_a.first, b = of_b.first; a != of_a.second && b != of_b.second;) {
    const std::int64_t gap = b->time_ms - a->time_ms;
    if (std::abs(gap) < best) {
      best = std::abs(gap);
      candidate.gap_ms = gap;
      candidate.post_a = a->post;
      candidate.post_b = b->post;
    }
    if (gap > 0) {
      ++a;
    } else {
      ++b;
    }
  }
  return candidate;
}

std::vector<Candidate> intersect(const Shares& a, const Shares& b) {
  std::vector<Candidate> candidates;
  const auto end_of = [](const Shares& shares, Shares::const_iterator from) {
    return std::find_if(
        from, shares.end(), [&](const auto& share) { return share.object != from->object; });
  };
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (i->object < j->object) {
      ++i;
    } else if (j->object < i->object) {
      ++j;
    } else {
      const ShareRange of_a{i, end_of(a, i)};
      const ShareRange of_b{j, end_of(b, j)};
      candidates.push_back(nearest(of_a, of_b));
      i = of_a.second;
      j = of_b.second;
    }
  }
  return candidates;
}

class CommonReader {
 public:
  CommonReader(Database& database, const PairQuery& query)
      : database_(database),
        query_(query),
        posts_(database, query.naming),
        names_(database, query.naming) {}

  void read(ReportPair& pair) {
    std::vector<Candidate> found = in_common(kPairShares, pair);
    for (Candidate& text : in_common(kTexts, pair)) {
      text.is_text = true;
      found.push_back(std::move(text));
    }
    pair.common_total = found.size();
    for (const Candidate& candidate : rarest(std::move(found))) {
      pair.common.push_back({.kind = candidate.kind,
                             .key = names_.object_key(candidate.key),
                             .posts_a = candidate.posts_a,
                             .posts_b = candidate.posts_b,
                             .shares = candidate.shares,
                             .post_a = posts_.read(candidate.post_a),
                             .post_b = posts_.read(candidate.post_b),
                             .gap_ms = candidate.gap_ms});
    }
  }

 private:
  [[nodiscard]] Shares shares_of(std::string_view sql,
                                 const ReportPairAccount& account,
                                 ReportPair& pair) {
    Shares shares;
    Statement row{database_, sql};
    row.query(
        account.account_id, to_ms(pair.window.begin), to_ms(pair.window.end), query_.max_shares);
    while (row.step()) {
      const auto rank = static_cast<std::int64_t>(shares.size());
      shares.push_back({row.integer(0), row.integer(1), rank, row.integer(2)});
    }
    pair.common_cut = pair.common_cut || shares.size() >= query_.max_shares;
    std::sort(shares.begin(), shares.end());
    return shares;
  }

  [[nodiscard]] std::vector<Candidate> in_common(std::string_view sql, ReportPair& pair) {
    return intersect(shares_of(sql, pair.account_a, pair), shares_of(sql, pair.account_b, pair));
  }

  void name(std::vector<Candidate>& candidates) {
    Statement object{database_, kPairObject};
    for (Candidate& candidate : candidates) {
      if (!candidate.is_text && object.query(candidate.object).step()) {
        candidate.kind = static_cast<ObjectKind>(object.integer(0));
        candidate.key = object.text(1);
      }
    }
  }

  void count_shares(std::vector<Candidate>& candidates) {
    Statement count{database_, kCountShares};
    for (Candidate& candidate : candidates) {
      if (!candidate.is_text) {
        count.query(candidate.object, kMostCountedShares).step();
        candidate.shares = number_at(count, 0);
      }
    }
  }

  /// A text has no count and stands before the objects: thirty characters in the same order are
  /// rarer than any of them.
  [[nodiscard]] std::vector<Candidate> rarest(std::vector<Candidate> candidates) {
    const auto order = [](const Candidate& c) {
      return std::tuple{c.shares, !c.is_text, std::abs(c.gap_ms), c.kind, std::string_view{c.key}};
    };
    const auto by_order = [&](const auto& x, const auto& y) { return order(x) < order(y); };
    name(candidates);
    std::sort(candidates.begin(), candidates.end(), by_order);  // shares are still 0: by gap
    candidates.resize(std::min(candidates.size(), kMostCandidates));
    count_shares(candidates);
    std::sort(candidates.begin(), candidates.end(), by_order);
    candidates.resize(std::min<std::size_t>(candidates.size(), query_.max_common));
    return candidates;
  }

  Database& database_;
  PairQuery query_;
  ReportPostReader posts_;
  WithheldNames names_;
};

/// The tested pair, whichever of the two stands first in the table.
class LinkReader {
 public:
  LinkReader(Database& database, RunId run, const PairQuery& query, ReportPair& pair)
      : database_(database), run_(run), query_(query), pair_(pair) {}

  [[nodiscard]] bool read() {
    if (!read_row(pair_.account_a.account_id, pair_.account_b.account_id) &&
        !read_row(pair_.account_b.account_id, pair_.account_a.account_id)) {
      return false;
    }
    read_layers();
    read_meetings();
    return true;
  }

 private:
  bool read_row(std::int64_t first, std::int64_t second) {
    Statement row{database_, kPair};
    if (!row.query(run_.value, first, second).step()) {
      return false;
    }
    first_ = first;
    second_ = second;
    pair_.group = number_at(row, 0);
    pair_.objects = number_at(row, 1);
    pair_.fast_objects = number_at(row, 2);
    pair_.days = number_at(row, 3);
    pair_.meetings_total = number_at(row, 4);
    pair_.symmetry = row.real(5);
    pair_.decades = row.real(6);
    pair_.q_decades = row.real(7);
    pair_.timing_decades = row.real(8);
    return true;
  }

  void read_layers() {
    Statement row{database_, kPairLayers};
    row.query(run_.value, first_, second_);
    while (row.step()) {
      pair_.layers.push_back({.layer = layer_of(row.text(0)),
                              .window_ms = row.integer(1),
                              .observed = number_at(row, 2),
                              .expected = row.real(3),
                              .decades = row.real(4)});
    }
    const auto order = [](const PairLayerFinding& finding) {
      return std::tuple{finding.layer, finding.window_ms == 0, finding.window_ms};
    };
    std::sort(pair_.layers.begin(), pair_.layers.end(), [&](const auto& x, const auto& y) {
      return order(x) < order(y);
    });
  }

  void read_meetings() {
    const bool is_swapped = first_ != pair_.account_a.account_id;
    ReportPostReader posts{database_, query_.naming};
    WithheldNames names{database_, query_.naming};
    Statement row{database_, kPairMeetings};
    row.query(run_.value, first_, second_);
    while (pair_.meetings.size() < query_.max_meetings && row.step()) {
      ReportPairMeeting meeting{.layer = layer_of(row.text(0)),
                                .label = names.object_key(row.text(1)),
                                .post_a = posts.read(row.integer(2)),
                                .post_b = posts.read(row.integer(3)),
                                .gap_ms = row.integer(4)};
      if (!ReportPostReader::is_there(meeting.post_a) ||
          !ReportPostReader::is_there(meeting.post_b)) {
        continue;
      }
      if (is_swapped) {
        std::swap(meeting.post_a, meeting.post_b);
        meeting.gap_ms = -meeting.gap_ms;
      }
      pair_.meetings.push_back(std::move(meeting));
    }
  }

  Database& database_;
  RunId run_;
  const PairQuery& query_;
  ReportPair& pair_;
  std::int64_t first_ = 0;
  std::int64_t second_ = 0;
};

void read_run(Database& database, RunId run, ReportPair& pair) {
  auto summary = RunStore{database}.find_run(run);
  if (!summary || !summary->published) {
    throw StorageError(
        fmt::format("there is no finished run {} in {}", run.value, database.file().string()));
  }
  pair.run = std::move(summary->run);
  pair.window = pair.run->window;
  Statement tested{database, kPairIsTested};
  pair.tested = tested.query(run.value).step();
  read_score(database, run, pair.account_a);
  read_score(database, run, pair.account_b);
}

}  // namespace

ReportPair read_pair(Database& database,
                     AccountId account_a,
                     AccountId account_b,
                     const PairQuery& query) {
  const ReadSnapshot snapshot{database};
  ReportPair pair;
  pair.account_a = read_account(database, account_a, query.naming);
  pair.account_b = read_account(database, account_b, query.naming);
  if (query.run) {
    read_run(database, *query.run, pair);
  } else {
    pair.window = span_of(database, pair);
  }
  for (ReportPairAccount* account : {&pair.account_a, &pair.account_b}) {
    Statement count{database, kPairCountPosts};
    count.query(account->account_id, to_ms(pair.window.begin), to_ms(pair.window.end)).step();
    account->posts = static_cast<std::uint64_t>(count.integer(0));
  }
  pair.linked = query.run && LinkReader{database, *query.run, query, pair}.read();
  if (!pair.linked) {
    CommonReader{database, query}.read(pair);
  }
  return pair;
}

}  // namespace vigie::storage
