// Every threshold, weight and cap of the analysis, with unit, default and source.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "analysis/coordination/options.h"
#include "storage/model/finding.h"

namespace vigie::analysis {

/// Keywords of one language.
struct TopicKeywords {
  std::string language;               ///< `en`, `fr`, `de`, `ru`: picks the stemmer.
  std::vector<std::string> keywords;  ///< Words or phrases, matched by stem at word boundaries.
  std::vector<std::string> exact;     ///< Words or phrases matched as written, case folded.
};

/// An object that seeds a side of a topic. Sides are names of object clusters, never of people.
struct TopicSide {
  std::string name;                   ///< E.g. `a`, `b`: neutral names.
  std::vector<std::string> hashtags;  ///< Without `#`.
  std::vector<std::string> domains;
  std::string description;  ///< Neutral words for what its objects share.
};

/// `config/topics/ID.toml`.
struct TopicDefinition {
  std::string id;
  std::string title;                          ///< Shown in reports.
  std::map<std::string, std::string> titles;  ///< By language: `en`, `fr`, `de`, `ru`.
  std::string version;                        ///< ISO date.
  std::vector<TopicKeywords> keywords;
  std::vector<std::string> hashtags;  ///< Without `#`, any case.
  std::vector<std::string> domains;
  std::vector<TopicSide> sides;
};

/// What a word can be in a sentence, beside its valence; the key of each in a lexicon file.
enum class Cue : std::uint8_t {
  kNegator,
  kStrengthener,
  kWeakener,
  kClauseEnd,  ///< A word that begins another clause: `but`.
  kFactCheck,  ///< Said by those who check: `debunked`.
  kFalsehood,
  kTruth,
  kSpread,     ///< To share or believe: a warning when negated.
  kReporting,  ///< Gives the words to somebody else: `according`.
  kDeictic,    ///< Points at what is shared: `this`.
  kCarrier,    ///< What is shared: `article`, `site`.
  kMaker,      ///< Names of listed outlets, and of whom they serve.
  kOther,      ///< Whom listed outlets accuse: an accusation of these is no denial of the outlet.
  kDoubted,    ///< `so-called`.
};
inline constexpr std::size_t kCueCount = 14;
inline constexpr std::array<std::string_view, kCueCount> kCueKeys{"negators",
                                                                  "strengtheners",
                                                                  "weakeners",
                                                                  "clause_ends",
                                                                  "fact_check",
                                                                  "falsehood",
                                                                  "truth",
                                                                  "spread",
                                                                  "reporting",
                                                                  "deictic",
                                                                  "carriers",
                                                                  "makers",
                                                                  "others",
                                                                  "doubted"};

/// Words of one language: `config/lexicons/LANGUAGE.tsv` and `.toml`.
struct LexiconDefinition {
  std::string language;  ///< `en`, `fr`, ...; `emoji` counts in all languages.
  std::string version;   ///< ISO date of the word list.
  std::vector<std::pair<std::string, int>> valences;  ///< One word each, -5 to 5.
  /// True where a negator may follow what it denies, in the same clause: `gef\u00e4llt mir nicht`.
  bool negation_reaches_back = false;
  /// By Cue; phrases of one or two words; `*` at the end: every word that begins so.
  std::array<std::vector<std::string>, kCueCount> cues;
};

/// Part of a listed post that counts when its share keeps a distance; a contradicting one counts 0.
inline constexpr double kNeutralShareWeight = 0.5;

/// Turns a signal's value into nats: linear between knots, flat outside. Missing adds 0.
struct SignalWeight {
  Signal signal = Signal::kRhythmDelayEntropy;
  std::vector<double> values;  ///< Knots, ascending.
  std::vector<double> nats;    ///< Same length, monotone.
};

struct GroupCap {
  double troll_bot = 0.0;   ///< Nats in the troll-bot likelihood.
  double automation = 0.0;  ///< Nats in the automation likelihood; 0: the group has no part in it.
};

inline constexpr double kMostPriorOffset = 1.0;  ///< Nats.

/// Shift of the prior for accounts of one platform, one language, or one language on one platform.
struct PriorOffset {
  std::string platform;  ///< Empty: any.
  std::string language;  ///< Of most of the account's posts; empty: any.
  double nats = 0.0;     ///< Added to the prior's log-odds; -kMostPriorOffset to 0.
};

/// The weights: `config/models/NAME.json`.
struct ScoreModel {
  std::string name;
  std::string description;
  std::vector<SignalWeight> weights;  ///< One per signal that counts.
  /// Shapes that training may give a weight to, which starts at 0; no score reads them.
  std::vector<SignalWeight> candidates{};
  std::vector<PriorOffset> offsets{};
  std::array<GroupCap, kSignalGroupCount> caps{};
  double content_cap = 2.8;  ///< All groups but cadence and coordination together, nats.
  /// Of a trained model: the label origins it has seen, and the evidence of highest F1 on them.
  /// For evaluation only; no score reads either.
  std::vector<std::string> trained_on{};
  std::optional<double> threshold_nats{};
};

/// Which texts are near-duplicates. Similarities are 0..1.
struct NearDuplicateOptions {
  std::uint32_t max_bytes = 16'384;      ///< Considered of a text as it came; our own choice.
  std::uint32_t max_characters = 2'000;  ///< Considered of a normalised text; our own choice.
  /// Letters and digits; rows of punctuation are no objects. Our own choice. Besides, a text has
  /// the 30 characters after normalisation that any text key asks for (text_normalisation.h), which
  /// is also the minimum of Richard et al. 2023 (D3lta).
  std::uint32_t min_letters = 15;
  /// Of the 4-gram sets of two texts that are linked. Where 20 bands of 5 find 80 % of pairs.
  double least_jaccard = 0.6;
  /// Of a text with the representative of its cluster; our own choice, against chains.
  double least_representative_jaccard = 0.5;
  /// Levenshtein similarity of letters and digits, above which a link is copy-paste. D3lta.
  double copy_paste_above = 0.693;
  std::uint32_t crowded_bucket = 16;  ///< Texts that share a band, all pairs of which are compared.
  std::uint32_t bucket_hubs = 3;  ///< Texts of a crowded bucket that all others are compared to.
  std::uint32_t max_representatives = 32;  ///< Clusters that one chain of links is cut into.
};

/// Names that the team protects. What resembles one is shown; no likelihood depends on it.
struct ProtectOptions {
  std::vector<std::string> domains;  ///< Hosts in lower-case ASCII, e.g. `gazette.example`.
  std::vector<std::string> handles;  ///< `platform:handle`; a bare handle: on every platform.
  std::vector<std::string> names;    ///< Names that accounts show.
  /// Hosts and accounts (`platform:handle`) that were looked at and are no imitation.
  std::vector<std::string> known;

