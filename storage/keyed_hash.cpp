#include "storage/keyed_hash.h"

#include <array>

#include <fmt/format.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include "storage/error.h"

namespace vigie::storage {

std::string keyed_hash(std::string_view key,
                       std::string_view platform,
                       std::string_view native_id) {
  std::string message{platform};
  message += ' ';
  message += native_id;
  std::array<unsigned char, 32> digest{};
  unsigned int length = 0;
  // NOLINTNEXTLINE(cppcoreguidelines-pro-type-reinterpret-cast): OpenSSL takes unsigned bytes
  const auto* bytes = reinterpret_cast<const unsigned char*>(message.data());
  if (HMAC(EVP_sha256(),
           key.data(),
           static_cast<int>(key.size()),
           bytes,
           message.size(),
           digest.data(),
           &length) == nullptr) {
    throw StorageError("OpenSSL cannot compute HMAC-SHA256; check its configuration");
  }
  std::string hex;
  for (const unsigned char byte : digest) {
    hex += fmt::format("{:02x}", byte);
  }
  return hex;
}

std::string make_secret() {
  std::array<unsigned char, 32> bytes{};
  if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) {
    throw StorageError("the system gives no random bytes; nothing was made");
  }
  return {bytes.begin(), bytes.end()};
}

}  // namespace vigie::storage
