#include "collector/simulation/post_line.h"

#include <iterator>

#include <fmt/format.h>

#include "storage/model/time.h"

namespace vigie::collector::simulation {
namespace {

std::string_view kind_name(PostKind kind) {
  switch (kind) {
    case PostKind::kPost:
      return "post";
    case PostKind::kReply:
      return "reply";
    case PostKind::kRepost:
      return "repost";
    case PostKind::kQuote:
      return "quote";
  }
  return "post";
}

void append_text_field(std::string_view key, std::string_view value, std::string& out) {
  fmt::format_to(std::back_inserter(out), ",\"{}\":", key);
  append_json_string(value, out);
}

void append_profile(const PostLine& line, std::string& out) {
  const Actor& author = *line.author;
  append_text_field("account", author.native_id, out);
  append_text_field("handle", author.handle, out);
  append_text_field("display_name", author.display_name, out);
  fmt::format_to(std::back_inserter(out),
                 R"(,"account_created":"{}","followers":{},"following":{},"posts_count":{})",
                 to_iso8601(from_ms(author.created_ms)),
                 author.followers,
                 author.following,
                 line.posts_count);
  // The wire of an outlet says that it is automated, as real ones do.
  const bool declared =
      author.role == SimulatedRole::kDeclaredBot || author.role == SimulatedRole::kOutlet;
  out += declared ? R"(,"declared_bot":true)" : R"(,"declared_bot":false)";
}

void append_content(const PostLine& line, std::string& out) {
  const ComposedText& content = *line.content;
  append_text_field("text", content.text, out);
  append_text_field("lang", language_code(line.author->language), out);
  out += R"(,"urls":[)";
  if (!content.url.empty()) {
    append_json_string(content.url, out);
  }
  out += R"(],"tags":[)";
  for (const auto& tag : content.tags) {
    if (&tag != &content.tags.front()) {
      out += ',';
    }
    append_json_string(tag, out);
  }
  out += R"(],"mentions":[)";
  if (line.kind == PostKind::kReply) {
    append_json_string(line.other.author->native_id, out);
  }
  out += ']';
}

void append_reference(const PostLine& line, std::string& out) {
  const auto& other = line.other;
  if (other.author == nullptr) {
    return;
  }
  if (line.kind == PostKind::kReply) {
    fmt::format_to(std::back_inserter(out), R"(,"parent":"s{:09}")", other.index);
    return;
  }
  fmt::format_to(std::back_inserter(out), R"(,"subject":"s{:09}")", other.index);
  append_text_field("subject_account", other.author->native_id, out);
  append_text_field("subject_handle", other.author->handle, out);
  append_text_field("subject_time", to_iso8601(from_ms(other.time_ms)), out);
}

}  // namespace

void append_json_string(std::string_view text, std::string& out) {
  out += '"';
  for (const char byte : text) {
    const auto code = static_cast<unsigned char>(byte);
    if (byte == '"' || byte == '\\') {
      out += '\\';
      out += byte;
    } else if (code < 0x20) {
      fmt::format_to(std::back_inserter(out), "\\u{:04x}", code);
    } else {
      out += byte;
    }
  }
  out += '"';
}

void append_json(const PostLine& line, std::string& out) {
  fmt::format_to(std::back_inserter(out), R"({{"id":"s{:09}")", line.index);
  append_profile(line, out);
  append_text_field("time", to_iso8601(from_ms(line.time_ms)), out);
  append_text_field("kind", kind_name(line.kind), out);
  append_content(line, out);
  append_text_field("client", line.author->client, out);
  append_reference(line, out);
  out += "}\n";
}

}  // namespace vigie::collector::simulation
