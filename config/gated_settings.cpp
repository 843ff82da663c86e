#include "config/gated_settings.h"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include <fmt/format.h>

#include "config/live_settings.h"

namespace vigie::config {
namespace {

constexpr std::string_view kWordCharacters =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_";

bool consists_of(std::string_view text, std::string_view more) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [more](char c) {
    return kWordCharacters.find(c) != std::string_view::npos ||
           more.find(c) != std::string_view::npos;
  });
}

/// Reads a list whose items `is_right` takes, each once.
template <typename IsRight>
void read_items(TomlReader& reader,
                std::string_view key,
                std::vector<std::string>& target,
                std::string_view what,
                IsRight is_right) {
  reader.read(key, target);
  for (auto item = target.begin(); item != target.end(); ++item) {
    if (!is_right(*item)) {
      reader.fail(TomlProblemKind::kOutOfRange,
                  key,
                  fmt::format("`{}`: \"{}\" is no {}", key, *item, what));
    }
    if (std::find(target.begin(), item, *item) != item) {
      reader.fail(TomlProblemKind::kOutOfRange,
                  key,
                  fmt::format("`{}`: \"{}\" stands there twice", key, *item));
    }
  }
}

void read_poll_seconds(TomlReader& reader, std::chrono::seconds& target) {
  constexpr std::int64_t kShortest = 60;
  constexpr std::int64_t kLongest = 86'400;
  std::int64_t seconds = target.count();
  reader.read_integer("poll_seconds", seconds, kShortest, kLongest);
  target = std::chrono::seconds{seconds};
}

}  // namespace

void read_x(TomlReader& reader, collector::LiveOptions& options) {
  collector::XOptions& x = options.x;
  constexpr std::size_t kLongestQuery = 4'096;
  const auto is_query = [](const std::string& text) {
    return text.find_first_not_of(" \t") != std::string::npos && text.size() <= kLongestQuery;
  };
  reader.read("enabled", x.enabled);
  reader.read("terms_acknowledged", x.terms_acknowledged);
  read_web_address(reader, "base", x.base);
  read_items(reader, "queries", x.queries, "query of 1 to 4096 bytes", is_query);
  read_items(reader, "rules", x.rules, "rule of 1 to 4096 bytes", is_query);
  reader.read_choice("fields_parameter", x.fields_parameter, {"tweet.fields", "post.fields"});
  reader.read_choice(
      "stream_fields_parameter", x.stream_fields_parameter, {"tweet.fields", "post.fields"});
  reader.read_real("monthly_budget_dollars", x.monthly_budget_dollars, 0.0, 1e6);
  reader.read_real("post_read_dollars", x.post_read_dollars, 0.0, 100.0);
  reader.read_real("user_read_dollars", x.user_read_dollars, 0.0, 100.0);
  read_poll_seconds(reader, x.poll_interval);
}

void read_reddit(TomlReader& reader, collector::LiveOptions& options) {
  collector::RedditOptions& reddit = options.reddit;
  reader.read("enabled", reddit.enabled);
  reader.read("terms_acknowledged", reddit.terms_acknowledged);
  read_web_address(reader, "base", reddit.base);
  read_web_address(reader, "login", reddit.login);
  reader.read("user_agent", reddit.user_agent);
  read_items(reader,
             "subreddits",
             reddit.subreddits,
             "name of a subreddit, without `r/`",
             [](const std::string& text) { return consists_of(text, ""); });
  read_poll_seconds(reader, reddit.poll_interval);
}

void read_youtube(TomlReader& reader, collector::LiveOptions& options) {
  collector::YoutubeOptions& youtube = options.youtube;
  const auto is_channel = [](const std::string& text) {
    return text.starts_with("@") ? consists_of(text.substr(1), "-.")
                                 : text.starts_with("UC") && consists_of(text, "-");
  };
  reader.read("enabled", youtube.enabled);
  reader.read("terms_acknowledged", youtube.terms_acknowledged);
  read_web_address(reader, "base", youtube.base);
  read_items(reader, "channels", youtube.channels, "UC... or @handle of a channel", is_channel);
  read_items(reader, "videos", youtube.videos, "id of a video", [](const std::string& text) {
    return consists_of(text, "-");
  });
  reader.read_integer("videos_per_channel", youtube.videos_per_channel, 1, 50);
  reader.read_integer("daily_units", youtube.daily_units, 1, 100'000'000);
  reader.read_integer("reserved_units", youtube.reserved_units, 0, 100'000'000);
  read_poll_seconds(reader, youtube.poll_interval);
}

}  // namespace vigie::config
