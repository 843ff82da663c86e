#include "analysis/account_window.h"

#include <algorithm>
#include <cctype>
#include <string_view>

#include "analysis/action_habits.h"
#include "analysis/covered_time.h"
#include "analysis/parallel.h"
#include "storage/model/time.h"

namespace vigie::analysis {
namespace {

constexpr double kDaysForRate = 7.0;
constexpr auto kDayMsAsDouble = static_cast<double>(kDayMs);

std::uint32_t count_active_days(const Activity& activity, PostRange posts) {
  std::uint32_t days = 0;
  std::int64_t last = -1;
  for (std::uint32_t i = posts.first; i < posts.last; ++i) {
    const std::int64_t day = activity.time_ms[i] / kDayMs;
    days += day != last ? 1U : 0U;
    last = day;
  }
  return days;
}

/// Digits of the name itself: a handle's server or domain says nothing of the person.
double handle_digits(std::string_view handle) {
  const std::string_view name = handle.substr(0, handle.find_first_of("@."));
  return static_cast<double>(std::count_if(
      name.begin(), name.end(), [](unsigned char c) { return std::isdigit(c) != 0; }));
}

void measure_profile(const ActivityAccount& account, UtcTime end, SignalValues& values) {
  if (account.created_ms && *account.created_ms < to_ms(end)) {
    set(values,
        Signal::kAccountAge,
        static_cast<double>(to_ms(end) - *account.created_ms) / kDayMsAsDouble);
  }
  if (!account.handle.empty()) {
    set(values, Signal::kHandleDigits, handle_digits(account.handle));
  }
  if (account.followers && account.following) {
    set(values,
        Signal::kFollowerRatio,
        static_cast<double>(*account.followers) /
            static_cast<double>(std::max<std::int64_t>(1, *account.following)));
  }
  const auto& age = values[static_cast<std::size_t>(Signal::kAccountAge)];
  if (account.posts_count && age && *age >= kDaysForRate) {
    set(values, Signal::kLifetimeRate, static_cast<double>(*account.posts_count) / *age);
  }
}

AccountWindow measure(const AnalysisRequest& request, AccountWindow window) {
  const Activity& activity = request.activity;
  const ActivityAccount& account = activity.accounts[window.account];
  const TimeWindow span = request.windows[window.window];
  window.active_days = count_active_days(activity, window.posts);
  window.grade = grade_of(window.posts.size(), window.active_days);
  window.covered_days = covered_days(account.coverage, activity.ledger, span);
  for (std::uint32_t i = window.posts.first; i < window.posts.last; ++i) {
    window.linking_posts += activity.share[i].links ? 1U : 0U;
    const ShareFacts& share = activity.share[i];
    window.listed_posts += share.is_listed() ? 1U : 0U;
    window.listed_neutral_posts +=
        share.is_listed() && share.stance == ShareStance::kNeutral ? 1U : 0U;
    window.listed_debunk_posts +=
        share.is_listed() && share.stance == ShareStance::kDebunk ? 1U : 0U;
  }
  window.values = measure_behaviour(stretch_of(request, window), activity.seconds_known);
  if (window.covered_days >= kDaysForRate) {
    set(window.values,
        Signal::kPostingRate,
        static_cast<double>(window.posts.size()) / window.covered_days);
  }
  measure_action_habits(activity, window.posts, to_ms(span.begin), window.values);
  measure_profile(account, span.end, window.values);
  return window;
}

/// Cuts each account's posts by window; both ascend, so one pass does it.
std::vector<AccountWindow> cut_by_window(const AnalysisRequest& request) {
  std::vector<AccountWindow> cut;
  cut.reserve(request.activity.accounts.size());
  const auto& times = request.activity.time_ms;
  for (std::uint32_t a = 0; a < request.activity.accounts.size(); ++a) {
    const ActivityAccount& account = request.activity.accounts[a];
    std::uint32_t post = account.first_post;
    for (std::uint32_t w = 0; w < request.windows.size() && post < account.last_post; ++w) {
      const TimeWindow span = request.windows[w];
      while (post < account.last_post && times[post] < to_ms(span.begin)) {
        ++post;
      }
      const std::uint32_t first = post;
      while (post < account.last_post && times[post] < to_ms(span.end)) {
        ++post;
      }
      if (post > first) {
        AccountWindow window;
        window.account = a;
        window.window = w;
        window.posts = {first, post};
        cut.push_back(window);
      }
    }
  }
  return cut;
}

}  // namespace

PostStretch stretch_of(const AnalysisRequest& request, const AccountWindow& window) {
  const Activity& activity = request.activity;
  const std::size_t n = window.posts.size();
  return {std::span{activity.time_ms}.subspan(window.posts.first, n),
          std::span{activity.text}.subspan(window.posts.first, n),
          std::span{activity.repost_latency_ms}.subspan(window.posts.first, n),
          to_ms(request.windows[window.window].begin)};
}

std::vector<AccountWindow> measure_account_windows(const AnalysisRequest& request) {
  std::vector<AccountWindow> windows = cut_by_window(request);
  for_each_index(windows.size(), request.options.threads, [&](std::size_t i) {
    windows[i] = measure(request, windows[i]);
  });
  return windows;
}

}  // namespace vigie::analysis
