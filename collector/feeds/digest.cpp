#include "collector/feeds/digest.h"

#include <array>

#include <openssl/evp.h>

namespace vigie::collector {

std::string sha256_hex(std::string_view text) {
  constexpr std::string_view kDigits = "0123456789abcdef";
  std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
  unsigned int bytes = 0;
  EVP_Digest(text.data(), text.size(), digest.data(), &bytes, EVP_sha256(), nullptr);
  std::string hex;
  for (unsigned int i = 0; i < bytes; ++i) {
    hex += kDigits[digest.at(i) >> 4U];
    hex += kDigits[digest.at(i) & 0x0FU];
  }
  return hex;
}

}  // namespace vigie::collector
