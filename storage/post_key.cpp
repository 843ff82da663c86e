#include "storage/post_key.h"

#include <algorithm>
#include <cstring>
#include <span>
#include <utility>

#include <openssl/evp.h>

#include "storage/error.h"
#include "storage/keyed_hash.h"

namespace vigie::storage {
namespace {

using Sha256 = std::array<unsigned char, 32>;

constexpr std::size_t kKeyFirstSlots = 1024;

std::string to_hex(std::span<const unsigned char> bytes) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::string hex;
  hex.reserve(bytes.size() * 2);
  for (const unsigned char byte : bytes) {
    hex += kDigits[byte >> 4U];
    hex += kDigits[byte & 15U];
  }
  return hex;
}

void append_number(std::string& out, std::int64_t number) {
  for (int byte = 0; byte < 8; ++byte) {
    out += static_cast<char>(
        (static_cast<std::uint64_t>(number) >> (8U * static_cast<unsigned>(byte))) & 0xffU);
  }
}

void append_field(std::string& out, std::string_view field) {
  append_number(out, static_cast<std::int64_t>(field.size()));
  out += field;
}

std::int64_t time_ms(const Post& post) {
  const auto time = post.created ? post.created : post.observed;
  return time ? to_ms(*time) : 0;
}

/// Seconds, high byte first: they sort as text as they do in time.
std::array<unsigned char, 4> time_prefix(const Post& post) {
  const auto seconds = static_cast<std::uint64_t>(time_ms(post) / 1000);
  return {static_cast<unsigned char>((seconds >> 24U) & 0xffU),
          static_cast<unsigned char>((seconds >> 16U) & 0xffU),
          static_cast<unsigned char>((seconds >> 8U) & 0xffU),
          static_cast<unsigned char>(seconds & 0xffU)};
}

void write_content(std::string& out, std::string_view platform, const Post& post) {
  out.clear();
  append_field(out, platform);
  append_field(out, post.account_native_id);
  append_number(out, time_ms(post));
  append_number(out, static_cast<std::int64_t>(post.kind));
  append_field(out, post.subject_id);
  append_field(out, post.text);
}

}  // namespace

std::uint32_t OccurrenceTable::next(std::uint64_t hash) {
  if (slots_.empty() || used_ * 4 >= slots_.size() * 3) {
    grow();
  }
  const std::size_t mask = slots_.size() - 1;
  std::size_t i = hash & mask;
  while (slots_[i].count != 0 && slots_[i].hash != hash) {
    i = (i + 1) & mask;
  }
  if (slots_[i].count == 0) {
    slots_[i].hash = hash;
    ++used_;
  }
  return slots_[i].count++;
}

void OccurrenceTable::grow() {
  std::vector<Slot> wider(std::max(kKeyFirstSlots, slots_.size() * 2));
  const std::size_t mask = wider.size() - 1;
  for (const Slot& slot : slots_) {
    if (slot.count == 0) {
      continue;
    }
    std::size_t i = slot.hash & mask;
    while (wider[i].count != 0) {
      i = (i + 1) & mask;
    }
    wider[i] = slot;
  }
  slots_ = std::move(wider);
}

/// OpenSSL looks an algorithm up by name for every one-shot call; here it is fetched once.
struct PostKeyMaker::Digest {
  std::unique_ptr<EVP_MD, decltype(&EVP_MD_free)> algorithm{
      EVP_MD_fetch(nullptr, "SHA256", nullptr), &EVP_MD_free};
  std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context{EVP_MD_CTX_new(),
                                                                  &EVP_MD_CTX_free};

  [[nodiscard]] Sha256 of(std::string_view bytes) const {
    Sha256 digest{};
    if (EVP_DigestInit_ex(context.get(), algorithm.get(), nullptr) != 1 ||
        EVP_DigestUpdate(context.get(), bytes.data(), bytes.size()) != 1 ||
        EVP_DigestFinal_ex(context.get(), digest.data(), nullptr) != 1) {
      throw StorageError("OpenSSL cannot compute SHA-256; check its configuration");
    }
    return digest;
  }
};

PostKeyMaker::PostKeyMaker() : digest_(std::make_unique<Digest>()) {}

PostKeyMaker::PostKeyMaker(PostKeyMaker&&) noexcept = default;
PostKeyMaker& PostKeyMaker::operator=(PostKeyMaker&&) noexcept = default;
PostKeyMaker::~PostKeyMaker() = default;

std::string PostKeyMaker::make(std::string_view platform,
                               const Post& post,
                               OccurrenceTable& occurrences) {
  write_content(content_, platform, post);
  Sha256 digest = digest_->of(content_);
  std::uint64_t hash = 0;
  std::memcpy(&hash, digest.data(), sizeof hash);
  if (const std::uint32_t occurrence = occurrences.next(hash); occurrence > 0) {
    append_number(content_, occurrence);
    digest = digest_->of(content_);
  }
  return "k:" + to_hex(time_prefix(post)) + to_hex(std::span{digest}.first(12));
}

std::string suppression_hash(std::string_view key,
                             std::string_view platform,
                             std::string_view native_id) {
  return keyed_hash(key, platform, native_id);
}

}  // namespace vigie::storage
