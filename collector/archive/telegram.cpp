// Messages of a Telegram Desktop export (`result.json`): public channels and groups alone.
//
// Source: the export as Telegram Desktop writes it ("Export chat history", machine-readable JSON);
// entity types as in "MessageEntity" of core.telegram.org/bots/api. What a chat is stands around
// its messages: the reader hands it over as the record's context.
#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "collector/archive/archive_formats.h"
#include "collector/archive/json_fields.h"
#include "collector/archive/json_text.h"
#include "collector/archive/plain_text.h"
#include "collector/archive/profile_filter.h"
#include "collector/archive/record_parser.h"

namespace vigie::collector {
namespace {

using json::each_in;
using json::Element;
using json::find;
using json::Parsed;
using json::push_once;
using json::refuse;
using json::text_at;

/// The chat around a message, as the reader found it.
struct Chat {
  std::string_view id;
  bool is_channel = false;
  bool is_public = false;
};

Chat chat_of(const RawRecord& raw) {
  Chat chat;
  if (raw.context.size() != kTelegramContext.size()) {
    return chat;
  }
  const std::string_view type = raw.context[0];
  chat.id = raw.context[1];
  chat.is_channel = type == "\"public_channel\"";
  chat.is_public = chat.is_channel || type == "\"public_supergroup\"";
  return chat;
}

bool is_number(std::string_view text) {
  return !text.empty() &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::string message_key(std::string_view chat, std::string_view message) {
  return std::string{chat} + "/" + std::string{message};
}

/// `text` is a string, or an array of strings and of entities with a text of their own.
std::string text_of(Element message) {
  std::string text{text_at(message, "text")};
  const auto append = [&text](Element piece) {
    std::string_view plain;
    text.append(piece.get(plain) == simdjson::SUCCESS ? plain : text_at(piece, "text"));
  };
  each_in(message, append, "text");
  return text;
}

/// `word` without its sign, and without the channel that a hashtag may name behind an `@`.
std::string_view without_sign(std::string_view word, char sign) {
  word.remove_prefix(word.starts_with(sign) ? 1 : 0);
  return word.substr(0, word.find('@'));
}

void read_entity(Element entity, Post& post) {
  const std::string_view type = text_at(entity, "type");
  const std::string_view text = text_at(entity, "text");
  if (type == "link") {
    const bool has_scheme = text.find("://") != std::string_view::npos;
    push_once(post.urls,
              has_scheme || text.empty() ? std::string{text} : "https://" + std::string{text});
  } else if (type == "text_link") {
    push_once(post.urls, text_at(entity, "href"));
  } else if (type == "hashtag") {
    push_once(post.tags, without_sign(text, '#'));
  } else if (type == "mention") {
    push_once(post.mentions, without_sign(text, '@'));
  } else if (type == "mention_name") {
    const std::string id = json::scalar_text(find(entity, "user_id"));
    push_once(post.mentions, is_number(id) ? "user" + id : id);
  }
}

/// Older exports have no list of entities: they stand in the text.
void read_entities(Element message, Post& post) {
  const auto entities = find(message, "text_entities");
  const bool has_list = entities && entities->is_array();
  each_in(
      message,
      [&post](Element entity) { read_entity(entity, post); },
      has_list ? "text_entities" : "text");
}

/// The message replied to; empty when it stands in a chat that is not a channel or group.
std::string parent_of(Element message, const Chat& chat) {
  constexpr std::string_view kChannel = "channel";
  const std::string id = json::scalar_text(find(message, "reply_to_message_id"));
  if (id.empty()) {
    return {};
  }
  const std::string_view peer = text_at(message, "reply_to_peer_id");
  if (peer.empty()) {
    return message_key(chat.id, id);
  }
  return peer.starts_with(kChannel) ? message_key(peer.substr(kChannel.size()), id) : std::string{};
}

/// `channel123`, `user123`; a post of a channel may name nobody: then it is the channel's.
std::string author_of(Element message, const Chat& chat) {
  std::string author = json::scalar_text(find(message, "from_id"));
  if (author.empty() && chat.is_channel) {
    author = "channel" + std::string{chat.id};
  }
  return author;
}

/// A forward names whom it comes from and not which message: its text stays, as the only trace of
/// what was passed on.
void read_forward(Element message, Post& post) {
  if (!find(message, "forwarded_from")) {
    return;
  }
  post.kind = PostKind::kRepost;
  post.subject_account_handle = text_at(message, "forwarded_from");
  post.subject_account_native_id = text_at(message, "forwarded_from_id");
}

class TelegramParser : public RecordParser {
 public:
  explicit TelegramParser(const RecordLimits& limits) : reader_(limits) {}

  Parsed parse(const RawRecord& raw, RecordBatch& batch) override {
    const Chat chat = chat_of(raw);
    if (!chat.is_public) {
      batch.ignore("chat: not public");  // and not even looked at
      return {};
    }
    const auto tree = has_hex_escape(raw.bytes) ? reader_.read_copy(with_json_escapes(raw.bytes))
                                                : reader_.read(raw.bytes);
    if (!tree) {
      return tl::unexpected{tree.error()};
    }
    if (text_at(tree->root, "type") != "message") {
      ++batch.records_ignored;
      return {};
    }
    return take_message(*tree, chat, batch);
  }

 private:
  Parsed take_message(const json::TreeReader::Tree& tree, const Chat& chat, RecordBatch& batch) {
    const Element message = tree.root;
    const std::string id = json::scalar_text(find(message, "id"));
    if (id.empty() || !is_number(chat.id)) {
      return refuse("id: missing");
    }
    const std::string author = author_of(message, chat);
    if (author.empty()) {
      return refuse("account: missing");
    }
    // `date`, which older exports have alone, is in a zone that nobody knows.
    const auto created = json::needed_unix_time(find(message, "date_unixtime"));
    if (!created) {
      return tl::unexpected{created.error()};
    }
    Post& post = batch.posts.emplace_back();
    post.native_id = message_key(chat.id, id);
    post.account_native_id = author;
    post.created = *created;
    post.text = text_of(message);
    read_entities(message, post);
    post.parent_id = parent_of(message, chat);
    post.kind = post.parent_id.empty() ? PostKind::kPost : PostKind::kReply;
    read_forward(message, post);
    post.edited = json::unix_time(find(message, "edited_unixtime"));
    post.text_repaired = replace_nul(post.text) || tree.repaired;
    add_profile(message, author, *created, batch);
    return {};
  }

  void add_profile(Element message, const std::string& author, UtcTime seen, RecordBatch& batch) {
    Account account;
    account.native_id = author;
    account.display_name = text_at(message, "from");
    account.seen = seen;
    if (!account.display_name.empty() && profiles_.admit(account)) {
      batch.accounts.push_back(std::move(account));
    }
  }

  json::TreeReader reader_;
  ProfileFilter profiles_;
};

}  // namespace

std::unique_ptr<RecordParser> make_telegram_parser(const RecordLimits& limits) {
  return std::make_unique<TelegramParser>(limits);
}

}  // namespace vigie::collector
