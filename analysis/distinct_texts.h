// Texts, each kept once: what 100,000 equal posts say costs as much memory as one of them.
//
// A table of 32-bit slots over one flat record per text; the bytes lie in large blocks that never
// move. Equality is checked byte by byte: a hash that collides joins nothing.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace vigie::analysis {

class DistinctTexts {
 public:
  static constexpr std::size_t kBlockBytes = std::size_t{1} << 20U;

  /// Index of `text`, which is kept if it is new: indexes count up from 0. `hash` is a hash of
  /// `text`, the same for equal texts; `text` has at most `kBlockBytes` bytes. Amortised constant.
  std::uint32_t add(std::string_view text, std::uint64_t hash);

  [[nodiscard]] std::size_t size() const { return records_.size(); }

  /// Valid as long as this object.
  [[nodiscard]] std::string_view text(std::size_t index) const {
    const Record& record = records_[index];
    return std::string_view{blocks_[record.block]}.substr(record.begin, record.bytes);
  }

  [[nodiscard]] std::uint64_t hash(std::size_t index) const { return records_[index].hash; }

  /// Indexes by hash, then bytes: an order that does not depend on arrival. Lets the table go, so
  /// nothing can be added afterwards.
  [[nodiscard]] std::vector<std::uint32_t> close_and_order();

 private:
  struct Record {
    std::uint64_t hash = 0;
    std::uint32_t block = 0;
    std::uint32_t begin = 0;
    std::uint32_t bytes = 0;
  };

  void grow();
  void keep(std::string_view text, std::uint64_t hash);

  std::vector<Record> records_;
  std::vector<std::string> blocks_;
  std::vector<std::uint32_t> slots_;  ///< 1 + index, 0 when free; a power of two of them.
};

}  // namespace vigie::analysis
