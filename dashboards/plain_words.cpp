#include "dashboards/plain_words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>

#include <fmt/format.h>

#include "dashboards/defang.h"
#include "dashboards/language.h"
#include "storage/model/time.h"

namespace vigie::dashboards {
namespace {

std::string two_units(std::int64_t ms,
                      std::int64_t large,
                      std::string_view large_name,
                      std::int64_t small,
                      std::string_view small_name) {
  const std::int64_t rest = ms % large / small;
  const std::string first = fmt::format("{} {}", ms / large, large_name);
  return rest == 0 ? first : fmt::format("{} {} {}", first, rest, small_name);
}

std::string tagged(std::string_view key) {
  std::string out = "#";
  for (const char c : key) {
    out += c;
    out += c == ' ' ? "#" : "";
  }
  return out;
}

}  // namespace

std::string plain_duration(std::int64_t ms) {
  // The most negative number has no positive of its own.
  const std::int64_t size = ms < 0 ? -(ms + (ms == INT64_MIN ? 1 : 0)) : ms;
  if (size < kMinuteMs) {
    return size % kSecondMs == 0 ? fmt::format("{} s", size / kSecondMs)
                                 : fmt::format("{:.1f} s", static_cast<double>(size) / kSecondMs);
  }
  if (size < kHourMs) {
    return two_units(size, kMinuteMs, "min", kSecondMs, "s");
  }
  if (size < kDayMs) {
    return two_units(size, kHourMs, "h", kMinuteMs, "min");
  }
  return two_units(size, kDayMs, size < 2 * kDayMs ? "day" : "days", kHourMs, "h");
}

std::string plain_time(UtcTime time) {
  constexpr std::size_t kDate = 10;
  constexpr std::size_t kClock = 8;
  const std::string iso = to_iso8601(time);
  return iso.substr(0, kDate) + ' ' + iso.substr(kDate + 1, kClock);
}

std::string_view plain_layer(CoordinationLayer layer) {
  constexpr std::array<std::string_view, kCoordinationLayerCount> kNames{"post reposted",
                                                                         "link",
                                                                         "hashtags in order",
                                                                         "near-equal text",
                                                                         "post replied to",
                                                                         "picture",
                                                                         "domain"};
  return kNames.at(static_cast<std::size_t>(layer));
}

std::string_view plain_kind(std::optional<ObjectKind> kind) {
  if (!kind) {
    return "text";
  }
  switch (*kind) {
    case ObjectKind::kUrl:
      return "link";
    case ObjectKind::kHashtag:
      return "hashtag";
    case ObjectKind::kHashtagSequence:
      return "hashtags in order";
    case ObjectKind::kPost:
      return "post";
    case ObjectKind::kMention:
      return "mention";
    case ObjectKind::kMedia:
      return "picture";
  }
  return "object";
}

std::string_view kind_key(std::optional<ObjectKind> kind) {
  constexpr std::array<std::string_view, 7> kNames{
      "text", "url", "hashtag", "hashtag_sequence", "post", "mention", "media"};
  const std::size_t index = kind ? static_cast<std::size_t>(*kind) : 0;
  return index < kNames.size() ? kNames.at(index) : "unknown";
}

std::string plain_likelihood(std::optional<double> likelihood, Grade grade) {
  return fmt::format("{} ({})",
                     likelihood ? format_likelihood(Language::kEnglish, likelihood) : "-",
                     grade_letter(grade));
}

std::string plain_sparkline(std::span<const std::uint32_t> counts) {
  constexpr std::array<std::string_view, 8> kHeights{
      "\u2581", "\u2582", "\u2583", "\u2584", "\u2585", "\u2586", "\u2587", "\u2588"};
  std::uint64_t largest = 0;
  for (const std::uint32_t count : counts) {
    largest = std::max<std::uint64_t>(largest, count);
  }
  std::string out;
  for (const std::uint32_t count : counts) {
    // Any count at all is seen: only 0 is empty.
    const std::uint64_t height = count == 0 ? 0 : (count * kHeights.size() + largest - 1) / largest;
    out += height == 0 ? std::string_view{" "} : kHeights.at(static_cast<std::size_t>(height) - 1);
  }
  return out;
}

std::string plain_key(ObjectKind kind, std::string_view key) {
  switch (kind) {
    case ObjectKind::kUrl:
      return defang_url(key);
    case ObjectKind::kHashtag:
    case ObjectKind::kHashtagSequence:
      return tagged(key);
    default:
      return std::string{key};
  }
}

}  // namespace vigie::dashboards
