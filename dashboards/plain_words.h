// What the analyst's commands say of times, layers and series on a terminal, in English.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "dashboards/language.h"
#include "storage/model/coordination.h"
#include "storage/model/finding.h"
#include "storage/model/share.h"
#include "storage/model/time.h"

namespace vigie::dashboards {

/// The language of the analyst's commands.
inline constexpr Language kEnglish = Language::kEnglish;

inline constexpr std::size_t kPostCut = 140;  ///< Columns of a post's text.

/// `0.5 s`, `12 s`, `3 min 20 s`, `2 h 5 min`, `4 days 3 h`; without sign.
[[nodiscard]] std::string plain_duration(std::int64_t ms);

/// `2026-03-02 10:00:05`, UTC, whole seconds.
[[nodiscard]] std::string plain_time(UtcTime time);

/// `post reposted`, `link`, `hashtags in order`, `near-equal text`, ...
[[nodiscard]] std::string_view plain_layer(CoordinationLayer layer);

/// `link`, `hashtag`, `post`, ...; none: a text.
[[nodiscard]] std::string_view plain_kind(std::optional<ObjectKind> kind);

/// `url`, `hashtag`, `post`, ..., as v_share writes them; none: `text`.
[[nodiscard]] std::string_view kind_key(std::optional<ObjectKind> kind);

/// `55 % (B)`, a dash and the letter when there is too little data for a likelihood.
[[nodiscard]] std::string plain_likelihood(std::optional<double> likelihood, Grade grade);

/// Eight heights, the highest for the largest count; a space for 0. One character per count.
[[nodiscard]] std::string plain_sparkline(std::span<const std::uint32_t> counts);

/// The key of an object as it may stand on a terminal: addresses defanged, `#` before hashtags.
[[nodiscard]] std::string plain_key(ObjectKind kind, std::string_view key);

}  // namespace vigie::dashboards
