#include "analysis/wording.h"

#include <algorithm>

#include "analysis/characters.h"
#include "analysis/share_stance.h"
#include "analysis/text_entities.h"

namespace vigie::analysis {
namespace {

constexpr std::int32_t kHundred = 100;
constexpr std::int32_t kStrong = 150;      ///< Hundredths: "very good".
constexpr std::int32_t kWeakDegree = 50;   ///< "slightly annoyed".
constexpr std::int32_t kDenied = -75;      ///< "not good" is a milder "bad".
constexpr std::uint32_t kDegreeReach = 2;  ///< Words up to which a degree counts.

bool ends_clause(char32_t c) {
  switch (c) {
    case U'.':
    case U',':
    case U';':
    case U':':
    case U'!':
    case U'?':
    case U'(':
    case U')':
    case U'\n':
    case 0x2014:  // em dash
    case 0x2026:  // ellipsis
      return true;
    default:
      return false;
  }
}

/// Walks over one text.
class Walk {
 public:
  Walk(const LexiconTable& table, std::size_t row) : table_(table), row_(row) {}

  void word(const FoldedWord& word, std::string_view written, bool counts) {
    clause_.words += counts ? 1 : 0;
    degree_left_ -= degree_left_ > 0 ? 1 : 0;
    const LexiconEntry* entry = table_.find(word.hash);
    CueMask cues = table_.cues_of_beginning(word, written, row_);
    if (entry != nullptr) {
      cues = static_cast<CueMask>(cues | entry->cues[row_]);
    }
    if (before_ != 0) {
      if (const LexiconEntry* phrase = table_.find_phrase(before_, word.hash)) {
        cues = static_cast<CueMask>(cues | phrase->cues[row_]);
      }
    }
    before_ = entry != nullptr && entry->begins_phrase ? word.hash : 0;
    if ((cues & cue_bit(Cue::kClauseEnd)) != 0) {
      end_clause(false);
    }
    clause_.cues = static_cast<CueMask>(clause_.cues | cues);
    weigh(cues, entry == nullptr ? 0 : entry->valence[row_]);
  }

  void end_clause(bool is_question) {
    clause_.is_question = is_question;
    stance_.add(clause_);
    const bool negated = (clause_.cues & cue_bit(Cue::kNegator)) != 0;
    if (negated && table_.negation_reaches_back(row_)) {
      before_negator_ = before_negator_ * kDenied / kHundred;
    }
    sum_ += before_negator_ + after_negator_ * (negated ? kDenied : kHundred) / kHundred;
    before_negator_ = 0;
    after_negator_ = 0;
    clause_ = {};
    degree_left_ = 0;
    before_ = 0;
  }

  [[nodiscard]] Wording result(PostKind kind) const {
    Wording wording;
    wording.stance = stance_.decide(kind);
    if (known_words_ > 0) {
      wording.tone_hundredths =
          static_cast<std::int16_t>(std::clamp(sum_ / known_words_, -500, 500));
    }
    return wording;
  }

 private:
  void weigh(CueMask cues, std::int32_t valence) {
    constexpr CueMask kDegrees =
        static_cast<CueMask>(cue_bit(Cue::kStrengthener) | cue_bit(Cue::kWeakener));
    if ((cues & kDegrees) != 0) {
      degree_ = (cues & cue_bit(Cue::kStrengthener)) != 0 ? kStrong : kWeakDegree;
      degree_left_ = kDegreeReach + 1;
      return;
    }
    if (valence == 0 || (cues & cue_bit(Cue::kNegator)) != 0 || known_words_ >= kMostWords) {
      return;
    }
    ++known_words_;
    const std::int32_t weighed = valence * (degree_left_ > 0 ? degree_ : kHundred);
    const bool negated = (clause_.cues & cue_bit(Cue::kNegator)) != 0;
    (negated ? after_negator_ : before_negator_) += weighed;
  }

  static constexpr std::int32_t kMostWords = 10'000;  ///< Sums stay far from their limit.

  const LexiconTable& table_;
  std::size_t row_;
  ClauseFacts clause_;
  StanceReader stance_;
  std::uint64_t before_ = 0;  ///< The last word, when a phrase begins with it.
  std::uint32_t degree_left_ = 0;
  std::int32_t degree_ = kHundred;
  std::int32_t before_negator_ = 0;
  std::int32_t after_negator_ = 0;
  std::int32_t sum_ = 0;
  std::int32_t known_words_ = 0;
};

std::size_t link_or_mention_bytes(std::string_view text, std::size_t position) {
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

bool is_hand_made_repost(std::string_view text) {
  return text.starts_with("RT @") || text.starts_with("rt @");
}

/// Words and phrases of one or two words that a text may name an outlet by.
void add_name(std::string_view name, std::vector<std::string>& names) {
  const auto spaces = std::count(name.begin(), name.end(), ' ');
  if (name.size() > 1 && spaces <= 1 && name.find('.') == std::string_view::npos) {
    names.emplace_back(name);
  }
}

}  // namespace

WordingReader::WordingReader(std::span<const LexiconDefinition> lexicons,
                             std::span<const std::string> source_names)
    : table_(lexicons, source_names) {}

Wording WordingReader::read(std::string_view text, std::string_view language, PostKind kind) const {
  const std::size_t row = table_.row_of(language);
  if (text.empty() || kind == PostKind::kRepost || row == kMaxLexiconLanguages ||
      is_hand_made_repost(text)) {
    return {};
  }
  Walk walk{table_, row};
  bool is_tag = false;
  for (std::size_t i = 0; i < text.size();) {
    if (const std::size_t skipped = link_or_mention_bytes(text, i); skipped > 0) {
      i += skipped;
      continue;
    }
    const FoldedWord word = read_word(text, i);
    if (word.bytes > 0) {
      walk.word(word, text.substr(i, word.bytes), !is_tag);
      is_tag = false;
      i += word.bytes;
      continue;
    }
    const DecodedCharacter c = decode_utf8(text, i);
    is_tag = c.code_point == U'#';
    if (ends_clause(c.code_point)) {
      walk.end_clause(c.code_point == U'?');
    }
    i += c.bytes;
  }
  walk.end_clause(false);
  return walk.result(kind);
}

std::vector<std::string> names_of_sources(std::span<const SourceList> lists) {
  constexpr std::size_t kShortestHostName = 6;
  std::vector<std::string> names;
  for (const SourceList& list : lists) {
    for (const SourceEntry& entry : list.entries) {
      if (!counts_as_listed(entry.tier)) {
        continue;
      }
      const std::string_view label{entry.label};
      add_name(label.substr(0, label.find(" (")), names);
      // The hosts of networks and clones are named after towns and after real media.
      const bool own_name = entry.tier != SourceTier::kNetwork && entry.tier != SourceTier::kClone;
      const std::string_view host{entry.pattern};
      const std::string_view first = host.substr(0, host.find('.'));
      if (own_name && first.size() >= kShortestHostName) {
        add_name(first, names);
      }
    }
  }
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  return names;
}

}  // namespace vigie::analysis
