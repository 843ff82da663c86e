// Reads one lexicon: `config/lexicons/LANGUAGE.tsv` (words and valences) and, beside it,
// `LANGUAGE.toml` (words that turn a sentence).
#pragma once

#include <tl/expected.hpp>

#include "analysis/options.h"
#include "config/data_source.h"

namespace vigie::config {

/// Lines of a word, a tab and a whole number from -5 to 5; lines that begin with `#` are comments,
/// and `# version: DATE` is required. The language is the file's name.
[[nodiscard]] tl::expected<analysis::LexiconDefinition, DataFileError> parse_lexicon(
    const DataFile& words);

/// `lexicon` with the cues of `cues`: an array of words or phrases of two under each key of
/// analysis::kCueKeys. `*` may end a single word of four letters or more.
[[nodiscard]] tl::expected<analysis::LexiconDefinition, DataFileError> add_cues(
    const DataFile& cues, analysis::LexiconDefinition lexicon);

}  // namespace vigie::config
