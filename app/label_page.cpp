#include "app/label_page.h"

#include <algorithm>
#include <string_view>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/console.h"
#include "dashboards/defang.h"
#include "dashboards/html_escape.h"
#include "dashboards/text_wrap.h"
#include "dashboards/utf8.h"

namespace vigie::app {
namespace {

using nlohmann::ordered_json;

constexpr std::size_t kPageName = 80;
constexpr std::size_t kPageText = 600;

std::string page_text(std::string_view text, std::size_t most) {
  return dashboards::cut_characters(dashboards::visible_text(text), most);
}

/// Defanged and cut, later lines behind `indent`; without the last line break.
std::string page_wrapped(std::string_view text, std::string_view indent) {
  std::string lines =
      dashboards::wrap_text(page_text(dashboards::defang_text(text), kPageText), indent);
  lines.erase(lines.find_last_not_of('\n') + 1);
  return lines;
}

std::string page_line(std::string_view name, const std::string& value) {
  return value.empty() ? std::string{} : fmt::format("{:10}{}\n", name, value);
}

std::string page_count(const std::optional<std::int64_t>& number) {
  return number ? with_thousands(static_cast<std::uint64_t>(std::max<std::int64_t>(*number, 0)))
                : std::string{"?"};
}

/// 24 digits from 0 to 9, one per hour: tenths of the busiest, `.` for none.
std::string page_hours(const storage::ReviewedActivity& activity) {
  const std::uint32_t most =
      std::max(*std::max_element(activity.by_hour.begin(), activity.by_hour.end()), 1U);
  std::string hours;
  for (const std::uint32_t posts : activity.by_hour) {
    hours += posts == 0 ? '.' : static_cast<char>('0' + std::min(9U, posts * 9U / most));
  }
  return hours;
}

ordered_json page_number(const std::optional<std::int64_t>& number) {
  return number ? ordered_json(*number) : ordered_json(nullptr);
}

ordered_json page_profile(const storage::ReviewedProfile& profile) {
  return {{"platform", profile.platform},
          {"native_id", profile.native_id},
          {"handle", profile.handle},
          {"display_name", profile.display_name},
          {"bio", profile.bio},
          {"created",
           profile.created ? ordered_json(to_iso8601(*profile.created)) : ordered_json(nullptr)},
          {"followers", page_number(profile.followers)},
          {"following", page_number(profile.following)},
          {"posts_count", page_number(profile.posts_count)},
          {"says_automated", profile.says_automated}};
}

}  // namespace

std::string label_page_head(const storage::ReviewedProfile& profile,
                            const storage::ReviewedActivity& activity) {
  std::string out = fmt::format(
      "{}:{}\n",
      page_text(profile.platform, kPageName),
      page_text(profile.handle.empty() ? profile.native_id : profile.handle, kPageName));
  out += page_line("name", page_text(profile.display_name, kPageName));
  out += page_line("bio", page_wrapped(profile.bio, "          "));
  out += page_line("created", profile.created ? to_iso_date(*profile.created) : std::string{});
  if (profile.followers || profile.following || profile.posts_count) {
    out += page_line("counts",
                     fmt::format("followed by {}, follows {}, {} posted in all",
                                 page_count(profile.followers),
                                 page_count(profile.following),
                                 page_count(profile.posts_count)));
  }
  out += page_line("says", profile.says_automated ? "its platform shows it as automated" : "");
  out += page_line("here",
                   fmt::format("{} ({}, {}) on {}",
                               counted(activity.posts, "post"),
                               counted(activity.reposts, "repost"),
                               counted(activity.replies, "answer"),
                               counted(activity.active_days, "day")));
  return out +
         page_line("hours", page_hours(activity) + "  0 to 23 UTC, 9: the busiest, .: no post");
}

std::string label_page_posts(const std::vector<storage::ReviewedPost>& posts) {
  std::string out;
  for (const storage::ReviewedPost& post : posts) {
    out += fmt::format("{}  {}", to_iso8601(post.time).substr(0, 19), page_text(post.kind, 10));
    out += post.subject.empty() ? "" : " of " + page_text(post.subject, kPageName);
    out += post.client.empty() ? "" : ", by " + page_text(post.client, kPageName);
    out += '\n';
    if (!post.text.empty()) {
      out += "    " + page_wrapped(post.text, "    ") + '\n';
    }
  }
  return out;
}

std::string label_page_keys() {
  return "1 declared automated   2 undeclared automated   3 hyperactive human\n"
         "4 organisation or team   5 cannot tell   m more posts   n note   s skip   q quit";
}

std::string label_page_json(const storage::ReviewedProfile& profile,
                            const storage::ReviewedActivity& activity,
                            const std::vector<storage::ReviewedPost>& posts,
                            std::size_t left) {
  ordered_json shown_posts = ordered_json::array();
  for (const storage::ReviewedPost& post : posts) {
    shown_posts.push_back({{"time", to_iso8601(post.time)},
                           {"kind", post.kind},
                           {"client", post.client},
                           {"subject", post.subject},
                           {"text", post.text}});
  }
  return ordered_json{{"left", left},
                      {"account", page_profile(profile)},
                      {"posts", activity.posts},
                      {"reposts", activity.reposts},
                      {"replies", activity.replies},
                      {"active_days", activity.active_days},
                      {"by_hour", activity.by_hour},
                      {"newest_posts", shown_posts}}
      .dump(2, ' ', false, ordered_json::error_handler_t::replace);
}

}  // namespace vigie::app
