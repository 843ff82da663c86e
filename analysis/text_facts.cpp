#include "analysis/text_facts.h"

#include <algorithm>
#include <array>
#include <concepts>
#include <cstddef>
#include <limits>

#include <unicode/uchar.h>

#include "analysis/characters.h"
#include "analysis/text_entities.h"

namespace vigie::analysis {
namespace {

enum class CharacterClass : std::uint8_t {
  kOther,
  kSpace,
  kLetter,
  kTerminator,  // Ends a sentence.
  kCloser,      // Closing quotes and brackets, which may follow the end of a sentence.
  kEmoji,
};

constexpr char32_t kApostrophe = U'\'';
constexpr char32_t kCurlyApostrophe = 0x2019;
constexpr char32_t kEllipsis = 0x2026;
constexpr char32_t kFullWidthHashSign = 0xFF03;

constexpr std::array<CharacterClass, 128> make_ascii_classes() {
  std::array<CharacterClass, 128> classes{};
  for (std::size_t code = 0; code < classes.size(); ++code) {
    const char character = static_cast<char>(code);
    if ((character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z')) {
      classes[code] = CharacterClass::kLetter;
    } else if (code <= 0x20 || code == 0x7F) {
      classes[code] = CharacterClass::kSpace;
    } else if (std::string_view(".!?").find(character) != std::string_view::npos) {
      classes[code] = CharacterClass::kTerminator;
    } else if (std::string_view("\"')]}").find(character) != std::string_view::npos) {
      classes[code] = CharacterClass::kCloser;
    }
  }
  return classes;
}

constexpr auto kAsciiClasses = make_ascii_classes();

// Joiners and variation selectors have no look of their own: they belong to a pictograph.
constexpr bool joins_emoji(char32_t code) {
  return code == 0x200D || code == 0xFE0E || code == 0xFE0F;
}

constexpr bool is_closing_quote(char32_t code) {
  return code == 0xBB || code == kCurlyApostrophe || code == 0x201D || code == 0x203A;
}

CharacterClass classify_beyond_ascii(char32_t code, const CharacterTable& table) {
  if (code == kEllipsis) {
    return CharacterClass::kTerminator;
  }
  if (is_closing_quote(code)) {
    return CharacterClass::kCloser;
  }
  const std::uint32_t bits = table.bits(code);
  if ((bits & (CharacterBits::kLetter | CharacterBits::kMark)) != 0 && !joins_emoji(code)) {
    return CharacterClass::kLetter;
  }
  if ((bits & CharacterBits::kSpace) != 0) {
    return CharacterClass::kSpace;
  }
  const bool emoji = (bits & CharacterBits::kEmoji) != 0 || joins_emoji(code);
  return emoji ? CharacterClass::kEmoji : CharacterClass::kOther;
}

constexpr bool is_skin_tone(char32_t code) {
  return code >= 0x1F3FB && code <= 0x1F3FF;
}

/// splitmix64's finaliser.
constexpr std::uint64_t mix_bits(std::uint64_t value) {
  value = (value ^ (value >> 30U)) * 0xBF58476D1CE4E5B9ULL;
  value = (value ^ (value >> 27U)) * 0x94D049BB133111EBULL;
  return value ^ (value >> 31U);
}

constexpr std::uint64_t one_bit(std::uint64_t hash) {
  return std::uint64_t{1} << (mix_bits(hash) & 63U);
}

constexpr std::uint64_t kHashStart = 0xCBF29CE484222325ULL;  // FNV-1a

constexpr std::uint64_t hash_on(std::uint64_t hash, char32_t code) {
  const char32_t lower = code >= U'A' && code <= U'Z' ? code + (U'a' - U'A') : code;
  return (hash ^ lower) * 0x100000001B3ULL;
}

/// The least of each of 4 hashes over the words of a text.
class LeastHashes {
 public:
  void add(std::uint64_t word) {
    std::uint64_t hashes = mix_bits(word);
    for (std::uint16_t& least : least_) {
      least = std::min(least, static_cast<std::uint16_t>(hashes));
      hashes >>= 16U;
    }
    ++words_;
  }

  [[nodiscard]] std::uint32_t joined() const {
    constexpr std::uint32_t kFewestWords = 4;
    if (words_ < kFewestWords) {
      return 0;
    }
    std::uint64_t all = 0;
    for (const std::uint16_t least : least_) {
      all = (all << 16U) | least;
    }
    const auto folded = static_cast<std::uint32_t>(mix_bits(all) >> 32U);
    return folded == 0 ? 1 : folded;
  }

 private:
  static constexpr std::uint16_t kNone = 0xFFFF;
  std::array<std::uint16_t, 4> least_{kNone, kNone, kNone, kNone};
  std::uint32_t words_ = 0;
};

bool has_lower_form(char32_t code) {
  const auto point = static_cast<UChar32>(code);
  return u_tolower(point) != point;
}

bool is_lower_case(std::string_view hashtag) {
  for (std::size_t at = 0; at < hashtag.size();) {
    const DecodedCharacter character = decode_utf8(hashtag, at);
    const auto code = character.code_point;
    const bool upper = code < 0x80 ? code >= U'A' && code <= U'Z' : has_lower_form(code);
    if (upper) {
      return false;
    }
    at += character.bytes;
  }
  return true;
}

std::size_t count_characters(std::string_view text) {
  std::size_t number = 0;
  for (std::size_t at = 0; at < text.size(); ++number) {
    at += decode_utf8(text, at).bytes;
  }
  return number;
}

std::uint64_t hash_of_hashtag(std::string_view hashtag) {
  std::uint64_t hash = kHashStart;
  for (const char byte : hashtag) {
    hash = hash_on(hash, static_cast<unsigned char>(byte));
  }
  return hash;
}

template <std::unsigned_integral Counter>
constexpr void count_up(Counter& counter) {
  if (counter < std::numeric_limits<Counter>::max()) {
    ++counter;
  }
}

// One pass over a post. Each step moves `at_` past one character, link, hashtag or mention.
class TextScan {
 public:
  TextScan(std::string_view text, TextMarks& marks) : text_(text), marks_(marks) {}

  TextFacts measure() {
    while (at_ < text_.size()) {
      step();
    }
    leave_word();
    end_run();
    marks_.wording = least_hashes_.joined();
    facts_.has_text = characters_ > 0;
    facts_.ends_sentence = sentence_closed_;
    facts_.ends_hashtags = hashtags_last_;
    if (facts_.has_text && facts_.sentences == 0) {
      facts_.sentences = 1;
    }
    constexpr std::size_t kMost = std::numeric_limits<std::uint16_t>::max();
    facts_.characters = static_cast<std::uint16_t>(characters_ < kMost ? characters_ : kMost);
    return facts_;
  }

 private:
  void step() {
    const auto lead = static_cast<unsigned char>(text_[at_]);
    if (lead < 0x80) {
      if (!skip_entity(lead)) {
        ++at_;
        take(lead, kAsciiClasses[lead]);
      }
      return;
    }
    const DecodedCharacter character = decode_utf8(text_, at_);
    if (character.code_point == kFullWidthHashSign && skip_hashtag()) {
      return;
    }
    at_ += character.bytes;
    take(character.code_point, classify_beyond_ascii(character.code_point, table_));
  }

  bool skip_entity(unsigned char lead) {
    switch (lead) {
      case 'h':
      case 'H':
      case 'w':
      case 'W':
        return skip_link();
      case '#':
        return skip_hashtag();
      case '@':
        return skip_mention();
      default:
        return false;
    }
  }

  void take(char32_t code, CharacterClass type) {
    if (type == CharacterClass::kSpace) {
      take_space();
      return;
    }
    add_characters(1);
    // What is glued to a hashtag, as a full stop is, leaves it the last of the post.
    hashtags_last_ = hashtags_last_ && !after_space_;
    after_space_ = false;
    if (type == CharacterClass::kEmoji) {
      leave_word();
      count_emoji(code);
      return;
    }
    count_word(code, type);
    count_marks(code);
    follow_sentence(type);
  }

  void take_space() {
    ++pending_spaces_;
    after_space_ = true;
    leave_word();
    end_run();
    closing_ = false;
  }

  // Spaces count only between two other characters: the text is trimmed.
  void add_characters(std::size_t number) {
    characters_ += number + (characters_ > 0 ? pending_spaces_ : 0);
    pending_spaces_ = 0;
  }

  void leave_word() {
    constexpr std::uint32_t kLongWord = 4;
    if (in_word_ && word_letters_ >= kLongWord) {
      least_hashes_.add(word_hash_);
    }
    in_word_ = false;
    joined_ = false;
  }

  void count_emoji(char32_t code) {
    if (!joins_emoji(code) && !is_skin_tone(code)) {
      count_up(facts_.emoji);
      marks_.emoji |= one_bit(code);
    }
  }

  void count_letter(char32_t code) {
    count_up(facts_.letters);
    const bool upper = code < 0x80 ? code <= U'Z' : has_lower_form(code);
    if (upper) {
      count_up(facts_.capitals);
    }
    word_hash_ = hash_on(word_hash_, code);
    ++word_letters_;
  }

  void count_word(char32_t code, CharacterClass type) {
    if (type == CharacterClass::kLetter) {
      if (!in_word_) {
        count_up(facts_.words);
        word_hash_ = kHashStart;
        word_letters_ = 0;
      }
      if (joined_) {
        count_up(facts_.letters);  // the apostrophe or hyphen before
      }
      in_word_ = true;
      joined_ = false;
      count_letter(code);
    } else if (in_word_ && !joined_ &&
               (code == kApostrophe || code == kCurlyApostrophe || code == U'-')) {
      joined_ = true;
    } else {
      leave_word();
    }
  }

  void count_marks(char32_t code) {
    switch (code) {
      case U',':
        count_up(facts_.commas);
        break;
      case kApostrophe:
        count_up(facts_.apostrophes);
        break;
      case U'?':
        facts_.has_question = true;
        break;
      case U'!':
        facts_.has_exclamation = true;
        break;
      default:
        break;
    }
  }

  void follow_sentence(CharacterClass type) {
    in_run_ = type == CharacterClass::kTerminator;
    if (in_run_) {
      closing_ = true;
      sentence_closed_ = true;
    } else if (type != CharacterClass::kCloser || !closing_) {
      closing_ = false;
      sentence_closed_ = false;
    }
  }

  // A run of terminators counts once a space or the end of the text follows it.
  void end_run() {
    if (in_run_) {
      count_up(facts_.sentences);
    }
    in_run_ = false;
  }

  bool skip_link() {
    const std::size_t bytes = link_bytes(text_, at_);
    if (bytes == 0) {
      return false;
    }
    at_ += bytes;
    facts_.has_link = true;
    leave_word();
    return true;
  }

  bool skip_hashtag() {
    const std::size_t bytes = hashtag_bytes(text_, at_);
    if (bytes == 0) {
      return false;
    }
    if (is_lower_case(text_.substr(at_, bytes))) {
      facts_.has_lowercase_hashtag = true;
    }
    count_up(facts_.hashtags);
    marks_.hashtags |= one_bit(hash_of_hashtag(text_.substr(at_, bytes)));
    hashtags_last_ = true;
    pass_over(bytes);
    return true;
  }

  bool skip_mention() {
    const std::size_t bytes = mention_bytes(text_, at_);
    if (bytes == 0) {
      return false;
    }
    pass_over(bytes);
    return true;
  }

  void pass_over(std::size_t bytes) {
    add_characters(count_characters(text_.substr(at_, bytes)));
    at_ += bytes;
    after_space_ = false;
    leave_word();
  }

  std::string_view text_;
  TextMarks& marks_;
  LeastHashes least_hashes_;
  std::uint64_t word_hash_ = kHashStart;
  std::uint32_t word_letters_ = 0;
  const CharacterTable& table_ = character_table();
  std::size_t at_ = 0;
  TextFacts facts_;
  std::size_t characters_ = 0;
  std::size_t pending_spaces_ = 0;
  bool after_space_ = true;
  bool in_word_ = false;
  bool joined_ = false;           // The last character was an apostrophe or hyphen inside a word.
  bool in_run_ = false;           // The last character ended a sentence.
  bool closing_ = false;          // Nothing but terminators and closers since, no space.
  bool sentence_closed_ = false;  // As `closing_`, spaces allowed at the end.
  bool hashtags_last_ = false;
};

}  // namespace

TextFacts measure_text(std::string_view text) {
  TextMarks marks;
  return measure_text(text, marks);
}

TextFacts measure_text(std::string_view text, TextMarks& marks) {
  marks = {};
  return TextScan(text, marks).measure();
}

}  // namespace vigie::analysis
