// Words that say nothing of a text's subject: articles, pronouns, prepositions, auxiliaries.
//
// Our own lists of about 150 words in English, French, German and Russian, each. They only keep
// such words from naming a narrative.
#pragma once

#include <cstdint>
#include <string_view>

namespace vigie::analysis {

/// @param folded    FoldedWord::hash of the word (lexicon_table.h).
/// @param language  ISO 639-1; of another or no language, the words of all four count.
[[nodiscard]] bool is_stop_word(std::uint64_t folded, std::string_view language);

}  // namespace vigie::analysis
