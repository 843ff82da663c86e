#include "collector/archive/twitter_v2_page.h"

#include <string>
#include <utility>

#include <simdjson.h>

#include "collector/archive/input_window.h"
#include "collector/archive/json_members.h"
#include "collector/archive/refusal.h"
#include "collector/archive/utf8.h"

namespace vigie::collector::twitter_v2 {
namespace {

namespace ondemand = simdjson::ondemand;
using json::count;
using json::is_object;
using json::members;
using json::objects_in;
using json::push_first_present;
using json::scalar;
using json::truth;

/// Thrown and caught in this file: a page with more objects than a page can have.
struct TooManyObjects {};

std::optional<Relation> relation_of(std::string_view type) {
  if (type == "retweeted" || type == "reposted") {
    return Relation::kRepost;
  }
  if (type == "quoted") {
    return Relation::kQuote;
  }
  return type == "replied_to" ? std::optional{Relation::kReply} : std::nullopt;
}

/// One line's walk. Throws simdjson_error and TooManyObjects.
class Walk {
 public:
  Walk(ondemand::document& document, const char* end, Page& page)
      : document_(document), end_(end), page_(page) {}

  /// A line is a page when it has one of a page's members, and a flattened post otherwise.
  void read_line() {
    static const KeyTable kKeys{object_keys({"data", "includes", "errors", "__twarc"})};
    Object flat;
    bool is_page = false;
    members(document_.get_object().value(), kKeys, end_, [&](std::size_t key, auto& value) {
      if (key < kData) {
        read_member(key, value, false, flat);
      } else if (key == kTwarc) {
        read_provenance(value);
      } else {
        is_page = true;
        read_page_member(key, value);
      }
    });
    if (!is_page) {
      add(page_.data) = std::move(flat);
    }
  }

 private:
  /// Keys of an object behind those of Object::Text.
  enum Key : std::size_t {
    kSensitive = Object::kTextCount,
    kVerified,
    kMetrics,
    kEntities,
    kAuthor,
    kReferencesOld,
    kReferences,
    kNoteOld,
    kNote,
    kVersionsOld,
    kVersions,
    kData,
    kIncludes,
    kErrors,
    kTwarc
  };

  static std::vector<std::string> object_keys(const std::vector<std::string>& more) {
    std::vector<std::string> keys{"id",
                                  "author_id",
                                  "text",
                                  "created_at",
                                  "lang",
                                  "source",
                                  "conversation_id",
                                  "type",
                                  "username",
                                  "name",
                                  "description",
                                  "possibly_sensitive",
                                  "verified",
                                  "public_metrics",
                                  "entities",
                                  "author",
                                  "referenced_tweets",
                                  "referenced_posts",
                                  "note_tweet",
                                  "note_post",
                                  "edit_history_tweet_ids",
                                  "edit_history_post_ids"};
    keys.insert(keys.end(), more.begin(), more.end());
    return keys;
  }

  Object& add(ObjectPool& pool) {
    const std::size_t objects = page_.data.size() + page_.posts.size() + page_.accounts.size();
    if (objects + page_.problems.size() >= kMaxPageObjects) {
      throw TooManyObjects{};
    }
    return pool.add();
  }

  void read_page_member(std::size_t key, ondemand::value& value) {
    if (key == kData) {
      read_data(value);
    } else if (key == kErrors) {
      objects_in(value, [this](ondemand::object problem) { read_problem(problem); });
    } else if (is_object(value)) {
      read_includes(value.get_object().value());
    }
  }

  /// A list, or for a lookup and for a stream one object.
  void read_data(ondemand::value& value) {
    if (value.type().value() != ondemand::json_type::array) {
      read_element(value);
      return;
    }
    ondemand::array array = value.get_array().value();
    for (auto element : array) {
      ondemand::value item = element.value();
      read_element(item);
    }
  }

  void read_element(ondemand::value& value) {
    Object& object = add(page_.data);
    object.is_object = is_object(value);
    const char* const begin = value.raw_json_token().data();
    if (object.is_object) {
      read_object(value.get_object().value(), false, object);
      const char* const behind = document_.current_location().value();
      object.raw = {begin, static_cast<std::size_t>(behind - begin)};
    } else {
      object.raw = value.raw_json_token();
    }
  }

