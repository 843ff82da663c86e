#include "collector/archive/twitter_v1_status.h"

#include <utility>

#include <simdjson.h>

#include "collector/archive/input_window.h"
#include "collector/archive/json_members.h"
#include "collector/archive/json_text.h"
#include "collector/archive/key_table.h"
#include "collector/archive/refusal.h"
#include "collector/archive/utf8.h"

namespace vigie::collector::twitter_v1 {
namespace {

namespace ondemand = simdjson::ondemand;
using json::count;
using json::is_object;
using json::objects_in;
using json::push_first_present;
using json::scalar;
using json::truth;

/// One record's walk. Throws simdjson_error.
class Walk {
 public:
  explicit Walk(const char* end) : end_(end) {}

  void read_record(ondemand::object object, Record& record) const {
    static const KeyTable kKeys{status_keys({"delete",
                                             "limit",
                                             "scrub_geo",
                                             "status_withheld",
                                             "user_withheld",
                                             "disconnect",
                                             "warning",
                                             "event",
                                             "friends"})};
    members(object, kKeys, [&](std::size_t key, ondemand::value& value) {
      if (key == kRepost || key == kQuote) {
        read_embedded(key, value, record);
      } else if (key == kDelete) {
        read_deletion(value, record);
      } else if (key > kDelete) {
        record.is_notice = true;
      } else {
        read_member(key, value, record.status);
      }
    });
  }

 private:
  static constexpr std::size_t kStatusTexts = Status::kTextCount;
  static constexpr std::size_t kStatusCounts = Status::kCountCount;

  /// Keys of a status behind those of Status::Text and Status::Count.
  enum Key : std::size_t {
    kSensitive = kStatusTexts + kStatusCounts,
    kText,
    kEntities,
    kUser,
    kExtended,
    kRepost,
    kQuote,
    kDelete
  };

  static std::vector<std::string> status_keys(const std::vector<std::string>& more) {
    std::vector<std::string> keys{"id_str",
                                  "id",
                                  "created_at",
                                  "full_text",
                                  "lang",
                                  "source",
                                  "in_reply_to_status_id_str",
                                  "in_reply_to_status_id",
                                  "quoted_status_id_str",
                                  "quoted_status_id",
                                  "favorite_count",
                                  "retweet_count",
                                  "reply_count",
                                  "quote_count",
                                  "possibly_sensitive",
                                  "text",
                                  "entities",
                                  "user",
                                  "extended_tweet",
                                  "retweeted_status",
                                  "quoted_status"};
    keys.insert(keys.end(), more.begin(), more.end());
    return keys;
  }

  template <typename Visit>
  void members(ondemand::object object, const KeyTable& keys, Visit visit) const {
    json::members(object, keys, end_, visit);
  }

  /// `{"delete": {"status": {"id_str": "1", ...}}}`
  void read_deletion(ondemand::value& value, Record& record) const {
    static const KeyTable kKeys{{"status"}};
    static const KeyTable kIdKeys{{"id_str", "id"}};
    record.is_notice = true;
    if (!is_object(value)) {
      return;
    }
    std::array<std::string_view, 2> ids;
    members(value.get_object().value(), kKeys, [&](std::size_t, ondemand::value& status) {
      if (is_object(status)) {
        members(status.get_object().value(), kIdKeys, [&](std::size_t key, ondemand::value& id) {
          ids[key] = scalar(id);
        });
      }
    });
    record.deleted_id = ids[0].empty() ? ids[1] : ids[0];
  }

  /// What a status embeds of other statuses is read by read_record: one level, and no more.
  void read_status(ondemand::object object, Status& status) const {
    static const KeyTable kKeys{status_keys({})};
    members(object, kKeys, [&](std::size_t key, ondemand::value& value) {
      read_member(key, value, status);
    });
  }

  void read_member(std::size_t key, ondemand::value& value, Status& status) const {
    if (key < Status::kTextCount) {
      status.text[key] = scalar(value);
    } else if (key < kSensitive) {
      status.count[key - Status::kTextCount] = count(value);
    } else if (key == kSensitive) {
      status.sensitive = truth(value);
    } else if (key == kText) {
      status.body.text = scalar(value);
    } else if (is_object(value)) {
      read_object(key, value.get_object().value(), status);
    }
  }

  void read_object(std::size_t key, ondemand::object object, Status& status) const {
    if (key == kEntities) {
      read_entities(object, status.body);
    } else if (key == kUser) {
      read_user(object, status.user);
    } else if (key == kExtended) {
      read_extended(object, status.extended);
    }
  }

  void read_embedded(std::size_t key, ondemand::value& value, Record& record) const {
    if (!is_object(value)) {
      return;
    }
    if (key == kRepost) {
      record.status.has_repost = true;
      read_status(value.get_object().value(), record.reposted);
    } else {
      record.status.has_quote = true;
      read_status(value.get_object().value(), record.quoted);
    }
  }

