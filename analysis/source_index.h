// Which hosts and account handles stand on the dated lists, and in which tier.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "storage/model/source_list.h"

namespace vigie::analysis {

/// Where one entry stands: index of the list and of the entry in it.
struct SourceHit {
  SourceTier tier = SourceTier::kLowCredibility;
  std::uint32_t list = 0;
  std::uint32_t entry = 0;
};

/// Look-up over several lists. The span must outlive the index. Immutable: any number of readers.
class SourceIndex {
 public:
  explicit SourceIndex(std::span<const SourceList> lists);

  /// The entry for `host` or the nearest domain above it (`fr.rt.com` is under `rt.com`); among
  /// several lists the lowest tier, then the list's name. Nothing for an unlisted host. An `outlet`
  /// or platform entry for a nearer host overrules a listed one above it.
  [[nodiscard]] std::optional<SourceHit> find_host(std::string_view host) const;

  /// The entry for an account handle (without `@`, any case) of `platform`.
  [[nodiscard]] std::optional<SourceHit> find_account(std::string_view platform,
                                                      std::string_view handle) const;

  /// Hosts of tier `shortener`, sorted.
  [[nodiscard]] std::vector<std::string> shorteners() const;

  [[nodiscard]] std::span<const SourceList> lists() const { return lists_; }

 private:
  std::span<const SourceList> lists_;
  std::unordered_map<std::string, SourceHit> hosts_;
  std::unordered_map<std::string, SourceHit> accounts_;  ///< Key: platform, space, handle.
};

}  // namespace vigie::analysis
