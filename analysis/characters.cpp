#include "analysis/characters.h"

#include <algorithm>
#include <array>
#include <stdexcept>

#include <fmt/format.h>
#include <unicode/normalizer2.h>
#include <unicode/stringpiece.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace vigie::analysis {
namespace {

constexpr char32_t kReplacement = 0xFFFD;

bool is_continuation(std::string_view text, std::size_t position) {
  return position < text.size() && (static_cast<unsigned char>(text[position]) & 0xC0U) == 0x80U;
}

char32_t payload(std::string_view text, std::size_t position) {
  return static_cast<unsigned char>(text[position]) & 0x3FU;
}

const icu::Normalizer2& require(const icu::Normalizer2* normalizer, UErrorCode status) {
  if (U_FAILURE(status) != 0 || normalizer == nullptr) {
    throw std::runtime_error(
        fmt::format("ICU has no normalisation data ({}): install libicu", u_errorName(status)));
  }
  return *normalizer;
}

const icu::Normalizer2& case_folding() {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFKCCasefoldInstance(status);
  return require(normalizer, status);
}

const icu::Normalizer2& decomposition() {
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = icu::Normalizer2::getNFDInstance(status);
  return require(normalizer, status);
}

bool is_emoji(UChar32 c) {
  constexpr UChar32 kKeycap = 0x20E3;
  return u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC) != 0 ||
         u_hasBinaryProperty(c, UCHAR_REGIONAL_INDICATOR) != 0 ||
         u_hasBinaryProperty(c, UCHAR_EMOJI_MODIFIER) != 0 || c == kKeycap;
}

std::uint32_t class_bits(UChar32 c) {
  std::uint32_t bits = 0;
  const std::uint32_t category = U_GET_GC_MASK(c);
  if ((category & U_GC_L_MASK) != 0) {
    bits |= CharacterBits::kLetter;
  }
  if ((category & U_GC_N_MASK) != 0) {
    bits |= CharacterBits::kDigit;
  }
  if ((category & U_GC_M_MASK) != 0) {
    bits |= CharacterBits::kMark;
  }
  if (u_isUWhiteSpace(c) != 0 || (category & U_GC_CC_MASK) != 0) {
    bits |= CharacterBits::kSpace;
  }
  if (is_emoji(c)) {
    bits |= CharacterBits::kEmoji;
  }
  return bits;
}

std::string to_utf8(const icu::UnicodeString& text) {
  std::string utf8;
  text.toUTF8String(utf8);
  return utf8;
}

icu::UnicodeString to_unicode(std::string_view text) {
  return icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())));
}

icu::UnicodeString normalise(const icu::Normalizer2& normalizer, const icu::UnicodeString& text) {
  UErrorCode status = U_ZERO_ERROR;
  icu::UnicodeString result = normalizer.normalize(text, status);
  return U_FAILURE(status) != 0 ? text : result;
}

/// Letters that no decomposition takes apart and that writers mix with their plain spelling.
std::string_view plain_spelling(UChar32 c) {
  switch (c) {
    case 0xE6:  // ae ligature
      return "ae";
    case 0x153:  // oe ligature
      return "oe";
    case 0xF8:  // o with stroke
      return "o";
    case 0x142:  // l with stroke
      return "l";
    case 0x111:  // d with stroke
      return "d";
    case 0x131:  // dotless i
      return "i";
    default:
      return {};
  }
}

/// Folded text without its combining marks, ligatures taken apart.
std::string take_accents_off(const std::string& folded) {
  const icu::UnicodeString taken_apart = normalise(decomposition(), to_unicode(folded));
  std::string plain;
  plain.reserve(folded.size());
  for (std::int32_t i = 0; i < taken_apart.length(); i = taken_apart.moveIndex32(i, 1)) {
    const UChar32 c = taken_apart.char32At(i);
    if ((U_GET_GC_MASK(c) & U_GC_MN_MASK) != 0) {
      continue;
    }
    const std::string_view spelling = plain_spelling(c);
    if (spelling.empty()) {
      append_utf8(plain, static_cast<char32_t>(c));
    } else {
      plain += spelling;
    }
  }
  return plain;
}

}  // namespace

DecodedCharacter decode_multibyte_utf8(std::string_view text, std::size_t position) {
  const auto lead = static_cast<unsigned char>(text[position]);
  if (lead >= 0xC2U && lead < 0xE0U && is_continuation(text, position + 1)) {
    return {((lead & 0x1FU) << 6U) | payload(text, position + 1), 2};
  }
  if (lead >= 0xE0U && lead < 0xF0U && is_continuation(text, position + 1) &&
      is_continuation(text, position + 2)) {
    const char32_t c =
        ((lead & 0x0FU) << 12U) | (payload(text, position + 1) << 6U) | payload(text, position + 2);
    const bool valid = c >= 0x800 && (c < 0xD800 || c > 0xDFFF);
    return valid ? DecodedCharacter{c, 3} : DecodedCharacter{kReplacement, 1};
  }
  if (lead >= 0xF0U && lead < 0xF5U && is_continuation(text, position + 1) &&
      is_continuation(text, position + 2) && is_continuation(text, position + 3)) {
    const char32_t c = ((lead & 0x07U) << 18U) | (payload(text, position + 1) << 12U) |
                       (payload(text, position + 2) << 6U) | payload(text, position + 3);
    const bool valid = c >= 0x10000 && c <= 0x10FFFF;
    return valid ? DecodedCharacter{c, 4} : DecodedCharacter{kReplacement, 1};
  }
  return {kReplacement, 1};
}

