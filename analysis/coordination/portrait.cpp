#include "analysis/coordination/portrait.h"

#include <algorithm>
#include <cstddef>
#include <numeric>

namespace vigie::analysis {
namespace {

constexpr std::size_t kMostBytes = 60;
constexpr std::size_t kMostTags = 3;
constexpr std::size_t kMostWords = 6;
constexpr std::uint32_t kLeastMeetings = 3;
constexpr std::uint32_t kLeastMeetingPart = 10;  ///< One meeting in so many.

/// By layer; empty: the layer alone suggests none.
constexpr std::array<std::string_view, kCoordinationLayerCount> kTechniques{
    "T0049.003",  // repost: automated reposting
    "",           // url
    "T0049.002",  // hashtag_sequence: flooding of hashtags
    "T0084.001",  // text: copied texts
    "T0116.001",  // reply: many replies under one post
    "",           // media
    ""};          // domain
constexpr std::string_view kSeveralPlatforms = "T0119.002";

std::string_view cut(std::string_view text) {
  if (text.size() <= kMostBytes) {
    return text;
  }
  std::size_t end = kMostBytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) {
    --end;
  }
  return text.substr(0, end);
}

/// The first words of `text`, each with `prefix`, one space between.
std::string first_words(std::string_view text, std::size_t most, std::string_view prefix) {
  constexpr std::string_view kSpace = " \t\r\n";
  std::string words;
  for (std::size_t n = 0; n < most; ++n) {
    text.remove_prefix(std::min(text.find_first_not_of(kSpace), text.size()));
    if (text.empty()) {
      break;
    }
    const std::size_t end = std::min(text.find_first_of(kSpace), text.size());
    words += words.empty() ? "" : " ";
    words += prefix;
    words += text.substr(0, end);
    text.remove_prefix(end);
  }
  return std::string{cut(words)};
}

}  // namespace

std::string name_group(const TopObject& top) {
  std::string name;
  switch (top.layer) {
    case CoordinationLayer::kRepost:
      name = top.author.empty() ? std::string{} : "@" + std::string{cut(top.author)};
      break;
    case CoordinationLayer::kHashtagSequence:
      name = first_words(top.key, kMostTags, "#");
      break;
    case CoordinationLayer::kText:
      name = first_words(top.text, kMostWords, "");
      name = name.empty() ? name : '"' + name + '"';
      break;
    default:
      name = cut(top.domain);
      break;
  }
  if (name.empty()) {
    name = cut(top.key);
  }
  return name.empty() ? "unnamed" : name;
}

std::vector<std::string> suggest_techniques(
    const std::array<std::uint32_t, kCoordinationLayerCount>& layer_meetings,
    std::uint32_t platforms) {
  const std::uint64_t all =
      std::accumulate(layer_meetings.begin(), layer_meetings.end(), std::uint64_t{0});
  std::vector<std::string> techniques;
  for (std::size_t layer = 0; layer < kCoordinationLayerCount; ++layer) {
    const std::uint64_t meetings = layer_meetings.at(layer);
    if (!kTechniques.at(layer).empty() && meetings >= kLeastMeetings &&
        meetings * kLeastMeetingPart >= all) {
      techniques.emplace_back(kTechniques.at(layer));
    }
  }
  if (platforms > 1) {
    techniques.emplace_back(kSeveralPlatforms);
  }
  return techniques;
}

}  // namespace vigie::analysis