  void read_user(ondemand::object object, User& user) const {
    static const KeyTable kKeys{{"id_str",
                                 "id",
                                 "screen_name",
                                 "name",
                                 "description",
                                 "created_at",
                                 "followers_count",
                                 "friends_count",
                                 "statuses_count",
                                 "verified"}};
    members(object, kKeys, [&user](std::size_t key, ondemand::value& value) {
      if (key < User::kTextCount) {
        user.text[key] = scalar(value);
      } else if (key < User::kTextCount + user.count.size()) {
        user.count[key - User::kTextCount] = count(value);
      } else {
        user.verified = truth(value);
      }
    });
  }

  void read_extended(ondemand::object object, Body& body) const {
    static const KeyTable kKeys{{"full_text", "entities"}};
    body.is_present = true;
    members(object, kKeys, [&](std::size_t key, ondemand::value& value) {
      if (key == 0) {
        body.text = scalar(value);
      } else if (is_object(value)) {
        read_entities(value.get_object().value(), body);
      }
    });
  }

  void read_entities(ondemand::object object, Body& body) const {
    static const KeyTable kKeys{{"urls", "hashtags", "user_mentions"}};
    members(object, kKeys, [&](std::size_t key, ondemand::value& value) {
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

  void read_url(ondemand::object entity, Body& body) const {
    static const KeyTable kKeys{{"unwound_url", "expanded_url", "url", "unwound"}};
    static const KeyTable kUnwoundKeys{{"url"}};
    std::array<std::string_view, 3> forms;
    members(entity, kKeys, [&](std::size_t key, ondemand::value& value) {
      if (key < forms.size()) {
        forms[key] = scalar(value);
      } else if (is_object(value)) {  // the enterprise form
        members(value.get_object().value(),
                kUnwoundKeys,
                [&forms](std::size_t, ondemand::value& url) { forms[0] = scalar(url); });
      }
    });
    push_first_present(forms, body.urls);
  }

  void read_tag(ondemand::object entity, Body& body) const {
    static const KeyTable kKeys{{"text"}};
    std::array<std::string_view, 1> forms;
    members(entity, kKeys, [&forms](std::size_t key, ondemand::value& value) {
      forms[key] = scalar(value);
    });
    push_first_present(forms, body.tags);
  }

  void read_mention(ondemand::object entity, Body& body) const {
    static const KeyTable kKeys{{"id_str", "id", "screen_name"}};
    std::array<std::string_view, 3> forms;
    members(entity, kKeys, [&forms](std::size_t key, ondemand::value& value) {
      forms[key] = scalar(value);
    });
    push_first_present(forms, body.mentions);
  }

  const char* end_;
};

}  // namespace

void Body::copy_entities(bool with_mentions, Post& post) const {
  post.urls.assign(urls.begin(), urls.end());
  post.tags.assign(tags.begin(), tags.end());
  if (with_mentions) {
    post.mentions.assign(mentions.begin(), mentions.end());
  }
}

void Body::clear() {
  text = {};
  urls.clear();
  tags.clear();
  mentions.clear();
  is_present = false;
}

void Status::clear() {
  text.fill({});
  count.fill({});
  sensitive.reset();
  body.clear();
  extended.clear();
  user = User{};
  has_repost = false;
  has_quote = false;
}

std::string_view Status::whole_text() const {
  if (!text[kFullText].empty()) {
    return text[kFullText];
  }
  return extended.text.empty() ? body.text : extended.text;
}

struct RecordDecoder::State {
  explicit State(std::size_t depth) : max_depth(depth) {}

  simdjson::error_code read(std::string_view json) {
    record.status.clear();
    record.reposted.clear();
    record.quoted.clear();
    record.deleted_id = {};
    record.is_notice = false;
    try {
      const simdjson::padded_string_view padded{json, json.size() + kRecordPadding};
      ondemand::document document = parser.iterate(padded).value();
      Walk{json.data() + json.size()}.read_record(document.get_object().value(), record);
      const auto behind = document.current_location();
      return behind.error() == simdjson::OUT_OF_BOUNDS ? simdjson::SUCCESS
                                                       : simdjson::TRAILING_CONTENT;
    } catch (const simdjson::simdjson_error& error) {
      return error.error();
    }
  }

  ondemand::parser parser;
  Record record;
  std::size_t max_depth;
  std::string repaired;
};

RecordDecoder::RecordDecoder(std::size_t max_depth) : state_(std::make_unique<State>(max_depth)) {}

RecordDecoder::~RecordDecoder() = default;

tl::expected<const Record*, ParseError> RecordDecoder::decode(std::string_view json) {
  if (exceeds_depth(json, state_->max_depth)) {
    return refuse("json: too deep");
  }
  simdjson::error_code code = state_->read(json);
  state_->record.repaired = false;
  if (json::is_repairable(code)) {
    state_->repaired = repair_json_text(json);
    code = state_->read(state_->repaired);
    state_->record.repaired = true;
  }
  if (code == simdjson::INCORRECT_TYPE) {
    return refuse("json: not an object");
  }
  if (code != simdjson::SUCCESS) {
    return refuse("json: malformed", simdjson::error_message(code));
  }
  return &state_->record;
}

}  // namespace vigie::collector::twitter_v1