void append_multibyte_utf8(std::string& out, char32_t code_point) {
  const auto tail = [code_point](unsigned shift) {
    return static_cast<char>(0x80U | ((code_point >> shift) & 0x3FU));
  };
  if (code_point < 0x800) {
    const std::array<char, 2> bytes{static_cast<char>(0xC0U | (code_point >> 6U)), tail(0)};
    out.append(bytes.data(), bytes.size());
  } else if (code_point < 0x10000) {
    const std::array<char, 3> bytes{
        static_cast<char>(0xE0U | (code_point >> 12U)), tail(6), tail(0)};
    out.append(bytes.data(), bytes.size());
  } else {
    const std::array<char, 4> bytes{
        static_cast<char>(0xF0U | (code_point >> 18U)), tail(12), tail(6), tail(0)};
    out.append(bytes.data(), bytes.size());
  }
}

char32_t character_before(std::string_view text, std::size_t position) {
  if (position == 0) {
    return 0;
  }
  std::size_t begin = position - 1;
  while (begin > 0 && position - begin < 4 && is_continuation(text, begin)) {
    --begin;
  }
  const DecodedCharacter decoded = decode_utf8(text.substr(0, position), begin);
  return begin + decoded.bytes == position ? decoded.code_point : kReplacement;
}

CharacterTable::CharacterTable() : entries_(kEnd), plain_(kPlainEnd) {
  const icu::Normalizer2& folding = case_folding();
  for (char32_t c = 0; c < kEnd; ++c) {
    const auto unicode = static_cast<UChar32>(c);
    std::uint32_t& entry = entries_[c];
    if (c >= 0xD800 && c <= 0xDFFF) {
      entry = kReplacement;
      continue;
    }
    entry = class_bits(unicode);
    if (folding.hasBoundaryBefore(unicode) == 0) {
      entry |= CharacterBits::kContext;
    }
    const icu::UnicodeString folded = normalise(folding, icu::UnicodeString(unicode));
    if (folded.countChar32() == 1) {
      entry |= static_cast<std::uint32_t>(folded.char32At(0));
    } else {
      entry |= CharacterBits::kExpands | static_cast<std::uint32_t>(expansions_.size());
      expansions_.push_back(to_utf8(folded));
    }
  }
  constexpr std::uint32_t kNotAlone = CharacterBits::kContext | CharacterBits::kExpands;
  for (char32_t c = 1; c < kPlainEnd; ++c) {
    std::string folded;
    append_utf8(folded, entries_[c] & kFoldedMask);
    const std::string spelling = take_accents_off(folded);
    const bool alone = (entries_[c] & kNotAlone) == 0 && !spelling.empty();
    const DecodedCharacter first = alone ? decode_utf8(spelling, 0) : DecodedCharacter{};
    plain_[c] = alone && first.bytes == spelling.size() ? first.code_point : 0;
  }
}

std::uint32_t CharacterTable::bits_past_end(char32_t code_point) {
  return class_bits(static_cast<UChar32>(code_point)) | CharacterBits::kContext | code_point;
}

const CharacterTable& character_table() {
  static const CharacterTable table;
  return table;
}

std::string fold_case(std::string_view text) {
  const CharacterTable& table = character_table();
  std::string folded;
  folded.reserve(text.size() + 4);
  for (std::size_t i = 0; i < text.size();) {
    const DecodedCharacter c = decode_utf8(text, i);
    const std::uint32_t bits = table.bits(c.code_point);
    if ((bits & CharacterBits::kContext) != 0) {
      return to_utf8(normalise(case_folding(), to_unicode(text)));
    }
    if ((bits & CharacterBits::kExpands) != 0) {
      folded += table.expansion(bits);
    } else {
      append_utf8(folded, bits & CharacterTable::kFoldedMask);
    }
    i += c.bytes;
  }
  return folded;
}

std::string fold_accents(std::string_view text) {
  const CharacterTable& table = character_table();
  std::string plain;
  plain.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const DecodedCharacter c = decode_utf8(text, i);
    const char32_t letter = table.plain(c.code_point);
    if (letter == 0) {
      return take_accents_off(fold_case(text));
    }
    append_utf8(plain, letter);
    i += c.bytes;
  }
  return plain;
}

}  // namespace vigie::analysis