  void read_includes(ondemand::object includes) {
    static const KeyTable kKeys{{"users", "tweets", "posts"}};
    members(includes, kKeys, end_, [&](std::size_t key, ondemand::value& value) {
      objects_in(value, [&](ondemand::object object) {
        read_object(object, true, add(key == 0 ? page_.accounts : page_.posts));
      });
    });
  }

  void read_problem(ondemand::object object) {
    static const KeyTable kKeys{{"type", "resource_type", "resource_id", "parameter"}};
    if (page_.problems.size() >= kMaxPageObjects) {
      throw TooManyObjects{};
    }
    Problem& problem = page_.problems.emplace_back();
    members(object, kKeys, end_, [&problem](std::size_t key, ondemand::value& value) {
      problem.text[key] = scalar(value);
    });
  }

  void read_provenance(ondemand::value& value) {
    static const KeyTable kKeys{{"retrieved_at"}};
    if (is_object(value)) {
      members(
          value.get_object().value(), kKeys, end_, [this](std::size_t, ondemand::value& retrieved) {
            page_.retrieved = scalar(retrieved);
          });
    }
  }

  /// `is_included`: what such an object embeds is not followed any further.
  // NOLINTNEXTLINE(misc-no-recursion): one level, see is_included
  void read_object(ondemand::object object, bool is_included, Object& target) {
    static const KeyTable kKeys{object_keys({})};
    members(object, kKeys, end_, [&](std::size_t key, ondemand::value& value) {
      read_member(key, value, is_included, target);
    });
  }

  // NOLINTNEXTLINE(misc-no-recursion): see read_object
  void read_member(std::size_t key, ondemand::value& value, bool is_included, Object& target) {
    if (key < Object::kTextCount) {
      target.text[key] = scalar(value);
    } else if (key == kSensitive) {
      target.sensitive = truth(value);
    } else if (key == kVerified) {
      target.verified = truth(value);
    } else if (key == kReferences || key == kReferencesOld) {
      objects_in(value, [&](ondemand::object reference) {
        read_reference(reference, is_included, target);
      });
    } else if (key == kVersions || key == kVersionsOld) {
      read_versions(value, target);
    } else if (is_object(value)) {
      read_part(key, value.get_object().value(), target);
    }
  }

  // NOLINTNEXTLINE(misc-no-recursion): an author embeds nothing that is followed
  void read_part(std::size_t key, ondemand::object object, Object& target) {
    if (key == kMetrics) {
      read_metrics(object, target);
    } else if (key == kEntities) {
      read_entities(object, target.body);
    } else if (key == kAuthor) {
      Object& author = add(page_.accounts);
      read_object(object, true, author);
      target.text[Object::kAuthorId] = author.text[Object::kId];
    } else {
      read_note(object, target.note);
    }
  }

  /// A reference is `{type, id}`, or in a flattened post the whole post with its type.
  // NOLINTNEXTLINE(misc-no-recursion): see read_object
  void read_reference(ondemand::object object, bool is_included, Object& target) {
    static const KeyTable kStubKeys{{"id", "type"}};
    std::array<std::string_view, 2> stub;
    if (is_included) {
      members(object, kStubKeys, end_, [&stub](std::size_t key, ondemand::value& value) {
        stub[key] = scalar(value);
      });
    } else {
      Object& whole = add(page_.posts);
      read_object(object, true, whole);
      stub = {whole.text[Object::kId], whole.text[Object::kType]};
    }
    const auto relation = relation_of(stub[1]);
    if (relation) {
      target.references[static_cast<std::size_t>(*relation)] = stub[0];
    }
  }

  static void read_versions(ondemand::value& value, Object& target) {
    if (value.type().value() != ondemand::json_type::array) {
      return;
    }
    ondemand::array array = value.get_array().value();
    for (auto element : array) {
      ondemand::value id = element.value();
      if (target.first_version.empty()) {
        target.first_version = scalar(id);
      }
    }
  }

  void read_metrics(ondemand::object object, Object& target) const {
    static const KeyTable kKeys{{"like_count",
                                 "retweet_count",
                                 "reply_count",
                                 "quote_count",
                                 "impression_count",
                                 "followers_count",
                                 "following_count",
                                 "tweet_count",
                                 "repost_count",
                                 "post_count"}};
    constexpr std::size_t kNewReposts = Object::kCountCount;
    members(object, kKeys, end_, [&target](std::size_t key, ondemand::value& value) {
      if (key < Object::kCountCount) {
        target.count[key] = count(value);
      } else {
        target.count[key == kNewReposts ? Object::kReposts : Object::kPosts] = count(value);
      }
    });
  }

