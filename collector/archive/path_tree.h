// Dotted paths as a tree of keys, so that one pass over a JSON object fills every cell.
#pragma once

#include <string>
#include <vector>

#include "collector/archive/key_table.h"

namespace vigie::collector {

class PathTree {
 public:
  struct Branch {
    int node = -1;  ///< Where the path goes on, or -1.
    int cell = -1;  ///< The cell whose path ends here, or -1.
  };

  struct Node {
    KeyTable keys;
    std::vector<Branch> branches;  ///< Index: the key's in `keys`.
  };

  /// Cell `i` is the one of `paths[i]`. Node 0 is the record.
  explicit PathTree(const std::vector<std::string>& paths);

  [[nodiscard]] const Node& node(int index) const {
    return nodes_[static_cast<std::size_t>(index)];
  }

 private:
  std::vector<Node> nodes_;
};

}  // namespace vigie::collector
