// What a platform said about an account, as last seen. Counters are snapshots: kept with their
// time.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "storage/model/time.h"

namespace vigie {

/// Automation that an account, or its platform, declares.
enum class DeclaredBot : std::uint8_t { kUnknown = 0, kNo = 1, kYes = 2 };

enum class AccountState : std::uint8_t {
  kActive = 0,
  kDeactivated = 1,
  kSuspended = 2,
  kTakenDown = 3,
  kDeleted = 4,
  kProtected = 5,
  kMoved = 6,
  kUnknown = 7,
};

/// Opt-out bits of an account (PLATFORMS: no unauthenticated display, no index, not discoverable,
/// a request by the person).
struct OptOut {
  static constexpr std::uint32_t kNoUnauthenticated = 1;
  static constexpr std::uint32_t kNoIndex = 2;
  static constexpr std::uint32_t kNotDiscoverable = 4;
  static constexpr std::uint32_t kUserRequest = 8;
};

/// One account of one platform. `native_id` is the platform's stable key; the handle may change.
struct Account {
  std::string native_id;
  std::string handle;
  std::string display_name;
  std::string bio;  ///< Plain text.
  std::string host;
  std::optional<UtcTime> created;
  std::optional<std::int64_t> followers;
  std::optional<std::int64_t> following;
  std::optional<std::int64_t> posts_count;
  DeclaredBot declared_bot = DeclaredBot::kUnknown;
  std::optional<bool> verified;
  std::optional<AccountState> state;  ///< Nothing: this record does not say.
  std::uint32_t opt_out = 0;
  std::optional<UtcTime> seen;  ///< When the profile was in this state; the newest wins.
};

/// A label that came with the data. Kept with its origin; scoring never reads it.
struct AccountLabel {
  std::string account_native_id;
  std::string value;   ///< E.g. `bot`, `human`, `RightTroll`.
  std::string origin;  ///< File or service that says so.
};

}  // namespace vigie
