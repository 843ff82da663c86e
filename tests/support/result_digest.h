// One number for a whole result of the coordination analysis, to see whether a change moves a byte.
#pragma once

#include <cstdint>

#include "analysis/coordination/find_coordination.h"

namespace vigie::tests {

/// Depends on every field of every row of every table, in order; equal results give equal digests.
[[nodiscard]] std::uint64_t digest_of(const analysis::CoordinationResult& result);

}  // namespace vigie::tests
