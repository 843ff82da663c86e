// What one instance calls accounts and statuses: its ids mean nothing on any other.
#pragma once

#include <cstddef>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace vigie::collector::mastodon {

/// A bounded map: past `2 * kGeneration` entries the older half goes.
class BoundedNames {
 public:
  void set(const std::string& name, std::string_view value);
  /// Empty when it is not known, or no longer.
  [[nodiscard]] std::string get(const std::string& name) const;

  static constexpr std::size_t kGeneration = std::size_t{1} << 16U;

 private:
  std::unordered_map<std::string, std::string> newer_;
  std::unordered_map<std::string, std::string> older_;
};

/// Shared by the sources of one instance; any number of threads. Not kept across a restart.
class HostIds {
 public:
  /// `place`: the instance, as PostAlias names it; empty where that is not known.
  explicit HostIds(std::string place = {}) : place_(std::move(place)) {}

  [[nodiscard]] const std::string& place() const { return place_; }

  void note_account(const std::string& uri, std::string_view id);
  void note_status(const std::string& uri, std::string_view id);
  [[nodiscard]] std::string account_id(const std::string& uri) const;
  [[nodiscard]] std::string status_id(const std::string& uri) const;

 private:
  std::string place_;
  mutable std::mutex mutex_;
  BoundedNames accounts_;
  BoundedNames statuses_;
};

}  // namespace vigie::collector::mastodon
