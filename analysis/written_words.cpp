#include "analysis/written_words.h"

#include <algorithm>
#include <cstddef>

#include "analysis/characters.h"
#include "analysis/lexicon_table.h"
#include "analysis/text_entities.h"

namespace vigie::analysis {
namespace {

constexpr std::size_t kMinWordBytes = 3;
constexpr std::size_t kMaxWordsOfPost = 2'000;

std::size_t entity_bytes(std::string_view text, std::size_t position) {
  switch (text[position]) {
    case '@':
      return mention_bytes(text, position);
    case '#':
    case '\xEF':
      return hashtag_bytes(text, position);
    case 'h':
    case 'H':
    case 'w':
    case 'W':
      return link_bytes(text, position);
    default:
      return 0;
  }
}

bool begins_with_digit(std::string_view word) {
  return word.front() >= '0' && word.front() <= '9';
}

}  // namespace

std::vector<WrittenWord> different_words(std::string_view text, std::string_view language) {
  std::uint64_t salt = 0;
  for (const char c : language) {
    salt = salt * 257 + static_cast<unsigned char>(c);
  }
  std::vector<WrittenWord> words;
  for (std::size_t i = 0; i < text.size() && words.size() < kMaxWordsOfPost;) {
    if (const std::size_t skipped = entity_bytes(text, i); skipped > 0) {
      i += skipped;
      continue;
    }
    const FoldedWord word = read_word(text, i);
    const std::string_view written = text.substr(i, word.bytes);
    if (word.bytes >= kMinWordBytes && word.hash != 0 && !begins_with_digit(written) &&
        is_word_character(decode_utf8(text, i).code_point)) {
      words.push_back({word.hash ^ salt * 0x9E3779B97F4A7C15ULL, written});
    }
    i += word.bytes > 0 ? word.bytes : decode_utf8(text, i).bytes;
  }
  std::stable_sort(words.begin(), words.end());
  words.erase(std::unique(words.begin(), words.end()), words.end());
  return words;
}

}  // namespace vigie::analysis
