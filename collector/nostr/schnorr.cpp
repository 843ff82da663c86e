#include "collector/nostr/schnorr.h"

#include <algorithm>
#include <string_view>
#include <vector>

#include <openssl/bn.h>
#include <openssl/ec.h>
#include <openssl/evp.h>
#include <openssl/obj_mac.h>

namespace vigie::collector::nostr {
namespace {

template <auto kFree>
struct FreeWith {
  template <typename Object>
  void operator()(Object* object) const {
    kFree(object);
  }
};

using Group = std::unique_ptr<EC_GROUP, FreeWith<EC_GROUP_free>>;
using Point = std::unique_ptr<EC_POINT, FreeWith<EC_POINT_free>>;
using Number = std::unique_ptr<BIGNUM, FreeWith<BN_free>>;
using Workspace = std::unique_ptr<BN_CTX, FreeWith<BN_CTX_free>>;

Bytes32 sha256(const std::vector<std::uint8_t>& bytes) {
  Bytes32 digest{};
  unsigned int size = 0;
  EVP_Digest(bytes.data(), bytes.size(), digest.data(), &size, EVP_sha256(), nullptr);
  return digest;
}

Number number_of(const std::uint8_t* bytes) {
  return Number{BN_bin2bn(bytes, 32, nullptr)};
}

}  // namespace

struct SignatureCheck::Curve {
  Group group{EC_GROUP_new_by_curve_name(NID_secp256k1)};
  Workspace work{BN_CTX_new()};
  Number field{BN_new()};  ///< p
  Number order{BN_new()};  ///< n
  Bytes32 tag{};

  Curve() {
    EC_GROUP_get_curve(group.get(), field.get(), nullptr, nullptr, work.get());
    EC_GROUP_get_order(group.get(), order.get(), work.get());
    constexpr std::string_view kTag = "BIP0340/challenge";
    tag = sha256({kTag.begin(), kTag.end()});
  }

  /// e of the standard, modulo the order.
  [[nodiscard]] Number challenge(const Bytes32& key,
                                 const Bytes32& message,
                                 const Bytes64& signature) const {
    std::vector<std::uint8_t> bytes;
    bytes.insert(bytes.end(), tag.begin(), tag.end());
    bytes.insert(bytes.end(), tag.begin(), tag.end());
    bytes.insert(bytes.end(), signature.begin(), signature.begin() + 32);
    bytes.insert(bytes.end(), key.begin(), key.end());
    bytes.insert(bytes.end(), message.begin(), message.end());
    const Number whole = number_of(sha256(bytes).data());
    Number reduced{BN_new()};
    BN_nnmod(reduced.get(), whole.get(), order.get(), work.get());
    return reduced;
  }
};

SignatureCheck::SignatureCheck() : curve_(std::make_unique<Curve>()) {}

SignatureCheck::~SignatureCheck() = default;

bool SignatureCheck::holds(const Bytes32& public_key,
                           const Bytes32& message,
                           const Bytes64& signature) {
  const EC_GROUP* group = curve_->group.get();
  BN_CTX* work = curve_->work.get();
  const Number key_x = number_of(public_key.data());
  const Number r = number_of(signature.data());
  const Number s = number_of(signature.data() + 32);
  const Point key{EC_POINT_new(group)};
  const Point sum{EC_POINT_new(group)};
  if (BN_cmp(key_x.get(), curve_->field.get()) >= 0 || BN_cmp(r.get(), curve_->field.get()) >= 0 ||
      BN_cmp(s.get(), curve_->order.get()) >= 0 ||
      EC_POINT_set_compressed_coordinates(group, key.get(), key_x.get(), 0, work) != 1) {
    return false;
  }
  // R = s G - e P
  const Number e = curve_->challenge(public_key, message, signature);
  const Number minus_e{BN_new()};
  BN_mod_sub(minus_e.get(), curve_->order.get(), e.get(), curve_->order.get(), work);
  if (EC_POINT_mul(group, sum.get(), s.get(), key.get(), minus_e.get(), work) != 1 ||
      EC_POINT_is_at_infinity(group, sum.get()) == 1) {
    return false;
  }
  const Number x{BN_new()};
  const Number y{BN_new()};
  return EC_POINT_get_affine_coordinates(group, sum.get(), x.get(), y.get(), work) == 1 &&
         BN_is_odd(y.get()) == 0 && BN_cmp(x.get(), r.get()) == 0;
}

}  // namespace vigie::collector::nostr
