// Signatures of Nostr events: Schnorr on secp256k1 (BIP-340), verification alone.
#pragma once

#include <array>
#include <cstdint>
#include <memory>

namespace vigie::collector::nostr {

using Bytes32 = std::array<std::uint8_t, 32>;
using Bytes64 = std::array<std::uint8_t, 64>;

/// The curve's constants, made once. One thread.
class SignatureCheck {
 public:
  SignatureCheck();
  ~SignatureCheck();
  SignatureCheck(const SignatureCheck&) = delete;
  SignatureCheck& operator=(const SignatureCheck&) = delete;
  SignatureCheck(SignatureCheck&&) = delete;
  SignatureCheck& operator=(SignatureCheck&&) = delete;

  /// Whether `signature` of `message` was made by the owner of `public_key` (an x coordinate).
  [[nodiscard]] bool holds(const Bytes32& public_key,
                           const Bytes32& message,
                           const Bytes64& signature);

 private:
  struct Curve;
  std::unique_ptr<Curve> curve_;
};

}  // namespace vigie::collector::nostr
