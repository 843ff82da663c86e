// `x:search`: recent search by the analyst's queries, over the last seven days.
//
// Search by words returns no reposts: whoever looks for amplification needs the stream beside it.
#pragma once

#include <string>

#include "collector/live/live_source.h"
#include "collector/x/x_api.h"

namespace vigie::collector {

class XSearch : public LiveSource {
 public:
  XSearch(XOptions options, std::string token, LiveTools tools);

  [[nodiscard]] std::string name() const override { return "x:search"; }

  [[nodiscard]] std::string platform() const override { return "x"; }

  [[nodiscard]] std::string format() const override { return "x_v2"; }

  [[nodiscard]] bool is_filtered() const override { return false; }

  /// Without a cursor, begins seven days ago. What a query found is behind it only when its last
  /// page was read: interrupted, it begins anew. At 90 % of the budget what is left unread is a gap
  /// of reason `quota`, and is not read later.
  [[nodiscard]] tl::expected<void, LiveError> run(const LiveRun& run) override;

 private:
  XOptions options_;
  std::string token_;
  LiveTools tools_;
};

}  // namespace vigie::collector
