#include "collector/nostr/event_id.h"

#include <algorithm>

#include <fmt/format.h>
#include <openssl/evp.h>

namespace vigie::collector::nostr {
namespace {

enum class Controls : std::uint8_t { kEscaped, kVerbatim };

void append_json_string(std::string_view text, Controls controls, std::string& out) {
  out += '"';
  for (const char c : text) {
    constexpr std::string_view kNamed = "\"\\\n\r\t\b\f";
    constexpr std::string_view kEscapes = "\"\\nrtbf";
    if (const std::size_t named = kNamed.find(c); named != std::string_view::npos) {
      out += '\\';
      out += kEscapes[named];
    } else if (static_cast<unsigned char>(c) < 0x20 && controls == Controls::kEscaped) {
      out += fmt::format("\\u{:04x}", static_cast<unsigned int>(c));
    } else {
      out += c;
    }
  }
  out += '"';
}

/// `[0,pubkey,created_at,kind,tags,content]` without a blank.
std::string serialised(const Event& event, Controls controls) {
  std::string out = fmt::format(R"([0,"{}",{},{},[)", event.pubkey, event.created_at, event.kind);
  for (const Tag& tag : event.tags) {
    out += out.ends_with(']') ? ",[" : "[";
    for (std::size_t i = 0; i < tag.size(); ++i) {
      if (i > 0) {
        out += ',';
      }
      append_json_string(tag[i], controls, out);
    }
    out += ']';
  }
  out += "],";
  append_json_string(event.content, controls, out);
  return out + ']';
}

bool has_digest(std::string_view text, const Bytes32& expected) {
  Bytes32 digest{};
  unsigned int size = 0;
  EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha256(), nullptr);
  return digest == expected;
}

}  // namespace

bool has_true_id(const Event& event) {
  const auto id = bytes_of_hex<32>(event.id);
  if (!id) {
    return false;
  }
  return has_digest(serialised(event, Controls::kEscaped), *id) ||
         has_digest(serialised(event, Controls::kVerbatim), *id);
}

}  // namespace vigie::collector::nostr
