// What `vigie doctor` looks at of X, Reddit and YouTube: permission, credentials, host. Nothing
// that costs money or quota is asked.
#pragma once

#include <string>
#include <vector>

#include "app/health_checks.h"

namespace vigie::app {

/// One check per platform that is enabled: why it must not start, or that it may. Names variables,
/// never values.
[[nodiscard]] std::vector<HealthCheck> check_gates(const collector::LiveOptions& options);

/// Addresses of the hosts whose gate is open, that answer without credentials and count nothing.
[[nodiscard]] std::vector<std::string> gated_probes(const collector::LiveOptions& options);

}  // namespace vigie::app
