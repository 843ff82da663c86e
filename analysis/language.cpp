#include "analysis/language.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstdio>  // The header of CLD2 uses FILE without it.

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

namespace vigie::analysis {
namespace {

enum Tongue : std::uint8_t { kNone, kFr, kEn, kDe, kEs, kIt, kRu, kUk, kOther };

constexpr std::size_t kTongues = 9;
constexpr std::array<std::string_view, kTongues> kCodes{
    "", "fr", "en", "de", "es", "it", "ru", "uk", ""};

struct FunctionWords {
  Tongue tongue;
  std::string_view words;
};

/// Frequent words of at most 8 bytes; a word that several languages use stands in each list and
/// then decides nothing between them. `kOther` are those of further languages that share words with
/// the seven (Portuguese, Dutch, Catalan, Romanian, Bulgarian, ...): they only ever object.
constexpr std::array<FunctionWords, 8> kFunctionWords{{
    {kFr,
     "de la le un en il que se on me a son ce par ne tu y si sa ses non contre m\u00eame temps "
     "toujours comment pourquoi vraiment l\u00e0 \u00e7a avoir ans soir premier selon "

     "les des une dans pour qui pas avec sur nous vous sont cette mais plus tout leur leurs "
     "aux ces elle elles ils est et ou \u00e7a mon ma mes votre notre qu jamais aussi alors "
     "quand comme faire fait sans je tr\u00e8s \u00eatre \u00e9t\u00e9 o\u00f9 \u00e0 du au "
     "donc car bien encore depuis apr\u00e8s avant chez rien tous toute toutes trop moins "
     "entre sous ceux vers lui moi toi quoi suis avons avez ont \u00e9tait cela peut faut "
     "aujourd hui merci"},
    {kEn,
     "on me a in so an die no he now new via news like us one any some here want need make every "
     "the and of to for is are was were with that this you your have has had not but they "
     "their there what who which when will would can could should just from my we our he she "
     "his her him been being it its if than then them these those how why where about after "
     "before into over more most out up only very because don get got people "
     "know think going did does by or at as"},
    {kDe,
     "in so an die war was es am hat will bei man "
     "der die das und ist nicht ich sie wir ihr mit auf f\u00fcr von dem den ein eine einen "
     "einem einer auch sich noch nach bei aus wie wird werden sind haben hat wenn nur oder aber "
     "mehr \u00fcber zum zur durch kann k\u00f6nnen muss schon immer alle diese dieser gegen "
     "vor seine ihre kein keine doch jetzt hier als zu im uns mir mich dass war bin"},
    {kEs,
     "de la un en que se me a son tu y si no has he al lo su "
     "los las una por para con pero m\u00e1s como muy est\u00e1 esta este esto son sus hay "
     "cuando sin sobre tambi\u00e9n hasta desde donde nos ya yo porque todo todos nada ser "
     "tiene hace eso ese esa qu\u00e9 ni fue ha han mi soy era entre del el y est\u00e1n "
     "a\u00f1os"},
    {kIt,
     "la le un se me a tu si ne ma in da mi lo una o e "
     "il che di gli della delle degli dei del nel nella con per non una sono anche questo "
     "questa pi\u00f9 come ma se dal dalla al alla ai alle \u00e8 perch\u00e9 cosa tutti tutto "
     "ancora solo quando chi mio mia suo sua loro essere stato fatto ho hai hanno sul sulla ci "
     "gi\u00e0 cos\u00ec poi"},
    {kRu,
     "\u0432 \u043d\u0430 \u0441 \u043d\u0435 \u0437\u0430 \u043f\u043e \u043e \u0443 \u043a "
     "\u0434\u043e \u044f \u0434\u043b\u044f \u043d\u0430\u0441 "
     "\u0438 \u0447\u0442\u043e \u043a\u0430\u043a \u044d\u0442\u043e \u0435\u0433\u043e "
     "\u0432\u0441\u0435 \u043e\u043d \u043e\u043d\u0430 \u043e\u043d\u0438 \u0431\u044b\u043b "
     "\u0438\u0437 \u0438\u043b\u0438 \u043e\u0442 \u0442\u043e \u043d\u0435\u0442 "
     "\u0442\u0430\u043a \u0435\u0449\u0435 \u0435\u0449\u0451 \u0443\u0436\u0435 "
     "\u0435\u0441\u043b\u0438 \u043f\u0440\u0438 \u0431\u044b \u043a\u0442\u043e "
     "\u0442\u0435\u0431\u044f \u043c\u043d\u0435 \u043c\u0435\u043d\u044f \u0432\u043e "
     "\u0435\u0441\u0442\u044c \u0433\u0434\u0435 \u0431\u0435\u0437 \u043f\u043e\u0434 "
     "\u0438\u0445 "
     "\u043b\u0438 \u0442\u044b \u044d\u0442\u043e\u0442"},
    {kUk,
     "\u0432 \u043d\u0430 \u043d\u0435 \u0437\u0430 \u043f\u043e \u0443 \u0434\u043e \u044f \u0437 "
     "\u0456 \u0449\u043e \u044f\u043a \u0446\u0435 \u0432\u0456\u043d \u0432\u0456\u0434 "
     "\u0430\u0431\u043e \u0439\u043e\u0433\u043e \u0457\u0445 \u0454 \u0431\u0443\u0432 "
     "\u0432\u0436\u0435 \u0442\u0430 \u0439 \u043f\u0456\u0434 \u0449\u0435 \u0446\u0435\u0439 "
     "\u044f\u043a\u0456 \u044f\u043a\u0438\u0439 \u0456\u0437 \u0434\u043b\u044f "
     "\u043f\u0440\u0438 \u0432\u0441\u0456 \u043d\u0430\u0441"},
    {kOther,
     "de en que se me a no o e ma un la on in les ce si ne y \u0432 \u043d\u0430 \u0441 "
     "\u043d\u0435 \u043f\u043e \u043e \u0434\u043e "
     "n\u00e3o uma s\u00e3o voc\u00ea com os em um n\u00f3s pelo pela het een van niet voor zijn "
     "maar wat dat och att det inte som f\u00f6r p\u00e5 och ikke jeg og nie jest si\u0119 na "
     "\u017ce za este \u0219i \u00een pe nu care cu amb els aix\u00f2 aquest \u00e9s "
     "pou nan yo mwen ki pa li ap \u0437\u0430 \u0441\u0435 \u0449\u0435 \u0441\u0430 "
     "\u0435 \u043e\u0434 \u0438\u043b \u0458\u0435 \u0443 ve bir bu i\u00e7in ang ng mga sa "
     "hindi"},
}};

constexpr std::size_t kWordSlots = 2048;
constexpr std::size_t kPackedWordBytes = 8;

/// A word of at most 8 bytes as one integer, first byte lowest; 0 is no word.
constexpr std::uint64_t with_byte(std::uint64_t key, std::size_t index, char byte) {
  return key | (std::uint64_t{static_cast<unsigned char>(byte)} << (8U * index));
}

constexpr std::size_t slot_of(std::uint64_t key) {
  return static_cast<std::size_t>((key * 0x9E3779B97F4A7C15ULL) >> 53U);
}

struct WordTable {
  std::array<std::uint64_t, kWordSlots> keys{};
  std::array<std::uint16_t, kWordSlots> tongues{};  ///< Bit t: a word of tongue t.

