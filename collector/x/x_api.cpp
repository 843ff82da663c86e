#include "collector/x/x_api.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <fmt/format.h>

#include "collector/archive/json_fields.h"

namespace vigie::collector {
namespace {

constexpr double kUsedShareOfBudget = 0.9;
constexpr double kMostPostsOfPage = 100.0;
constexpr double kRecheckShare = 0.1;

constexpr std::string_view kXTerms =
    "X demands written permission from whoever analyses behaviour that breaks its rules, forbids "
    "to infer political affiliation and to track users, and demands that deletions are mirrored "
    "(within 24 hours on request).";

constexpr std::string_view kUserFields =
    "created_at,description,id,name,protected,public_metrics,username,verified";
constexpr std::string_view kTweetFields =
    "author_id,conversation_id,created_at,edit_history_tweet_ids,entities,id,lang,note_tweet,"
    "possibly_sensitive,public_metrics,referenced_tweets,source,text";
constexpr std::string_view kTweetExpansions =
    "author_id,referenced_tweets.id,referenced_tweets.id.author_id";
constexpr std::string_view kPostFields =
    "conversation_id,created_at,entities,id,lang,note_post,possibly_sensitive,public_metrics,"
    "source,text";
constexpr std::string_view kPostExpansions = "author_id,edit_history_post_ids,referenced_posts";

std::uint64_t length_of(json::Element root, std::string_view outer, std::string_view inner) {
  std::uint64_t length = 0;
  json::each_in(
      root, [&length](json::Element) { ++length; }, outer, inner);
  return length;
}

std::uint64_t count_data(json::Element root) {
  const auto data = json::find(root, "data");
  if (!data) {
    return 0;
  }
  std::uint64_t length = data->is_object() ? 1 : 0;
  json::each_in(
      root, [&length](json::Element) { ++length; }, "data");
  return length;
}

std::optional<UtcTime> time_at(json::Element from, std::string_view key) {
  const auto ms = json::count_at(from, key);
  return ms && *ms > 0 ? std::optional{from_ms(*ms)} : std::nullopt;
}

bool is_id(std::string_view text) {
  constexpr std::size_t kLongest = 19;
  return !text.empty() && text.size() <= kLongest &&
         text.find_first_not_of("0123456789") == std::string_view::npos;
}

std::int64_t ms_or_zero(const std::optional<UtcTime>& time) {
  return time ? to_ms(*time) : 0;
}

void read_queries(json::Element root, XCursor& cursor) {
  const auto queries = json::find(root, "queries");
  simdjson::dom::object object;
  if (!queries || queries->get(object) != simdjson::SUCCESS) {
    return;
  }
  for (const auto member : object) {
    const std::string_view id = json::text_at(member.value, "since_id");
    cursor.queries[std::string{member.key}] = {.since_id = std::string{is_id(id) ? id : ""},
                                               .until = time_at(member.value, "until")};
  }
}

}  // namespace

std::optional<LiveError> closed_x_gate(const XOptions& options, const std::string& token) {
  if (auto closed = closed_gate({.section = "x",
                                 .terms = kXTerms,
                                 .is_acknowledged = options.terms_acknowledged,
                                 .secrets = {{.variable = kXTokenVariable, .value = token}}})) {
    return closed;
  }
  if (!(options.monthly_budget_dollars > 0.0)) {
    return settings_error(
        "X charges for each post and user read: set x.monthly_budget_dollars; nothing was sent");
  }
  return std::nullopt;
}

HttpHeader x_authorization(const std::string& token) {
  return {.name = "Authorization", .value = "Bearer " + token};
}

void append_x_fields(std::string_view fields_parameter, std::string& url) {
  const bool is_new = fields_parameter == "post.fields";
  append_parameter(url, fields_parameter, is_new ? kPostFields : kTweetFields);
  append_parameter(url, "expansions", is_new ? kPostExpansions : kTweetExpansions);
  append_parameter(url, "user.fields", kUserFields);
}

std::optional<XObjects> count_x_objects(std::string_view json) {
  json::TreeReader reader{RecordLimits{}};
  const auto tree = reader.read_copy(json);
  if (!tree) {
    return std::nullopt;
  }
  XObjects objects;
  objects.posts = count_data(tree->root) + length_of(tree->root, "includes", "tweets") +
                  length_of(tree->root, "includes", "posts");
  objects.users = length_of(tree->root, "includes", "users");
  objects.next_token = json::text_at(tree->root, "meta", "next_token");
  const std::string_view newest = json::text_at(tree->root, "meta", "newest_id");
  objects.newest_id = is_id(newest) ? newest : std::string_view{};
  return objects;
}

XCursor parse_x_cursor(std::string_view text) {
  XCursor cursor;
  json::TreeReader reader{RecordLimits{}};
  const auto tree = reader.read_copy(text);
  if (text.empty() || !tree) {
    return cursor;
  }
  cursor.month = json::text_at(tree->root, "month");
  cursor.posts = static_cast<std::uint64_t>(json::count_at(tree->root, "posts").value_or(0));
  cursor.users = static_cast<std::uint64_t>(json::count_at(tree->root, "users").value_or(0));
  cursor.until = time_at(tree->root, "until");
  read_queries(tree->root, cursor);
  return cursor;
}

std::string to_text(const XCursor& cursor) {
  std::string queries;
  for (const auto& [query, place] : cursor.queries) {
    queries += fmt::format(R"({}{}:{{"since_id":"{}","until":{}}})",
                           queries.empty() ? "" : ",",
                           json_quoted(query),
                           place.since_id,
                           ms_or_zero(place.until));
  }
  return fmt::format(R"({{"month":{},"posts":{},"users":{},"until":{},"queries":{{{}}}}})",
                     json_quoted(cursor.month),
                     cursor.posts,
                     cursor.users,
                     ms_or_zero(cursor.until),
                     queries);
}

XBudget::XBudget(const XOptions& options, XCursor& cursor, XReader reader)
    : options_(options),
      cursor_(cursor),
      share_(reader == XReader::kRecheck                        ? kRecheckShare
             : options.queries.empty() || options.rules.empty() ? 1.0 - kRecheckShare
                                                                : (1.0 - kRecheckShare) / 2) {}

void XBudget::begin(UtcTime now) {
  constexpr std::size_t kMonthLength = 7;
  std::string month = to_iso_date(now).substr(0, kMonthLength);
  if (month != cursor_.month) {
    cursor_.month = std::move(month);
    cursor_.posts = 0;
    cursor_.users = 0;
  }
}

void XBudget::count(const XObjects& objects) {
  cursor_.posts += objects.posts;
  cursor_.users += objects.users;
}

double XBudget::dollars_left() const {
  const double spent = static_cast<double>(cursor_.posts) * options_.post_read_dollars +
                       static_cast<double>(cursor_.users) * options_.user_read_dollars;
  return share_ * kUsedShareOfBudget * options_.monthly_budget_dollars - spent;
}

std::uint64_t XBudget::affordable_lookups() const {
  const double left = dollars_left();
  if (left <= 0.0) {
    return 0;
  }
  if (kMostPostsOfPage * options_.post_read_dollars <= left) {
    return static_cast<std::uint64_t>(kMostPostsOfPage);
  }
  return static_cast<std::uint64_t>(std::floor(left / options_.post_read_dollars));
}

std::uint64_t XBudget::affordable_posts() const {
  const double left = dollars_left();
  const double dearest = 2.0 * (options_.post_read_dollars + options_.user_read_dollars);
  if (left <= 0.0) {
    return 0;
  }
  if (dearest * kMostPostsOfPage <= left) {
    return static_cast<std::uint64_t>(kMostPostsOfPage);
  }
  return static_cast<std::uint64_t>(std::floor(left / dearest));
}

LiveError XBudget::used_up() const {
  return {.kind = LiveErrorKind::kPark,
          .message = fmt::format("90 % of the month's budget for X is used: {} posts and {} users "
                                 "read in {}. It goes on with the next month, or when "
                                 "x.monthly_budget_dollars is raised",
                                 cursor_.posts,
                                 cursor_.users,
                                 cursor_.month),
          .gap_reason = "quota"};
}

std::optional<UtcTime> time_of_x_id(std::string_view id) {
  constexpr std::uint64_t kFirstWithTime = 29'700'859'247;
  constexpr std::int64_t kEpochMs = 1'288'834'974'657;
  constexpr unsigned kTimeShift = 22;
  std::uint64_t number = 0;
  const auto read = std::from_chars(id.data(), id.data() + id.size(), number);
  if (!is_id(id) || read.ec != std::errc{} || number < kFirstWithTime) {
    return std::nullopt;
  }
  return from_ms(static_cast<std::int64_t>(number >> kTimeShift) + kEpochMs);
}

}  // namespace vigie::collector
