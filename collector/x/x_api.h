// What both sources of X share: the gate, the addresses, what an answer costs, and the cursor that
// remembers it.
//
// Source: X API v2 reference; PLATFORMS section 8.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "collector/gated/gate.h"
#include "collector/live/options.h"

namespace vigie::collector {

/// Buckets of the rate limiter: 450 searches and 100 changes of rules in 15 minutes an app.
inline constexpr std::string_view kXSearchLimit = "x:search";
inline constexpr std::string_view kXRulesLimit = "x:rules";

/// 300 look-ups of posts in 15 minutes an app.
inline constexpr std::string_view kXLookupLimit = "x:lookup";

/// Environment variable of the bearer token.
inline constexpr const char* kXTokenVariable = "VIGIE_X_BEARER_TOKEN";

/// Why a source of X must not start, the budget included.
[[nodiscard]] std::optional<LiveError> closed_x_gate(const XOptions& options,
                                                     const std::string& token);

[[nodiscard]] HttpHeader x_authorization(const std::string& token);

/// Adds the fields and expansions that the parser reads, in the vocabulary that `fields_parameter`
/// (`tweet.fields` or `post.fields`) belongs to.
void append_x_fields(std::string_view fields_parameter, std::string& url);

/// What one answer or one message of the stream counted.
struct XObjects {
  std::uint64_t posts = 0;  ///< Those referred to included.
  std::uint64_t users = 0;
  std::string next_token;  ///< Empty: the last page.
  std::string newest_id;
};

/// Nothing: it cannot be read.
[[nodiscard]] std::optional<XObjects> count_x_objects(std::string_view json);

/// Where one query goes on.
struct XQueryPlace {
  std::string since_id;          ///< Newest post read; empty: by time.
  std::optional<UtcTime> until;  ///< All before was read, or is written down as a gap.
};

/// The cursor of a source: what it read this month, and where it goes on. As text, one JSON object:
/// `{"month":"2026-11","posts":12,"users":3,"until":0,"queries":{"q":{"since_id":"1","until":0}}}`.
struct XCursor {
  std::string month;  ///< UTC.
  std::uint64_t posts = 0;
  std::uint64_t users = 0;
  std::optional<UtcTime> until;  ///< Of the stream.
  std::map<std::string, XQueryPlace> queries;
};

/// An empty one for a text that is none.
[[nodiscard]] XCursor parse_x_cursor(std::string_view text);
[[nodiscard]] std::string to_text(const XCursor& cursor);

/// Who spends.
enum class XReader : std::uint8_t { kSource, kRecheck };

/// The guard of the budget. X counts what it answers with; so does this, in the cursor. A tenth is
/// for asking again whether posts are there; of the rest a search and a stream beside each other
/// have half each: so that none needs to know what the others spent.
class XBudget {
 public:
  XBudget(const XOptions& options, XCursor& cursor, XReader reader = XReader::kSource);

  /// Starts at nothing with each month.
  void begin(UtcTime now);
  void count(const XObjects& objects);

  /// How many posts may be asked for at once, at most 100, so that 90 % is not passed even when
  /// each comes with another post and both authors. Below 10 X takes no search.
  [[nodiscard]] std::uint64_t affordable_posts() const;

  /// How many posts may be looked up at once, at most 100, when nothing comes with them.
  [[nodiscard]] std::uint64_t affordable_lookups() const;

  [[nodiscard]] LiveError used_up() const;

 private:
  [[nodiscard]] double dollars_left() const;

  const XOptions& options_;
  XCursor& cursor_;
  double share_;
};

/// Time that an id of X holds; nothing for ids from before 2010, and for what is none.
[[nodiscard]] std::optional<UtcTime> time_of_x_id(std::string_view id);

}  // namespace vigie::collector
