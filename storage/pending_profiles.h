// What the open transaction has heard of accounts, until it is written.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "storage/model/account.h"
#include "storage/model/ids.h"
#include "storage/snapshot_writer.h"

namespace vigie::storage {

struct PendingProfile {
  AccountId account;
  Account profile;
  std::string first_handle;  ///< Of a new row: the one that it has.
  bool is_new = false;       ///< Its row was made with its first profile, and says nothing else.
  bool is_written = false;   ///< The row says all of `profile`.
  std::optional<ProfileSnapshot> snapshot;  ///< Of the day at hand; earlier days are written apart.
};

/// One entry an account, found by an array over account ids: they are dense. Entries that are done
/// are used again with the memory of their texts, for a busy file has a profile with every post.
class PendingProfiles {
 public:
  /// The entry of `account`, made when there is none. Valid until the next call.
  PendingProfile& of(AccountId account) {
    const auto id = static_cast<std::size_t>(account.value);
    if (id >= place_.size()) {
      place_.resize(id + id / 2 + 1);
    }
    std::uint32_t& place = place_[id];
    if (place == 0) {
      if (used_ == entries_.size()) {
        entries_.emplace_back();
      }
      place = static_cast<std::uint32_t>(++used_);
      start(entries_[used_ - 1], account);
    }
    return entries_[place - 1];
  }

  /// Nothing where there is no entry of `account`.
  [[nodiscard]] PendingProfile* find(AccountId account) {
    const auto id = static_cast<std::size_t>(account.value);
    return id < place_.size() && place_[id] != 0 ? &entries_[place_[id] - 1] : nullptr;
  }

  void erase(AccountId account) {
    PendingProfile* entry = find(account);
    if (entry == nullptr) {
      return;
    }
    PendingProfile& last = entries_[used_ - 1];
    const std::uint32_t place = std::exchange(place_[static_cast<std::size_t>(account.value)], 0U);
    if (entry != &last) {
      std::swap(*entry, last);
      place_[static_cast<std::size_t>(entry->account.value)] = place;
    }
    --used_;
  }

  [[nodiscard]] std::size_t size() const { return used_; }

  [[nodiscard]] const PendingProfile& at(std::size_t index) const { return entries_[index]; }

  void clear() {
    for (std::size_t i = 0; i < used_; ++i) {
      place_[static_cast<std::size_t>(entries_[i].account.value)] = 0;
    }
    used_ = 0;
    if (entries_.size() > kMostKept) {
      entries_ = std::vector<PendingProfile>{};  // `{}` alone would keep the memory
    }
  }

 private:
  static constexpr std::size_t kMostKept = 1U << 17U;  ///< About 50 MB with texts.

  /// Empty but for the memory of its texts.
  static void start(PendingProfile& entry, AccountId account) {
    PendingProfile fresh;
    fresh.account = account;
    for (std::string Account::*text :
         {&Account::handle, &Account::display_name, &Account::bio, &Account::host}) {
      fresh.profile.*text = std::move(entry.profile.*text);
      (fresh.profile.*text).clear();
    }
    fresh.first_handle = std::move(entry.first_handle);
    fresh.first_handle.clear();
    entry = std::move(fresh);
  }

  std::vector<std::uint32_t> place_;  ///< By account id: 1 + index into entries_; 0: none.
  std::vector<PendingProfile> entries_;
  std::size_t used_ = 0;  ///< Entries in use are the first ones.
};

}  // namespace vigie::storage