  [[nodiscard]] bool empty() const { return domains.empty() && handles.empty() && names.empty(); }
};

/// Accounts that the team knows to coordinate in the open (a party, a union, a newsroom). They are
/// shown in their groups with the reason, and coordination adds nothing to their likelihood.
struct KnownCoordinators {
  std::vector<std::string> accounts;  ///< `platform:handle`, any case, with or without `@`.
  std::string reason;                 ///< Shown beside each of them.
};

struct CoordinationSettings {
  bool enabled = true;
  CoordinationOptions test;  ///< Its seed and threads are replaced by those of AnalysisOptions.
  std::vector<KnownCoordinators> known;
};

struct AnalysisOptions {
  std::chrono::days window{28};
  double prior = 0.05;
  double report_line = 0.5;
  std::uint64_t seed = 1;
  std::uint32_t bootstrap_draws = 48;  ///< The spread is known to 10 %.
  std::uint32_t threads = 2;
  std::uint32_t evidence_posts = 5;
  double keep_contributions_above = 0.1;          ///< Likelihood.
  std::uint32_t keep_contributions_top = 10'000;  ///< Accounts by rank.
  bool media_class = true;                  ///< Recognise declared media, institutions and bots.
  std::vector<std::string> declared_media;  ///< `platform:handle` of the team's own setting.
  std::vector<std::string> declared_institutions;
  std::vector<std::string> declared_bots;
  ProtectOptions protect;
  CoordinationSettings coordination;

  /// The options of the test of pairs, with the run's seed and threads.
  [[nodiscard]] CoordinationOptions coordination_test() const {
    CoordinationOptions test = coordination.test;
    test.seed = seed;
    test.threads = threads;
    return test;
  }
};

}  // namespace vigie::analysis