  void read_note(ondemand::object object, Body& note) const {
    static const KeyTable kKeys{{"text", "entities"}};
    members(object, kKeys, end_, [&](std::size_t key, ondemand::value& value) {
      if (key == 0) {
        note.text = scalar(value);
      } else if (is_object(value)) {
        note.is_present = true;
        read_entities(value.get_object().value(), note);
      }
    });
  }

  void read_entities(ondemand::object object, Body& body) const {
    static const KeyTable kKeys{{"urls", "hashtags", "mentions"}};
    members(object, kKeys, end_, [&](std::size_t key, ondemand::value& value) {
      objects_in(value, [&](ondemand::object entity) {
        if (key == 0) {
          read_url(entity, body);
        } else if (key == 1) {
          read_tag(entity, body);
        } else {
          read_mention(entity, body);
        }
      });
    });
  }

  /// The address of a post's own picture is no link.
  void read_url(ondemand::object entity, Body& body) const {
    static const KeyTable kKeys{{"unwound_url", "expanded_url", "url", "media_key"}};
    std::array<std::string_view, 4> forms;
    members(entity, kKeys, end_, [&forms](std::size_t key, ondemand::value& value) {
      forms[key] = scalar(value);
    });
    if (forms[3].empty()) {
      push_first_present(forms, body.urls);
    }
  }

  void read_tag(ondemand::object entity, Body& body) const {
    static const KeyTable kKeys{{"tag"}};
    std::array<std::string_view, 1> forms;
    members(entity, kKeys, end_, [&forms](std::size_t key, ondemand::value& value) {
      forms[key] = scalar(value);
    });
    push_first_present(forms, body.tags);
  }

  void read_mention(ondemand::object entity, Body& body) const {
    static const KeyTable kKeys{{"id", "username"}};
    std::array<std::string_view, 2> forms;
    members(entity, kKeys, end_, [&forms](std::size_t key, ondemand::value& value) {
      forms[key] = scalar(value);
    });
    push_first_present(forms, body.mentions);
  }

  ondemand::document& document_;
  const char* end_;
  Page& page_;
};

}  // namespace

void Object::clear() {
  text.fill({});
  count.fill({});
  sensitive.reset();
  verified.reset();
  body.clear();
  note.clear();
  references.fill({});
  first_version = {};
  raw = {};
  is_object = true;
}

Object& ObjectPool::add() {
  if (used_ == objects_.size()) {
    objects_.emplace_back();
  }
  Object& object = objects_[used_++];
  object.clear();
  return object;
}

struct PageDecoder::State {
  explicit State(std::size_t depth) : max_depth(depth) {}

  simdjson::error_code read(std::string_view json) {
    page.data.clear();
    page.posts.clear();
    page.accounts.clear();
    page.problems.clear();
    page.retrieved = {};
    try {
      const simdjson::padded_string_view padded{json, json.size() + kRecordPadding};
      ondemand::document document = parser.iterate(padded).value();
      Walk{document, json.data() + json.size(), page}.read_line();
      const auto behind = document.current_location();
      return behind.error() == simdjson::OUT_OF_BOUNDS ? simdjson::SUCCESS
                                                       : simdjson::TRAILING_CONTENT;
    } catch (const simdjson::simdjson_error& error) {
      return error.error();
    }
  }

  ondemand::parser parser;
  Page page;
  std::size_t max_depth;
  std::string repaired;
};

PageDecoder::PageDecoder(std::size_t max_depth) : state_(std::make_unique<State>(max_depth)) {}

PageDecoder::~PageDecoder() = default;

tl::expected<const Page*, ParseError> PageDecoder::decode(std::string_view json) {
  if (exceeds_depth(json, state_->max_depth)) {
    return refuse("json: too deep");
  }
  simdjson::error_code code = simdjson::SUCCESS;
  state_->page.repaired = false;
  try {
    code = state_->read(json);
    if (json::is_repairable(code)) {
      state_->repaired = repair_json_text(json);
      code = state_->read(state_->repaired);
      state_->page.repaired = true;
    }
  } catch (const TooManyObjects&) {
    return refuse("record: too many members");
  }
  if (code == simdjson::INCORRECT_TYPE) {
    return refuse("json: not an object");
  }
  if (code != simdjson::SUCCESS) {
    return refuse("json: malformed", simdjson::error_message(code));
  }
  return &state_->page;
}

}  // namespace vigie::collector::twitter_v2
