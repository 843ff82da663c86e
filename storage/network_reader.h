// The tested pairs of a run as a graph.
#pragma once

#include <cstdint>
#include <optional>

#include "storage/model/ids.h"
#include "storage/model/network.h"
#include "storage/naming_rules.h"
#include "storage/sqlite/database.h"

namespace vigie::storage {

struct NetworkQuery {
  std::uint32_t group = 0;                 ///< Pairs inside this group; 0: all pairs.
  std::optional<CoordinationLayer> layer;  ///< Pairs that met in this layer, and its numbers.
  NamingRules naming{};
};

/// Nodes by platform and native id, named `n1`, `n2`, ...; accounts that opted out and their pairs
/// are left out. Reads one snapshot over a connection of any mode. Memory: a few hundred bytes a
/// node, 64 an edge. @throws StorageError  There is no such run, or it is not published.
[[nodiscard]] Network read_network(Database& database, RunId run, const NetworkQuery& query = {});

/// Replaces names: ids become the first 16 hex digits of HMAC-SHA-256 of platform and native id
/// under `secret`, handles and native ids go, profile texts are nobody's any more, the window is
/// widened to whole UTC days, figures are rounded to one decimal, and nodes are ordered anew so
/// that their order says nothing. Pseudonymous is not anonymous: who knows the network can
/// recognise its shape. @throws StorageError  Two nodes get one name: try again.
void pseudonymise(Network& network, std::string_view secret);

}  // namespace vigie::storage
