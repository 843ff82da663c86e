#include "collector/archive/key_table.h"

#include <bit>
#include <utility>

namespace vigie::collector {

KeyTable::KeyTable(std::vector<std::string> keys)
    : keys_(std::move(keys)),
      slots_(std::bit_ceil(keys_.size() * 4 + 4), -1),
      mask_(slots_.size() - 1) {
  for (std::size_t i = 0; i < keys_.size(); ++i) {
    std::size_t slot = hash(keys_[i]) & mask_;
    while (slots_[slot] >= 0) {
      slot = (slot + 1) & mask_;
    }
    slots_[slot] = static_cast<std::int16_t>(i);
  }
}

}  // namespace vigie::collector
