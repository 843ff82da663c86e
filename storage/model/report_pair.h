// Why two accounts are linked, or what they have in common when they are not.
//
// Every string that came from outside is raw here: escaping belongs to the renderer.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "storage/model/coordination.h"
#include "storage/model/finding.h"
#include "storage/model/report.h"
#include "storage/model/share.h"
#include "storage/model/time.h"
#include "storage/model/withheld.h"

namespace vigie {

struct ReportPairAccount {
  std::int64_t account_id = 0;
  std::string platform;
  std::string native_id;
  std::string handle;       ///< Falls back to the native id.
  std::uint64_t posts = 0;  ///< In the window, erased ones left out.
  bool scored = false;      ///< The run has a row of it.
  std::optional<double> likelihood;
  Grade grade = Grade::kD;
  std::optional<Withheld> withheld{};  ///< Handle and native id are a pseudonym: why.
};

/// Two posts of a tested pair side by side.
struct ReportPairMeeting {
  CoordinationLayer layer = CoordinationLayer::kUrl;
  std::string label;  ///< The object's key; empty for a text, which the posts show.
  ReportPost post_a;
  ReportPost post_b;
  std::int64_t gap_ms = 0;  ///< Time of b less time of a.
};

/// Something that both put before their audiences within the window.
struct ReportCommonObject {
  std::optional<ObjectKind> kind;  ///< None: the same text, letter case and links apart.
  std::string key;                 ///< Empty for a text.
  std::uint32_t posts_a = 0;
  std::uint32_t posts_b = 0;
  std::uint32_t shares = 0;  ///< In the whole store, counted up to kMostCountedShares.
  ReportPost post_a;         ///< The two posts nearest in time.
  ReportPost post_b;
  std::int64_t gap_ms = 0;  ///< Time of b less time of a.
};

inline constexpr std::uint32_t kMostCountedShares = 1'000;

/// What two accounts say of themselves, as their profiles are now.
enum class ProfileComparison : std::uint8_t {
  kNotCompared,
  kMissing,    ///< One of them has no profile text that counts.
  kWithheld,   ///< One of them may not be named.
  kDifferent,  ///< Letter case, links, mentions and emoji apart.
  kSame,
};

struct ReportPairProfiles {
  ProfileComparison comparison = ProfileComparison::kNotCompared;
  bool has_a = false;  ///< `kMissing`: whether A has a profile text that counts.
  bool has_b = false;
  std::uint64_t carriers = 0;  ///< `kSame`: accounts of the run that carry it, both included.
  std::uint64_t accounts = 0;  ///< Accounts of the run with a profile text that counts.
  std::string text;            ///< `kSame`: A's, cut.
};

struct ReportPair {
  std::optional<AnalysisRun> run;  ///< None: there is no finished run.
  TimeWindow window;               ///< The run's, or from the first to the last post of both.
  bool tested = false;             ///< The run looked for coordination.
  ReportPairAccount account_a;     ///< As asked, not by natural key.
  ReportPairAccount account_b;

  /// The pair is one that chance does not explain: all that follows up to `meetings` is its.
  bool linked = false;
  std::uint32_t group = 0;  ///< Group of both; 0: none.
  std::uint32_t objects = 0;
  std::uint32_t fast_objects = 0;
  std::uint32_t days = 0;
  std::uint32_t meetings_total = 0;
  double symmetry = 0.0;
  double decades = 0.0;
  double q_decades = 0.0;
  double timing_decades = 0.0;
  std::vector<PairLayerFinding> layers;     ///< By layer, then window, the whole window last.
  std::vector<ReportPairMeeting> meetings;  ///< The quickest; erased posts left out.

  std::vector<ReportCommonObject> common;  ///< The rarest first; a few.
  std::uint64_t common_total = 0;
  bool common_cut = false;  ///< An account shared so much that only its last shares were compared.

  ReportPairProfiles profiles;
};

}  // namespace vigie
