#include "analysis/action_string.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <string_view>
#include <vector>

#include <zlib.h>

#include "storage/model/time.h"

namespace vigie::analysis {
namespace {

constexpr std::ptrdiff_t kMinimumActions = 60;

char letter_of(const ShareFacts& share) {
  if (share.repost) {
    return 'R';
  }
  return share.reply ? 'P' : 'T';
}

void append_pause(std::string& actions, std::int64_t pause_ms) {
  if (pause_ms < kMinuteMs) {
    return;
  }
  if (pause_ms < kHourMs) {
    actions.push_back('.');
  } else if (pause_ms < kDayMs) {
    actions.push_back('|');
  } else {
    actions.push_back(pause_ms < 7 * kDayMs ? ':' : '_');
  }
}

/// Bytes of the raw deflate stream; nothing when zlib has no memory.
std::optional<std::size_t> deflated_bytes(std::string_view text) {
  constexpr int kLevel = 9;
  constexpr int kRawWindow = -12;  // 4 KiB, no header
  constexpr int kSmallMemory = 5;
  z_stream stream{};
  if (deflateInit2(&stream, kLevel, Z_DEFLATED, kRawWindow, kSmallMemory, Z_DEFAULT_STRATEGY) !=
      Z_OK) {
    return std::nullopt;
  }
  std::vector<Bytef> input(text.begin(), text.end());
  std::vector<Bytef> output(deflateBound(&stream, input.size()));
  stream.next_in = input.data();
  stream.avail_in = static_cast<uInt>(input.size());
  stream.next_out = output.data();
  stream.avail_out = static_cast<uInt>(output.size());
  const int result = deflate(&stream, Z_FINISH);
  const std::size_t bytes = stream.total_out;
  deflateEnd(&stream);
  return result == Z_STREAM_END ? std::optional{bytes} : std::nullopt;
}

double top_pair_share(std::string_view actions) {
  constexpr std::string_view kAlphabet = "TRP.|:_";
  std::array<std::uint32_t, kAlphabet.size() * kAlphabet.size()> counts{};
  for (std::size_t i = 1; i < actions.size(); ++i) {
    ++counts.at(kAlphabet.find(actions[i - 1]) * kAlphabet.size() + kAlphabet.find(actions[i]));
  }
  return static_cast<double>(*std::max_element(counts.begin(), counts.end())) /
         static_cast<double>(actions.size() - 1);
}

}  // namespace

std::string action_string(std::span<const std::int64_t> times_ms,
                          std::span<const ShareFacts> shares) {
  std::string actions;
  actions.reserve(2 * times_ms.size());
  for (std::size_t i = 0; i < times_ms.size(); ++i) {
    if (i > 0) {
      append_pause(actions, times_ms[i] - times_ms[i - 1]);
    }
    actions.push_back(letter_of(shares[i]));
  }
  return actions;
}

ActionValues measure_action_string(std::string_view actions) {
  const auto letters = std::count_if(
      actions.begin(), actions.end(), [](char c) { return c == 'T' || c == 'R' || c == 'P'; });
  if (letters < kMinimumActions) {
    return {};
  }
  ActionValues values;
  values.top_pair = top_pair_share(actions);
  if (const auto bytes = deflated_bytes(actions)) {
    values.compression =
        std::min(1.0, static_cast<double>(*bytes) / static_cast<double>(actions.size()));
  }
  return values;
}

ActionValues measure_actions(std::span<const std::int64_t> times_ms,
                             std::span<const ShareFacts> shares) {
  return std::ssize(times_ms) < kMinimumActions
             ? ActionValues{}
             : measure_action_string(action_string(times_ms, shares));
}

}  // namespace vigie::analysis
