#include "app/gated_checks.h"

#include <optional>
#include <utility>

#include <fmt/format.h>

#include "collector/gated/gate.h"
#include "collector/reddit/reddit_api.h"
#include "collector/x/x_api.h"
#include "collector/youtube/comment_source.h"

namespace vigie::app {
namespace {

std::optional<collector::LiveError> closed_x(const collector::XOptions& options) {
  return collector::closed_x_gate(options,
                                  collector::secret_of_environment(collector::kXTokenVariable));
}

std::optional<collector::LiveError> closed_reddit(const collector::RedditOptions& options) {
  return collector::closed_reddit_gate(
      options,
      {.id = collector::secret_of_environment(collector::kRedditIdVariable),
       .secret = collector::secret_of_environment(collector::kRedditSecretVariable)});
}

std::optional<collector::LiveError> closed_youtube(const collector::YoutubeOptions& options) {
  return collector::closed_youtube_gate(
      options, collector::secret_of_environment(collector::kYoutubeKeyVariable));
}

HealthCheck check_gate(std::string platform,
                       const std::optional<collector::LiveError>& closed,
                       bool has_something_to_read,
                       std::string_view what) {
  if (closed) {
    return {std::move(platform), Health::kBad, closed->message};
  }
  if (!has_something_to_read) {
    return {std::move(platform),
            Health::kDoubtful,
            fmt::format("enabled, but the settings name no {}: nothing would be read", what)};
  }
  return {std::move(platform), Health::kGood, "terms acknowledged, credentials are set"};
}

}  // namespace

std::vector<HealthCheck> check_gates(const collector::LiveOptions& options) {
  std::vector<HealthCheck> checks;
  if (options.x.enabled) {
    checks.push_back(check_gate("x",
                                closed_x(options.x),
                                !options.x.queries.empty() || !options.x.rules.empty(),
                                "queries and no rules"));
  }
  if (options.reddit.enabled) {
    checks.push_back(check_gate(
        "reddit", closed_reddit(options.reddit), !options.reddit.subreddits.empty(), "subreddits"));
  }
  if (options.youtube.enabled) {
    checks.push_back(
        check_gate("youtube",
                   closed_youtube(options.youtube),
                   !options.youtube.channels.empty() || !options.youtube.videos.empty(),
                   "channels and no videos"));
  }
  return checks;
}

std::vector<std::string> gated_probes(const collector::LiveOptions& options) {
  std::vector<std::string> probes;
  if (options.x.enabled && !closed_x(options.x)) {
    probes.push_back(options.x.base + "/2/openapi.json");
  }
  if (options.reddit.enabled && !closed_reddit(options.reddit)) {
    probes.push_back(options.reddit.base + "/");
    probes.push_back(options.reddit.login + "/robots.txt");
  }
  if (options.youtube.enabled && !closed_youtube(options.youtube)) {
    probes.push_back(options.youtube.base + "/$discovery/rest?version=v3");
  }
  return probes;
}

}  // namespace vigie::app
