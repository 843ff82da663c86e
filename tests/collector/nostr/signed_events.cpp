#include "tests/collector/nostr/signed_events.h"

#include <memory>

#include <fmt/format.h>
#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/obj_mac.h>

namespace vigie::collector::nostr::tests {
namespace {

Bytes32 digest_of(const std::string& text) {
  Bytes32 digest{};
  unsigned int size = 0;
  EVP_Digest(text.data(), text.size(), digest.data(), &size, EVP_sha256(), nullptr);
  return digest;
}

std::string raw(const Bytes32& bytes) {
  return {bytes.begin(), bytes.end()};
}

std::string hex(const std::string& bytes) {
  std::string text;
  for (const char c : bytes) {
    text += fmt::format("{:02x}", static_cast<unsigned int>(static_cast<unsigned char>(c)));
  }
  return text;
}

std::string json_quoted(const std::string& text) {
  std::string json = "\"";
  for (const char c : text) {
    if (c == '\n') {
      json += "\\n";
    } else {
      json += c == '"' || c == '\\' ? std::string{'\\', c} : std::string{c};
    }
  }
  return json + '"';
}

std::string tags_json(const std::vector<Tag>& tags) {
  std::string json = "[";
  for (const Tag& tag : tags) {
    json += json == "[" ? "[" : ",[";
    for (std::size_t i = 0; i < tag.size(); ++i) {
      json += (i == 0 ? "" : ",") + json_quoted(tag[i]);
    }
    json += "]";
  }
  return json + "]";
}

/// Multiplication with the base point: the affine x, and whether y is odd.
struct Multiple {
  Bytes32 x{};
  bool is_odd = false;
};

const EC_GROUP* curve() {
  static EC_GROUP* const group = EC_GROUP_new_by_curve_name(NID_secp256k1);
  return group;
}

using Big = std::unique_ptr<BIGNUM, decltype(&BN_free)>;

Big big(const Bytes32& bytes) {
  return {BN_bin2bn(bytes.data(), 32, nullptr), &BN_free};
}

Bytes32 bytes_of(const BIGNUM* number) {
  Bytes32 bytes{};
  BN_bn2binpad(number, bytes.data(), 32);
  return bytes;
}

Multiple base_times(const Bytes32& factor) {
  const std::unique_ptr<EC_POINT, decltype(&EC_POINT_free)> point{EC_POINT_new(curve()),
                                                                  &EC_POINT_free};
  const Big k = big(factor);
  const Big x{BN_new(), &BN_free};
  const Big y{BN_new(), &BN_free};
  EC_POINT_mul(curve(), point.get(), k.get(), nullptr, nullptr, nullptr);
  EC_POINT_get_affine_coordinates(curve(), point.get(), x.get(), y.get(), nullptr);
  return {bytes_of(x.get()), BN_is_odd(y.get()) != 0};
}

/// The factor whose multiple has an even y.
Bytes32 even_factor(const Bytes32& factor) {
  if (!base_times(factor).is_odd) {
    return factor;
  }
  const Big k = big(factor);
  const Big negated{BN_new(), &BN_free};
  BN_sub(negated.get(), EC_GROUP_get0_order(curve()), k.get());
  return bytes_of(negated.get());
}

std::string challenge_text(const Bytes32& r, const Bytes32& key, const Bytes32& message) {
  const std::string tag = raw(digest_of("BIP0340/challenge"));
  return tag + tag + raw(r) + raw(key) + raw(message);
}

}  // namespace

Author::Author(const std::string& name) : secret_(even_factor(digest_of("author " + name))) {
  key_ = hex(raw(base_times(secret_).x));
}

Event Author::sign(Event event) const {
  event.pubkey = key_;
  const Bytes32 id = digest_of(fmt::format("[0,\"{}\",{},{},{},{}]",
                                           key_,
                                           event.created_at,
                                           event.kind,
                                           tags_json(event.tags),
                                           json_quoted(event.content)));
  event.id = hex(raw(id));
  const Bytes32 nonce = even_factor(digest_of(raw(secret_) + raw(id)));
  const Bytes32 r = base_times(nonce).x;
  const Big e = big(digest_of(challenge_text(r, base_times(secret_).x, id)));
  const Big d = big(secret_);
  const Big s{BN_new(), &BN_free};
  const std::unique_ptr<BN_CTX, decltype(&BN_CTX_free)> work{BN_CTX_new(), &BN_CTX_free};
  BN_mod_mul(s.get(), e.get(), d.get(), EC_GROUP_get0_order(curve()), work.get());
  BN_mod_add(s.get(), s.get(), big(nonce).get(), EC_GROUP_get0_order(curve()), work.get());
  event.signature = hex(raw(r) + raw(bytes_of(s.get())));
  return event;
}

std::string to_json(const Event& event) {
  return fmt::format(
      R"({{"id":"{}","pubkey":"{}","created_at":{},"kind":{},"tags":{},"content":{},"sig":"{}"}})",
      event.id,
      event.pubkey,
      event.created_at,
      event.kind,
      tags_json(event.tags),
      json_quoted(event.content),
      event.signature);
}

Event note(std::int64_t created_at, std::string content, std::vector<Tag> tags) {
  Event event;
  event.created_at = created_at;
  event.kind = 1;
  event.content = std::move(content);
  event.tags = std::move(tags);
  return event;
}

}  // namespace vigie::collector::nostr::tests