  constexpr void add(std::uint64_t key, Tongue tongue) {
    std::size_t slot = slot_of(key);
    while (keys[slot] != 0 && keys[slot] != key) {
      slot = (slot + 1) % kWordSlots;
    }
    keys[slot] = key;
    tongues[slot] = static_cast<std::uint16_t>(tongues[slot] | (1U << tongue));
  }

  [[nodiscard]] constexpr std::uint32_t find(std::uint64_t key) const {
    std::size_t slot = slot_of(key);
    while (keys[slot] != 0) {
      if (keys[slot] == key) {
        return tongues[slot];
      }
      slot = (slot + 1) % kWordSlots;
    }
    return 0;
  }
};

constexpr WordTable make_word_table() {
  WordTable table;
  for (const FunctionWords& list : kFunctionWords) {
    std::uint64_t key = 0;
    std::size_t length = 0;
    for (const char c : list.words) {
      if (c == ' ') {
        table.add(key, list.tongue);
        key = 0;
        length = 0;
      } else {
        key = with_byte(key, length++, c);
      }
    }
    table.add(key, list.tongue);
  }
  return table;
}

constexpr WordTable kWords = make_word_table();

/// Every word votes for each language that uses it.
class Ballot {
 public:
  void add(std::uint64_t key) {
    const std::uint32_t tongues = kWords.find(key);
    for (std::uint32_t left = tongues; left != 0; left &= left - 1) {
      const auto tongue = static_cast<std::size_t>(std::countr_zero(left));
      ++votes_[tongue];
      varied_[tongue] = varied_[tongue] || (first_[tongue] != 0 && first_[tongue] != key);
      first_[tongue] = first_[tongue] == 0 ? key : first_[tongue];
    }
  }

