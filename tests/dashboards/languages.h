// Short names of the languages, for tests that ask for each of them.
#pragma once

#include "dashboards/language.h"

namespace vigie::tests {

inline constexpr auto kEn = dashboards::Language::kEnglish;
inline constexpr auto kFr = dashboards::Language::kFrench;
inline constexpr auto kDe = dashboards::Language::kGerman;

}  // namespace vigie::tests
