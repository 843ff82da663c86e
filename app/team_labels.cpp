#include "app/team_labels.h"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "app/failure.h"
#include "storage/review_store.h"

namespace vigie::app {
namespace {

bool names_a_label(const std::vector<std::string>& values) {
  return std::any_of(values.begin(), values.end(), [](const std::string& value) {
    return find_label(value).has_value();
  });
}

}  // namespace

bool is_team_origin(std::string_view origin) {
  return origin == kTeamOrigin ||
         (origin.starts_with(kTeamOrigin) && origin.substr(kTeamOrigin.size()).starts_with(':'));
}

std::vector<TeamLabels> read_team_labels(storage::Database& database) {
  storage::ReviewStore store{database};
  std::vector<TeamLabels> draws;
  for (const storage::ReviewQueue& queue : store.queues()) {
    TeamLabels draw{fmt::format("{}:{}", kTeamOrigin, queue.name), queue.window, {}};
    for (const storage::ReviewItem& item : store.items(queue.id)) {
      const auto decision = storage::decide(item.verdicts);
      if (decision && decision->blind) {
        draw.labels.emplace_back(item.account, decision->label);
      }
    }
    if (!draw.labels.empty()) {
      draws.push_back(std::move(draw));
    }
  }
  std::sort(draws.begin(), draws.end(), [](const TeamLabels& a, const TeamLabels& b) {
    return a.origin < b.origin;
  });
  return draws;
}

std::vector<storage::LabelCount> count_team_labels(const std::vector<TeamLabels>& draws) {
  std::vector<storage::LabelCount> counts;
  for (const TeamLabels& draw : draws) {
    std::map<VerdictLabel, std::uint64_t> accounts;
    for (const auto& [account, label] : draw.labels) {
      ++accounts[label];
    }
    for (const auto& [label, count] : accounts) {
      counts.push_back({draw.origin, std::string{label_name(label)}, count});
    }
  }
  return counts;
}

std::vector<std::string> with_draws(const std::vector<std::string>& names,
                                    const std::vector<TeamLabels>& draws) {
  std::vector<std::string> all;
  for (const std::string& name : names) {
    if (name != kTeamOrigin) {
      all.push_back(name);
      continue;
    }
    if (draws.empty()) {
      throw RunFailure(
          "the team has decided on no account yet. Draw some with `vigie label queue`; what two "
          "readers agree on counts.");
    }
    for (const TeamLabels& draw : draws) {
      all.push_back(draw.origin);
    }
  }
  return all;
}

LabelValues values_for(const LabelArguments& arguments, std::string_view origin) {
  if (!is_team_origin(origin) || names_a_label(arguments.positive) ||
      names_a_label(arguments.negative)) {
    return {arguments.positive, arguments.negative};
  }
  LabelValues values;
  for (std::size_t i = 0; i < kVerdictLabelCount; ++i) {
    const LabelUse use = use_of(static_cast<VerdictLabel>(i));
    if (use != LabelUse::kExcluded) {
      (use == LabelUse::kPositive ? values.positive : values.negative)
          .emplace_back(kVerdictLabelNames[i]);
    }
  }
  return values;
}

}  // namespace vigie::app
