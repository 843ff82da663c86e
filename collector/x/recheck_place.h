// X, asked again for the posts of a report: it demands that deletions are mirrored, and says itself
// what is gone.
//
// Source: X API v2, "Post lookup" (`GET /2/tweets?ids=`), errors by resource.
#pragma once

#include <memory>
#include <string>

#include "collector/live/live_source.h"
#include "collector/live/recheck.h"
#include "collector/x/x_api.h"

namespace vigie::collector {

/// A place that keeps count of what it costs.
class XRecheckPlace : public RecheckPlace {
 public:
  /// What was read this month, as XCursor; kept under `x:recheck`.
  [[nodiscard]] virtual std::string cursor() const = 0;
};

/// 100 posts a request, ids only, as far as its tenth of the budget goes. What an answer does not
/// mention is unknown, for X names what is gone. With a closed gate nothing is sent.
[[nodiscard]] std::unique_ptr<XRecheckPlace> make_x_recheck(const XOptions& options,
                                                            std::string token,
                                                            const std::string& cursor,
                                                            const LiveTools& tools);

}  // namespace vigie::collector