  /// The language with two different words or more and a clear lead; empty when there is none.
  [[nodiscard]] std::string_view winner() const {
    constexpr std::uint32_t kMinLead = 2;
    constexpr std::uint32_t kLeadShare =
        5;  ///< In long texts the lead must be a fifth of the votes.
    const auto first = std::max_element(votes_.begin(), votes_.end());
    const auto tongue = static_cast<std::size_t>(first - votes_.begin());
    std::uint32_t second = 0;
    for (std::size_t other = 0; other < kTongues; ++other) {
      second = other == tongue ? second : std::max(second, votes_[other]);
    }
    const bool clear = *first >= second + std::max(kMinLead, *first / kLeadShare);
    return clear && varied_[tongue] ? kCodes[tongue] : std::string_view();
  }

 private:
  std::array<std::uint32_t, kTongues> votes_{};
  std::array<std::uint64_t, kTongues> first_{};
  std::array<bool, kTongues> varied_{};
};

/// Bytes of the character at `position` when it separates words, else 0. The text is valid UTF-8:
/// U+0080 to U+00BF and U+2000 to U+2FFF (punctuation, symbols) separate, all other letters do not.
std::size_t separator_bytes(std::string_view text, std::size_t position) {
  const auto byte = static_cast<unsigned char>(text[position]);
  if (byte < 0x80U) {
    return byte >= 'a' && byte <= 'z' ? 0 : 1;
  }
  if (byte == 0xC2U) {
    return 2;
  }
  return byte == 0xE2U ? 3 : 0;
}

/// CLD2 knows more codes than ISO 639-1, and three of them by their old names.
std::string iso_code(std::string_view code) {
  if (code == "iw") {
    return "he";
  }
  if (code == "jw") {
    return "jv";
  }
  if (code.starts_with("zh-")) {
    return "zh";
  }
  return code.size() == 2 ? std::string(code) : std::string();
}

std::string classify(std::string_view text) {
  std::array<CLD2::Language, 3> languages{};
  std::array<int, 3> percents{};
  std::array<double, 3> scores{};
  int text_bytes = 0;
  bool reliable = false;
  const CLD2::CLDHints no_hints{nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
  const CLD2::Language language = CLD2::ExtDetectLanguageSummary(text.data(),
                                                                 static_cast<int>(text.size()),
                                                                 true,
                                                                 &no_hints,
                                                                 0,
                                                                 languages.data(),
                                                                 percents.data(),
                                                                 scores.data(),
                                                                 nullptr,
                                                                 &text_bytes,
                                                                 &reliable);
  if (!reliable || language == CLD2::UNKNOWN_LANGUAGE) {
    return {};
  }
  return iso_code(CLD2::LanguageCode(language));
}

}  // namespace

std::string_view vote_language(std::string_view folded_text) {
  Ballot ballot;
  std::uint64_t key = 0;
  std::size_t length = 0;
  for (std::size_t i = 0; i < folded_text.size();) {
    const std::size_t separator = separator_bytes(folded_text, i);
    if (separator == 0) {
      key = length < kPackedWordBytes ? with_byte(key, length, folded_text[i]) : key;
      ++length;
      ++i;
      continue;
    }
    if (length > 0 && length <= kPackedWordBytes) {
      ballot.add(key);
    }
    key = 0;
    length = 0;
    i += separator;
  }
  if (length > 0 && length <= kPackedWordBytes) {
    ballot.add(key);
  }
  return ballot.winner();
}

std::string detect_language(const NormalisedText& normalised) {
  if (normalised.letters < kMinLanguageLetters) {
    return {};
  }
  const std::string_view vote = vote_language(normalised.text);
  return vote.empty() ? classify(normalised.text) : std::string(vote);
}

}  // namespace vigie::analysis
