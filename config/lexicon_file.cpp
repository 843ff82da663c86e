#include "config/lexicon_file.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include <fmt/format.h>

#include "config/toml_value.h"
#include "storage/model/time.h"

namespace vigie::config {
namespace {

using analysis::LexiconDefinition;

constexpr std::string_view kVersionMark = "# version: ";
constexpr int kMostValence = 5;

/// A word and its valence; nothing when the line is neither.
std::optional<std::pair<std::string, int>> parse_row(std::string_view line) {
  const std::size_t tab = line.find('\t');
  if (tab == 0 || tab == std::string_view::npos) {
    return std::nullopt;
  }
  const std::string_view number = line.substr(tab + 1);
  int valence = 0;
  const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), valence);
  const bool whole = error == std::errc{} && end == number.data() + number.size();
  if (!whole || valence < -kMostValence || valence > kMostValence) {
    return std::nullopt;
  }
  return std::pair{std::string{line.substr(0, tab)}, valence};
}

/// UTF-8 characters.
std::size_t count_letters(std::string_view word) {
  return static_cast<std::size_t>(std::count_if(word.begin(), word.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
  }));
}

/// A phrase that the table would silently leave out (analysis/lexicon_table.h).
void check_cues(TomlReader& reader, std::string_view key, const std::vector<std::string>& cues) {
  constexpr std::size_t kLettersBeforeStar = 4;
  for (const std::string& cue : cues) {
    const bool star = cue.ends_with('*');
    const auto separators = std::count_if(
        cue.begin(), cue.end(), [](char c) { return c == ' ' || c == '\'' || c == '-'; });
    const bool short_beginning = star && count_letters(cue) <= kLettersBeforeStar;
    if (cue.empty() || separators > 1 || short_beginning) {
      reader.fail(TomlProblemKind::kOutOfRange,
                  key,
                  fmt::format("\"{}\": write one or two words, or the beginning of a word of four "
                              "letters or more and `*`",
                              cue));
      return;
    }
  }
}

}  // namespace

tl::expected<LexiconDefinition, DataFileError> parse_lexicon(const DataFile& words) {
  LexiconDefinition lexicon;
  lexicon.language = words.name;
  std::string_view rest{words.content};
  for (std::uint64_t number = 1; !rest.empty(); ++number) {
    std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    if (line.ends_with('\r')) {
      line.remove_suffix(1);
    }
    if (line.starts_with(kVersionMark)) {
      lexicon.version = line.substr(kVersionMark.size());
    }
    if (line.empty() || line.starts_with('#')) {
      continue;
    }
    auto row = parse_row(line);
    if (!row) {
      return tl::unexpected{data_file_error(DataFileErrorKind::kSyntax,
                                            words.shown_as,
                                            number,
                                            "not a word, a tab and a whole number from -5 to 5")};
    }
    lexicon.valences.push_back(std::move(*row));
  }
  if (!is_iso_date(lexicon.version)) {
    return tl::unexpected{data_file_error(DataFileErrorKind::kInvalid,
                                          words.shown_as,
                                          0,
                                          "no version; add a line `# version: 2026-01-31`")};
  }
  return lexicon;
}

tl::expected<LexiconDefinition, DataFileError> add_cues(const DataFile& cues,
                                                        LexiconDefinition lexicon) {
  const auto error = [&](const TomlProblem& problem) {
    const auto kind = problem.kind == TomlProblemKind::kSyntax ? DataFileErrorKind::kSyntax
                                                               : DataFileErrorKind::kInvalid;
    return tl::unexpected{data_file_error(kind, cues.shown_as, problem.line, problem.message)};
  };
  const auto document = parse_toml(cues.content);
  if (!document) {
    return error(document.error());
  }
  TomlReader reader{*document};
  std::string version;
  reader.require("version");
  reader.read("version", version);
  if (!is_iso_date(version)) {
    reader.fail(TomlProblemKind::kOutOfRange, "version", "`version` must be an ISO date in quotes");
  }
  lexicon.version += " " + version;
  reader.read("negation_reaches_back", lexicon.negation_reaches_back);
  for (std::size_t cue = 0; cue < analysis::kCueCount; ++cue) {
    reader.read(analysis::kCueKeys[cue], lexicon.cues[cue]);
    check_cues(reader, analysis::kCueKeys[cue], lexicon.cues[cue]);
  }
  if (const auto problem = reader.finish()) {
    return error(*problem);
  }
  return lexicon;
}

}  // namespace vigie::config
