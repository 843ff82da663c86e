#include "analysis/share_stance.h"

namespace vigie::analysis {
namespace {

constexpr std::uint32_t kShortClause = 4;   ///< Words: "c'est faux" needs nothing to point at.
constexpr std::uint32_t kPointClause = 12;  ///< Words a pronoun is believed to reach over.

class Clause {
 public:
  explicit Clause(const ClauseFacts& facts) : facts_(facts) {}

  [[nodiscard]] bool has(Cue cue) const { return (facts_.cues & cue_bit(cue)) != 0; }

  /// "Don't share", "ne croyez pas".
  [[nodiscard]] bool warns() const { return has(Cue::kNegator) && has(Cue::kSpread); }

  /// Says of something that it is false, or not true.
  [[nodiscard]] bool says_false() const {
    if (has(Cue::kDoubted)) {
      return false;
    }
    const bool false_said = has(Cue::kFalsehood) && (!has(Cue::kNegator) || has(Cue::kSpread));
    return false_said || (has(Cue::kTruth) && has(Cue::kNegator));
  }

  [[nodiscard]] bool points() const {
    return facts_.words <= kShortClause || (has(Cue::kDeictic) && facts_.words <= kPointClause);
  }

  /// Names the outlet, or what is shared as a thing in hand: "this article".
  [[nodiscard]] bool names_the_shared() const {
    return has(Cue::kMaker) || (has(Cue::kDeictic) && has(Cue::kCarrier));
  }

 private:
  const ClauseFacts& facts_;
};

}  // namespace

void StanceReader::add(const ClauseFacts& facts) {
  if (facts.cues == 0) {
    return;
  }
  const Clause clause{facts};
  accuses_others_ = accuses_others_ || clause.has(Cue::kOther);
  if (facts.is_question) {  // asks, and so denies nothing
    questioned_ = questioned_ || clause.has(Cue::kTruth) || clause.has(Cue::kFalsehood);
    return;
  }
  checked_ = checked_ || (clause.has(Cue::kFactCheck) && !clause.has(Cue::kNegator) &&
                          !clause.has(Cue::kDoubted));
  denied_ = denied_ || ((clause.says_false() || clause.warns()) && clause.names_the_shared());
  corrected_ = corrected_ || (clause.says_false() && clause.points());
  attributed_ = attributed_ || (clause.has(Cue::kReporting) && clause.has(Cue::kMaker));
}

ShareStance StanceReader::decide(PostKind kind) const {
  if (kind == PostKind::kRepost || accuses_others_) {
    return ShareStance::kEndorse;
  }
  if (checked_ || denied_ || (corrected_ && kind == PostKind::kQuote)) {
    return ShareStance::kDebunk;
  }
  return attributed_ || questioned_ || corrected_ ? ShareStance::kNeutral : ShareStance::kEndorse;
}

}  // namespace vigie::analysis
