// One group of the report: a compact row that opens onto members, network, objects and posts.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "dashboards/group_links.h"
#include "dashboards/language.h"
#include "dashboards/network_picture.h"
#include "storage/model/report.h"

namespace vigie::dashboards {

/// How much of a group the page shows; groups.csv and the JSON report have the rest.
struct GroupLimits {
  std::size_t members = 30;
  std::size_t objects = 8;
  std::size_t meetings = 4;
  std::uint32_t text_limit = 240;  ///< Characters of a post.
  NetworkLimits network;
};

/// What a group's row needs besides the group. `rows` must outlive it.
struct GroupContext {
  Language language = Language::kEnglish;
  double report_line = 0.5;
  TimeWindow window;  ///< Of the run.
  const AccountNumbers& rows;
  GroupLimits limits;
};

/// `<li>` with a `<details>`. Its id is `g` and the group's number.
[[nodiscard]] std::string render_group(const ReportGroup& group, const GroupContext& context);

}  // namespace vigie::dashboards
