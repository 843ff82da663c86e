// What each signal means, in a sentence that a person who never saw a formula can read.
//
// Every signal has a sentence for the notable side (it speaks for the likelihood) and for the
// ordinary side (it speaks against), in every language. A sentence states what was measured and
// never who is behind it.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "dashboards/language.h"
#include "storage/model/finding.h"
#include "storage/model/report.h"

namespace vigie::dashboards {

/// `{}` in a sentence becomes the value with its unit.
struct SignalText {
  std::string_view name;    ///< A heading of a few words.
  std::string_view high;    ///< Sentence for a high value.
  std::string_view low;     ///< Sentence for a low value.
  std::string_view reason;  ///< The notable side in two to six words, no capital.
};

using SignalTable = std::array<SignalText, kSignalCount>;  ///< Index = enumerator.

[[nodiscard]] const SignalTable& english_signal_table();
[[nodiscard]] const SignalTable& french_signal_table();
[[nodiscard]] const SignalTable& german_signal_table();
[[nodiscard]] const SignalText& signal_text(Language language, Signal signal);

/// True when a high value is the notable side, as METHODS and the shipped weights have it.
[[nodiscard]] bool is_high_notable(Signal signal);

/// The value with its unit in words: `3 h`, `24 %`, `0.41`. Not a number: a dash.
[[nodiscard]] std::string format_signal_value(Language language, Signal signal, double value);

/// The sentence for the side that the sign of `nats` points to. Plain text, ends in a full stop.
[[nodiscard]] std::string signal_sentence(Language language,
                                          const ReportContribution& contribution);

/// Where the value stands among the accounts of the run, e.g. `more often than 98 % of the accounts
/// looked at`. `percentile` is the share with a lower value, so ties are on neither side.
[[nodiscard]] std::string signal_comparison(Language language, Signal signal, double percentile);

}  // namespace vigie::dashboards
