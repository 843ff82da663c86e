// Names of Nostr as people and pages write them: `npub1...` and its relatives stand for keys.
//
// Source: NIP-19 (bare keys, and TLV with type 0 what it is about, type 2 its author), encoded as
// Bech32 (BIP-173).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace vigie::storage {

/// What one of them is about, as 64 hex digits; empty where it does not say.
struct NostrReference {
  std::string account;
  std::string post;
};

/// `npub`, `nprofile`, `note`, `nevent` or `naddr` at the start of `word`, up to what is no letter
/// or digit, in either case; or 64 hex digits, which may be either. Nothing for anything else, for
/// a wrong check sum and beyond 2,000 bytes.
[[nodiscard]] std::optional<NostrReference> read_nostr_reference(std::string_view word);

}  // namespace vigie::storage
