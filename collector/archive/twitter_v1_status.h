// One v1.1 status as views into its record: what the API calls a Tweet object.
//
// Source: "Tweet object", "User object", "Entities" and "Extended Tweets" of the Twitter API v1.1
// data dictionary; streaming notices from "Streaming message types".
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "collector/archive/record_parser.h"

namespace vigie::collector::twitter_v1 {

/// Text of a status, or of its extended form, with its entities.
struct Body {
  std::string_view text;
  std::vector<std::string_view> urls;      ///< Unwound, else expanded, else as shortened.
  std::vector<std::string_view> tags;      ///< Without `#`.
  std::vector<std::string_view> mentions;  ///< Account ids, else handles.
  bool is_present = false;

  void clear();

  void copy_entities(bool with_mentions, Post& post) const;
};

struct User {
  /// In the order of the API's keys in `twitter_v1_status.cpp`.
  enum Text : std::size_t { kIdString, kIdNumber, kHandle, kName, kBio, kCreated, kTextCount };

  enum Count : std::size_t { kFollowers, kFollowing, kPosts, kCountCount };

  std::array<std::string_view, kTextCount> text{};
  std::array<std::optional<std::int64_t>, kCountCount> count{};
  std::optional<bool> verified;

  /// The id as a string wins: numbers past 2^53 are often damaged on their way.
  [[nodiscard]] std::string_view id() const {
    return text[kIdString].empty() ? text[kIdNumber] : text[kIdString];
  }
};

struct Status {
  enum Text : std::size_t {
    kIdString,
    kIdNumber,
    kCreated,
    kFullText,
    kLanguage,
    kSource,
    kReplyString,
    kReplyNumber,
    kQuotedString,
    kQuotedNumber,
    kTextCount
  };

  enum Count : std::size_t { kLikes, kReposts, kReplies, kQuotes, kCountCount };

  std::array<std::string_view, kTextCount> text{};
  std::array<std::optional<std::int64_t>, kCountCount> count{};
  std::optional<bool> sensitive;
  Body body;
  Body extended;
  User user;
  bool has_repost = false;
  bool has_quote = false;

  void clear();

  /// The string form of an id that also comes as a number.
  [[nodiscard]] std::string_view id(Text string_form, Text number_form) const {
    return text[string_form].empty() ? text[number_form] : text[string_form];
  }

  /// The form that has all entities.
  [[nodiscard]] const Body& whole() const { return extended.is_present ? extended : body; }

  [[nodiscard]] std::string_view whole_text() const;
};

/// Everything of one record.
struct Record {
  Status status;
  Status reposted;  ///< Valid when `status.has_repost`.
  Status quoted;    ///< Valid when `status.has_quote`.
  std::string_view deleted_id;
  bool is_notice = false;  ///< A streaming message that is no status.
  bool repaired = false;   ///< The record was not valid UTF-8.
};

/// Reads records with one pass over the keys of each object.
class RecordDecoder {
 public:
  explicit RecordDecoder(std::size_t max_depth);
  RecordDecoder(const RecordDecoder&) = delete;
  RecordDecoder& operator=(const RecordDecoder&) = delete;
  RecordDecoder(RecordDecoder&&) = delete;
  RecordDecoder& operator=(RecordDecoder&&) = delete;
  ~RecordDecoder();

  /// `json` is followed by kRecordPadding readable bytes. The record is valid until the next call.
  [[nodiscard]] tl::expected<const Record*, ParseError> decode(std::string_view json);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace vigie::collector::twitter_v1
