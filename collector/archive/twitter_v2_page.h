// One line of v2 JSON as views into it: a page of the API with what it includes, or one post that
// twarc flattened, which embeds its author and the posts it refers to.
//
// Both vocabularies are read: `referenced_tweets` and `referenced_posts`, `retweet_count` and
// `repost_count`, `tweet_count` and `post_count`, `note_tweet` and `note_post`,
// `edit_history_tweet_ids` and `edit_history_post_ids`, `includes.tweets` and `includes.posts`.
//
// Source: "Post object", "User object", "Expansions" and "Partial errors" of the X API v2 data
// dictionary; `flatten` of twarc 2.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include <tl/expected.hpp>

#include "collector/archive/record_parser.h"
#include "collector/archive/twitter_v1_status.h"

namespace vigie::collector::twitter_v2 {

using twitter_v1::Body;

/// How a post refers to another one.
enum class Relation : std::uint8_t { kRepost, kQuote, kReply };

inline constexpr std::size_t kRelationCount = 3;

/// A post or an account: the API writes both the same way, and a page may hold either.
struct Object {
  /// In the order of the API's keys in `twitter_v2_page.cpp`.
  enum Text : std::size_t {
    kId,
    kAuthorId,
    kText,
    kCreated,
    kLanguage,
    kSource,
    kConversation,
    kType,  ///< Of a reference.
    kHandle,
    kName,
    kBio,
    kTextCount
  };

  enum Count : std::size_t {
    kLikes,
    kReposts,
    kReplies,
    kQuotes,
    kViews,
    kFollowers,
    kFollowing,
    kPosts,
    kCountCount
  };

  std::array<std::string_view, kTextCount> text{};
  std::array<std::optional<std::int64_t>, kCountCount> count{};
  std::optional<bool> sensitive;
  std::optional<bool> verified;
  Body body;
  Body note;  ///< The whole of a long post; `is_present`: it has entities of its own.
  std::array<std::string_view, kRelationCount> references{};  ///< Ids, by Relation.
  std::string_view first_version;  ///< Of an edited post, else its own id, if told.
  std::string_view raw;            ///< As it stands in the line; elements of `data` only.
  bool is_object = true;           ///< False for an element of `data` that is something else.

  void clear();

  /// Accounts have a handle, posts have none.
  [[nodiscard]] bool is_account() const {
    return !text[kHandle].empty() && text[kText].empty() && text[kAuthorId].empty();
  }

  [[nodiscard]] std::string_view reference(Relation relation) const {
    return references[static_cast<std::size_t>(relation)];
  }

  [[nodiscard]] std::string_view whole_text() const {
    return note.text.empty() ? text[kText] : note.text;
  }

  /// The form that has all entities.
  [[nodiscard]] const Body& whole() const { return note.is_present ? note : body; }
};

/// What the API could not give.
struct Problem {
  enum Text : std::size_t { kType, kResourceType, kResource, kParameter, kTextCount };

  std::array<std::string_view, kTextCount> text{};
};

/// Objects that keep their memory from page to page; those handed out stay where they are.
class ObjectPool {
 public:
  [[nodiscard]] Object& add();

  void clear() { used_ = 0; }

  [[nodiscard]] std::size_t size() const { return used_; }

  [[nodiscard]] const Object& operator[](std::size_t at) const { return objects_[at]; }

 private:
  std::deque<Object> objects_;
  std::size_t used_ = 0;
};

struct Page {
  ObjectPool data;      ///< What was asked for; one object for a flattened post.
  ObjectPool posts;     ///< Included, or embedded in a flattened post.
  ObjectPool accounts;  ///< The same of accounts.
  std::vector<Problem> problems;
  std::string_view retrieved;  ///< When twarc asked.
  bool repaired = false;       ///< The line was not valid UTF-8.
};

/// A page of the API has at most 500 posts and what they refer to. More objects than this in one
/// line are no page, and would cost memory out of proportion to its bytes.
inline constexpr std::size_t kMaxPageObjects = 10'000;

class PageDecoder {
 public:
  explicit PageDecoder(std::size_t max_depth);
  PageDecoder(const PageDecoder&) = delete;
  PageDecoder& operator=(const PageDecoder&) = delete;
  PageDecoder(PageDecoder&&) = delete;
  PageDecoder& operator=(PageDecoder&&) = delete;
  ~PageDecoder();

  /// `json` is followed by kRecordPadding readable bytes. The page is valid until the next call.
  [[nodiscard]] tl::expected<const Page*, ParseError> decode(std::string_view json);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace vigie::collector::twitter_v2
