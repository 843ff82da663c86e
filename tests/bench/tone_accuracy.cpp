// How often the tone of a single post agrees with what people said of it, beside the majority
// class.
//
// Reads `label<TAB>text` lines (negative, neutral, positive) from standard input; tone_accuracy.sh
// prepares them. Tone above 0 counts as positive, below 0 as negative, 0 or none as neutral.
#include <algorithm>
#include <array>
#include <cstdint>
#include <iostream>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "analysis/language.h"
#include "analysis/text_normalisation.h"
#include "analysis/wording.h"
#include "config/data_files.h"

namespace vigie {
namespace {

constexpr std::size_t kClasses = 3;
constexpr std::array<std::string_view, kClasses> kNames{"negative", "neutral", "positive"};

/// Posts by label (rows) and by what tone says (columns).
using Confusion = std::array<std::array<std::uint64_t, kClasses>, kClasses>;

std::size_t class_of(const analysis::Wording& wording) {
  if (wording.tone_hundredths == analysis::Wording::kNoTone || wording.tone_hundredths == 0) {
    return 1;
  }
  return wording.tone_hundredths < 0 ? 0 : 2;
}

double ratio(std::uint64_t part, std::uint64_t whole) {
  return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
}

void print(std::string_view title, const Confusion& confusion) {
  std::uint64_t all = 0;
  std::uint64_t right = 0;
  std::uint64_t commonest = 0;
  double f1_sum = 0.0;
  double majority_f1 = 0.0;
  for (std::size_t c = 0; c < kClasses; ++c) {
    std::uint64_t labelled = 0;
    std::uint64_t said = 0;
    for (std::size_t other = 0; other < kClasses; ++other) {
      labelled += confusion[c][other];
      said += confusion[other][c];
    }
    all += labelled;
    right += confusion[c][c];
    commonest = std::max(commonest, labelled);
    f1_sum += ratio(2 * confusion[c][c], labelled + said);
  }
  majority_f1 = ratio(2 * commonest, all + commonest) / kClasses;
  fmt::print("{}: {} posts\n", title, all);
  fmt::print("  accuracy {:.3f} (majority class {:.3f}), macro-F1 {:.3f} (majority class {:.3f})\n",
             ratio(right, all),
             ratio(commonest, all),
             f1_sum / kClasses,
             majority_f1);
  for (std::size_t label = 0; label < kClasses; ++label) {
    fmt::print("  {:>8}: {:>6} negative {:>6} neutral {:>6} positive\n",
               kNames[label],
               confusion[label][0],
               confusion[label][1],
               confusion[label][2]);
  }
}

int measure() {
  const auto lexicons = config::load_lexicons({});
  if (!lexicons) {
    fmt::print(stderr, "{}\n", lexicons.error().message);
    return 1;
  }
  const analysis::WordingReader reader{*lexicons, {}};
  Confusion known{};
  Confusion detected{};
  std::string line;
  while (std::getline(std::cin, line)) {
    const std::size_t tab = line.find('\t');
    const auto* label = std::find(kNames.begin(), kNames.end(), line.substr(0, tab));
    if (tab == std::string::npos || label == kNames.end()) {
      continue;
    }
    const auto row = static_cast<std::size_t>(label - kNames.begin());
    const std::string_view text = std::string_view{line}.substr(tab + 1);
    const std::string language = analysis::detect_language(analysis::normalise_text(text));
    ++known[row][class_of(reader.read(text, "en", PostKind::kPost))];
    ++detected[row][class_of(reader.read(text, language, PostKind::kPost))];
  }
  print("language given", known);
  print("language detected, as in a run", detected);
  return 0;
}

}  // namespace
}  // namespace vigie

int main() {
  return vigie::measure();
}
