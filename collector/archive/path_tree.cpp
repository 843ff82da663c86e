#include "collector/archive/path_tree.h"

#include <algorithm>
#include <utility>

namespace vigie::collector {
namespace {

/// A node while paths are still being added to it.
struct OpenNode {
  std::vector<std::string> keys;
  std::vector<PathTree::Branch> branches;
};

std::size_t branch_of(OpenNode& node, const std::string& key) {
  const auto found = std::find(node.keys.begin(), node.keys.end(), key);
  if (found != node.keys.end()) {
    return static_cast<std::size_t>(found - node.keys.begin());
  }
  node.keys.push_back(key);
  node.branches.emplace_back();
  return node.keys.size() - 1;
}

void add_path(std::vector<OpenNode>& nodes, const std::string& path, int cell) {
  std::size_t node = 0;
  std::size_t begin = 0;
  while (true) {
    const std::size_t dot = path.find('.', begin);
    const std::size_t branch = branch_of(nodes[node], path.substr(begin, dot - begin));
    if (dot == std::string::npos) {
      nodes[node].branches[branch].cell = cell;
      return;
    }
    if (nodes[node].branches[branch].node < 0) {
      nodes[node].branches[branch].node = static_cast<int>(nodes.size());
      nodes.emplace_back();
    }
    node = static_cast<std::size_t>(nodes[node].branches[branch].node);
    begin = dot + 1;
  }
}

}  // namespace

PathTree::PathTree(const std::vector<std::string>& paths) {
  std::vector<OpenNode> open(1);
  for (std::size_t i = 0; i < paths.size(); ++i) {
    add_path(open, paths[i], static_cast<int>(i));
  }
  for (OpenNode& node : open) {
    nodes_.push_back(
        {.keys = KeyTable{std::move(node.keys)}, .branches = std::move(node.branches)});
  }
}

}  // namespace vigie::collector
