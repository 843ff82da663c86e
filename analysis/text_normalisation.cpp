#include "analysis/text_normalisation.h"

#include <cstddef>
#include <utility>

#include <xxhash.h>

#include "analysis/characters.h"
#include "analysis/text_entities.h"

namespace vigie::analysis {
namespace {

/// Collects the normalised text: spaces are written only between two characters.
class Writer {
 public:
  explicit Writer(std::size_t bytes) { result_.text.reserve(bytes + 8); }

  void space() { pending_space_ = !result_.text.empty(); }

  /// `folded` is a folded character; `bits` are those of the character that it comes from.
  void character(char32_t folded, std::uint32_t bits) {
    if (pending_space_) {
      result_.text.push_back(' ');
      ++result_.characters;
      pending_space_ = false;
    }
    append_utf8(result_.text, folded);
    ++result_.characters;
    result_.letters += (bits & CharacterBits::kLetter) != 0 ? 1U : 0U;
  }

  /// Writes characters that are already folded.
  void folded(std::string_view text, const CharacterTable& table) {
    for (std::size_t i = 0; i < text.size();) {
      const DecodedCharacter c = decode_utf8(text, i);
      const std::uint32_t bits = table.bits(c.code_point);
      if ((bits & CharacterBits::kSpace) != 0) {
        space();
      } else if ((bits & CharacterBits::kEmoji) == 0) {
        character(c.code_point, bits);
      }
      i += c.bytes;
    }
  }

  [[nodiscard]] NormalisedText take() { return std::move(result_); }

 private:
  NormalisedText result_;
  bool pending_space_ = false;
};

/// Bytes of a link or mention at `position`, 0 when none: what the key leaves out.
std::size_t left_out_bytes(std::string_view text, std::size_t position) {
  switch (text[position]) {
    case '@':
      return mention_bytes(text, position);
    case 'h':
    case 'H':
    case 'w':
    case 'W':
      return link_bytes(text, position);
    default:
      return 0;
  }
}

/// The general path: leaves out what the key leaves out, then has the rest folded as one string.
NormalisedText normalise_in_context(std::string_view text, const CharacterTable& table) {
  std::string kept;
  kept.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t left_out = left_out_bytes(text, i);
    if (left_out > 0) {
      i += left_out;
      continue;
    }
    const DecodedCharacter c = decode_utf8(text, i);
    if ((table.bits(c.code_point) & CharacterBits::kEmoji) == 0) {
      append_utf8(kept, c.code_point);
    }
    i += c.bytes;
  }
  Writer writer(kept.size());
  writer.folded(fold_case(kept), table);
  return writer.take();
}

}  // namespace

NormalisedText normalise_text(std::string_view text) {
  const CharacterTable& table = character_table();
  Writer writer(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t left_out = left_out_bytes(text, i);
    if (left_out > 0) {
      i += left_out;
      continue;
    }
    const DecodedCharacter c = decode_utf8(text, i);
    const std::uint32_t bits = table.bits(c.code_point);
    i += c.bytes;
    if ((bits & CharacterBits::kEmoji) != 0) {
      continue;
    }
    if ((bits & CharacterBits::kContext) != 0) {
      return normalise_in_context(text, table);  // The neighbours matter: start again.
    }
    if ((bits & CharacterBits::kSpace) != 0) {
      writer.space();
    } else if ((bits & CharacterBits::kExpands) != 0) {
      writer.folded(table.expansion(bits), table);
    } else {
      writer.character(bits & CharacterTable::kFoldedMask, bits);
    }
  }
  return writer.take();
}

std::uint64_t text_hash(const NormalisedText& normalised) {
  if (normalised.characters < kMinHashedCharacters) {
    return 0;
  }
  const std::uint64_t hash = XXH3_64bits(normalised.text.data(), normalised.text.size());
  return hash == 0 ? 1 : hash;
}

}  // namespace vigie::analysis
