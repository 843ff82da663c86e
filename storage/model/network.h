// The tested pairs of a run as a graph: accounts are nodes, pairs are edges. No text, no times of
// posts.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "storage/model/coordination.h"
#include "storage/model/finding.h"
#include "storage/model/ids.h"
#include "storage/model/time.h"
#include "storage/model/withheld.h"

namespace vigie {

struct NetworkNode {
  std::string id;  ///< Unique in the network: `n1`, `n2`, ..., or a pseudonym.
  std::string platform;
  std::string native_id;    ///< Empty when pseudonymised, as is `handle`.
  std::string handle;       ///< Falls back to the native id.
  std::uint32_t group = 0;  ///< 0: none.
  std::optional<double> likelihood;
  Grade grade = Grade::kD;
  double centrality = 0.0;  ///< Within its group; 0 outside of groups, as is `core`.
  std::uint32_t core = 0;
  bool known = false;  ///< On the team's list of accounts that coordinate in the open.
  std::optional<Withheld> withheld{};  ///< Handle and native id are a pseudonym: why.
  /// Number within its group of a profile text that another member carries too; 0: none to tell, or
  /// pseudonymised.
  std::uint32_t profile_text = 0;
};

struct NetworkEdge {
  std::uint32_t source = 0;  ///< Index into Network::nodes, less than `target`.
  std::uint32_t target = 0;
  double decades = 0.0;    ///< -log10 p: of the fused test, or of the one layer that was asked for.
  double q_decades = 0.0;  ///< -log10 q of the fused test.
  std::uint32_t objects = 0;
  std::uint32_t fast_objects = 0;
  std::uint32_t days = 0;
  std::uint32_t observed = 0;  ///< Meetings over its layers, each by its widest window.
  double expected = 0.0;       ///< Of these by chance.
  std::uint32_t layers = 0;    ///< Bit i: CoordinationLayer i met.
};

struct Network {
  RunId run;
  TimeWindow window;
  bool pseudonymous = false;
  std::vector<NetworkNode> nodes;  ///< By natural key, or by pseudonym.
  std::vector<NetworkEdge> edges;  ///< By source, then target.
};

}  // namespace vigie
